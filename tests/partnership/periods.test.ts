import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { workingCalendar } from '../../src/partnership/calendar.ts';
import { addDays } from '../../src/partnership/day.ts';
import {
  digestOn,
  dueOn,
  lastPeriod,
  nextPeriod,
  opensOn,
  periodLabel,
  periodOf,
  shortPeriodLabel,
} from '../../src/partnership/periods.ts';
import type { Cadence, Partnership } from '../../src/partnership/register.ts';

const england = workingCalendar({ partnership: { timeZone: 'Europe/London' } as Partnership, calendarDays: [] });
const CADENCES: Cadence[] = ['monthly', 'quarterly', 'six_monthly', 'annual'];

describe('due dates', () => {
  test.each([
    ['Quarter 1 2026/27', '2026-06-30', '2026-07-14', '2026-07-21', '2026-07-28'],
    ['Quarter 2 2026/27', '2026-09-30', '2026-10-14', '2026-10-21', '2026-10-28'],
    ['Quarter 3 2026/27', '2026-12-31', '2027-01-15', '2027-01-22', '2027-01-29'],
    ['Quarter 4 2026/27', '2027-03-31', '2027-04-14', '2027-04-21', '2027-04-28'],
    ['Quarter 3 2027/28', '2027-12-31', '2028-01-17', '2028-01-24', '2028-01-31'],
    ['Quarter 4 2027/28, with Easter inside', '2028-03-31', '2028-04-18', '2028-04-25', '2028-05-03'],
  ])('%s: 10, 15 and 20 working days after it ends', (_, end, ten, fifteen, twenty) => {
    expect([10, 15, 20].map((days) => dueOn(end, days, england))).toEqual([ten, fifteen, twenty]);
  });

  test('Quarter 4 of 2020/21 opens on Maundy Thursday, is due on 16 April and read on the Monday after', () => {
    const { end } = lastPeriod('quarterly', 4, '2021-04-01');
    expect(opensOn(end, england)).toBe('2021-04-01');
    expect(dueOn(end, 10, england)).toBe('2021-04-16');
    expect(digestOn('2021-04-16', england)).toBe('2021-04-19');
  });

  test('are always working days, after the period has opened', () => {
    const ends = fc.integer({ min: 0, max: 6000 }).map((n) => addDays('2012-01-01', n));
    fc.assert(
      fc.property(ends, fc.integer({ min: 1, max: 60 }), (end, days) => {
        const due = dueOn(end, days, england);
        expect(england.isWorkingDay(due)).toBe(true);
        expect(due >= opensOn(end, england)).toBe(true);
      }),
    );
  });
});

describe('periods', () => {
  test.each([
    ['quarterly', 4, '2021-03-31', { start: '2020-10-01', end: '2020-12-31' }],
    ['quarterly', 4, '2021-04-01', { start: '2021-01-01', end: '2021-03-31' }],
    ['monthly', 4, '2021-03-01', { start: '2021-02-01', end: '2021-02-28' }],
    ['six_monthly', 4, '2021-04-01', { start: '2020-10-01', end: '2021-03-31' }],
    ['annual', 4, '2021-03-31', { start: '2019-04-01', end: '2020-03-31' }],
    ['quarterly', 2, '2021-02-01', { start: '2020-11-01', end: '2021-01-31' }],
  ] as const)('the last %s period, of years from month %i, before %s', (cadence, month, day, expected) => {
    expect(lastPeriod(cadence, month, day)).toEqual(expected);
  });

  test.each([
    ['quarterly', 4, '2021-01-01', 'Quarter 4 (January to March 2021)', 'Quarter 4 of 2020/21'],
    ['quarterly', 4, '2026-04-01', 'Quarter 1 (April to June 2026)', 'Quarter 1 of 2026/27'],
    ['quarterly', 1, '2021-01-01', 'Quarter 1 (January to March 2021)', 'Quarter 1 of 2021'],
    ['quarterly', 2, '2020-11-01', 'Quarter 4 (November 2020 to January 2021)', 'Quarter 4 of 2020/21'],
    ['six_monthly', 4, '2020-10-01', 'Second half of 2020/21 (October 2020 to March 2021)', 'Second half of 2020/21'],
    ['monthly', 4, '2021-03-01', 'March 2021', 'March 2021'],
    ['annual', 4, '2020-04-01', '2020/21 (April 2020 to March 2021)', '2020/21'],
    ['annual', 4, '1999-04-01', '1999/00 (April 1999 to March 2000)', '1999/00'],
  ] as const)('%s, years from month %i, from %s', (cadence, month, start, label, short) => {
    expect(periodLabel(cadence, month, start)).toBe(label);
    expect(shortPeriodLabel(cadence, month, start)).toBe(short);
  });

  test('cover every day once, one after another', () => {
    const days = fc.integer({ min: 0, max: 9000 }).map((n) => addDays('2011-01-01', n));
    fc.assert(
      fc.property(fc.constantFrom(...CADENCES), fc.integer({ min: 1, max: 12 }), days, (cadence, month, day) => {
        const period = periodOf(cadence, month, day);
        expect(period.start <= day && day <= period.end).toBe(true);
        expect(periodOf(cadence, month, period.end)).toEqual(period);
        expect(lastPeriod(cadence, month, day).end).toBe(addDays(period.start, -1));
        expect(nextPeriod(cadence, month, day).start).toBe(addDays(period.end, 1));
      }),
    );
  });
});
