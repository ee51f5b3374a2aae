import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { fillsStep, raised, standing, steps, told, toldAbout } from '../support/escalations.ts';

describe('the right of reply', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
  });
  afterAll(() => one.close());

  const answered = async () => {
    const id = await raised(one);
    await fillsStep(one, one.person('samir-haddad'), ['answer', id], {
      ...{ words: 'There is no money', next: 'Nothing', asAsked: 'no' },
    });
    return id;
  };

  test('is the first button of an outcome, and opens it again with whoever answered', async () => {
    const id = await answered();
    const outcome = await told(one, 'jamie-thorpe', 'escalation.outcome');
    expect(outcome?.text).toContain('[This is not what we asked]');
    await one.on('2021-04-20');
    const said = await fillsStep(one, one.person('jamie-thorpe'), ['object', id], { words: 'We asked for a meeting' });
    expect(said).toContain('is open again');
    expect((await toldAbout(one, 'escalation.objected')).sort()).toEqual(['grace-holloway', 'samir-haddad']);
    const heard = await told(one, 'samir-haddad', 'escalation.objected');
    expect(heard?.text).toContain('Jamie Thorpe says that this is not what was asked:\n“We asked for a meeting”');
    expect(heard?.text).toContain('Answer due: 5 May 2021');
    expect(await standing(one, id)).toMatchObject({ state: 'acknowledged', holderKey: 'samir-haddad' });
  });

  test('a second answer is a message of its own, and the first keeps its words', async () => {
    const id = await answered();
    await fillsStep(one, one.person('jamie-thorpe'), ['object', id], { words: 'We asked for a meeting' });
    await fillsStep(one, one.person('samir-haddad'), ['answer', id], {
      ...{ words: 'We meet on Friday', next: 'At County Hall', asAsked: 'yes' },
    });
    const outcomes = (await one.messages()).filter(
      ({ to, text }) => to === 'jamie-thorpe' && text.includes('answered'),
    );
    expect(outcomes.at(-2)?.text).toContain('“There is no money”');
    expect(outcomes.at(-2)?.text).not.toContain('We meet on Friday');
    expect(outcomes.at(-1)?.text).toContain('“We meet on Friday”');
  });

  test('is for those who raised it', async () => {
    const id = await answered();
    const said = await steps(one, one.person('bronwen-pugh'), 'object', id);
    expect(said).toContain('Only whoever raised it or whoever was sent the outcome in their place can do it.');
  });
});
