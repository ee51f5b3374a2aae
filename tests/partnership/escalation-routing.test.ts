import { describe, expect, test } from 'vitest';
import type { Urgency } from '../../src/partnership/escalation.ts';
import { inPlaceOf } from '../../src/partnership/escalation-outcome.ts';
import {
  bodiesFor,
  chairsFor,
  officersOf,
  raisesFor,
  routeOf,
  toRaiseFor,
} from '../../src/partnership/escalation-routing.ts';
import type { Register } from '../../src/partnership/register.ts';
import { maySend, responsibleFor } from '../../src/partnership/responsibility.ts';
import { nottinghamshire } from '../support/register.ts';

const DAY = '2021-04-14';
const keysOf = (rows: { key: string }[]) => rows.map(({ key }) => key);

/** The second community safety partnership reports to a performance group of its own. */
function withTwoGroups(): Register {
  const register = nottinghamshire();
  const group = register.bodies.find(({ kind }) => kind === 'performance_group')!;
  register.bodies.push({ ...group, key: 'south-group', name: 'South Performance Group' });
  const chair = register.assignments.find(({ subjectKey, role }) => subjectKey === group.key && role === 'chair')!;
  register.assignments.push({ ...chair, key: 'south-group/chair', subjectKey: 'south-group' });
  for (const one of register.relations) if (one.fromKey === 'csp-2') one.toKey = 'south-group';
  return register;
}

test('what concerns two areas goes to whoever chairs above either of them, each once', () => {
  const register = withTwoGroups();
  const [first] = bodiesFor(register, { raisedFor: 'csp-1', bodyKeys: [] }, 'performance_group', DAY);
  const both = { raisedFor: 'csp-1', bodyKeys: ['csp-1', 'csp-2', 'csp-3'] };
  expect(keysOf(bodiesFor(register, both, 'performance_group', DAY))).toEqual([first!.key, 'south-group']);
  // One person chairs both.
  expect(chairsFor(register, both, 'performance_group', DAY)).toMatchObject([
    { personKey: 'neil-garside', because: expect.stringContaining('South Performance Group') },
  ]);
});

test('a partnership that has ended keeps its officers, and those who were above it last', () => {
  const register = withTwoGroups();
  for (const one of register.bodies) if (one.key === 'csp-2') one.endedOn = DAY;
  for (const one of register.relations) if (one.fromKey === 'csp-2') one.endedOn = DAY;
  for (const one of register.assignments) if (one.subjectKey === 'csp-2') one.endedOn = DAY;
  const placed = { raisedFor: 'csp-2', bodyKeys: ['csp-2'] };
  expect(keysOf(bodiesFor(register, placed, 'performance_group', DAY))).toEqual(['south-group']);
  expect(keysOf(officersOf(register, 'csp-2', DAY))).toEqual(['bronwen-pugh']);
  expect(raisesFor(register, { key: 'bronwen-pugh' }, DAY)).toEqual([]);
  for (const one of register.people) if (one.key === 'bronwen-pugh') one.endedOn = DAY;
  expect(officersOf(register, 'csp-2', DAY)).toEqual([]);
});

test('where nobody says who is above it, every performance group is', () => {
  const register = withTwoGroups();
  register.relations = register.relations.filter(({ fromKey }) => fromKey !== 'csp-2');
  const placed = { raisedFor: 'csp-2', bodyKeys: ['csp-2'] };
  expect(bodiesFor(register, placed, 'performance_group', DAY)).toHaveLength(2);
});

test('the deputy of an officer raises and stands in before the chair; only who is here is asked, unless nobody is', () => {
  const register = nottinghamshire();
  const officer = register.assignments.find(
    ({ role, subjectKey }) => role === 'csp_officer' && subjectKey === 'csp-2',
  )!;
  for (const [role, holderKey] of [
    ['chair', 'helen-tranter'],
    ['deputy', 'colin-birtles'],
  ] as const)
    register.assignments.push({ ...officer, key: `csp-2/${role}`, role, holderKind: 'person', holderKey });
  const away = (personKey: string) =>
    register.leaves.push({
      ...{ key: personKey, personKey, from: DAY, to: DAY, endedOn: null },
    } as Register['leaves'][0]);

  expect(keysOf(raisesFor(register, { key: 'colin-birtles' }, DAY))).toEqual(['csp-2']);
  const asked = () => keysOf(toRaiseFor(register, 'csp-2', DAY));
  expect(asked()).toEqual(['bronwen-pugh']);
  away('bronwen-pugh');
  expect(asked()).toEqual(['colin-birtles']);
  expect(inPlaceOf(register, 'csp-2', DAY).map(({ personKey }) => personKey)).toEqual([
    'colin-birtles',
    'helen-tranter',
    'grace-holloway',
  ]);
  away('colin-birtles');
  expect(asked()).toEqual(['helen-tranter']);
  away('helen-tranter');
  expect(asked()).toEqual(['bronwen-pugh', 'colin-birtles', 'helen-tranter']);
});

describe('a chair who cannot be told is followed by the vice chair, before it falls to the programme manager', () => {
  const GROUP_CHAIR = 'neil-garside';
  const ROLES = { vice_chair: 'ruby-stanhope', secretary: 'colin-birtles' } as const;
  const placed = { raisedFor: 'csp-1', bodyKeys: ['csp-1'], priorityKeys: [], urgency: 'next_meeting' as const };

  /** The performance group has a vice chair and a secretary, both with an account. */
  function withVice(kind: 'performance_group' | 'board' = 'performance_group'): Register {
    const register = nottinghamshire();
    const body = register.bodies.find((one) => one.kind === kind)!;
    register.assignments = register.assignments.filter(
      ({ subjectKey, role }) => subjectKey !== body.key || role === 'chair',
    );
    const chair = register.assignments.find(({ subjectKey }) => subjectKey === body.key)!;
    for (const [role, holderKey] of Object.entries(ROLES) as [keyof typeof ROLES, string][]) {
      const held = { holderKind: 'person' as const, holderKey, holderRole: null };
      register.assignments.push({ ...chair, ...held, key: `${body.key}/${role}`, role });
      register.accounts.push({ ...register.accounts[0]!, key: holderKey, personKey: holderKey, externalId: holderKey });
    }
    return register;
  }
  const away = (register: Register, key: string) => {
    register.leaves.push({ key, personKey: key, from: DAY, to: DAY, endedOn: null } as Register['leaves'][0]);
  };
  const noAccount = (register: Register, key: string) => {
    register.accounts = register.accounts.filter(({ personKey }) => personKey !== key);
  };
  const left = (register: Register, key: string) => {
    for (const one of register.people) if (one.key === key) one.endedOn = DAY;
  };
  const lacking = [
    ['is away', away],
    ['has no account', noAccount],
    ['has left', left],
  ] as const;
  const routed = (register: Register, urgency: Urgency = 'next_meeting', except: string[] = []) =>
    routeOf(register, { ...placed, urgency }, DAY, except).map(({ personKey }) => personKey);

  test.each(lacking)('who %s', (_, lack) => {
    const register = withVice();
    expect(routed(register)).toEqual([GROUP_CHAIR]);
    lack(register, GROUP_CHAIR);
    expect(routed(register)).toEqual([ROLES.vice_chair]);
    lack(register, ROLES.vice_chair);
    expect(routed(register)).toEqual([ROLES.secretary]);
  });

  test.each(lacking)('of the board, for what is immediate, who %s', (_, lack) => {
    const register = withVice('board');
    const [chair] = chairsFor(register, placed, 'board', DAY);
    expect(routed(register, 'immediate')).toContain(chair!.personKey);
    lack(register, chair!.personKey);
    expect(routed(register, 'immediate')).toContain(ROLES.vice_chair);
    expect(routed(register, 'immediate')).not.toContain(chair!.personKey);
  });

  test('who raised it, or whom no message reached', () => {
    expect(routeOf(withVice(), placed, DAY, [GROUP_CHAIR])).toMatchObject([
      { personKey: ROLES.vice_chair, because: expect.stringMatching(/^vice chair of .*, in place of the chair$/) },
    ]);
  });

  test('but where nobody has an account it is the chair for whom it is', () => {
    const register = withVice();
    register.accounts = [];
    expect(routed(register)).toEqual([GROUP_CHAIR]);
  });

  test('of a community safety partnership, whose vice chair raises and stands in, too', () => {
    const register = nottinghamshire();
    const officer = register.assignments.find(
      ({ role, subjectKey }) => role === 'csp_officer' && subjectKey === 'csp-2',
    )!;
    for (const [role, holderKey] of [
      ['chair', 'helen-tranter'],
      ['vice_chair', 'colin-birtles'],
    ] as const)
      register.assignments.push({ ...officer, key: `csp-2/${role}`, role, holderKind: 'person', holderKey });
    expect(keysOf(raisesFor(register, { key: 'colin-birtles' }, DAY))).toEqual(['csp-2']);
    for (const key of ['bronwen-pugh', 'helen-tranter']) away(register, key);
    expect(keysOf(toRaiseFor(register, 'csp-2', DAY))).toEqual(['colin-birtles']);
    expect(inPlaceOf(register, 'csp-2', DAY)).toMatchObject([
      { personKey: 'colin-birtles', because: expect.stringContaining('vice chair of') },
      { because: 'programme manager' },
    ]);
  });

  test('of a body that leads a priority', () => {
    const register = withVice();
    const lead = register.assignments.find(({ role, subjectKey }) => role === 'lead' && subjectKey === 'hate-crime')!;
    const group = register.bodies.find(({ kind }) => kind === 'performance_group')!;
    Object.assign(lead, { holderKind: 'body', holderKey: group.key });
    register.assignments = register.assignments.filter(({ role }) => role !== 'secretary');
    const answers = () => keysOf(responsibleFor(register, 'priority', 'hate-crime', DAY).map(({ person }) => person));
    expect(answers()).toEqual([GROUP_CHAIR]);
    away(register, GROUP_CHAIR);
    expect(answers()).toEqual([ROLES.vice_chair]);
    expect(maySend(register, { key: ROLES.vice_chair }, 'priority', 'hate-crime', DAY)).toBe(true);
  });
});
