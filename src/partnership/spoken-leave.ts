import type { Day } from './day.ts';
import { type SpokenDay, spokenDay } from './spoken-day.ts';

/** When somebody says that they, or somebody whose name stands first, are away. No days: only the name was said. */
export type SpokenLeave = { who: string; days: { from: Day; to: Day } | null } | { problem: string };

/** "from 4 June to 11 June", "until 11 June", "tomorrow", "Helen Tranter from 4 June until next Friday", or a name alone. */
export function spokenLeave(words: string, today: Day): SpokenLeave {
  const said = words.trim().replace(/\s+/g, ' ');
  const [, before = '', last] = /^(.*?)(?:^| )(?:to|until|till|-|–) (.+)$/i.exec(said) ?? [];
  if (last === undefined) {
    const start = beginning(said, today);
    if ('problem' in start) return start;
    return { who: start.who, days: start.day ? { from: start.day, to: start.day } : null };
  }
  const start = beginning(before, today);
  if ('problem' in start) return start;
  const from = start.day ?? today;
  const end = lastDay(last, from, today);
  return 'problem' in end ? end : { who: start.who, days: { from, to: end.day } };
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
  const said = spokenDay(words, today);
  return 'problem' in said || said.day >= from || /\d{4}/.test(words) ? said : spokenDay(words, from);
}
