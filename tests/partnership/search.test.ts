import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAgreement } from '../../src/files/agreement.ts';
import { editDistance, findPriorities } from '../../src/partnership/search.ts';

const file = 'examples/nottinghamshire-2020-23.yaml';
const read = readAgreement(readFileSync(file, 'utf8'), file);
if (!read.ok) throw new Error('The example has mistakes');
const { register } = read;

function found(words: string) {
  const { exact, near } = findPriorities(register, words, '2021-04-01');
  return exact ? exact.title : near.map(({ title }) => title);
}

describe('finding a priority by what people call it', () => {
  test.each([
    ['Hate crime', 'Hate crime'],
    ['hate crime', 'Hate crime'],
    ['  HATE  crime? ', 'Hate crime'],
    ['violence', 'Serious Violence'],
    ['serious violence', 'Serious Violence'],
    ['domestic', 'Domestic abuse'],
    ['hate crim', 'Hate crime'],
    ['hate crmie', 'Hate crime'],
    ['asb', 'Antisocial Behaviour'],
    ['anti-social behaviour', 'Antisocial Behaviour'],
    ['anti social behavior', 'Antisocial Behaviour'],
    ['substence misuse', 'Substance Misuse'],
    ['réoffending', 'Reducing reoffending'],
    ['exploitation', 'Young People at risk of offending and/or criminal exploitation'],
    ['Prevent', 'Prevent'],
  ])('%s', (words, expected) => {
    expect(found(words)).toBe(expected);
  });

  test('words that may mean several offer each of them', () => {
    expect(found('serious')).toEqual(['Serious and Acquisitive Crime', 'Serious Violence']);
    expect(found('crime')).toEqual(['Hate crime', 'Serious and Acquisitive Crime']);
  });

  test.each(['', '   ', '?', 'x', 'road safety', '<!channel>', '💥'])('%s means none', (words) => {
    expect(found(words)).toEqual([]);
  });

  test('every title and every alias finds its own priority', () => {
    for (const { title, priorityKey } of register.agreed) {
      const aliases = register.priorities.find(({ key }) => key === priorityKey)!.aliases;
      for (const name of [title, ...aliases]) expect(found(name.toUpperCase())).toBe(title);
    }
  });

  test('one slip in a longer title still finds it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...register.agreed), fc.nat(), ({ title }, place) => {
        const letters = [...title];
        letters.splice(place % letters.length, 1);
        const answer = found(letters.join(''));
        expect([answer].flat()).toContain(title);
      }),
    );
  });

  test('any words at all have an answer', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3000, unit: 'grapheme' }), (words) => void found(words)),
      {
        numRuns: 50,
      },
    );
  });
});

test('the distance between two words is the number of slips between them', () => {
  expect(editDistance('violence', 'violence')).toBe(0);
  expect(editDistance('violence', 'voilence')).toBe(1);
  expect(editDistance('crime', 'crimes')).toBe(1);
  expect(editDistance('', 'crime')).toBe(5);
});
