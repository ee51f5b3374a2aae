import { addDays, type Day, formatDay, isRealDay } from './day.ts';
import { type SpokenDay, spokenDay } from './spoken-day.ts';

/** When somebody says that they, or somebody whose name stands first, are away. No days: only the name was said. */
export type SpokenLeave = { who: string; days: { from: Day; to: Day } | null } | { problem: string };

/** A day that was said without a year and would be later than this is asked about rather than guessed. */
const FAR_DAYS = 183;
/** Leave that began before today is over within so many days; else another year is meant. */
const SOON_DAYS = 56;

/** "from 4 June to 11 June", "until 11 June", "tomorrow", "next week", "Helen Tranter from 4 June until next Friday", or a name alone. */
export function spokenLeave(words: string, today: Day): SpokenLeave {
  const said = words.trim().replace(/\s+/g, ' ');
  const [, before = '', last] = /^(.*?)(?:^| )(?:to|until|till|-|–) (.+)$/i.exec(said) ?? [];
  if (last === undefined) {
    const [week, who = ''] = /^(.*?)(?:^| )(?:(?:from|on) )?next week$/i.exec(said) ?? [];
    const monday = spokenDay('next week', today);
    if (week !== undefined && 'day' in monday) {
      return { who: who.trim(), days: { from: monday.day, to: addDays(monday.day, 4) } };
    }
    const start = beginning(said, today);
    if ('problem' in start) return start;
    const unsure = start.day && tooFar(said, start.day, today);
    if (unsure) return unsure;
    return { who: start.who, days: start.day ? { from: start.day, to: start.day } : null };
  }
  const start = beginning(before, today);
  if ('problem' in start) return start;
  const from = start.day ? begun(before, start.day, last, today) : today;
  const end = lastDay(last, from, today);
  if ('problem' in end) return end;
  return (
    tooFar(before, from, today) ??
    (from > today ? null : tooFar(last, end.day, today)) ?? { who: start.who, days: { from, to: end.day } }
  );
}

/** A name, where there is one, and the day after it. */
function beginning(words: string, today: Day): { who: string; day: Day | null } | { problem: string } {
  const [, named = '', after] = /^(.*?)(?:^| )(?:from|on) (.+)$/i.exec(words) ?? [];
  if (after !== undefined) {
    const said = spokenDay(after, today);
    return 'problem' in said ? said : { who: named.trim(), day: said.day };
  }
  const all = words.split(' ').filter((word) => word !== '');
  for (let name = 0; name < all.length; name += 1) {
    const said = spokenDay(all.slice(name).join(' '), today);
    if ('day' in said) return { who: all.slice(0, name).join(' '), day: said.day };
  }
  const who = all.join(' ');
  if (!/\d/.test(who)) return { who, day: null };
  const said = spokenDay(who, today);
  return 'problem' in said ? said : { who: '', day: said.day };
}

/** "Friday" after "from next Monday" is the Friday after that Monday. */
function lastDay(words: string, from: Day, today: Day): SpokenDay {
  if (/^next week$/i.test(words)) return { problem: 'Name the last day on which you are away, like next Friday.' };
  const said = spokenDay(words, today);
  return 'problem' in said || said.day >= from || /\d{4}/.test(words) ? said : spokenDay(words, from);
}

/** "from 4 April to 11 April", said on 6 April, began two days ago. */
function begun(words: string, from: Day, last: string, today: Day): Day {
  const end = spokenDay(last, today);
  const yearBefore = `${Number(from.slice(0, 4)) - 1}${from.slice(4)}`;
  const isSoon = 'day' in end && today <= end.day && end.day <= addDays(today, SOON_DAYS);
  return isFar(words, from, today) && isSoon && isRealDay(yearBefore) ? yearBefore : from;
}

const isFar = (words: string, day: Day, today: Day) => !/\d{4}/.test(words) && day > addDays(today, FAR_DAYS);

function tooFar(words: string, day: Day, today: Day): { problem: string } | null {
  if (!isFar(words, day, today)) return null;
  return {
    problem: `That would be ${formatDay(day)}, which is more than 6 months ahead. If you mean that, write the year too.`,
  };
}
