import { expect, test } from 'vitest';
import { inPlaceOf } from '../../src/partnership/escalation-outcome.ts';
import { bodiesFor, chairsFor, officersOf, raisesFor, toRaiseFor } from '../../src/partnership/escalation-routing.ts';
import type { Register } from '../../src/partnership/register.ts';
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
