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
