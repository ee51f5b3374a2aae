import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Block, line, type Message, type Span } from '../../src/views/message.ts';
import { LONGEST_LINE, PART, parts, sizeOf } from '../../src/views/parts.ts';
import { plainSpans, plainText } from '../../src/views/plain.ts';

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.lorem({ maxCount: 40, mode: 'sentences' }),
  fc.lorem({ maxCount: 40 }).map((text) => text.replaceAll(' ', '').repeat(20)),
  fc.constant('A sentence of some words. '.repeat(300)),
  fc.constant('"quoted"\n'.repeat(500)),
);
const spans: fc.Arbitrary<Span[]> = fc.array(
  fc.oneof(
    words.map((text): Span => ({ type: 'text', text })),
    words.map((text): Span => ({ type: 'strong', text })),
    words.map((name): Span => ({ type: 'person', name })),
    fc.constant<Span>({ type: 'date', day: '2021-04-16' }),
  ),
  { maxLength: 4 },
);
const button = fc.string({ maxLength: 60 }).map((label) => ({
  label,
  command: 'read-report',
  input: { return: 'b7f4c8f0-8a57-4d2c-8c9e-000000000000' },
  opens: true,
}));
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.string({ maxLength: 80 }).map((text): Block => ({ type: 'heading', text })),
  spans.map((text): Block => ({ type: 'paragraph', text })),
  fc.array(spans, { maxLength: 60 }).map((items): Block => ({ type: 'list', items })),
  fc
    .array(fc.record({ label: fc.string({ maxLength: 40 }), value: spans }), { maxLength: 30 })
    .map((facts): Block => ({ type: 'facts', facts })),
  fc.record({ type: fc.constant('item' as const), text: spans, button }),
  fc.array(button, { maxLength: 12 }).map((buttons): Block => ({ type: 'actions', buttons })),
  fc.constant<Block>({ type: 'divider' }),
  fc.constant<Block>({ type: 'status', word: 'Red: off track', tone: 'bad' }),
);
const message = fc.array(block, { maxLength: 25 }).map((blocks): Message => ({ summary: 'A digest', blocks }));

/** Every word and button in order, however the blocks are cut. */
function said(blocks: Block[]): string {
  return blocks
    .map((one) => {
      if (one.type === 'heading') return one.text;
      if (one.type === 'paragraph') return plainSpans(one.text);
      if (one.type === 'list') return one.items.map(plainSpans).join('');
      if (one.type === 'facts')
        return one.facts
          .map(({ label, value }) => (label.endsWith(' (continued)') ? '' : label) + plainSpans(value))
          .join('');
      if (one.type === 'actions') return one.buttons.map(({ label }) => label).join('');
      return one.type === 'status' ? one.word : '';
    })
    .join('');
}
const items = (blocks: Block[]) => blocks.filter((one) => one.type === 'item');
const withoutItems = (blocks: Block[]) => blocks.filter((one) => one.type !== 'item');
const isPartLine = (one: Block) => one.type === 'paragraph' && /^Part \d+ of \d+$/.test(plainSpans(one.text));

test('every part is within the budget, and no line is longer than a platform takes', () => {
  fc.assert(
    fc.property(message, (whole) => {
      for (const { blocks } of parts(whole)) {
        expect(blocks.reduce((sum, one) => sum + sizeOf(one).weight, 0)).toBeLessThanOrEqual(PART.weight);
        expect(blocks.reduce((sum, one) => sum + sizeOf(one).characters, 0)).toBeLessThanOrEqual(PART.characters);
        for (const one of blocks) {
          if (one.type === 'paragraph') expect(plainSpans(one.text).length).toBeLessThanOrEqual(LONGEST_LINE);
          if (one.type === 'item') expect(plainSpans(one.text).length).toBeLessThanOrEqual(LONGEST_LINE);
        }
      }
    }),
    { numRuns: 25 },
  );
});

test('nothing is lost: the parts together say what the message says', () => {
  const noItems = fc.array(
    block.filter((one) => one.type !== 'item'),
    { maxLength: 25 },
  );
  fc.assert(
    fc.property(noItems, (blocks) => {
      const all = parts({ summary: 'A digest', blocks }).flatMap((part) => part.blocks);
      expect(said(all.filter((one) => !isPartLine(one)))).toBe(said(blocks));
    }),
    { numRuns: 25 },
  );
});

test('a line that opens something keeps its button, and its words go on below where they are too long', () => {
  const long = 'What was done this quarter. '.repeat(200);
  const opening = { label: 'Read', command: 'read-report', input: {}, opens: true };
  const all = parts({ summary: 'A', blocks: [{ type: 'item', text: line(long), button: opening }] }).flatMap(
    (part) => part.blocks,
  );
  expect(items(all)).toHaveLength(1);
  const rest = withoutItems(all).filter((one) => !isPartLine(one));
  const first = items(all)[0]!;
  expect(plainSpans(first.type === 'item' ? first.text : []) + said(rest)).toBe(long);
});

test('every part says which it is, in its summary and in its words', () => {
  const items = Array.from({ length: 300 }, (_, index) => line(`Priority ${index}: reported on time.`));
  const all = parts({ summary: 'A digest', blocks: [{ type: 'list', items }] });
  expect(all.length).toBeGreaterThan(1);
  all.forEach((part, index) => {
    expect(part.summary).toBe(`A digest (part ${index + 1} of ${all.length})`);
    expect(plainText(part)).toContain(`Part ${index + 1} of ${all.length}`);
  });
  expect(new Set(all.map(({ summary }) => summary)).size).toBe(all.length);
});

test('a heading is not left behind at the end of a part', () => {
  const section = (index: number): Block[] => [
    { type: 'heading', text: `Theme ${index}` },
    { type: 'paragraph', text: line('A sentence of some words. '.repeat(60)) },
  ];
  const all = parts({ summary: 'A digest', blocks: Array.from({ length: 30 }, (_, index) => section(index)).flat() });
  for (const part of all) expect(part.blocks.filter((one) => !isPartLine(one)).at(-1)?.type).toBe('paragraph');
});

test('a message that fits is left as it is', () => {
  const short: Message = { summary: 'Short', blocks: [{ type: 'paragraph', text: line('One line.') }] };
  expect(parts(short)).toEqual([short]);
});
