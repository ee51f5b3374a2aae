import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { fillsStep, raised, standing, told } from '../support/escalations.ts';

describe('a question about an escalation', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
  });
  afterAll(() => one.close());

  test('goes to everybody who raised it, whose first button answers it; the clock stands still', async () => {
    const id = await raised(one, {}, ['bronwen-pugh']);
    const said = await fillsStep(one, one.person('samir-haddad'), ['ask', id], { words: 'How many workers leave?' });
    expect(said).toContain('Until then the days for an answer are not counted, for 8 working days at most.');
    for (const to of ['jamie-thorpe', 'bronwen-pugh']) {
      const heard = await told(one, to, 'escalation.question');
      expect(heard?.text).toContain('Samir Haddad asks:\n“How many workers leave?”');
      expect(heard?.text).toContain('[Answer the question] [Withdraw it]');
      expect(heard?.text).toContain('It waits for your answer');
      expect(heard?.message.summary).not.toContain('workers');
    }
    const now = one.now();
    expect(await standing(one, id)).toMatchObject({ state: 'acknowledged', acknowledgedAt: now, waitingSince: now });
  });

  test('a second one does not begin the waiting anew', async () => {
    const id = await raised(one, { waitingSince: new Date('2021-04-12T09:00:00Z'), state: 'acknowledged' });
    await fillsStep(one, one.person('neil-garside'), ['ask', id], { words: 'And since when?' });
    expect((await standing(one, id)).waitingSince).toEqual(new Date('2021-04-12T09:00:00Z'));
  });

  test('an empty one is not sent', async () => {
    const id = await raised(one);
    expect(await fillsStep(one, one.person('samir-haddad'), ['ask', id], {})).toContain('Enter your question');
    expect((await standing(one, id)).state).toBe('raised');
  });
});
