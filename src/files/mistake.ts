import { editDistance } from '../partnership/search.ts';

/** Something in a file that cannot be taken as it stands. `message` follows the value: "is not a post in this file". */
export interface Mistake {
  file: string;
  /** From 1. */
  line: number;
  /** Where in the file: `leadership[3].lead`. Empty for the file as a whole. */
  field: string;
  /** What stands there, or null where nothing does. */
  value: string | null;
  message: string;
}

const MOST_CHARACTERS = 80;
const MOST_NAMES = 12;

/** One line a mistake, in the order of the file: "x.yaml line 41, leadership[3].lead: “gedling” is not a post ...". */
export function formatMistakes(mistakes: Mistake[]): string {
  return mistakes
    .map(({ file, line, field, value, message }) => {
      const where = field === '' ? `${file} line ${line}` : `${file} line ${line}, ${field}`;
      return `${where}: ${value === null ? '' : `“${shortened(value)}” `}${message}`;
    })
    .join('\n');
}

/** A path as it is written in a mistake: `leadership[3].lead`. Places in lists count from 0. */
export function fieldOf(path: readonly (string | number)[]): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

/** What could have been meant: the names nearest to what was typed, or else all of them where they are few. */
export function suggestion(typed: string, names: string[], called: string): string {
  const near = names
    .map((name) => ({ name, distance: name.startsWith(typed) ? 1 : editDistance(typed.slice(0, 100), name) }))
    .filter(({ distance }) => distance <= Math.max(2, Math.floor(typed.length / 4)))
    .sort((a, b) => a.distance - b.distance);
  if (near[0]) return `Did you mean ${near[0].name}?`;
  if (names.length === 0) return `There are no ${called}.`;
  const more = names.length - MOST_NAMES;
  return `The ${called} are: ${names.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

/** So much of what stands there as can be quoted in a line. */
export function shortened(value: string): string {
  const characters = [...value.replace(/\s+/g, ' ')];
  return characters.length > MOST_CHARACTERS
    ? `${characters.slice(0, MOST_CHARACTERS).join('')}…`
    : characters.join('');
}
