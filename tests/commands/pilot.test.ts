import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';

let snb: Board;
beforeEach(async () => {
  snb = await board();
});
afterEach(() => snb.close());

const mode = async () => (await snb.database.partnerships())[0]!.mode;

test('from then on everything comes to the programme manager, and who decided it can be read back', async () => {
  expect(await snb.person('grace-holloway').says('pilot')).toContain('Pilot. Everything comes to you');
  expect(await mode()).toBe('pilot');
  const events = await snb.database.read(snb.partnershipId, (reader) => reader.events.newest(5, 'mode'));
  expect(events).toMatchObject([{ what: 'mode.pilot', by: 'grace-holloway', detail: { from: 'live' } }]);
});

test('a paused partnership stays paused', async () => {
  const manager = snb.person('grace-holloway');
  await manager.says('pause');
  expect(await manager.says('pilot')).toContain('This partnership is paused.');
  expect(await mode()).toBe('paused');
});

test('nobody but the programme manager decides it', async () => {
  expect(await snb.person('helen-tranter').says('pilot')).toContain('is not yours to use at present');
});
