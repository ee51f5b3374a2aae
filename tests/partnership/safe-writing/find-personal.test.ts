import { expect, test } from 'vitest';
import { findPersonal } from '../../../src/partnership/safe-writing/find-personal.ts';
import { heldBack, type Labelled, measure, table, written } from './measure.ts';

const found = (text: string) => findPersonal(text).map(({ kind, words }) => [kind, words]);

test.each<[string, Labelled, number]>([
  ['what officers write', written(), 20],
  ['what was set aside while the rules were made', heldBack(), 7],
])('%s: nearly all that is personal is found, and hardly anything else', (name, set, least) => {
  const measured = measure(set);
  process.stdout.write(`${name}\n${table(measured)}\n\n`);
  const personal = Object.values(set.of).flat();
  for (const sentences of Object.values(set.of)) expect(sentences.length).toBeGreaterThanOrEqual(least);
  expect(new Set([...personal, ...set.clean]).size).toBe(personal.length + set.clean.length);
  expect(set.clean.length).toBeGreaterThanOrEqual(personal.length);
  for (const one of measured.classes) expect(one.wrong.length, one.wrong.join('\n')).toBeLessThanOrEqual(one.of * 0.05);
  for (const one of measured.clean) expect(one.wrong.length, one.wrong.join('\n')).toBeLessThanOrEqual(one.of * 0.05);
});

test('twenty clean reports are of about 150 words', () => {
  const { reports } = written();
  expect(reports).toHaveLength(20);
  for (const report of reports) expect(report.split(/\s+/).length).toBeGreaterThanOrEqual(140);
});

test('what is found is named by its kind, where it stands and its words, in the order of the text', () => {
  const text = 'Mr Callum Beeby (born 14/03/2006) of NG99 9ZZ, call 07700 900123';
  expect(findPersonal(text)).toEqual([
    { kind: 'courtesyTitle', start: 0, end: 15, words: 'Mr Callum Beeby' },
    { kind: 'dateOfBirth', start: 22, end: 32, words: '14/03/2006' },
    { kind: 'postcode', start: 37, end: 45, words: 'NG99 9ZZ' },
    { kind: 'phone', start: 52, end: 64, words: '07700 900123' },
  ]);
});

test('the same words are found once, as what they most likely are', () => {
  expect(found('email mr.smith@example.org')).toEqual([['email', 'mr.smith@example.org']]);
  expect(found('NHS no 999 100 0003')).toEqual([['nhsNumber', '999 100 0003']]);
  expect(found('NI QQ 12 34 56 C')).toEqual([['nationalInsurance', 'QQ 12 34 56 C']]);
});

test('a mark that is not seen hides no number', () => {
  expect(found('ring 0115\u200b 496\u2060 0123\u202e')).toEqual([['phone', '0115 496 0123']]);
});

test('the longest text of any kind is read in no time', () => {
  const hostile = [
    '1 ',
    '0',
    '0 ',
    'Mr ',
    'mr a ',
    'victim ',
    'nhs ',
    'a.',
    'a@',
    'a@b.',
    '12/',
    'crime no ',
    'born ',
    'Aa-',
  ];
  for (const piece of hostile) {
    const began = performance.now();
    findPersonal(piece.repeat(Math.ceil(3_000 / piece.length)));
    expect(performance.now() - began, piece).toBeLessThan(2_000);
  }
});
