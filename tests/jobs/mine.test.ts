import { afterAll, beforeAll, expect, test } from 'vitest';
import { mine } from '../../src/jobs/mine.ts';
import { at, type Board, board } from '../support/board.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board({ on: '2021-04-01' });
  await snb.on('2021-04-01');
});
afterAll(() => snb.close());

const due = (day: string, hour = 9) =>
  snb.database.read(snb.partnershipId, (reader) => mine.due(reader, at(day, hour)));

test('while nobody has opened theirs there is nothing to do', async () => {
  expect(await due('2021-04-30')).toEqual([]);
});

test('what people see changes on the day after something was due, or the digest or a meeting was', async () => {
  await snb.person('helen-tranter').says('mine');
  expect(await due('2021-04-16', 23)).toEqual([]);
  expect((await due('2021-04-20')).map(({ key, at }) => [key, at.toISOString()])).toEqual([
    ['mine/2021-04-17', '2021-04-16T23:00:00.000Z'],
    ['mine/2021-04-20', '2021-04-19T23:00:00.000Z'],
  ]);
  expect((await due('2021-06-12')).map(({ key }) => key)).toEqual(['mine/2021-06-12']);
});
