import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Board, board, fillsIn } from '../support/board.ts';
import { delivered } from '../support/delivered.ts';

let snb: Board;
beforeEach(async () => {
  snb = await board();
});
afterEach(() => snb.close());

test('pausing stops what is queued at once, and says what is held and for whom', async () => {
  await snb.on('2021-04-01');
  const said = await snb.person('grace-holloway').says('pause');
  expect(said).toContain('Paused. Nothing is sent.');
  expect(said).toContain('“1 report due, Quarter 4 (January to March 2021)” to Helen Tranter');
  expect(await snb.database.delivery.claim(snb.now(), 500, 30)).toEqual([]);
});

test('what is shown already is still changed where it stands, and nothing new is posted', async () => {
  await snb.on('2021-04-01');
  await delivered(snb);
  await snb.person('grace-holloway').says('pause');
  const helen = snb.person('helen-tranter');
  await helen.says('report hate crime');
  await fillsIn(helen);
  await helen.sends();
  const claimed = await snb.database.delivery.claim(snb.now(), 500, 30);
  expect(claimed.map(({ action, posting }) => `${action} ${posting.addressKey}`)).toContain('update helen-tranter');
  expect(claimed.filter(({ action }) => action === 'post')).toEqual([]);
  expect(await snb.person('grace-holloway').says('pause')).not.toContain('Reports sent');
});

test('a partnership with nothing to send says so', async () => {
  expect(await snb.person('grace-holloway').says('pause')).toContain('Nothing is waiting to be sent.');
});

test('pausing twice is one pause: it ends where it began', async () => {
  const manager = snb.person('grace-holloway');
  await manager.says('pause');
  await manager.says('pause');
  const events = await snb.database.read(snb.partnershipId, (reader) => reader.events.newest(5, 'mode'));
  expect(events.map(({ what }) => what)).toEqual(['mode.paused']);
  expect(await manager.says('resume')).toContain('Live.');
});

test('nobody but the programme manager pauses', async () => {
  expect(await snb.person('helen-tranter').says('pause')).toContain('is not yours to use at present');
});
