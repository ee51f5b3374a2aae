import { bankHolidays } from './bank-holidays.ts';
import { addDays, type Day, weekday } from './day.ts';
import type { Register } from './register.ts';

/** Which days a partnership works: not at weekends, on bank holidays of England and Wales, or on its own closure days. */
export interface WorkingCalendar {
  timeZone: string;
  isWorkingDay(day: Day): boolean;
  /** The day itself, or the next working day. */
  onOrAfter(day: Day): Day;
  /** The day itself, or the working day before it. */
  onOrBefore(day: Day): Day;
  /** The n-th working day after a day. 0 is the day itself, or the next working day. */
  after(day: Day, n: number): Day;
  /** The n-th working day before a day. 0 is the day itself, or the working day before it. */
  before(day: Day, n: number): Day;
  /** How many working days lie after the first day, up to and with the second. */
  between(from: Day, to: Day): number;
}

/** The same for everybody, and long to work out. By year. */
const holidays = new Map<number, Set<Day>>();

function isHoliday(day: Day): boolean {
  const year = Number(day.slice(0, 4));
  const known = holidays.get(year) ?? new Set(bankHolidays(year).map(({ date }) => date));
  holidays.set(year, known);
  return known.has(day);
}

export function workingCalendar(register: Pick<Register, 'partnership' | 'calendarDays'>): WorkingCalendar {
  // A closure that has left the agreement file still was one, where it lies before the day of that import.
  const closures = new Set(
    register.calendarDays.filter(({ date, endedOn }) => endedOn === null || date < endedOn).map(({ date }) => date),
  );
  const isWorkingDay = (day: Day) => weekday(day) <= 5 && !isHoliday(day) && !closures.has(day);

  const nearest = (day: Day, step: 1 | -1) => {
    let found = day;
    while (!isWorkingDay(found)) found = addDays(found, step);
    return found;
  };
  const count = (day: Day, n: number, step: 1 | -1) => {
    if (n === 0) return nearest(day, step);
    let found = day;
    for (let counted = 0; counted < n; counted += 1) found = nearest(addDays(found, step), step);
    return found;
  };

  return {
    timeZone: register.partnership.timeZone,
    isWorkingDay,
    onOrAfter: (day) => nearest(day, 1),
    onOrBefore: (day) => nearest(day, -1),
    after: (day, n) => count(day, n, 1),
    before: (day, n) => count(day, n, -1),
    between: (from, to) => {
      let days = 0;
      for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) days += 1;
      return days;
    },
  };
}
