import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { fillsStep, raised, standing, steps, told, toldAbout } from '../support/escalations.ts';
import { nottinghamshire } from '../support/register.ts';

describe('answering an escalation', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
  });
  afterAll(() => one.close());

  const ANSWER = {
    words: 'The trust carries the cost',
    next: 'Samir writes to the hospitals by May',
    asAsked: 'partly',
  };

  test('sends everybody who raised it the answer, who gave it, when, and what happens next', async () => {
    const id = await raised(one, {}, ['bronwen-pugh']);
    const said = await fillsStep(one, one.person('samir-haddad'), ['answer', id], ANSWER);
    expect(said).toContain('goes to those who raised it, in your words');
    expect((await toldAbout(one, 'escalation.outcome')).sort()).toEqual(['bronwen-pugh', 'jamie-thorpe']);
    const heard = await told(one, 'jamie-thorpe', 'escalation.outcome');
    expect(heard?.text).toMatchInlineSnapshot(`
      "Escalation SNB-1
      Hospital outreach ends in June
      Samir Haddad has answered it.
      The answer: “The trust carries the cost”
      Made by: Samir Haddad, Director, Nottingham City and Nottinghamshire Violence Reduction Unit, 14 April 2021
      What happens next: Samir writes to the hospitals by May
      Is it what was asked: In part
      If this is not what you asked, say so by 28 April 2021, and it goes back to them. If nobody says so, it closes by itself after that.
      How it stands: Answered
      Priority: Serious Violence
      Asked for: Resources: Money from July
      How urgent: At the next meeting
      With: Samir Haddad
      [This is not what we asked] [Read all of SNB-1]"
    `);
    expect(await standing(one, id)).toMatchObject({ state: 'answered', outcomes: 1, holderKey: 'samir-haddad' });
  });

  test('tells whoever had taken it', async () => {
    const id = await raised(one);
    await steps(one, one.person('samir-haddad'), 'take', id);
    await fillsStep(one, one.person('neil-garside'), ['answer', id], ANSWER);
    expect((await told(one, 'samir-haddad', 'escalation.changed'))?.text).toContain('Neil Garside has answered it.');
  });

  test('on the agenda of a meeting: the programme manager takes it off', async () => {
    const id = await raised(one, { state: 'on_agenda', meetingKey: 'snb/2021-06-11' });
    await fillsStep(one, one.person('samir-haddad'), ['answer', id], ANSWER);
    expect((await told(one, 'grace-holloway', 'escalation.changed'))?.text).toContain(
      'It was on the agenda of the Safer Nottinghamshire Board on Friday 11 June 2021, and can be taken off.',
    );
  });

  test('needs all of it', async () => {
    const id = await raised(one);
    const said = await fillsStep(one, one.person('samir-haddad'), ['answer', id], { words: 'Yes' });
    expect(said).toContain('Enter what happens next');
    expect(said).toContain('Select whether it is what was asked');
  });
});

test.each([
  ['chair', 'bronwen-pugh'],
  ['vice_chair', 'kwame-asante'],
] as const)('the %s of a body that leads the priority answers it', async (_, key) => {
  const register = nottinghamshire();
  const body = {
    ...register.bodies[0]!,
    key: 'violence-group',
    name: 'Violence Group',
    kind: 'delivery_group' as const,
  };
  register.bodies.push(body);
  const lead = register.assignments.find(
    ({ role, subjectKey }) => role === 'lead' && subjectKey === 'serious-violence',
  )!;
  Object.assign(lead, { holderKind: 'body', holderKey: body.key });
  for (const [role, holderKey] of [
    ['chair', 'bronwen-pugh'],
    ['vice_chair', 'kwame-asante'],
  ] as const)
    register.assignments.push({
      ...lead,
      key: `violence-group/${role}`,
      subjectKind: 'body',
      subjectKey: body.key,
      role,
      holderKind: 'person',
      holderKey,
    });
  const one = await board({ on: '2021-04-14', register });
  const id = await raised(one);
  expect((await told(one, 'bronwen-pugh'))?.text).toContain('[Answer]');
  const said = await fillsStep(one, one.person(key), ['answer', id], {
    words: 'The trust pays',
    next: 'It begins in May',
    asAsked: 'yes',
  });
  expect(said).toContain('goes to those who raised it, in your words');
  await one.close();
});
