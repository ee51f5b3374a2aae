import { DATE, DAY_AND_MONTH } from './dates.ts';
import { placesOf, type Rule } from './finding.ts';

const START = '(?<![\\p{L}\\p{N}/*-])';
const END = '(?![\\p{L}\\p{N}/*])';
const REFERENCE = '(?<found>[\\p{L}\\p{N}]+(?:[/*-][\\p{L}\\p{N}]+)*)';

/** Whose references they are, and the words that say that one follows. */
const OF =
  '(?:crime|cris|incident|inc|occurrence|custody|police|court|case(?:\\s+management)?|marac|mappa|niche|cad|log|reported)';
const CALLED = '(?:ref(?:erence)?|no|num|number|record|case|id|log)';

const NAMED = new RegExp(
  `${START}(?:${OF}[^\\p{L}\\p{N}]{1,3}(?:to\\s+\\p{L}+\\s*\\(?)?(?:${CALLED}[\\s.:#(]+){1,3}|(?:crn|urn|cad|cris|niche|occurrence)[\\s.:#]+)(?:(?:is|was)\\s+)?${REFERENCE}`,
  'iu',
);
const BARE = new RegExp(`${START}(?:crime|incident|inc|custody|log)[\\s.:#]+${REFERENCE}`, 'iu');
/** "Log 512 of 3 July". */
const OF_A_DAY = new RegExp(
  `${START}(?<found>(?:incident|inc|log|cad|job|event|ref)[\\s.:#]+(?:(?:no|number)[\\s.:#]+)?\\d{1,5}\\s+(?:of|dated|-)\\s+(?:the\\s+)?(?:${DATE}|${DAY_AND_MONTH}))`,
  'iu',
);
/** What needs no words beside it: 22000123456, 22*123456, 33/4567/21, NOTT/12345/21, 31CC1234521, T20217045. */
const KNOWN = new RegExp(
  `${START}(?:(?:1[5-9]|2\\d)0\\d{8}|\\d{2}\\*\\d{4,8}|(?:\\d{0,2}[A-Z]{1,4}|\\d{2})/\\d{4,7}/\\d{2}|\\d{2}[A-Z]{2}\\d{7}|T20\\d{6})${END}`,
  'u',
);

const digits = (text: string) => text.replace(/\D/g, '').length;
/** A year, "2020/21", or a day. */
const isTime = (text: string) => /^(?:20\d\d[/-](?:20)?\d\d|\d{1,2}[/-]\d{1,2}[/-]\d{2,4})$/.test(text);
const looksLikeOne = (text: string) =>
  digits(text) >= 8 || /^\d{3,7}\/\d{2}$/.test(text) || (digits(text) >= 4 && /[/*-].*[/*-]/.test(text));

export const crimeReferences: Rule = (text) => [
  ...placesOf(text, OF_A_DAY),
  ...placesOf(text, NAMED, ({ groups: { found = '' } = {} }) => digits(found) >= 4 && !isTime(found)),
  // Called nothing but a crime or an incident, it has to look like a reference: a year does not, nor does a count.
  ...placesOf(text, BARE, ({ groups: { found = '' } = {} }) => looksLikeOne(found) && !isTime(found)),
  ...placesOf(text, KNOWN),
];
