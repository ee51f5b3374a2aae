import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board, fillsIn, type Member } from '../support/board.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board();
  await snb.on('2021-04-01');
});
afterAll(() => snb.close());
const grace = () => snb.person('grace-holloway');

async function does(manager: Member, words: string, values: Record<string, string>) {
  await manager.says(words);
  manager.types(values);
  await manager.does('continue');
  return manager.sends();
}
const excuses = (words: string) => does(grace(), `excuse ${words}`, { why: 'Reported to the Home Office' });

async function reports(key: string, words: string) {
  const lead = snb.person(key);
  await lead.says(`report ${words}`);
  await fillsIn(lead);
  return lead.sends();
}

test('in working hours they hear at once', async () => {
  await snb.on('2021-04-12', 10);
  expect(await excuses('hate crime')).toContain('Who has been told');
});

test('outside working hours it says when they will', async () => {
  await snb.on('2021-04-12', 18);
  const said = await excuses('violence');
  expect(said).toContain('Who is told');
  expect(said).toContain('They get it at 9am on Tuesday 13 April 2021.');
  expect(await reports('priya-raman', 'domestic abuse')).toContain('They get it at 9am on Tuesday 13 April 2021.');
});

test('a date that has passed when they hear of it is warned about', async () => {
  const said = await does(grace(), 'move preventable deaths', { dueOn: '2021-04-12', why: 'The board asked' });
  expect(said).toContain('Those concerned hear of it on Tuesday 13 April 2021, in working hours. It is late by then.');
});

test('a digest that is held back is not spoken of as posted, nor as coming', async () => {
  await snb.on('2021-04-15', 10);
  const manager = grace();
  await manager.says('digest');
  await manager.presses('Hold it back');
  manager.types({ why: 'Two figures are being checked' });
  await manager.does('continue');
  await manager.sends();
  expect(await reports('priya-raman', 'substance')).toContain('is held back for now. This report will be in it.');
});

test('moved after the digest was posted, it does not go out again', async () => {
  const manager = grace();
  await manager.says('digest');
  await manager.presses('Post it now');
  const said = await does(manager, 'move all', { dueOn: '2021-04-30', why: 'Easter' });
  expect(said).not.toContain('The digest goes out on');
  expect(said).toContain('The digest was posted already');
});

test('while it is paused they hear once it goes on, and nobody is chased', async () => {
  await grace().says('pause');
  expect(await excuses('prevent')).toContain('This partnership is paused. They hear once it goes on.');
  expect(await grace().says('chase all')).toContain('Nobody was chased');
  expect(await snb.messages('report.chased')).toEqual([]);
});
