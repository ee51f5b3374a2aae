import { placesOf, type Rule } from './finding.ts';

const FIGURES = '\\d(?:[\\s-]?\\d){5}';
const WHOLE = new RegExp(`(?<![\\p{L}\\p{N}])(?<prefix>[A-Z]{2})[\\s-]?${FIGURES}[\\s-]?[A-D](?![\\p{L}\\p{N}])`, 'iu');
/** Without its last letter it has to be called what it is. */
const NAMED = new RegExp(
  `(?<!\\p{L})(?:nino|n\\.?i\\.?|nat(?:ional)?\\.?\\s+ins(?:urance)?)(?:\\s+(?:number|num|no|card))?[\\s.:#]*(?:is\\s+)?(?<found>[A-Z]{2}[\\s-]?${FIGURES})(?!\\p{N})`,
  'iu',
);

/** Two letters that begin a number, and not a sentence's "in 12 34 56 a". */
const WORDS = new Set('am an as at be by do go he if in is it me my no of on or so to up us we'.split(' '));

export const nationalInsuranceNumbers: Rule = (text) => {
  const whole = placesOf(text, WHOLE, ({ groups }) => !WORDS.has(groups?.prefix ?? ''));
  const named = placesOf(text, NAMED).filter(({ start }) => !whole.some((one) => one.start === start));
  return [...whole, ...named];
};
