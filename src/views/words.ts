import { type Day, formatDay } from '../partnership/day.ts';
import { periodLabel } from '../partnership/periods.ts';
import type { Register } from '../partnership/register.ts';
import type { Lead } from '../partnership/responsibility.ts';
import { postName } from '../partnership/roles.ts';

/** Titles that are names: national programmes keep their capital inside a sentence. */
const NAMES = /^(Prevent|Channel|Pursue|Protect|Prepare|Contest)\b/;

/** A title inside a sentence: "Hate crime" gives "hate crime"; names and titles with more capitals stay as they are. */
export function inSentence(title: string): string {
  const [name = ''] = title.split(' (');
  if (NAMES.test(title) || /\p{Lu}/u.test(name.slice(1))) return title;
  return title.charAt(0).toLowerCase() + title.slice(1);
}

/** No platform shows more of a button than this. */
const LONGEST_LABEL = 75;

/**
 * A button's words with a title inside, such as "Read hate crime report". A title that is too long for a button is
 * shortened between words: the whole of it stands beside the button. What tells it from another, in brackets at its
 * end, stays.
 */
export function labelled(before: string, title: string, after = ''): string {
  const [, name = inSentence(title), mark = ''] = /^(.*)( \([^()]{1,40}\))$/.exec(inSentence(title)) ?? [];
  const whole = (middle: string) => [before, `${middle}${mark}`, after].filter(Boolean).join(' ');
  const words = name.split(' ');
  if (whole(words.join(' ')).length <= LONGEST_LABEL) return whole(words.join(' '));
  while (words.length > 1 && whole(`${words.join(' ')}…`).length > LONGEST_LABEL) words.pop();
  return whole(`${words.join(' ').slice(0, LONGEST_LABEL - before.length - mark.length - after.length - 3)}…`);
}

/** "hate crime, modern slavery and Prevent". */
export function together(all: string[], word: 'and' | 'or' = 'and'): string {
  if (all.length < 2) return all.join('');
  return `${all.slice(0, -1).join(', ')} ${word} ${all.at(-1)}`;
}

/** "1 report", "11 reports". */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
}

/** What a period of an obligation is called: "Quarter 4 (January to March 2021)". */
export function periodName(register: Register, obligationKey: string, start: Day): string {
  const obligation = register.obligations.find(({ key }) => key === obligationKey);
  if (!obligation) return formatDay(start);
  return periodLabel(obligation.cadence, register.partnership.yearStartMonth, start);
}

/** Who leads, in words: "Morgan Ellis, Chief Executive, Gedling Borough Council". A post that nobody holds says so. */
export function leadWords(register: Register, { post, person, body }: Lead): string {
  if (body) return body.name;
  if (!post) return person?.name ?? '';
  return person
    ? `${person.name}, ${postName(register, post.key)}`
    : `${postName(register, post.key)} (nobody in post)`;
}

export const NO_LEAD = 'No lead agreed';
