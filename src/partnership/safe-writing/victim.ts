import { placesOf, type Rule } from './finding.ts';

const inAnyCase = (noun: string) =>
  `[${noun.charAt(0).toUpperCase()}${noun.charAt(0)}]${noun.slice(1)}|${noun.toUpperCase()}`;
const anyOf = (nouns: string[]) => `(?<![\\p{L}\\p{N}])(?:${nouns.map(inAnyCase).join('|')})`;

const NOUNS = ['victim', 'perpetrator', 'perp', 'offender', 'complainant', 'nominal'];
/** In any case; what follows is told by its capitals. */
const WHO = anyOf([...NOUNS, 'suspect', 'witness']);
/** One may suspect, and witness, something. */
const WHO_NOT_DOING = anyOf(NOUNS);
const AS = '(?:\\s*[#-]\\s*|\\s+)';
const END = "(?![\\p{L}\\p{N}&%]|['’]\\p{L}{2}|[.,]\\d)";

/** "Victim A", "victims A and B", "victim K.L.", "suspect c". A small "a" is an article. */
const LETTERED = new RegExp(`${WHO}(?:s|S|es)?${AS}\\(?(?<sign>(?:[A-Z]\\.){2,3}|[A-Z]{1,2}|[b-hj-z])${END}\\)?`, 'u');
/** "Victim 1", "IP2". Several are a count, and so is what is counted in. */
const NUMBERED = new RegExp(
  `(?:${WHO}${AS}|(?<![\\p{L}\\p{N}])[IA]P\\s?)\\d{1,2}${END}(?!\\s*(?:to|of|in|per|an?|or|hours?|days?|weeks?|months?|years?|times?)(?!\\p{L}))`,
  'u',
);
const NAME = "\\p{Lu}(?:['’-]?\\p{L})+";
const NAMED = new RegExp(
  `${WHO_NOT_DOING}(?:\\s+(?:is|was|named|called)(?:\\s+called)?)?:?\\s+(?<name>\\p{Lu}(?:['’-]?\\p{Ll})+)(?:\\s+${NAME})?`,
  'u',
);
/** Set off: "the victim, Kelly Marsden, is". */
const SET_OFF = new RegExp(`${WHO}\\s*[,(–-]\\s*(?<name>${NAME})(?:\\s+${NAME})?(?:\\)|(?=\\s*,))`, 'u');

/** Initials that nobody has. */
const ACRONYMS = new Set(
  'I AI AS AT BY CJ CS DA DO DV EU GP HE HQ ID IF IN IS IT NI NO OF ON OR PO PS QR SO SV TO TV UK UP US VP WE'.split(
    ' ',
  ),
);
/** What services, codes and surveys are called. */
const SERVICES = new Set(
  [
    'advocate advocates assistance awareness blaming board bureau care centre champion champions charter code cohort',
    'commissioner contact contacts coordinator data engagement experience feedback first focus forum fund gateway group',
    'hub identification impact information journey lead led liaison management manager managers navigator needs numbers',
    'offer officer officers operation outcomes panel participation pathway personal profile programme protection rates',
    'referrals safety satisfaction service services standards statement strategy support surcharge survey team training',
    'unit voice witness work worker workers working',
  ].flatMap((words) => words.split(' ')),
);

const isPerson = ({ groups }: RegExpExecArray) => !SERVICES.has((groups?.name ?? '').toLowerCase());

/** Somebody singled out: by a letter, a number, initials or a name after what they are. */
export const victims: Rule = (text) => [
  ...placesOf(text, LETTERED, ({ groups }) => !ACRONYMS.has(groups?.sign ?? '')),
  ...placesOf(text, NUMBERED),
  ...placesOf(text, NAMED, isPerson),
  ...placesOf(text, SET_OFF, isPerson),
];
