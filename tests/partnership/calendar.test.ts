import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bankHolidays } from '../../src/partnership/bank-holidays.ts';
import { workingCalendar } from '../../src/partnership/calendar.ts';
import {
  addDays,
  type Day,
  daysBetween,
  formatDay,
  formatLongDay,
  isRealDay,
  weekday,
} from '../../src/partnership/day.ts';
import type { CalendarDay, Partnership } from '../../src/partnership/register.ts';

const PARTNERSHIP = { timeZone: 'Europe/London' } as Partnership;
const closure = (date: Day, endedOn: Day | null = null): CalendarDay => ({ key: date, date, title: 'Closed', endedOn });
const england = workingCalendar({ partnership: PARTNERSHIP, calendarDays: [] });

const days = fc.integer({ min: 0, max: 6200 }).map((n) => addDays('2012-01-01', n));
const counts = fc.integer({ min: 1, max: 40 });
const calendars = fc
  .array(days, { maxLength: 60 })
  .map((closed) => workingCalendar({ partnership: PARTNERSHIP, calendarDays: closed.map((day) => closure(day)) }));

describe('days', () => {
  test('are written as GOV.UK writes them', () => {
    expect(formatDay('2026-06-04')).toBe('4 June 2026');
    expect(formatLongDay('2026-06-04')).toBe('Thursday 4 June 2026');
  });

  test.each([
    '2026-06-31',
    '2026-02-29',
    '2026-13-01',
    '2026-6-4',
    '4 June 2026',
    '2026-06-04T09:00',
    '',
    '+002026-06-04',
  ])('%s is not a day', (text) => expect(isRealDay(text)).toBe(false));

  test('a leap day is a day', () => expect(isRealDay('2024-02-29')).toBe(true));

  test('adding and counting days agree', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -900, max: 900 }), (day, n) => {
        expect(daysBetween(day, addDays(day, n))).toBe(n);
      }),
    );
  });
});

describe('bank holidays of England and Wales', () => {
  test.each([
    [2012, '01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26'],
    [2016, '01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27'],
    [2020, '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28'],
    [2021, '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28'],
    [2022, '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27'],
    [2023, '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26'],
    [2025, '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26'],
    [2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    [2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
    [2028, '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26'],
  ])('%i', (year, expected) => {
    expect(bankHolidays(year).map(({ date }) => date.slice(5))).toEqual(expected.split(' '));
  });

  test('never fall on a weekend, in any year', () => {
    for (let year = 2012; year <= 2060; year += 1)
      for (const { date } of bankHolidays(year)) expect(weekday(date)).toBeLessThan(6);
  });
});

describe('the working-day calendar', () => {
  test('a Sunday before Easter counts on past the weekend and both bank holidays', () => {
    expect(england.after('2021-03-31', 1)).toBe('2021-04-01');
    expect(england.after('2021-03-31', 2)).toBe('2021-04-06');
    expect(england.onOrAfter('2021-04-02')).toBe('2021-04-06');
    expect(england.onOrBefore('2021-04-05')).toBe('2021-04-01');
  });

  test('the local closure days of a partnership are not worked', () => {
    const closed = workingCalendar({ partnership: PARTNERSHIP, calendarDays: [closure('2021-04-06')] });
    expect(closed.after('2021-04-01', 1)).toBe('2021-04-07');
  });

  test('a closure day that has left the register was closed before, and is worked after', () => {
    const calendarDays = [closure('2021-04-06', '2021-06-01'), closure('2021-12-29', '2021-06-01')];
    const changed = workingCalendar({ partnership: PARTNERSHIP, calendarDays });
    expect(changed.isWorkingDay('2021-04-06')).toBe(false);
    expect(changed.isWorkingDay('2021-12-29')).toBe(true);
  });

  test('counting on and counting back are each other’s opposite, from a working day', () => {
    fc.assert(
      fc.property(calendars, days, counts, (calendar, day, n) => {
        const start = calendar.onOrAfter(day);
        expect(calendar.before(calendar.after(start, n), n)).toBe(start);
        expect(calendar.after(calendar.before(start, n), n)).toBe(start);
      }),
    );
  });

  test('whatever it counts to is a working day, and as many lie between', () => {
    fc.assert(
      fc.property(calendars, days, counts, (calendar, day, n) => {
        const reached = calendar.after(day, n);
        expect(calendar.isWorkingDay(reached)).toBe(true);
        expect(calendar.isWorkingDay(calendar.before(day, n))).toBe(true);
        expect(calendar.between(day, reached)).toBe(n);
      }),
    );
  });

  test('counting none is the day itself, or the next that is worked', () => {
    fc.assert(
      fc.property(calendars, days, (calendar, day) => {
        expect(calendar.after(day, 0)).toBe(calendar.onOrAfter(day));
        expect(calendar.before(day, 0)).toBe(calendar.onOrBefore(day));
      }),
    );
  });
});
