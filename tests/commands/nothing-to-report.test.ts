import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board, fillsIn } from '../support/board.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board();
  await snb.on('2021-04-01');
});
afterAll(() => snb.close());
const promptTo = async (key: string) =>
  (await snb.messages()).filter(({ to, about }) => to === key && about.startsWith('report.prompt')).at(-1)!;

test('two taps say that there is nothing to report', async () => {
  const owen = snb.person('owen-brightwell');
  await owen.pressesIn((await promptTo('owen-brightwell')).message, 'Nothing to report on Prevent');
  expect(owen.sees()).toContain('Prevent, Quarter 4 (January to March 2021)');
  expect(owen.sees()).toContain('[Send nothing to report]');
  await owen.sends();
  expect(owen.sees()).toContain('Nothing to report on Prevent: sent');
  expect(owen.sees()).toContain('SNB-1');
  expect((await promptTo('owen-brightwell')).text).toContain('Prevent: Sent: nothing to report, reference SNB-1');
  expect((await promptTo('owen-brightwell')).text).not.toContain('[Nothing to report');
});

test('a report can still follow, and is the second version', async () => {
  const owen = snb.person('owen-brightwell');
  await owen.pressesIn((await promptTo('owen-brightwell')).message, 'Change the report on Prevent');
  expect(owen.sees()).toContain('This changes the report that Owen Brightwell sent, reference SNB-1.');
  await fillsIn(owen);
  await owen.sends();
  expect(owen.sees()).toContain('This is version 2.');
  expect((await promptTo('owen-brightwell')).text).toContain('Prevent: Sent, reference SNB-1');
});

test('it counts as reported in the digest', async () => {
  const keith = snb.person('keith-lomas');
  await keith.pressesIn((await promptTo('keith-lomas')).message, 'Nothing to report on Preventable Deaths');
  await keith.sends();
  const preview = await snb.person('grace-holloway').says('digest');
  expect(preview).toContain('2 of 11 priorities reported: 1 green, 1 nothing to report');
  expect(preview).toContain('Preventable Deaths – nothing to report.');
});

test('once the period is closed it is not taken', async () => {
  const { message } = await promptTo('marian-oakes');
  const marian = snb.person('marian-oakes');
  await marian.pressesIn(message, 'Nothing to report on modern slavery');
  await snb.on('2021-07-01');
  await marian.sends();
  expect(marian.sees()).toContain('This period is closed');
  await marian.pressesIn(message, 'Nothing to report on modern slavery');
  expect(marian.sees()).toContain('This period is closed');
});
