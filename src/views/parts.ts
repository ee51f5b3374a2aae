import { type Block, type Button, type Message, paragraph, type Span } from './message.ts';
import { plainSpans } from './plain.ts';

/**
 * What one part may hold, whatever the platform. The weight is about how many blocks a platform makes of ours; the
 * characters are all words, as they are written down on the way, with what each block and button adds to them. Both stay
 * inside the tighter platform's limits.
 */
export const PART = { weight: 40, characters: 11_000 };

/** No single line is longer than this: platforms limit a text, however few there are. */
export const LONGEST_LINE = 2_800;

/** What is written around a block, a piece of a line and a button, at most. */
const AROUND = { block: 80, span: 60, button: 260 };

interface Size {
  weight: number;
  characters: number;
}

/**
 * The message in as many parts as it takes, each within the budget. Long lists go on between their entries and long
 * lines between sentences (then words); nothing is cut or left out. Several parts say which they are, in their summary
 * too.
 */
export function parts(message: Message): Message[] {
  const filled = fill(message.blocks.flatMap(pieces));
  if (filled.length <= 1) return [{ ...message, blocks: filled[0] ?? [] }];
  return filled.map((blocks, index) => {
    const which = `Part ${index + 1} of ${filled.length}`;
    return {
      summary: `${message.summary} (${which.toLowerCase()})`,
      blocks: index === 0 ? [...blocks, paragraph(which)] : [paragraph(which), ...blocks],
    };
  });
}

function fill(blocks: Block[]): Block[][] {
  // Room is kept for the line that says which part this is.
  const room = { weight: PART.weight - 1, characters: PART.characters - 200 };
  const filled: Block[][] = [];
  let current: Block[] = [];
  let size: Size = { weight: 0, characters: 0 };
  for (const block of blocks) {
    const more = sizeOf(block);
    const over = size.weight + more.weight > room.weight || size.characters + more.characters > room.characters;
    if (over && current.length > 0) {
      const left = trailingHeadings(current);
      const kept = current.slice(0, current.length - left.length);
      // A part of headings alone cannot be made shorter by moving them on.
      if (kept.length > 0) {
        filled.push(kept);
        current = left;
      } else {
        filled.push(current);
        current = [];
      }
      size = current.map(sizeOf).reduce(add, { weight: 0, characters: 0 });
    }
    current.push(block);
    size = add(size, more);
  }
  return current.length > 0 ? [...filled, current] : filled;
}

const add = (a: Size, b: Size): Size => ({ weight: a.weight + b.weight, characters: a.characters + b.characters });

/** A heading stays with what it is the heading of. Two at most, so that what follows still fits beside them. */
function trailingHeadings(blocks: Block[]): Block[] {
  let from = blocks.length;
  while (from > 0 && blocks.length - from < 2 && blocks[from - 1]?.type === 'heading') from -= 1;
  const headings = blocks.slice(from);
  return headings.reduce((sum, block) => sum + sizeOf(block).characters, 0) > 1_000 ? [] : headings;
}

const written = (text: string) => JSON.stringify(text).length - 2;
const lengthOf = (spans: Span[]) => sum(spans, (span) => written(plainSpans([span])));
const urlOf = (span: Span) => (span.type === 'link' ? written(span.url) : 0);
const spansSize = (spans: Span[]) => lengthOf(spans) + AROUND.span * spans.length + sum(spans, urlOf);
const buttonSize = (button: Button) =>
  AROUND.button + written(button.label) + written(button.command) + JSON.stringify(button.input).length;

/** How much of a part's budget a block takes. */
export function sizeOf(block: Block): Size {
  const { weight, characters } = contentSize(block);
  return { weight, characters: characters + AROUND.block };
}

function contentSize(block: Block): Size {
  switch (block.type) {
    case 'heading':
      return { weight: 1, characters: written(block.text) };
    case 'paragraph':
      return { weight: 1, characters: spansSize(block.text) };
    case 'facts':
      return {
        weight: block.facts.length,
        characters: sum(block.facts, ({ label, value }) => AROUND.span + written(label) + spansSize(value)),
      };
    case 'list':
      return {
        weight: Math.ceil(block.items.length / 5),
        characters: sum(block.items, (item) => AROUND.block + spansSize(item)),
      };
    case 'status':
      return { weight: 1, characters: written(block.word) };
    case 'item':
      return { weight: 1, characters: spansSize(block.text) + buttonSize(block.button) };
    case 'divider':
      return { weight: 1, characters: 0 };
    case 'actions':
      return { weight: 1, characters: sum(block.buttons, buttonSize) };
  }
}

function sum<T>(all: T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}

/** A block as blocks that each fit a part by themselves. */
function pieces(block: Block): Block[] {
  switch (block.type) {
    case 'heading':
      return cut([{ type: 'text', text: block.text }]).map((text) => ({ type: 'heading', text: plainSpans(text) }));
    case 'paragraph':
      return cut(block.text).map((text) => ({ type: 'paragraph', text }));
    case 'list':
      return grouped(block.items.flatMap(cut), 20, spansSize).map((items) => ({ type: 'list', items }));
    case 'facts': {
      const facts = block.facts.flatMap(({ label, value }) =>
        cut(value).map((text, index) => ({ label: index === 0 ? label : `${label} (continued)`, value: text })),
      );
      return grouped(facts, 10, (one) => written(one.label) + spansSize(one.value)).map((some) => ({
        type: 'facts',
        facts: some,
      }));
    }
    case 'item': {
      const [first = [], ...rest] = cut(block.text);
      return [
        { type: 'item', text: first, button: block.button },
        ...rest.map((text): Block => ({ type: 'paragraph', text })),
      ];
    }
    case 'actions':
      return grouped(block.buttons, 5, buttonSize).map((buttons) => ({ type: 'actions', buttons }));
    default:
      return [block];
  }
}

/** Neighbours together, so many at most and not longer together than a line may be (unless one alone is). */
function grouped<T>(all: T[], most: number, length: (one: T) => number): T[][] {
  const groups: T[][] = [];
  let current: T[] = [];
  let total = 0;
  for (const one of all) {
    if (current.length > 0 && (current.length >= most || total + length(one) > LONGEST_LINE)) {
      groups.push(current);
      current = [];
      total = 0;
    }
    current.push(one);
    total += length(one);
  }
  return current.length > 0 ? [...groups, current] : groups;
}

/** A line as lines that are short enough. An empty line stays one. */
function cut(spans: Span[]): Span[][] {
  if (lengthOf(spans) <= LONGEST_LINE) return [spans];
  const small = spans.flatMap((span): Span[] => {
    if (written(plainSpans([span])) <= LONGEST_LINE) return sentencesOf(span);
    // Nobody has a name of this length: what is not whole is shown as text.
    const whole =
      span.type === 'strong' || span.type === 'link' ? span : { type: 'text' as const, text: plainSpans([span]) };
    return segments(whole.text).map((text) => ({ ...whole, text }));
  });
  return grouped(small, Number.POSITIVE_INFINITY, (span) => lengthOf([span])).map(joined);
}

function sentencesOf(span: Span): Span[] {
  if (span.type === 'date' || span.type === 'person') return [span];
  return [...sentences.segment(span.text)].map(({ segment }) => ({ ...span, text: segment }));
}

/** Neighbouring pieces of the same text as one again. */
function joined(spans: Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans) {
    const last = all.at(-1);
    const same = last?.type === span.type && (span.type !== 'link' || (last.type === 'link' && last.url === span.url));
    if (last && same && 'text' in last && 'text' in span)
      all[all.length - 1] = { ...span, text: last.text + span.text };
    else all.push(span);
  }
  return all;
}

const sentences = new Intl.Segmenter('en-GB', { granularity: 'sentence' });
const words = new Intl.Segmenter('en-GB', { granularity: 'word' });
const characters = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });

/** Sentences; the words of one that is too long; the characters of a word that is. Together they are the text. */
function segments(text: string): string[] {
  const finer = (segmenter: Intl.Segmenter, all: string[]) =>
    all.flatMap((one) =>
      written(one) <= LONGEST_LINE ? [one] : [...segmenter.segment(one)].map(({ segment }) => segment),
    );
  return finer(characters, finer(words, finer(sentences, [text]))).flatMap(hardCut);
}

/** A single character can be made of thousands of marks; even that goes on rather than being refused. */
function hardCut(text: string): string[] {
  if (written(text) <= LONGEST_LINE) return [text];
  const points = [...text];
  const half = Math.floor(points.length / 2);
  return [...hardCut(points.slice(0, half).join('')), ...hardCut(points.slice(half).join(''))];
}
