import { expect, test } from 'vitest';
import { scene } from '../runtime/scene.ts';
import { at, sendReport, smallRegister } from '../runtime/world.ts';

const toChannels = (arrived: string[]) => arrived.filter((one) => one.startsWith('C-')).sort();

test('on the working day after the due date at 9am the digest is posted to each channel of the board', async () => {
  const { go, platform, database, partnershipId, log } = await scene();
  await go(at('2021-04-01'));
  await sendReport(database, partnershipId, 'prevent', at('2021-04-12'));
  await go(at('2021-04-16', 23));
  expect(toChannels(platform.arrived())).toEqual([]);
  await go(at('2021-04-19', 9));
  expect(toChannels(platform.arrived())).toEqual([
    'C-board-council: Quarter 4 (January to March 2021): 1 of 3 priorities reported',
    'C-board-police: Quarter 4 (January to March 2021): 1 of 3 priorities reported',
  ]);
  expect((await log()).at(-1)).toMatchObject({
    about: 'digest',
    because: 'The Northshire Board reads the reports on the working day after they are due, 16 April 2021',
    posting: { subject: 'digest/progress/2021-01-01' },
  });
  await go(at('2021-04-20'));
  expect(toChannels(platform.arrived())).toHaveLength(2);
});

test('the digest says which priorities were not reported, and never who', async () => {
  const { go, platform } = await scene();
  await go(at('2021-04-01'));
  await go(at('2021-04-19'));
  const digest = platform.calls.find(({ to }) => to === 'C-board-council')!;
  expect(JSON.stringify(digest.message)).toContain('Modern slavery');
  expect(JSON.stringify(digest.message)).not.toMatch(/Ana|Reed|Ben|Shaw/);
});

test('a board with no channel is sent nothing, and nothing fails', async () => {
  const { go, platform, log } = await scene({ register: smallRegister({ channels: [] }) });
  await go(at('2021-04-01'));
  await go(at('2021-04-19'));
  expect(toChannels(platform.arrived())).toEqual([]);
  expect((await log()).map(({ state }) => state)).not.toContain('failed');
});

test('a digest missed by a stop until the next period is still posted', async () => {
  const { go, platform } = await scene();
  await go(at('2021-04-01'));
  await go(at('2021-07-01'));
  expect(toChannels(platform.arrived())).toHaveLength(2);
});

test('after a pause of two quarters only the newer digest is posted', async () => {
  const { go, platform, mode, log } = await scene();
  await mode('paused');
  for (const day of ['2021-04-01', '2021-04-19', '2021-07-01', '2021-07-15', '2021-07-16']) await go(at(day));
  await mode('live');
  await go(at('2021-07-16', 10));
  expect(toChannels(platform.arrived())).toEqual([
    'C-board-council: Quarter 1 (April to June 2021): 0 of 3 priorities reported',
    'C-board-police: Quarter 1 (April to June 2021): 0 of 3 priorities reported',
  ]);
  const older = (await log()).filter(({ posting }) => posting.subject === 'digest/progress/2021-01-01');
  expect(older.map(({ state }) => state)).toEqual(['suppressed', 'suppressed']);
});
