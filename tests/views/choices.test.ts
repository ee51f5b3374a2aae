import { describe, expect, expectTypeOf, test } from 'vitest';
import { type Carried, choices, choicesFrom, form, type Option, page, type Raw } from '../../src/views/form.ts';
import { answerGroups } from '../../src/views/forms/answers.ts';
import { checkPage, parseForm } from '../../src/views/forms/check.ts';
import { changedLabels, rawFrom } from '../../src/views/forms/prefill.ts';
import { dialogFor } from '../../src/views/forms/show.ts';
import { plainDialog } from '../../src/views/plain.ts';

const option = <const V extends string>(value: V, label: string) => ({ value, label });
const options = [
  option('money', 'It needs money, or people'),
  option('law', 'It needs a change in the law'),
  option('others', 'It is for others to decide'),
];
const areas = ({ areas }: Carried): Option[] => JSON.parse(areas ?? '[]');
const raising = form({
  title: 'Raise an issue',
  send: 'Send it',
  audience: 'OFFICIAL. The board will see this.',
  pages: {
    why: page({
      title: 'Why it is raised',
      fields: {
        why: choices({ label: 'Why', options, max: 2 }),
        also: choices({ label: 'Also', options, min: 2, required: false }),
        areas: choicesFrom({ label: 'Areas', missing: 'Select the areas it concerns', optionsFrom: areas }),
      },
    }),
  },
});
const carried = {
  areas: JSON.stringify([
    { value: 'ashfield', label: 'Ashfield' },
    { value: 'gedling', label: 'Gedling' },
  ]),
};
const wrong = (raw: Raw, now: Carried = carried) =>
  checkPage(raising, 'why', { why: 'law', areas: 'gedling', ...raw }, now);
const shown = (raw: Raw, now: Carried = carried) => {
  const draft = { id: 'd', partnershipId: 'p', revision: 1, values: raw, carried: now };
  return plainDialog(dialogFor(raising, 'raise', draft, { page: 'why', errors: wrong(raw, now) }));
};

describe('several of a list', () => {
  test('are a list of keys, each once; none where none needs to be chosen', () => {
    const parsed = parseForm(raising, { why: 'law,money,law', areas: 'gedling, ashfield' }, carried);
    expect(parsed).toEqual({ ok: true, values: { why: ['law', 'money'], areas: ['gedling', 'ashfield'] } });
    if (!parsed.ok) return;
    expectTypeOf(parsed.values.why).toEqualTypeOf<('money' | 'law' | 'others')[]>();
    expectTypeOf(parsed.values.also).toEqualTypeOf<('money' | 'law' | 'others')[] | undefined>();
    expectTypeOf(parsed.values.areas).toEqualTypeOf<string[]>();
  });

  test.each<[string, Raw, object]>([
    [
      'none, where one is needed',
      { why: '', areas: ' ' },
      {
        why: 'Select at least 1',
        areas: 'Select the areas it concerns',
      },
    ],
    ['commas alone', { why: ',,' }, { why: 'Select at least 1' }],
    ['fewer than are asked for', { also: 'law' }, { also: 'Select at least 2' }],
    ['more than are taken', { why: 'law,money,others' }, { why: 'Select 2 or fewer' }],
    ['the same one more often than are taken', { why: 'law,money,law' }, {}],
    ['one that is not offered', { why: 'law,blue' }, { why: 'Select again: the list has changed' }],
    [
      'one that is not offered any more',
      { areas: 'gedling,mansfield' },
      {
        areas: 'Select again: the list has changed',
      },
    ],
  ])('%s', (_, raw, errors) => {
    expect(wrong(raw)).toEqual(errors);
  });

  test('are read by their words, one a line, in the order in which they are offered', () => {
    const [group] = answerGroups(raising, { why: 'law,money', areas: 'mansfield,gedling' }, carried);
    expect(group?.answers).toEqual([
      { label: 'Why', lines: ['It needs money, or people', 'It needs a change in the law'] },
      { label: 'Also', lines: [] },
      { label: 'Areas', lines: ['Gedling', 'mansfield'] },
    ]);
    expect(shown({ why: 'law,money', areas: '' })).toContain(
      'Why\n> It needs money, or people\n> It needs a change in the law',
    );
  });

  test('are nothing to choose where nothing is offered, and what was chosen stays to be read', () => {
    expect(shown({ areas: 'gedling' }, {})).toContain('Areas: gedling');
    expect(shown({}, {})).toContain('Areas: there is nothing to select');
  });

  test('that were sent fill in the form that corrects them', () => {
    const sent = { why: ['law', 'money'], areas: ['gedling'] };
    expect(rawFrom(raising, sent, () => 'id')).toEqual({ why: 'law,money', areas: 'gedling' });
  });

  test('have not changed where they were only chosen in another order', () => {
    const before = { why: 'law,money', areas: 'gedling' };
    expect(changedLabels(raising, before, { why: 'money,law', areas: 'gedling' }, carried)).toEqual([]);
    expect(changedLabels(raising, before, { why: 'money', areas: 'gedling' }, carried)).toEqual(['Why']);
  });

  test('cannot be declared with a comma in a key', () => {
    expect(() => choices({ label: 'Why', options: [{ value: 'a,b', label: 'A and B' }] })).toThrow('no comma');
  });
});
