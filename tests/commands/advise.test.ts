import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { fillsStep, raised, standing, told } from '../support/escalations.ts';

describe('returning an escalation with advice', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
  });
  afterAll(() => one.close());

  test('sends the advice to those who raised it, and is settled', async () => {
    const id = await raised(one);
    const said = await fillsStep(one, one.person('samir-haddad'), ['advise', id], {
      ...{ words: 'The county fund is open until May', next: 'Jamie applies by 7 May', asAsked: 'no' },
    });
    expect(said).toContain('goes back to those who raised it');
    const heard = await told(one, 'jamie-thorpe', 'escalation.outcome');
    expect(heard?.text).toContain('Samir Haddad returned it with advice.');
    expect(heard?.text).toContain('The advice: “The county fund is open until May”');
    expect(heard?.text).toContain('If this is not what you asked, say so by 28 April 2021');
    expect(await standing(one, id)).toMatchObject({ state: 'returned', outcome: { kind: 'advice' } });
  });
});
