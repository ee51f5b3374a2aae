import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { choicesOf, fillsStep, raised, standing, steps, told } from '../support/escalations.ts';

describe('putting an escalation on the agenda', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
  });
  afterAll(() => one.close());

  test('of one of the coming meetings of the board: those who raised it and the programme manager are told', async () => {
    const id = await raised(one);
    const samir = one.person('samir-haddad');
    await steps(one, samir, 'agenda', id);
    expect(choicesOf(samir)).toEqual(['Friday 11 June 2021', 'Friday 10 September 2021', 'Friday 10 December 2021']);
    const said = await fillsStep(one, samir, ['agenda', id], { meeting: 'snb/2021-06-11' });
    expect(said).toContain('is on the agenda for Friday 11 June 2021');
    const words = 'Samir Haddad put it on the agenda of the Safer Nottinghamshire Board on Friday 11 June 2021.';
    expect((await told(one, 'jamie-thorpe', 'escalation.changed'))?.text).toContain(words);
    const passed = await told(one, 'grace-holloway', 'escalation.passed');
    expect(passed?.text).toContain(words);
    expect(passed?.text).toContain('[Record the decision]');
    expect(await standing(one, id)).toMatchObject({ state: 'on_agenda', meetingKey: 'snb/2021-06-11' });
  });

  test('and then of a later one, when the board did not come to it', async () => {
    const id = await raised(one, { state: 'on_agenda', meetingKey: 'snb/2021-06-11' });
    const grace = one.person('grace-holloway');
    await steps(one, grace, 'agenda', id);
    expect(choicesOf(grace)).not.toContain('Friday 11 June 2021');
    await fillsStep(one, grace, ['agenda', id], { meeting: 'snb/2021-09-10' });
    expect((await standing(one, id)).meetingKey).toBe('snb/2021-09-10');
  });

  test('of a meeting after the day by which it was needed: the form says so, and so do its messages', async () => {
    const id = await raised(one, { neededBy: '2021-05-04' });
    const samir = one.person('samir-haddad');
    await steps(one, samir, 'agenda', id);
    expect(choicesOf(samir)[0]).toBe('Friday 11 June 2021: after it is needed');
    const said = await fillsStep(one, samir, ['agenda', id], { meeting: 'snb/2021-06-11' });
    expect(said).toContain('It was needed by Tuesday 4 May 2021.');
    expect((await told(one, 'jamie-thorpe', 'escalation.changed'))?.text).toContain(
      'on Friday 11 June 2021. That is after the day by which it was needed, Tuesday 4 May 2021.',
    );
  });

  test('says so where no meeting is coming', async () => {
    const id = await raised(one);
    await one.import((register) => {
      register.meetings = [];
    });
    const said = await steps(one, one.person('samir-haddad'), 'agenda', id);
    expect(said).toContain('No other meeting of the board is known.');
    await one.import(() => {});
  });
});
