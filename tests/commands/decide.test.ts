import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { fillsStep, raised, standing, steps, told, toldAbout } from '../support/escalations.ts';

describe('recording what the board decided', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
  });
  afterAll(() => one.close());

  const DECISION = {
    ...{ words: 'Bridging money until March 2022', madeBy: 'Safer Nottinghamshire Board', on: '2021-04-14' },
    ...{ next: 'The county treasurer moves the money by 1 July', asAsked: 'yes' },
  };

  test('quotes it to those who raised it, and tells whoever was to answer', async () => {
    const id = await raised(one);
    const said = await fillsStep(one, one.person('grace-holloway'), ['decide', id], DECISION);
    expect(said).toContain('goes to those who raised it, in these words');
    const heard = await told(one, 'jamie-thorpe', 'escalation.outcome');
    expect(heard?.text).toMatchInlineSnapshot(`
      "Escalation SNB-1
      Hospital outreach ends in June
      Safer Nottinghamshire Board has decided. Grace Holloway recorded it.
      The decision: “Bridging money until March 2022”
      Made by: Safer Nottinghamshire Board, 14 April 2021
      What happens next: The county treasurer moves the money by 1 July
      Is it what was asked: Yes
      If this is not what you asked, say so by 28 April 2021, and it goes back to them. If nobody says so, it closes by itself after that.
      How it stands: Decided
      Priority: Serious Violence
      Asked for: Resources: Money from July
      How urgent: At the next meeting
      [This is not what we asked] [Close it] [Read all of SNB-1]"
    `);
    expect((await toldAbout(one, 'escalation.changed')).sort()).toEqual(['neil-garside', 'samir-haddad']);
    expect((await standing(one, id)).state).toBe('decided');
  });

  test('is offered the board and the day of its meeting', async () => {
    const id = await raised(one, { state: 'on_agenda', meetingKey: 'snb/2021-06-11' });
    const grace = one.person('grace-holloway');
    await one.on('2021-06-14');
    await steps(one, grace, 'decide', id);
    expect(grace.dialog().form?.fields.map((field) => ('value' in field ? field.value : ''))).toEqual([
      '',
      'Safer Nottinghamshire Board',
      '2021-06-11',
    ]);
  });

  test('was not made tomorrow', async () => {
    const id = await raised(one);
    const said = await fillsStep(one, one.person('grace-holloway'), ['decide', id], { ...DECISION, on: '2021-12-24' });
    expect(said).toContain('Date of the decision must be today or in the past');
  });

  test('was not made before it was raised', async () => {
    const id = await raised(one);
    const said = await fillsStep(one, one.person('grace-holloway'), ['decide', id], { ...DECISION, on: '2021-06-13' });
    expect(said).toContain('Date of the decision must be 14 June 2021, when it was raised, or later');
  });
});
