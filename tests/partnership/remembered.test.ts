import { expect, test } from 'vitest';
import type { Register } from '../../src/partnership/register.ts';
import { remembered } from '../../src/partnership/remembered.ts';

const register = (people: { key: string }[]) => ({ people }) as Register;

/** How many people there are, and how often that was counted. */
function counting() {
  let counted = 0;
  const count = remembered((asked, word: string, person: { key: string }) => {
    counted += 1;
    return [`${word} ${person.key}: ${asked.people.length}`];
  });
  return { count, counted: () => counted };
}

test('a register that cannot change is asked the same once, whoever asks with whatever else about a person', () => {
  const { count, counted } = counting();
  const fixed = Object.freeze(register([{ key: 'a' }]));
  expect(count(fixed, 'one', { key: 'a' })).toEqual(['one a: 1']);
  expect(count(fixed, 'one', { key: 'a', name: 'Priya Raman' } as { key: string })).toEqual(['one a: 1']);
  expect(counted()).toBe(1);
  expect(count(fixed, 'two', { key: 'a' })).toEqual(['two a: 1']);
  expect(count(Object.freeze(register([])), 'one', { key: 'a' })).toEqual(['one a: 0']);
});

test('one that may still change is asked anew', () => {
  const { count } = counting();
  const growing = register([]);
  expect(count(growing, 'one', { key: 'a' })).toEqual(['one a: 0']);
  growing.people.push({ key: 'a' } as Register['people'][number]);
  expect(count(growing, 'one', { key: 'a' })).toEqual(['one a: 1']);
});

test('nobody can change for others what they were told', () => {
  const { count } = counting();
  const fixed = Object.freeze(register([]));
  expect(() => count(fixed, 'one', { key: 'a' }).push('more')).toThrow();
});
