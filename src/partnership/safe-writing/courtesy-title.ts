import { placesOf, type Rule } from './finding.ts';

const START = '(?<![\\p{L}\\p{N}-])';
const INITIALS = '(?:\\p{L}\\.?\\s+|(?:\\p{L}\\.){1,3}\\s*){0,3}';
const PARTICLES = '(?:(?:van|von|de|der|den|la|le|al|el|bin|ibn|st)\\.?[\\s-]+){0,2}';
const CAPITALISED = "\\p{Lu}(?:['’-]?\\p{L})+";
const LETTERS = "[\\p{L}](?:['’-]?\\p{L})+";

const TITLE = '(?:M(?:r|rs|s|x|iss)|MRS?|MS|MX|MISS|D[rR])';
const CAPITAL = new RegExp(
  `${START}${TITLE}\\.?(?:\\s+(?:and|&|or)\\s+${TITLE}\\.?)?\\s*(?<=[.\\s])${INITIALS}${PARTICLES}(?=\\p{Lu})(?<name>${LETTERS}|\\p{Lu}(?![\\p{L}&]))(?:\\s+${CAPITALISED})?`,
  'u',
);
/** Typed in a hurry: any word may be the name, but those that go with the title itself. */
const LOWER = new RegExp(
  `${START}(?:mr|mrs|ms|mx|dr)\\.?(?:\\s+(?:and|&)\\s+(?:mr|mrs|ms|mx|dr)\\.?)?\\s+${INITIALS}${PARTICLES}(?<name>${LETTERS})`,
  'u',
);
/** "miss" is a verb more often than a title. */
const MISS = new RegExp(`${START}(?:(?<before>[\\p{L}’']+)\\s+)?miss\\s+(?=\\p{Lu})(?<name>${LETTERS})`, 'u');

/** One of each: what ends in s is looked up without it, too. */
const NOT_A_NAME = new Set(
  [
    'society team office word excel outlook project access',
    'and or but the is are was were has have had will who said for from with field title',
    'appointment surgery surgeries practice visit letter note referral led service stereotype',
  ].flatMap((words) => words.split(' ')),
);
const BEFORE_A_VERB = new Set(
  "to not will would may might can could should must did do does don't didn't who they we you i people and or often never near narrowly also".split(
    ' ',
  ),
);

const isName = ({ groups }: RegExpExecArray) => {
  const name = (groups?.name ?? '').toLowerCase();
  return !NOT_A_NAME.has(name) && !NOT_A_NAME.has(name.replace(/s$/, ''));
};

export const courtesyTitles: Rule = (text) => [
  ...placesOf(text, CAPITAL, isName),
  ...placesOf(text, LOWER, isName),
  ...placesOf(text, MISS, ({ groups }) => !BEFORE_A_VERB.has((groups?.before ?? '').toLowerCase())),
];
