import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board, fillsIn } from '../support/board.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board();
  await snb.on('2021-04-01', 10);
});
afterAll(() => snb.close());
const newest = async (about: string) => (await snb.messages(about)).at(-1)!;

test('a draft goes back with a word, which the officer reads and goes on from', async () => {
  const nadia = snb.person('nadia-wren');
  await nadia.says('report hate crime');
  await fillsIn(nadia, { what: 'Opened 12 centres' });
  await nadia.sends();

  const helen = snb.person('helen-tranter');
  await helen.pressesIn((await newest('report.approval')).message, 'Send back');
  expect(helen.sees()).toContain('[Save and continue]');
  await helen.does('continue');
  expect(helen.sees()).toContain('Error: Enter what should change');
  helen.types({ word: 'Say how many people used them' });
  await helen.does('continue');
  expect(helen.sees()).toContain('[Send back to Nadia Wren]');
  await helen.sends();
  expect(helen.sees()).toContain('went back to Nadia Wren');

  const back = await newest('report.sent-back');
  expect(back).toMatchObject({ to: 'nadia-wren' });
  expect(back.text).toContain('Say how many people used them');
  expect(back.message.summary).not.toContain('Say how many');
  await nadia.pressesIn(back.message, 'Go on with the report on hate crime');
  expect(nadia.sees()).toContain('Helen Tranter sent it back: “Say how many people used them”');
  expect(nadia.sees()).toContain('Opened 12 centres');
  await nadia.sends();
  expect((await newest('report.approval')).text).toContain('Opened 12 centres');
});

test('one that changed while the lead was writing is not sent back, and their word is kept', async () => {
  const helen = snb.person('helen-tranter');
  await helen.pressesIn((await newest('report.approval')).message, 'Send back');
  helen.types({ word: 'Not yet' });
  await helen.does('continue');
  const nadia = snb.person('nadia-wren');
  await nadia.says('report hate crime');
  await nadia.sends();
  await helen.sends();
  expect(helen.sees()).toContain('It was not sent back.');
  expect(helen.sees()).toContain('Not yet');
  expect(helen.sees()).toContain('Nadia Wren changed it since.');
  expect(await snb.messages('report.sent-back')).toHaveLength(1);
});
