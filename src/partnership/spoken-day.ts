import { Temporal } from 'temporal-polyfill';
import { addDays, type Day, isRealDay, MONTHS, TOO_FAR, weekday } from './day.ts';

/** A day that somebody named, or why it cannot be told which: a whole sentence, to be shown to them. */
export type SpokenDay = { day: Day } | { problem: string };

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/**
 * The day that words mean: "4 June 2026", "4th jun", "June 4", "Thursday 4 June", "2026-06-04", "today", "tomorrow",
 * "Friday" (the next one), "next Friday" (that of next week), "next week" (its Monday), "in 2 weeks", "yesterday". Without a year it is the first such day from
 * `from` on. "4/6" is refused: it is one day here and another elsewhere. What is understood should be played back.
 */
export function spokenDay(words: string, from: Day): SpokenDay {
  const meant = anyDay(words, from);
  const isTooFar = 'day' in meant && meant.day >= TOO_FAR;
  return isTooFar ? { problem: `“${words.trim()}” is too far away. It must be before 2100.` } : meant;
}

function anyDay(words: string, from: Day): SpokenDay {
  const said = words.trim().toLowerCase().replace(/[,.]/g, ' ').replace(/\s+/g, ' ').replace(/^on /, '');
  const quoted = words.trim();
  if (isRealDay(said)) return { day: said };
  if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(said)) return { problem: `“${quoted}” is not a real date.` };
  if (/^\d{1,2}[/\-.\s]\d{1,2}([/\-.\s]\d{2,4})?$/.test(words.trim())) {
    return { problem: `“${quoted}” can be read in two ways. Write the month as a word, like 4 June.` };
  }
  return relative(said, from) ?? calendarDay(said, quoted, from) ?? { problem: `“${quoted}” is not a date. ${LIKE}` };
}

const LIKE = 'Write it like 4 June, tomorrow or next Friday.';

function relative(said: string, from: Day): SpokenDay | null {
  if (said === 'today') return { day: from };
  if (said === 'yesterday') return { day: addDays(from, -1) };
  if (said === 'next week') return { day: addDays(from, 8 - weekday(from)) };
  if (said === 'tomorrow') return { day: addDays(from, 1) };
  const [, number = '', unit = ''] = /^in (a|\d{1,3}) (day|week)s?$/.exec(said) ?? [];
  if (number) return { day: addDays(from, (number === 'a' ? 1 : Number(number)) * (unit === 'week' ? 7 : 1)) };
  const [, which, name = ''] = /^(?:(this|next) )?(\p{Letter}+)$/u.exec(said) ?? [];
  const wanted = numberOf(WEEKDAYS, name, 3) + 1;
  if (wanted === 0) return null;
  const ahead = wanted - weekday(from);
  if (which === 'next') return { day: addDays(from, ahead + 7) };
  return { day: addDays(from, ahead > 0 ? ahead : ahead + 7) };
}

function calendarDay(said: string, quoted: string, from: Day): SpokenDay | null {
  const [, name, rest = ''] =
    /^(?:(\p{Letter}+day|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun) )?(.+)$/u.exec(said) ?? [];
  const [, before, month1 = '', year1] =
    /^(\d{1,2})(?:st|nd|rd|th)?(?: of)? (\p{Letter}+)(?: (\d{4}))?$/u.exec(rest) ?? [];
  const [, month2 = '', after, year2] = /^(\p{Letter}+) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/u.exec(rest) ?? [];
  const month = numberOf(MONTHS, month1 || month2, 3) + 1;
  const date = before ?? after;
  if (month === 0 || !date) return null;
  const year = year1 ?? year2;
  const day = year ? real(Number(year), month, Number(date)) : nearest(month, Number(date), from);
  if (!day) return { problem: `“${quoted}” is not a real date.` };
  const named = name ? numberOf(WEEKDAYS, name, 3) + 1 : 0;
  if (name && named !== weekday(day)) {
    const is = WEEKDAYS[weekday(day) - 1] ?? '';
    return { problem: `${quoted.replace(/^\S+\s+/, '')} is a ${is.charAt(0).toUpperCase()}${is.slice(1)}. ${LIKE}` };
  }
  return { day };
}

/** The first day of this date from `from` on: 29 February may be years away. */
function nearest(month: number, date: number, from: Day): Day | null {
  const first = Number(from.slice(0, 4));
  for (let year = first; year <= first + 8; year += 1) {
    const day = real(year, month, date);
    if (day && day >= from) return day;
  }
  return null;
}

function real(year: number, month: number, day: number): Day | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

/** Which of these names a word is, whole or by its first letters; -1 where it is none. */
function numberOf(names: readonly string[], word: string, least: number): number {
  if (word.length < least) return -1;
  return names.findIndex((name) => name.toLowerCase().startsWith(word));
}
