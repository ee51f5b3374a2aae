import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { delivered } from '../support/delivered.ts';
import { fillsStep, raised, standing, steps, told } from '../support/escalations.ts';

describe('closing an escalation', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
  });
  afterAll(() => one.close());

  const answered = async (joined: string[] = [], asAsked = 'yes') => {
    const id = await raised(one, {}, joined);
    await fillsStep(one, one.person('samir-haddad'), ['answer', id], {
      ...{ words: 'The trust pays', next: 'It begins in July', asAsked },
    });
    return id;
  };

  test('before everybody who raised it was sent the outcome is not possible', async () => {
    const id = await answered();
    for (const who of ['jamie-thorpe', 'samir-haddad', 'grace-holloway'])
      expect(await steps(one, one.person(who), 'close', id)).toContain('How it stands: Answered.');
    expect((await standing(one, id)).state).toBe('answered');
  });

  test('once they were, it is, and others who raised it hear of it', async () => {
    const id = await answered(['bronwen-pugh']);
    await one.database.transact(one.partnershipId, (store) => store.setMode('live'));
    await delivered(one);
    const jamie = one.person('jamie-thorpe');
    const page = await steps(one, jamie, 'escalation', id);
    expect(page).toContain('Answered, outcome sent');
    expect(await jamie.presses('Close it')).toContain('is closed');
    expect(await standing(one, id)).toMatchObject({ state: 'closed', closedAt: one.now() });
    expect((await told(one, 'bronwen-pugh', 'escalation.changed'))?.text).toContain('Jamie Thorpe closed it.');
  });

  test('stands below the outcome for whoever has it; before the others do, it is said why not yet', async () => {
    const alone = await answered();
    const jamie = one.person('jamie-thorpe');
    const outcome = async () => (await told(one, 'jamie-thorpe', 'escalation.outcome'))!;
    expect((await outcome()).text).toContain('[This is not what we asked] [Close it]');
    await delivered(one);
    expect(await jamie.pressesIn((await outcome()).message, 'Close it')).toContain('is closed');
    expect((await standing(one, alone)).state).toBe('closed');
    expect(await steps(one, jamie, 'close', alone)).toContain('You have done that already');
    const both = await answered(['bronwen-pugh']);
    expect(await jamie.pressesIn((await outcome()).message, 'Close it')).toContain('Not everybody who raised');
    expect((await standing(one, both)).state).toBe('answered');
  });

  test('that did not come to what was asked is for its only raiser, else for the clock', async () => {
    const [alone, joined] = [await answered([], 'partly'), await answered(['bronwen-pugh'], 'no')];
    await delivered(one);
    for (const who of ['bronwen-pugh', 'jamie-thorpe', 'grace-holloway'])
      expect(await steps(one, one.person(who), 'close', joined)).toContain('It closes by itself once they have had');
    expect(await steps(one, one.person('grace-holloway'), 'close', alone)).toContain('It closes by itself');
    expect(await steps(one, one.person('jamie-thorpe'), 'close', alone)).toContain('is closed');
    expect((await standing(one, joined)).state).toBe('answered');
  });
});
