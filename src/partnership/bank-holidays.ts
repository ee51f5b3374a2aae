import { addDays, type Day, weekday } from './day.ts';

export interface BankHoliday {
  date: Day;
  title: string;
}

/** What proclamations changed, which no rule can compute. Known to 2028; a partnership adds later ones to its calendar. */
const ONE_OFF: Record<number, { instead?: Record<string, Day>; added?: BankHoliday[] }> = {
  2012: {
    instead: { 'Spring bank holiday': '2012-06-04' },
    added: [{ date: '2012-06-05', title: "Queen's Diamond Jubilee" }],
  },
  2020: { instead: { 'Early May bank holiday': '2020-05-08' } },
  2022: {
    instead: { 'Spring bank holiday': '2022-06-02' },
    added: [
      { date: '2022-06-03', title: 'Platinum Jubilee bank holiday' },
      { date: '2022-09-19', title: 'Bank Holiday for the State Funeral of Queen Elizabeth II' },
    ],
  },
  2023: { added: [{ date: '2023-05-08', title: 'Bank holiday for the coronation of King Charles III' }] },
};

/** The bank holidays of England and Wales in a year, in date order: the standing rules, then that year's one-off changes. */
export function bankHolidays(year: number): BankHoliday[] {
  const easter = easterSunday(year);
  const standing: BankHoliday[] = [
    { date: mondayIfWeekend(`${year}-01-01`), title: 'New Year’s Day' },
    { date: addDays(easter, -2), title: 'Good Friday' },
    { date: addDays(easter, 1), title: 'Easter Monday' },
    { date: firstMondayFrom(`${year}-05-01`), title: 'Early May bank holiday' },
    { date: firstMondayFrom(`${year}-05-25`), title: 'Spring bank holiday' },
    { date: firstMondayFrom(`${year}-08-25`), title: 'Summer bank holiday' },
    ...christmas(year),
  ];
  const { instead = {}, added = [] } = ONE_OFF[year] ?? {};
  return [...standing.map((holiday) => ({ ...holiday, date: instead[holiday.title] ?? holiday.date })), ...added].sort(
    (a, b) => (a.date < b.date ? -1 : 1),
  );
}

function mondayIfWeekend(day: Day): Day {
  return weekday(day) > 5 ? firstMondayFrom(day) : day;
}

function firstMondayFrom(day: Day): Day {
  return addDays(day, (8 - weekday(day)) % 7);
}

/** On a Sunday, Christmas moves past Boxing Day, which stays; on a Saturday both move, on a Friday only Boxing Day. */
function christmas(year: number): BankHoliday[] {
  const christmasDay = weekday(`${year}-12-25`);
  const substitutes: Record<number, [number, number]> = { 5: [25, 28], 6: [27, 28], 7: [27, 26] };
  const [first, second] = substitutes[christmasDay] ?? [25, 26];
  return [
    { date: `${year}-12-${first}`, title: 'Christmas Day' },
    { date: `${year}-12-${second}`, title: 'Boxing Day' },
  ];
}

/** The Gregorian computus, as published by Meeus, Jones and Butcher. */
function easterSunday(year: number): Day {
  const a = year % 19;
  const century = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(century / 4);
  const e = century % 4;
  const g = Math.floor((8 * century + 13) / 25);
  const h = (19 * a + century - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  const month = String(Math.floor(sum / 31)).padStart(2, '0');
  const day = String((sum % 31) + 1).padStart(2, '0');
  return `${year}-${month}-${day}`;
}
