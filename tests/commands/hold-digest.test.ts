import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { secondManager } from '../support/register.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board({ register: secondManager() });
  await snb.on('2021-04-15');
});
afterAll(() => snb.close());
const grace = () => snb.person('grace-holloway');
const nadia = () => snb.person('nadia-wren');

async function holds(why: string) {
  const one = grace();
  await one.says('digest');
  await one.presses('Hold it back');
  one.types({ why });
  await one.does('continue');
  return one.sends();
}

test('a digest is held back with a reason, and let go again before its time', async () => {
  expect(await holds('Two figures are being checked')).toContain('The digest is not posted until you let it go');
  const two = nadia();
  expect(await two.says('digest')).toContain(
    'held back by Grace Holloway, 15 April 2021 at 9am, and not posted until it is let go. The reason given: Two figures are being checked',
  );
  expect(await two.presses('Let it go')).toContain('It is posted at 9am on Monday 19 April 2021');
});

test('of two programme managers who hold it back, one does and the other sees who', async () => {
  const two = nadia();
  await two.says('digest');
  await two.presses('Hold it back');
  two.types({ why: 'The board is told first' });
  await two.does('continue');
  await holds('Two figures are being checked');
  expect(await two.sends()).toContain('It is held back: Grace Holloway');
});

test('held back, nothing is posted at its time, and each programme manager is told once', async () => {
  await snb.on('2021-04-19');
  await snb.on('2021-04-20');
  expect(await snb.messages('digest')).toEqual([]);
  const told = await snb.messages('digest.held');
  expect(told.map(({ to }) => to).sort()).toEqual(['grace-holloway', 'nadia-wren']);
  expect(told[0]?.text).toContain('The reason given: Two figures are being checked');
});

test('let go after its time, it is posted at once and once', async () => {
  const one = grace();
  const [told] = await snb.messages('digest.held');
  expect(await one.pressesIn(told!.message, 'Let it go')).toContain('The digest is being posted');
  expect(await snb.messages('digest')).toHaveLength(2);
  await snb.on('2021-04-21');
  expect(await snb.messages('digest')).toHaveLength(2);
  expect(await nadia().pressesIn(told!.message, 'Let it go')).toContain('posted already: Grace Holloway');
});

test('what was posted cannot be held back any more', async () => {
  const one = nadia();
  const period = await snb.database.read(snb.partnershipId, (reader) => reader.periods.latest('progress-reports'));
  const input = { period: period?.id ?? '' };
  const pressed = { kind: 'pressed', partnershipId: snb.partnershipId, command: 'hold-digest', input };
  expect(await one.interact(pressed)).toContain('It cannot be held back any more');
});
