import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board({ on: '2021-04-01' });
});
afterAll(() => snb.close());

test.each([
  ['a lead', 'helen-tranter', ['report hate crime', 'priorities', 'who hate crime', 'help']],
  ['the programme manager', 'grace-holloway', ['priorities', 'who hate crime', 'digest', 'help']],
  ['a support officer', 'nadia-wren', ['priorities', 'who hate crime', 'help']],
])('%s sees what they may do and nothing else', async (_, key, usages) => {
  const list = await snb.person(key).says('help');
  const shown = [...list.matchAll(/^- ([^:\n]+): /gm)].map((found) => found[1]);
  expect(shown).toEqual(usages);
});

test('people are told what they are on the register as', async () => {
  const list = await snb.person('helen-tranter').says('help');
  expect(list).toContain('- Lead for Hate crime');
  expect(list).toContain('- Chief Executive, Broxtowe Borough Council');
});
