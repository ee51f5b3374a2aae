import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Board, board, fillsIn } from '../support/board.ts';

let snb: Board;
beforeEach(async () => {
  snb = await board();
});
afterEach(() => snb.close());

const grace = () => snb.person('grace-holloway');
const mode = async () => (await snb.database.partnerships())[0]!.mode;
const claims = () => snb.database.delivery.claim(snb.now(), 500, 30);
const to = (who: string) => async (about?: string) => (await snb.messages(about)).filter((one) => one.to === who);

test('pausing says what is held, and resuming what becomes of it', async () => {
  await snb.on('2021-04-01');
  expect(await grace().says('pause')).toContain('Held: 15 messages.');
  expect(await claims()).toEqual([]);
  expect(await mode()).toBe('paused');
});

test('each person gets one message with what is due now, not what was held', async () => {
  await grace().says('pause');
  await snb.on('2021-04-01');
  await snb.on('2021-04-16');
  const manager = grace();
  const said = await manager.says('resume');
  expect(said).toContain('Live. Messages go to');
  expect(said).toContain('One message with what is due now goes to');
  const helens = await to('helen-tranter')();
  expect(helens.map(({ about }) => about)).toEqual(['mode.resumed']);
  expect(helens[0]!.text).toContain('Due from you now: 1 report');
  expect(helens[0]!.text).toContain('[Report on hate crime]');
  expect(helens[0]!.because).toContain('After a pause each person gets one message');
});

test('whoever sent what was asked for meanwhile gets nothing but the confirmation', async () => {
  await grace().says('pause');
  await snb.on('2021-04-01');
  const helen = snb.person('helen-tranter');
  await helen.says('report');
  await fillsIn(helen);
  await helen.sends();
  await grace().says('resume');
  expect((await to('helen-tranter')()).map(({ about }) => about)).toEqual(['report.sent']);
});

test('the one message is brought up to date when the report is sent', async () => {
  await grace().says('pause');
  await snb.on('2021-04-01');
  await grace().says('resume');
  for (const claimed of await claims()) {
    const placed = { connectionKey: 'police', conversation: 'D1', messageId: claimed.id };
    await snb.database.delivery.sent(claimed, placed, snb.now());
  }
  const helen = snb.person('helen-tranter');
  await helen.says('report');
  await fillsIn(helen);
  await helen.sends();
  const [update] = await to('helen-tranter')('mode.resumed.updated');
  expect(update!.text).toContain('Nothing more is due from you');
});

test('a digest that was held goes out once', async () => {
  await snb.on('2021-04-01');
  await grace().says('pause');
  await snb.on('2021-04-19');
  expect(await grace().says('resume')).toContain('the channel snb-board');
  const digests = (await claims()).filter(({ about }) => about === 'digest');
  expect(digests.length).toBeGreaterThan(0);
  expect(new Set(digests.map(({ posting }) => posting.addressKey)).size).toBe(
    digests.filter(({ posting }) => posting.part === 1).length,
  );
});

test('a pause in pilot ends in pilot, and nobody who is real hears of it', async () => {
  await grace().says('pilot');
  await grace().says('pause');
  await grace().says('resume');
  expect(await mode()).toBe('pilot');
});

test('resuming twice, or what was not paused, changes nothing', async () => {
  await grace().says('pause');
  await snb.on('2021-04-01');
  await Promise.all([grace().says('resume'), grace().says('resume')]);
  expect(await to('helen-tranter')('mode.resumed')).toHaveLength(1);
  expect(await grace().says('resume')).toContain('Live.');
});

test('who paused and who resumed can be read back', async () => {
  await grace().says('pause');
  await grace().says('resume');
  const events = await snb.database.read(snb.partnershipId, (reader) => reader.events.newest(5, 'mode'));
  expect(events.map(({ what, by }) => [what, by])).toEqual([
    ['mode.resumed', 'grace-holloway'],
    ['mode.paused', 'grace-holloway'],
  ]);
});

test('what was done to reports meanwhile stands in the one message as it is now, and nothing that was overtaken is sent', async () => {
  await snb.on('2021-04-01');
  for (const claimed of await claims()) {
    await snb.database.delivery.sent(
      claimed,
      { connectionKey: 'police', conversation: 'D1', messageId: claimed.id },
      snb.now(),
    );
  }
  const manager = grace();
  await manager.says('pause');
  for (const [dueOn, why] of [
    ['2021-04-14', 'The board meets later'],
    ['2021-04-15', 'And later still'],
  ] as const) {
    await manager.says('move hate crime');
    manager.types({ dueOn, why });
    await manager.does('continue');
    await manager.sends();
  }
  await manager.says('resume');
  const helens = (await claims()).filter(
    ({ posting, action }) => posting.addressKey === 'helen-tranter' && action === 'post',
  );
  expect(helens.map(({ about }) => about)).toEqual(['mode.resumed']);
  const [one] = await to('helen-tranter')('mode.resumed');
  expect(one!.text).toContain('due Thursday 15 April 2021');
  expect(one!.text).toContain('a new date: due on Thursday 15 April 2021. The reason given: And later still');
  expect(one!.text).not.toContain('The board meets later');
});
