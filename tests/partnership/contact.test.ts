import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { workingCalendar } from '../../src/partnership/calendar.ts';
import { formatInstant, instantAt, localDay, localTime, nextContactTime } from '../../src/partnership/contact.ts';
import type { Partnership } from '../../src/partnership/register.ts';

const LONDON = 'Europe/London';
const england = workingCalendar({ partnership: { timeZone: LONDON } as Partnership, calendarDays: [] });
const at = (text: string) => new Date(text);

describe('when people may be contacted', () => {
  test.each([
    ['on a working morning, now', '2021-04-01T08:00:00Z', '2021-04-01T08:00:00Z'],
    ['before 9am, at 9am', '2021-04-01T06:30:00Z', '2021-04-01T08:00:00Z'],
    ['a moment before 5pm, now', '2021-04-01T15:59:59Z', '2021-04-01T15:59:59Z'],
    ['at 5pm on Maundy Thursday, on the Tuesday after Easter', '2021-04-01T16:00:00Z', '2021-04-06T08:00:00Z'],
    ['on a Saturday, on Monday', '2021-04-10T10:00:00Z', '2021-04-12T08:00:00Z'],
    ['the weekend the clocks go forward, at 9am summer time', '2021-03-27T12:00:00Z', '2021-03-29T08:00:00Z'],
    ['the weekend the clocks go back, at 9am winter time', '2021-10-30T12:00:00Z', '2021-11-01T09:00:00Z'],
    ['just after midnight local time, that morning', '2021-05-31T23:30:00Z', '2021-06-01T08:00:00Z'],
  ])('%s', (_, now, expected) => {
    expect(nextContactTime(at(now), england)).toEqual(at(expected));
  });

  test('is never earlier than now, always in working hours, and stays when asked again', () => {
    const instants = fc.date({ min: at('2012-01-01T00:00:00Z'), max: at('2028-12-01T00:00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, (now) => {
        const then = nextContactTime(now, england);
        expect(then >= now).toBe(true);
        expect(england.isWorkingDay(localDay(then, LONDON))).toBe(true);
        expect(nextContactTime(then, england)).toEqual(then);
        const hour = Number(new Intl.DateTimeFormat('en-GB', { hour: 'numeric', timeZone: LONDON }).format(then));
        expect(hour).toBeGreaterThanOrEqual(9);
        expect(hour).toBeLessThan(17);
      }),
    );
  });
});

describe('local time', () => {
  test('a day begins at local midnight', () => {
    expect(localDay(at('2021-06-30T22:59:59Z'), LONDON)).toBe('2021-06-30');
    expect(localDay(at('2021-06-30T23:00:00Z'), LONDON)).toBe('2021-07-01');
  });

  test('9am is 9am in summer and in winter', () => {
    expect(instantAt('2021-06-01', 9, 0, LONDON)).toEqual(at('2021-06-01T08:00:00Z'));
    expect(instantAt('2021-12-01', 9, 0, LONDON)).toEqual(at('2021-12-01T09:00:00Z'));
  });

  test('a time that the clocks skip, and one that they repeat, are each one instant', () => {
    expect(instantAt('2021-03-28', 1, 30, LONDON)).toEqual(at('2021-03-28T01:30:00Z'));
    expect(instantAt('2021-10-31', 1, 30, LONDON)).toEqual(at('2021-10-31T00:30:00Z'));
  });

  test.each([
    ['2021-12-01T09:00:00Z', '9am'],
    ['2021-12-01T17:30:00Z', '5:30pm'],
    ['2021-12-01T12:00:00Z', 'midday'],
    ['2021-12-01T00:00:00Z', 'midnight'],
    ['2021-12-01T00:05:00Z', '12:05am'],
    ['2021-12-01T12:05:00Z', '12:05pm'],
  ])('%s is written %s', (instant, expected) => {
    expect(localTime(at(instant), LONDON)).toBe(expected);
  });

  test('an instant is written with its day', () => {
    expect(formatInstant(at('2021-04-16T15:45:00Z'), LONDON)).toBe('16 April 2021 at 4:45pm');
  });
});
