import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board();
  await snb.on('2021-04-15');
});
afterAll(() => snb.close());

test('a digest that is not held back cannot be let go', async () => {
  const grace = snb.person('grace-holloway');
  const period = await snb.database.read(snb.partnershipId, async (reader) => (await reader.periods.open())[0]);
  const press = (id: string) =>
    grace.interact({
      kind: 'pressed',
      partnershipId: snb.partnershipId,
      command: 'let-digest-go',
      input: { period: id },
    });
  expect(await press(period!.id)).toContain('The digest is not held back.');
  expect(await press('another')).toContain('This digest is not there any more.');
});

test('held back while the next period opens, it is not lost: the programme manager hears, and lets it go', async () => {
  const grace = snb.person('grace-holloway');
  await grace.says('digest');
  await grace.presses('Hold it back');
  grace.types({ why: 'Two figures are being checked' });
  await grace.does('continue');
  await grace.sends();
  await snb.on('2021-04-19');
  await snb.on('2021-06-27');
  await snb.on('2021-06-28');
  await snb.on('2021-07-01');
  await snb.on('2021-07-02');
  const told = await snb.messages('digest.held');
  expect(told.map(({ text }) => text.split('. It is for')[0]!.split('\n').at(-1))).toEqual([
    'It would have been posted now',
    'The next period opens on Thursday 1 July 2021, and it has not been posted',
    'The next period has opened, and it was not posted',
  ]);
  expect(await grace.says('digest')).toContain('held back by Grace Holloway');
  expect(await grace.pressesIn(told[2]!.message, 'Let it go')).toContain('The digest is');
  expect(await snb.messages('digest')).toHaveLength(2);
  expect(await grace.pressesIn(told[2]!.message, 'Let it go')).toContain('posted already: Grace Holloway');
  await snb.on('2021-07-05');
  expect(await snb.messages('digest.held')).toHaveLength(3);
});
