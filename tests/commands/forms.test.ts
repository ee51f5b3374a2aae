import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escalateForm } from '../../src/commands/escalate-form.ts';
import { commands } from '../../src/commands/index.ts';
import { reportForm } from '../../src/commands/report-form.ts';
import type { Carried, Field, Form, Raw } from '../../src/views/form.ts';
import { answerGroups } from '../../src/views/forms/answers.ts';
import { checkPage, parseForm, unfinishedPages } from '../../src/views/forms/check.ts';
import { rawFrom } from '../../src/views/forms/prefill.ts';
import { addRow, CHECK, merge, removeRow, rowsIn, withFirstRows } from '../../src/views/forms/raw.ts';
import { dialogFor, titleOf } from '../../src/views/forms/show.ts';
import { countedIds } from '../support/database.ts';

const forms: [string, Form][] = commands.flatMap((one) => (one.form ? [[one.name, one.form as Form]] : []));
const fieldsOf = (form: Form) => Object.values(form.pages).flatMap((page) => Object.entries<Field>(page.fields));

describe.each(forms)('the form of %s', (name, form) => {
  test('fits every platform: short titles and buttons, four fields or one list a page', () => {
    for (const kind of ['progress_report', 'csp_narrative'])
      expect(titleOf(form, { kind }).length).toBeLessThanOrEqual(24);
    expect((typeof form.send === 'string' ? form.send : form.send({})).length).toBeLessThanOrEqual(24);
    for (const page of Object.values(form.pages)) {
      const fields = Object.values<Field>(page.fields);
      const lists = fields.filter(({ kind }) => kind === 'rows').length;
      expect(lists === 0 ? fields.length <= 4 : fields.length === 1).toBe(true);
    }
  });

  test('gives every answer a name of its own, and every page a button of its own', () => {
    const names = fieldsOf(form).map(([field]) => field);
    expect(new Set(names).size).toBe(names.length);
    for (const raw of [{}, Object.fromEntries(names.map((field) => [field, 'x']))]) {
      const labels = answerGroups(form, raw, {}).map(({ change }) => change.label);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  test('says what is wrong in the words of people', () => {
    for (const page of Object.keys(form.pages)) {
      const empty = withFirstRows(form, {}, countedIds());
      for (const error of Object.values(checkPage(form, page, empty, {}))) {
        expect(error).toMatch(/^(Enter|Select) /);
        expect(error).not.toMatch(/please|sorry|valid|oops/i);
      }
    }
  });

  test('says nothing twice: where a page is called what its first field is, that label alone says so', () => {
    for (const [page, { title }] of Object.entries(form.pages)) {
      const draft = { id: 'd', partnershipId: 'p', revision: 1, values: {}, carried: {} };
      const dialog = dialogFor(form, name, draft, { page });
      const headings = dialog.blocks.flatMap((block) => (block.type === 'heading' ? [block.text] : []));
      const labels = (dialog.form?.fields ?? []).map(({ label }) => label);
      expect([...headings, labels[0]].filter((words) => words === title)).toHaveLength(1);
    }
  });

  test('can be shown with nothing known about it', () => {
    for (const page of [...Object.keys(form.pages), CHECK]) {
      const draft = { id: 'd', partnershipId: 'p', revision: 1, values: {}, carried: {} };
      expect(dialogFor(form, name, draft, { page }).form?.submit.label.length).toBeLessThanOrEqual(24);
    }
  });
});

const day = fc
  .date({ min: new Date('2021-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const words = (limit: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: limit })
    .filter((text) => text.trim() !== '' && [...text].length <= limit);
const oneOf = (options: { value: string }[]) => fc.constantFrom(...options.map(({ value }) => value));

const severalOf = ({ options = [], min = 1, max }: Field) =>
  fc
    .subarray(
      options.map(({ value }) => value),
      { minLength: min, maxLength: max },
    )
    .map((keys) => keys.join(','));

/** What somebody could properly type into a field. */
function typedInto(field: Field): fc.Arbitrary<string> {
  if (field.kind === 'choice') return oneOf(field.options ?? []);
  if (field.kind === 'choices') return severalOf(field);
  if (field.kind === 'date') return day;
  if (field.kind === 'money') return fc.nat(9_999_999).map((pounds) => `£${pounds.toLocaleString('en-GB')}`);
  return words(field.limit ?? 100);
}
const anything = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom('', ' ', '\n', '2021-02-31'),
);

/** Valid raw values for every field of the report. */
const validRaw: fc.Arbitrary<Raw> = fc.record(
  Object.fromEntries(
    fieldsOf(reportForm as Form).map(([name, field]): [string, fc.Arbitrary<Raw[string]>] => {
      if (field.kind !== 'rows') return [name, typedInto(field)];
      const inner = Object.entries(field.fields ?? {}).map(([key, one]) => [key, typedInto(one)] as const);
      const row = fc.record({ id: fc.uuid(), ...Object.fromEntries(inner) });
      return [
        name,
        fc.uniqueArray(row as fc.Arbitrary<{ id: string }>, {
          minLength: 1,
          maxLength: field.max ?? 5,
          selector: ({ id }) => id,
        }) as fc.Arbitrary<Raw[string]>,
      ];
    }),
  ),
);

test('a report in which every answer is as it should be is taken', () => {
  fc.assert(
    fc.property(validRaw, (raw) => {
      expect(parseForm(reportForm, raw, { previousRating: 'green' })).toMatchObject({ ok: true });
      expect(unfinishedPages(reportForm as Form, raw, {})).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('a report that was sent fills in the form that corrects it', () => {
  fc.assert(
    fc.property(validRaw, (raw) => {
      const first = parseForm(reportForm, raw, {});
      if (!first.ok) throw new Error('not taken');
      const again = parseForm(reportForm, rawFrom(reportForm as Form, first.values, countedIds()), {});
      expect(again).toEqual(first);
    }),
    { numRuns: 50 },
  );
});

type Step = { kind: 'type'; text: string; at: number } | { kind: 'add'; at: number } | { kind: 'remove'; at: number };
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('type' as const), text: anything, at: fc.nat() }),
    fc.record({ kind: fc.constant('add' as const), at: fc.nat() }),
    fc.record({ kind: fc.constant('remove' as const), at: fc.nat() }),
  ),
  { maxLength: 40 },
);

test('nothing that was typed is lost, whatever is typed, added and removed', () => {
  const form = reportForm as Form;
  const places = Object.entries(form.pages)
    .flatMap(([page, { fields }]) => Object.entries<Field>(fields).map(([name, field]) => ({ page, name, field })))
    .filter(({ field }) => !field.fixed);
  const lists = places.filter(({ field }) => field.kind === 'rows');
  fc.assert(
    fc.property(steps, (all: Step[]) => {
      const id = countedIds('r');
      let raw = withFirstRows(form, {}, id);
      const typed = new Map<string, string>();
      const pick = <T>(from: T[], at: number) => from[at % from.length]!;
      for (const step of all) {
        if (step.kind === 'type') {
          const { page, name, field } = pick(places, step.at);
          let path = name;
          if (field.kind === 'rows') {
            const row = pick(rowsIn(raw, name), step.at);
            path = `${name}.${row.id}.${pick(Object.keys(field.fields ?? {}), step.at)}`;
          }
          raw = merge(form, page, raw, { [path]: step.text });
          typed.set(path, step.text);
        } else {
          const { page, name } = pick(lists, step.at);
          if (step.kind === 'add') raw = addRow(form, page, raw, name, id());
          else {
            const row = pick(rowsIn(raw, name), step.at);
            const before = rowsIn(raw, name).length;
            raw = removeRow(form, page, raw, name, row.id);
            if (rowsIn(raw, name).length < before)
              for (const path of [...typed.keys()]) if (path.startsWith(`${name}.${row.id}.`)) typed.delete(path);
          }
        }
      }
      for (const [path, text] of typed) {
        const [name = '', rowId, inner = ''] = path.split('.');
        const kept = rowId ? rowsIn(raw, name).find((row) => row.id === rowId)?.[inner] : raw[name];
        expect(kept).toBe(text.replace(/\r\n?/g, '\n'));
      }
    }),
    { numRuns: 100 },
  );
});

test('what is wrong is said at fields that are on the page, and nowhere else', () => {
  const form = reportForm as Form;
  const raws: fc.Arbitrary<Raw> = fc.dictionary(fc.constantFrom(...fieldsOf(form).map(([name]) => name)), anything);
  fc.assert(
    fc.property(raws, (typed) => {
      const rows = Object.fromEntries(
        fieldsOf(form).flatMap(([name, field]) => {
          if (field.kind !== 'rows') return [];
          const cells = Object.keys(field.fields ?? {}).map((inner) => [inner, typed[name] ?? '']);
          return [[name, [{ id: 'a', ...Object.fromEntries(cells) }, { id: 'b' }]]];
        }),
      );
      const raw = withFirstRows(form, { ...typed, ...rows }, countedIds());
      const carried: Carried = {};
      for (const page of Object.keys(form.pages)) {
        const draft = { id: 'd', partnershipId: 'p', revision: 1, values: raw, carried };
        const dialog = dialogFor(form, 'report', draft, { page });
        const paths = (dialog.form?.fields ?? []).flatMap((field) =>
          field.kind === 'rows'
            ? [field.path, ...field.rows.flatMap((row) => row.inputs.map(({ path }) => path))]
            : field.path,
        );
        for (const path of Object.keys(checkPage(form, page, raw, carried))) expect(paths).toContain(path);
      }
    }),
    { numRuns: 50 },
  );
});

describe('what is typed into one field', () => {
  const page = (typed: object, on: string, carried: Carried = {}) =>
    checkPage(reportForm as Form, on, withFirstRows(reportForm as Form, typed as Raw, countedIds('r')), carried);

  test.each([
    ['nothing', {}, { rating: 'Select a rating', direction: 'Select a direction' }],
    ['spaces alone', { rating: '  ', direction: 'same' }, { rating: 'Select a rating' }],
    ['a choice that is not offered', { rating: 'blue', direction: 'same' }, { rating: 'Select rating' }],
    [
      'too much',
      { rating: 'red', reason: '🙂'.repeat(301), direction: 'same' },
      { reason: 'Reason for the rating must be 300 characters or less' },
    ],
    ['as many characters as there may be', { rating: 'red', reason: '🙂'.repeat(300), direction: 'same' }, {}],
  ])('%s', (_, typed, errors) => {
    expect(page(typed as Raw, 'rating')).toEqual(errors);
  });

  test('a day that does not exist', () => {
    const typed = { next: [{ id: 'a', what: 'Train', by: '2021-02-31' }] };
    expect(page(typed, 'next')).toEqual({ 'next.a.by': 'Date it will be done by must be a real date' });
  });

  test('a day that nobody means', () => {
    const typed = { next: [{ id: 'a', what: 'Train', by: '9999-12-31' }] };
    expect(page(typed, 'next')).toEqual({ 'next.a.by': 'Date it will be done by must be before 2100' });
  });

  test('rows in which nothing stands do not count, but one is needed', () => {
    const blank = { achieved: [{ id: 'a', what: ' ' }, { id: 'b' }] };
    expect(page(blank, 'achieved')).toEqual({ 'achieved.a.what': 'Enter what you achieved in this period' });
    const one = { achieved: [{ id: 'a' }, { id: 'b', what: 'A refuge' }] };
    expect(page(one, 'achieved')).toEqual({});
    const half = {
      achieved: [
        { id: 'a', what: 'A refuge' },
        { id: 'b', difference: 'Much' },
      ],
    };
    expect(page(half, 'achieved')).toEqual({ 'achieved.b.what': 'Enter what you achieved in this period' });
  });

  test.each(['\u200b', ' \u200e ', '\u202e', '\u00a0\u2003', '\u200d'])(
    'what cannot be seen is nothing: %j',
    (typed) => {
      const raw = merge(escalateForm as Form, 'what', {}, { title: typed });
      expect(checkPage(escalateForm as Form, 'what', raw, {}).title).toBe('Enter a title');
    },
  );

  test('paths that a form does not have are left out', () => {
    const values = {
      __proto__: 'x',
      constructor: 'x',
      'achieved.a.__proto__': 'x',
      'rating.a': 'x',
      risks: 'x',
      nonsense: 'x',
    };
    expect(merge(reportForm as Form, 'rating', {}, { ...values, rating: 'green' })).toEqual({ rating: 'green' });
    expect(merge(reportForm as Form, 'achieved', {}, values)).toEqual({});
  });
});
