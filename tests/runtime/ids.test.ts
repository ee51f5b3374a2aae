import { expect, test } from 'vitest';
import { randomIds, seededIds } from '../../src/runtime/ids.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const some = (id: () => string) => Array.from({ length: 1000 }, id);

test('the same seed gives the same ids, another seed others', () => {
  expect(some(seededIds('quarter'))).toEqual(some(seededIds('quarter')));
  const both = [...some(seededIds('quarter')), ...some(seededIds('other'))];
  expect(new Set(both).size).toBe(2000);
});

test('ids look alike, whichever source they come from', () => {
  for (const id of [...some(randomIds()), ...some(seededIds('quarter'))]) expect(id).toMatch(UUID);
});
