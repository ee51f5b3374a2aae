import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INPUT_ID, messageTask, taskOf } from '../../../src/bot/teams/dialog.ts';
import { TEAMS, utf16Bytes } from '../../../src/bot/teams/limits.ts';
import { activitiesOf, activityOf } from '../../../src/bot/teams/message.ts';
import { readOut } from '../../../src/rehearsal/player.ts';
import { readCard, readMessage } from '../../../src/rehearsal/teams/read.ts';
import { cardIn, checkMessage, taskIn } from '../../../src/rehearsal/teams/validate.ts';
import type { Dialog, FormState, Input } from '../../../src/views/dialog.ts';
import type { Block, Span } from '../../../src/views/message.ts';
import { actions, heading, line, list, paragraph, strong } from '../../../src/views/message.ts';
import { message } from './tenant.ts';

const HOSTILE = [
  '**bold** and _italic_',
  '<at>everyone</at> @everyone',
  '[x](http://y)',
  '<b>not bold</b> &lt;b&gt; &amp;',
  '# A heading',
  '- a list\n1. another',
  '{{DATE(2017-02-14T06:00:00Z,SHORT)}}',
  '{"type":"TextBlock"}',
  'שלום עולם',
  'مرحبا',
  '👩🏽‍🚒 👨‍👩‍👧',
  '\u202eright to left',
  '`code` ~~struck~~ | a | b |',
];
const hostile = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }));
const span: fc.Arbitrary<Span> = fc.oneof(
  hostile.map((text): Span => ({ type: 'text', text })),
  hostile.map((text): Span => ({ type: 'strong', text })),
  hostile.map((name): Span => ({ type: 'person', name })),
  hostile.map((text): Span => ({ type: 'link', text, url: 'https://example.org/a' })),
);
const spans = fc.array(span, { minLength: 1, maxLength: 4 });
const button = fc.record({
  label: fc.constantFrom('Open hate crime', 'Help'),
  command: fc.constant('read'),
  input: fc.constant({ id: '1' }),
  opens: fc.boolean(),
  partnershipId: fc.constant('p1'),
});
const block: fc.Arbitrary<Block> = fc.oneof(
  hostile.map(heading),
  spans.map((text): Block => ({ type: 'paragraph', text })),
  fc
    .array(fc.record({ label: hostile, value: spans }), { minLength: 1, maxLength: 4 })
    .map((facts): Block => ({ type: 'facts', facts })),
  fc.array(spans, { minLength: 1, maxLength: 5 }).map((items): Block => ({ type: 'list', items })),
  fc.constant<Block>({ type: 'status', word: 'Red: off track', tone: 'bad' }),
  fc.record({ type: fc.constant('item' as const), text: spans, button }),
  fc.constant<Block>({ type: 'divider' }),
  fc.array(button, { minLength: 1, maxLength: 9 }).map((buttons): Block => ({ type: 'actions', buttons })),
);

const textsOf = (of: Span[]) => of.map((one) => ('text' in one ? one.text : 'name' in one ? one.name : '')).join('');
const wordsOf = (one: Block): string[] => {
  if (one.type === 'heading') return [one.text];
  if (one.type === 'paragraph') return [textsOf(one.text)];
  if (one.type === 'facts') return one.facts.flatMap(({ label, value }) => [label, textsOf(value)]);
  if (one.type === 'list') return one.items.map(textsOf);
  if (one.type === 'item') return [textsOf(one.text), `[${one.button.label}]`];
  if (one.type === 'actions') return one.buttons.map(({ label }) => `[${label}]`);
  return one.type === 'status' ? [one.word] : [];
};

/** Every place in a card where a string holds this text. */
const placesOf = (text: string, json: unknown, at = ''): string[] => {
  if (typeof json === 'string') return json.includes(text) ? [at] : [];
  if (typeof json !== 'object' || json === null) return [];
  const { type = '' } = json as { type?: string };
  return Object.entries(json).flatMap(([key, value]) =>
    placesOf(text, value, Array.isArray(json) ? at : `${type}.${key}`),
  );
};

describe('a message as a card', () => {
  test('whatever it says is valid, and read out word for word', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 8 }), (blocks) => {
        const activity = activityOf(message(...blocks));
        if (activity.attachments[0]!.content.body.length > 0) checkMessage(activity);
        const read = readOut(readMessage(activity as never).nodes);
        for (const words of blocks.flatMap(wordsOf)) expect(read).toContain(words);
      }),
      { numRuns: 150 },
    );
  });

  test.each(HOSTILE)('%j stands only where nothing interprets it', (typed) => {
    const shown = message(
      heading(typed),
      paragraph('Said: ', typed, strong(typed)),
      list(line(typed)),
      { type: 'facts', facts: [{ label: 'Reason', value: line(typed) }] },
      { type: 'item', text: line(typed), button: { label: 'Open', command: 'read', input: {}, opens: true } },
    );
    const activity = activityOf(shown);
    const [longest = ''] = typed.split(/(?<=\{)(?=\{)/).sort((a, b) => b.length - a.length);
    expect(new Set(placesOf(longest, activity))).toEqual(new Set(['TextRun.text']));
    expect(JSON.stringify(activity)).not.toMatch(/"type":"(TextBlock|FactSet)"/);
    expect(activity.summary).toBe('Something to read');
  });

  test('a button carries its partnership, command and input, and only one that opens something asks for a dialog', () => {
    const read = { label: 'Open', command: 'read', input: { id: 'r1' }, opens: true, partnershipId: 'p1' };
    const [set] = activityOf(message(actions(read, { ...read, label: 'Help', opens: false }))).attachments[0]!.content
      .body;
    expect(set).toMatchObject({
      actions: [
        { type: 'Action.Submit', data: { p: 'p1', c: 'read', i: { id: 'r1' }, msteams: { type: 'task/fetch' } } },
        { type: 'Action.Submit', data: { p: 'p1', c: 'read', i: { id: 'r1' } } },
      ],
    });
    expect((set as unknown as { actions: { data: object }[] }).actions[1]?.data).not.toHaveProperty('msteams');
  });

  test('a message of any length is said in parts that each fit', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 40, maxLength: 120 }), (blocks) => {
        const activities = activitiesOf(message(...blocks));
        for (const activity of activities) expect(utf16Bytes(activity)).toBeLessThanOrEqual(TEAMS.cardBytes);
        const read = activities.map((activity) => readOut(readMessage(activity as never).nodes)).join('\n');
        for (const words of blocks.flatMap(wordsOf)) expect(read).toContain(words);
      }),
      { numRuns: 20 },
    );
  });
});

const form = (over: Partial<FormState>): Dialog => ({
  title: 'Progress report',
  blocks: [paragraph('Hate crime')],
  form: {
    command: 'report',
    partnershipId: 'p1',
    draftId: 'd1',
    revision: 1,
    page: 'one',
    fields: [],
    answers: [],
    audience: 'OFFICIAL. The Board will see this.',
    submit: { label: 'Save and continue', act: 'continue' },
    ...over,
  },
});
const input = (path: string, value: string, over: Partial<Input> = {}): Input => ({
  path,
  kind: 'longText',
  label: `Field ${path}`,
  optional: false,
  value,
  limit: 1_500,
  ...over,
});
const rowsOf = (number: number, value: string, over: Partial<Input> = {}): FormState['fields'] => [
  {
    path: 'achieved',
    kind: 'rows',
    label: 'What you achieved',
    rows: Array.from({ length: number }, (_, n) => ({
      id: `r${n}`,
      label: `Achievement ${n + 1}`,
      removable: number > 1,
      inputs: ['what', 'difference'].map((name) => input(`achieved.r${n}.${name}`, value, over)),
    })),
    add: 'Add another achievement',
  },
];

const checked = (dialog: Dialog) => {
  const task = taskOf(dialog);
  const card = cardIn(task.card);
  expect(taskIn({ task: { type: 'continue', value: task } })).toMatchObject({ title: 'Progress report' });
  expect(utf16Bytes(card)).toBeLessThanOrEqual(TEAMS.cardBytes);
  return readCard(card);
};
const inputsIn = (dialog: Dialog) => checked(dialog).nodes.filter((node) => node.kind === 'input');

describe('a form as a card', () => {
  const kinds = fc.constantFrom<Input['kind']>('text', 'longText', 'money', 'date');
  test('whatever was typed stands in its input as it was typed, and nowhere else', () => {
    const typed = fc.oneof(
      hostile,
      fc.string({ maxLength: 3_000, unit: 'grapheme' }).map((text) => text.slice(0, 3_000)),
    );
    const fields = fc.array(fc.tuple(kinds, typed), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fields, (given) => {
        const dialog = form({ fields: given.map(([kind, value], n) => input(`f${n}`, value, { kind })) });
        expect(inputsIn(dialog).map((node) => node.value)).toEqual(given.map(([, value]) => value));
        for (const [, value] of given) {
          if (value.length < 8) continue;
          for (const place of placesOf(value, taskOf(dialog))) expect(place).toMatch(/^Input\.\w+\.value$/);
        }
      }),
      { numRuns: 100 },
    );
  });

  test.each(['x', '\n', '"', 'é', 'ש', '😀'.slice(0, 2)])(
    '3,000 characters (%j) in every field fit, none lost',
    (one) => {
      const full = one.repeat(3_000 / one.length);
      const four = form({ fields: ['a', 'b', 'c', 'd'].map((path) => input(path, full, { error: 'Too long' })) });
      expect(inputsIn(four).map(({ value }) => value)).toEqual([full, full, full, full]);

      const rows = form({ fields: rowsOf(5, full, { error: 'Too long' }) });
      const { nodes } = checked(rows);
      const shown = nodes.filter((node) => node.kind === 'input');
      expect(shown.every(({ value }) => value === full)).toBe(true);
      // A row that does not fit is left as it is in the draft, and says so: what is not on screen is not sent.
      const folded = nodes.filter((node) => node.kind === 'text' && node.text.startsWith('Kept as you typed it'));
      expect(shown.length / 2 + folded.length).toBe(5);
    },
  );

  test('answers too long to check on one screen are shown in part, and say so', () => {
    const groups = ['Achieved', 'Next', 'Risks'].map((title) => ({
      title,
      answers: Array.from({ length: 10 }, (_, n) => ({ label: `Answer ${n}`, lines: ['😀'.repeat(1_500)] })),
      change: { label: `Change ${title}`, act: 'change:x' as const },
    }));
    const { nodes } = checked(form({ answers: groups, page: 'check' }));
    const lines = nodes.filter((node) => node.kind === 'text').map(({ text }) => text);
    expect(lines.filter((text) => /Shown in part: [\d,]+ more characters are kept\.$/.test(text))).toHaveLength(30);
    expect(lines.join('')).not.toMatch(/\p{Surrogate}/u);
  });

  test('answers that fit are shown whole, line by line', () => {
    const lines = ['**First** line', '', '<at>x</at>'];
    const change = { label: 'Change it', act: 'change:x' as const };
    const { nodes } = checked(form({ answers: [{ title: 'Achieved', answers: [{ label: 'What', lines }], change }] }));
    expect(readOut(nodes)).toContain('Achieved\nWhat\n**First** line\n\n<at>x</at>\n[Change it]');
  });

  test('an input has its label, hint and error, and nothing that keeps a page from being saved', () => {
    const options = [
      { value: 'green', label: 'Green', hint: 'On track' },
      { value: 'red', label: 'Red' },
    ];
    const dialog = form({
      alert: 'There is a problem',
      fields: [
        input('rating', 'red', { kind: 'choice', options, hint: 'How it goes', error: 'Select a rating' }),
        input('gone', 'blue', { kind: 'choice', options, optional: true }),
        input('all', 'red,blue,green', { kind: 'choices', options }),
        input('by', '2021-04-16', { kind: 'date' }),
        input('by2', '31 June', { kind: 'date' }),
        input('note', '', { kind: 'note', label: 'Our own words' }),
      ],
    });
    expect(checked(dialog).nodes).toMatchObject([
      { kind: 'text', text: 'There is a problem' },
      { kind: 'text', text: 'Hate crime' },
      {
        kind: 'input',
        id: `${INPUT_ID}rating`,
        label: 'Field rating',
        hint: 'How it goes',
        error: 'Select a rating',
        value: 'red',
        options: [{ value: 'green', label: 'Green. On track' }, { value: 'red' }],
      },
      { label: 'Field gone (optional)', value: '' },
      { type: 'choices', label: 'Field all', value: 'green,red' },
      { type: 'date', value: '2021-04-16' },
      { type: 'text', value: '31 June' },
      { kind: 'text', text: 'Our own words' },
      { kind: 'divider' },
      { text: 'OFFICIAL. The Board will see this.' },
      { text: expect.stringContaining('is kept when you press a button') },
      { kind: 'button', label: 'Save and continue' },
    ]);
    expect(JSON.stringify(taskOf(dialog))).not.toContain('isRequired');
  });
});

test('something long to read fits in a dialog too', () => {
  const long = message(...Array.from({ length: 40 }, () => paragraph('é'.repeat(2_000))));
  expect(utf16Bytes(cardIn(messageTask(long).card))).toBeLessThanOrEqual(TEAMS.cardBytes);
});
