import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderDialog } from '../../../src/bot/slack/dialog.ts';
import { renderMessage } from '../../../src/bot/slack/message.ts';
import { readBlocks } from '../../../src/rehearsal/slack/read.ts';
import { messageProblems, viewProblems } from '../../../src/rehearsal/slack/validate.ts';
import { openView } from '../../../src/rehearsal/slack/views.ts';
import type { Dialog, Input, Rows } from '../../../src/views/dialog.ts';
import type { Block, Button, Message, Span } from '../../../src/views/message.ts';
import { parts } from '../../../src/views/parts.ts';
import { wordsOf } from './workplace.ts';

const NASTY = [
  '<!channel> <@U1> <#C1|general>',
  '*bold* _it_ ~no~ `code` :smile: > quote',
  '&amp; &lt;b&gt; <b>html</b> [link](https://example.org)',
  'مرحبا بالعالم עברית',
  '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿'.repeat(20),
  'x'.repeat(3_000),
  'line one\n\nline two\n• three',
  'https://example.org/?a=1&b=2 @everyone @here',
];

const typed = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }));
const words = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 60 });
const id = fc.uuid();

const span: fc.Arbitrary<Span> = fc.oneof(
  typed.map((text): Span => ({ type: 'text', text })),
  typed.map((text): Span => ({ type: 'strong', text })),
  typed.map((name): Span => ({ type: 'person', name })),
  fc.constant<Span>({ type: 'date', day: '2021-04-16' }),
  fc.tuple(typed, fc.webUrl()).map(([text, url]): Span => ({ type: 'link', text, url })),
);
const spans = fc.array(span, { maxLength: 4 });

const button: fc.Arbitrary<Button> = fc.record({
  label: fc.oneof(words, fc.string({ unit: 'grapheme', minLength: 76, maxLength: 200 })),
  command: fc.constantFrom('report', 'read-report'),
  input: fc.record({ obligation: id, period: id }),
  opens: fc.boolean(),
  style: fc.constantFrom('primary' as const, 'danger' as const, undefined),
  partnershipId: id,
});

const block: fc.Arbitrary<Block> = fc.oneof(
  typed.map((text): Block => ({ type: 'heading', text })),
  spans.map((text): Block => ({ type: 'paragraph', text })),
  fc
    .array(fc.record({ label: words, value: spans }), { maxLength: 12 })
    .map((facts): Block => ({ type: 'facts', facts })),
  fc.array(spans, { maxLength: 30 }).map((items): Block => ({ type: 'list', items })),
  fc
    .record({ word: words, tone: fc.constantFrom('good' as const, 'bad' as const) })
    .map((status): Block => ({ type: 'status', ...status })),
  fc.record({ text: spans, button }).map((item): Block => ({ type: 'item', ...item })),
  fc.constant<Block>({ type: 'divider' }),
  fc.array(button, { minLength: 1, maxLength: 30 }).map((buttons): Block => ({ type: 'actions', buttons })),
);

const message: fc.Arbitrary<Message> = fc.record({ summary: words, blocks: fc.array(block, { maxLength: 60 }) });

const input = (path: string): fc.Arbitrary<Input> =>
  fc.record({
    path: fc.constant(path),
    kind: fc.constantFrom('text', 'longText', 'choice', 'choices', 'date', 'money', 'note'),
    label: words,
    hint: fc.option(typed, { nil: undefined }),
    optional: fc.boolean(),
    value: fc.oneof(typed, fc.constantFrom('', 'green', 'green,red,v7', '2021-06-31', '2021-06-30', 'x'.repeat(4_000))),
    error: fc.option(words, { nil: undefined }),
    max: fc.constantFrom(undefined, 1, 5),
    options: fc.constantFrom(
      ['green', 'amber', 'red'].map((value) => ({ value, label: value, hint: 'What it means. '.repeat(8) })),
      Array.from({ length: 40 }, (_, i) => ({ value: `v${i}`, label: `Choice ${i} `.repeat(9) })),
    ),
  });

const rows: fc.Arbitrary<Rows> = fc
  .uniqueArray(id, { minLength: 1, maxLength: 8 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((row) => fc.tuple(input(`next.${row}.what`), input(`next.${row}.who`), input(`next.${row}.when`))),
    ),
  )
  .map(
    (all): Rows => ({
      path: 'next',
      kind: 'rows',
      label: 'What happens next',
      hint: 'One at a time',
      error: 'Enter what happens next',
      add: 'Add another action',
      rows: all.map((inputs, index) => ({
        id: inputs[0].path.split('.')[1]!,
        label: `Action ${index + 1}`,
        removable: true,
        inputs,
      })),
    }),
  );

const fields: fc.Arbitrary<(Input | Rows)[]> = fc.oneof(
  fc.tuple(input('rating'), input('reason'), input('money'), input('ask')).map((all): (Input | Rows)[] => all),
  rows.map((one): (Input | Rows)[] => [one]),
  fc.constant<(Input | Rows)[]>([]),
);

const dialog: fc.Arbitrary<Dialog> = fc.record({
  title: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 24 }),
  blocks: fc.array(block, { maxLength: 3 }),
  form: fc.record({
    command: fc.constant('report'),
    partnershipId: id,
    draftId: id,
    revision: fc.integer({ min: 1, max: 99 }),
    page: fc.constantFrom('rating', 'check'),
    progress: fc.constantFrom('Page 2 of 4', undefined),
    alert: fc.option(words, { nil: undefined }),
    fields,
    answers: fc.array(
      fc.record({
        title: words,
        answers: fc.array(fc.record({ label: words, lines: fc.array(typed, { maxLength: 6 }) }), { maxLength: 4 }),
        change: words.map((label) => ({ label, act: 'change:rating' as const })),
      }),
      { maxLength: 9 },
    ),
    audience: fc.constant('OFFICIAL. The Board and the secretariat will see this.'),
    back: fc.constantFrom({ label: 'Back', act: 'back' as const }, undefined),
    submit: fc.constant({ label: 'Send report to the Board', act: 'send' as const }),
  }),
});

const asJson = (value: object) => JSON.parse(JSON.stringify(value));

describe('every message that our vocabulary can say', () => {
  it('is taken by Slack, in as many parts as it takes', () => {
    fc.assert(
      fc.property(message, (whole) => {
        for (const part of parts(whole)) expect(messageProblems(asJson(renderMessage(part).blocks))).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it.each(NASTY)('shows what was typed as just those characters: %s', (text) => {
    const says: Block[] = [
      { type: 'paragraph', text: [{ type: 'text', text }] },
      { type: 'list', items: [[{ type: 'strong', text }]] },
      { type: 'facts', facts: [{ label: 'Said', value: [{ type: 'text', text }] }] },
      { type: 'item', text: [{ type: 'text', text }], button: sample },
    ];
    for (const one of says) {
      const { blocks } = renderMessage({ summary: 'A report', blocks: [one] });
      const shown = wordsOf(readBlocks(asJson(blocks))).join('\n');
      expect(shown).toContain(text);
      expect(JSON.stringify(blocks)).not.toMatch(/mrkdwn|"emoji":true|"type":"(user|broadcast|channel|emoji)"/);
    }
  });
});

const sample: Button = { label: 'Read', command: 'read', input: { id: '1' }, opens: true, partnershipId: 'p' };

describe('every dialog that our vocabulary can say', () => {
  it('is taken by Slack', () => {
    fc.assert(
      fc.property(dialog, (one) => {
        expect(viewProblems(asJson(renderDialog(one)))).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it('can be read by its client', () => {
    fc.assert(
      fc.property(dialog, (one) => {
        const view = asJson(renderDialog(one));
        const named = { ...view, blocks: view.blocks.map((one: object, i: number) => ({ block_id: `b${i}`, ...one })) };
        openView('V1', 'V1', null, named, '1').shown();
      }),
      { numRuns: 25 },
    );
  });

  it.each(NASTY)('holds what was typed in its field and in the answers: %s', (text) => {
    const base = { kind: 'longText' as const, label: 'What', optional: true };
    const view = asJson(
      renderDialog({
        title: 'Report',
        blocks: [],
        form: {
          command: 'report',
          partnershipId: 'p',
          draftId: 'd',
          revision: 1,
          page: 'check',
          fields: [{ ...base, path: 'what', value: text }],
          answers: [
            {
              title: 'Achieved',
              answers: [{ label: 'What', lines: text.split('\n') }],
              change: { label: 'Change what was achieved', act: 'change:achieved' },
            },
          ],
          audience: 'OFFICIAL',
          submit: { label: 'Send', act: 'send' },
        },
      }),
    );
    const { nodes } = openView('V1', 'V1', null, view, '1').shown();
    expect(nodes.find((node) => node.kind === 'input')).toMatchObject({ value: text });
    expect(wordsOf(nodes)).toContain(`What\n${text}`);
  });
});
