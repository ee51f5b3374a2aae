import { TEAMS, utf16Bytes } from './limits.ts';

/** One element of an Adaptive Card. */
export interface Element {
  type: string;
  [property: string]: unknown;
}

export interface Card {
  type: 'AdaptiveCard';
  $schema: string;
  version: '1.5';
  msteams?: { width: 'Full' };
  body: Element[];
}

type RunStyle = Partial<{
  weight: 'Bolder';
  size: 'Small' | 'Medium' | 'Large';
  color: 'Good' | 'Warning' | 'Attention' | 'Accent';
  isSubtle: boolean;
  selectAction: { type: 'Action.OpenUrl'; url: string };
}>;

/**
 * A text as runs, which no client interprets as Markdown, HTML or a mention. The one thing that is interpreted in a run,
 * `{{DATE(...)}}`, is taken apart between its braces.
 */
export const runs = (text: string, style: RunStyle = {}): Element[] =>
  text.split(/(?<=\{)(?=\{)/).map((part) => ({ type: 'TextRun', text: part, ...style }));

const HAIR = '\u200A';

/**
 * A text for the one place where words that people wrote stand and Markdown is read: choices that are all in view. The
 * thinnest of spaces keeps a sign from beginning anything, and a backtick, which it would not keep, has a twin.
 */
export const unmarked = (text: string): string =>
  text
    .replaceAll('`', 'ˋ')
    .replace(/^(?=[#>+-]|\d+[.)])/, HAIR)
    .replace(/([*_~<\\](?=\S)|\](?=[([])|&(?=[#\w])|\{(?=\{))/g, `$1${HAIR}`);

export const richText = (inlines: Element[], layout: Record<string, unknown> = {}): Element => ({
  type: 'RichTextBlock',
  inlines,
  ...layout,
});

export const actionSets = (actions: Element[]): Element[] => {
  const sets: Element[] = [];
  for (let first = 0; first < actions.length; first += TEAMS.actionsInSet) {
    sets.push({ type: 'ActionSet', actions: actions.slice(first, first + TEAMS.actionsInSet) });
  }
  return sets;
};

export const columns = (...of: { width: 'auto' | 'stretch' | number; items: Element[] }[]): Element => ({
  type: 'ColumnSet',
  columns: of.map((column) => ({ type: 'Column', ...column })),
});

export const cardOf = (body: Element[]): Card => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  msteams: { width: 'Full' },
  body,
});

export const attachment = (card: Card) => ({ contentType: 'application/vnd.microsoft.card.adaptive', content: card });

const shortened = (element: unknown, most: number): unknown => {
  if (Array.isArray(element)) {
    return element.flatMap((one: Element) => {
      if (one?.type !== 'TextRun' || (one.text as string).length <= most) return [shortened(one, most)];
      const start = startOf(one.text as string, most);
      const rest = (one.text as string).length - start.length;
      const note = ` … Shown in part: ${rest.toLocaleString('en-GB')} more characters are kept.`;
      return [{ ...one, text: start }, ...runs(note, { isSubtle: true })];
    });
  }
  if (element === null || typeof element !== 'object') return element;
  return Object.fromEntries(
    Object.entries(element).map(([key, value]) => {
      if (key === 'choices') return [key, (value as Choice[]).map((one) => shortChoice(one, most))];
      return [key, key === 'data' ? value : shortened(value, most)];
    }),
  );
};

interface Choice {
  title: string;
  value: string;
}

const shortChoice = (one: Choice, most: number): Choice =>
  one.title.length <= most ? one : { ...one, title: `${startOf(one.title, most)}…` };

/** Cut between characters, never inside one. */
const startOf = (text: string, most: number) => [...text.slice(0, most)].slice(0, -1).join('');

export const fits = (card: Card): boolean => utf16Bytes(card) <= TEAMS.cardBytes;

/** The card, with its longest texts shown in part (and saying so) where it would be more than Teams takes. */
export function fitted(card: Card): Card {
  let shown = card;
  for (const most of [2_000, 1_000, 500, 250, 120, 60]) {
    if (fits(shown)) break;
    shown = shortened(card, most) as Card;
  }
  return shown;
}
