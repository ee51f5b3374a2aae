import { expect, test } from 'vitest';
import { inSentence, labelled, together } from '../../src/views/words.ts';

test.each([
  ['Hate crime', 'hate crime'],
  ['Prevent', 'Prevent'],
  ['Preventable deaths', 'preventable deaths'],
  ['Serious and Acquisitive Crime', 'Serious and Acquisitive Crime'],
  ['ASB', 'ASB'],
])('“%s” inside a sentence is “%s”', (title, words) => {
  expect(inSentence(title)).toBe(words);
});

test('a button whose title is too long is shortened between words, and says so', () => {
  const title = 'Young People at risk of offending and/or criminal exploitation';
  const label = labelled('Nothing to report on', title);
  expect(label.length).toBeLessThanOrEqual(75);
  expect(label).toBe('Nothing to report on Young People at risk of offending and/or criminal…');
  expect(labelled('Read', 'Hate crime', 'report')).toBe('Read hate crime report');
  expect(labelled('Read', 'x'.repeat(200), 'report').length).toBeLessThanOrEqual(75);
});

test('things together read as a list', () => {
  expect(together([])).toBe('');
  expect(together(['rating'])).toBe('rating');
  expect(together(['rating', 'direction', 'headline'])).toBe('rating, direction and headline');
});
