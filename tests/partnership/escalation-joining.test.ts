import { expect, test } from 'vitest';
import { workingCalendar } from '../../src/partnership/calendar.ts';
import type { Escalation } from '../../src/partnership/escalation.ts';
import { broughtIn, clockOfBoth } from '../../src/partnership/escalation-joining.ts';
import { at } from '../support/board.ts';
import { nottinghamshire } from '../support/register.ts';

const calendar = workingCalendar(nottinghamshire());
const DAY = '2021-04-14';
const before = {
  ...{ priorityKeys: ['hate-crime'], raisedFor: 'csp-1', bodyKeys: ['csp-1'], urgency: 'next_meeting' },
} as Escalation;
const keys = (after: Partial<Escalation>, raising: string[] = []) =>
  broughtIn(nottinghamshire(), { before, after: { ...before, ...after }, raising }, DAY).map(
    ({ personKey }) => personKey,
  );

test('a priority that another brings has its lead told; where the lead raises it, the deputy is', () => {
  const priorityKeys = ['hate-crime', 'serious-violence'];
  expect(keys({ priorityKeys })).toEqual(['samir-haddad']);
  expect(keys({ priorityKeys }, ['samir-haddad'])).toEqual(['miriam-sadler']);
});

test('what becomes immediate is told to everybody but those who raise it', () => {
  const told = keys({ urgency: 'immediate' });
  expect(told).toEqual(expect.arrayContaining(['helen-tranter', 'neil-garside', 'grace-holloway', 'edith-carrow']));
  expect(keys({ urgency: 'immediate' }, ['neil-garside'])).not.toContain('neil-garside');
});

const clock = (acknowledgedAt: string | null, change: Partial<Escalation> = {}) =>
  ({
    ...{ state: acknowledgedAt ? 'with_lead' : 'raised', waited: 0, waitingSince: null },
    acknowledgedAt: acknowledgedAt && at(acknowledgedAt),
    ...change,
  }) as Escalation;

test.each<[string, Escalation, Escalation, object]>([
  ['was acknowledged earlier', clock('2021-04-15'), clock('2021-04-14'), { acknowledgedAt: at('2021-04-14') }],
  ['was acknowledged, and the other not', clock(null), clock('2021-04-14'), { state: 'acknowledged' }],
  ['waited', clock(null), clock('2021-04-14', { waited: 2 }), { waited: 2 }],
  ['still waits', clock(null), clock('2021-04-14', { waitingSince: at('2021-04-15') }), { waited: 1 }],
])('the clock of one that %s goes on for both', (_, one, other, expected) => {
  expect(clockOfBoth({ meetings: [] }, one, other, at('2021-04-16'), calendar)).toMatchObject(expected);
});

test('one that was acknowledged later, or not yet, changes no clock', () => {
  for (const other of [clock('2021-04-15'), clock(null)])
    expect(clockOfBoth({ meetings: [] }, clock('2021-04-14'), other, at('2021-04-16'), calendar)).toEqual({});
});

test('what one waits for is counted from the joining on, where the clock of the other goes on', () => {
  const waits = clock('2021-04-15', { waitingSince: at('2021-04-15') });
  const change = clockOfBoth({ meetings: [] }, waits, clock('2021-04-12'), at('2021-04-20'), calendar);
  expect(change).toMatchObject({ acknowledgedAt: at('2021-04-12'), waited: 0, waitingSince: at('2021-04-20') });
});

test('one that was acknowledged earlier and has waited since gives no more days to what is due sooner', () => {
  const needed = clock('2021-04-15', { neededBy: '2021-04-23' });
  const waited = clock('2021-04-12', { waited: 5, neededBy: '2021-04-23' });
  expect(clockOfBoth({ meetings: [] }, needed, waited, at('2021-04-20'), calendar)).toEqual({});
});
