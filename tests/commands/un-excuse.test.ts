import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board();
  await snb.on('2021-04-01', 10);
});
afterAll(() => snb.close());

test('what is not excused is not asked for again', async () => {
  const manager = snb.person('grace-holloway');
  const id = await snb.database.read(snb.partnershipId, async (reader) => {
    const [period] = await reader.periods.open();
    return (await reader.returns.ofPeriod(period!.id))[0]!.id;
  });
  const press = { kind: 'pressed', partnershipId: snb.partnershipId, command: 'un-excuse', input: { return: id } };
  expect(await manager.interact(press)).toContain('not excused at present');
  expect(await snb.person('helen-tranter').interact(press)).toContain('not yours to use at present');
});
