import { DATE, DAY_AND_MONTH, NUMERIC_DATE } from './dates.ts';
import { placesOf, type Rule } from './finding.ts';

const DATES = `${DATE}(?:\\s*(?:,|and|&)\\s*${DATE})*`;
const IS = '[\\s:=(,.–—-]*(?:(?:is|was|are|were|of|on|given|recorded|as|the)\\s+)*';

const CALLED = 'd\\W?o\\W?b\\W?s?|dates?\\s+of\\s+birth|birth\\s*date';

const PATTERNS = [
  // Written in one piece, six or eight figures are a date only where it is said that they are.
  `(?<!\\p{L})(?:${CALLED})(?!\\p{L})${IS}(?<found>${DATES}|${DAY_AND_MONTH}|\\d{8}|\\d{6})(?!\\d)`,
  `(?<!\\d)(?<found>${DATE})(?:\\s+(?:is|was)(?:\\s+(?:his|her|their|the))?)?\\s*[(-]?\\s*(?:${CALLED})(?!\\p{L})`,
  `(?<!\\p{L})born(?!\\p{L})${IS}(?<found>${DATES}|${DAY_AND_MONTH})`,
  `(?<!\\p{L})b(?:\\.|\\s)\\s*(?<found>${NUMERIC_DATE})`,
  // A person's birthday; a scheme has its own.
  `(?<!\\p{L})(?:his|her|their|my|\\p{L}+['’]s)(?:\\s+\\d+(?:st|nd|rd|th))?\\s+birthday${IS}(?<found>${DATE}|${DAY_AND_MONTH})`,
  // "Male, 14/03/2006", "the 14 year old (6 May 2007)".
  `(?<!\\p{L})(?:male|female|boy|girl|man|woman|lad|aged\\s+\\d{1,2}|\\d{1,2}[\\s-]*(?:years?[\\s-]*old|yrs?[\\s-]*old|y/?o))\\s*[,(]\\s*(?<found>${DATE})`,
].map((pattern) => new RegExp(pattern, 'iu'));

/** A date is one of birth where the words beside it say so: meetings have dates, too. */
export const datesOfBirth: Rule = (text) => PATTERNS.flatMap((pattern) => placesOf(text, pattern));
