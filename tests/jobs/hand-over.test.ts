import { expect, test } from 'vitest';
import type { Register } from '../../src/partnership/register.ts';
import { scene } from '../runtime/scene.ts';
import { at, importRegister, sendReport, smallRegister } from '../runtime/world.ts';

/** The small register after Hate crime has gone from Ana to somebody else. */
function ledBy(holderKey: string): Register {
  const register = smallRegister();
  register.assignments = register.assignments.map((one) =>
    one.subjectKey === 'hate-crime' && one.role === 'lead' ? { ...one, holderKey } : one,
  );
  return register;
}

const posted = (platform: { calls: { to: string; action: string; summary: string }[] }) =>
  platform.calls.filter(({ action }) => action === 'post').map(({ to, summary }) => `${to}: ${summary}`);

test('whoever takes over a report is asked for it, once', async () => {
  const { go, platform, database } = await scene();
  await go(at('2021-04-01'));
  platform.clear();
  await importRegister(database, ledBy('pat'), at('2021-04-07', 11), 'live');
  await go(at('2021-04-07', 11));
  await go(at('2021-04-07', 12));
  expect(posted(platform)).toEqual(['U-pat: 1 report due on Friday 16 April 2021, now with you']);
});

test('somebody who was asked for other reports gets one about the new one; whoever had it sees what is left', async () => {
  const { go, platform, database } = await scene();
  await go(at('2021-04-01'));
  platform.clear();
  await importRegister(database, ledBy('ben'), at('2021-04-07', 11), 'live');
  await go(at('2021-04-07', 11));
  await go(at('2021-04-08', 11));
  expect(
    platform.calls.filter(({ to, action }) => to === 'U-ben' && action === 'post').map((one) => one.summary),
  ).toEqual(['1 report due on Friday 16 April 2021, now with you']);
  expect(
    platform.calls
      .filter(({ action }) => action === 'update')
      .map((one) => one.summary)
      .sort(),
  ).toEqual(['1 report due, Quarter 4 (January to March 2021)']);
});

test('outside working hours it waits', async () => {
  const { go, platform, database } = await scene();
  await go(at('2021-04-01'));
  platform.clear();
  await importRegister(database, ledBy('pat'), at('2021-04-07', 20), 'live');
  await go(at('2021-04-07', 20));
  expect(posted(platform)).toEqual([]);
  await go(at('2021-04-08', 9));
  expect(posted(platform)).toHaveLength(1);
});

test('a report that was sent already is asked of nobody else', async () => {
  const { go, platform, database, partnershipId } = await scene();
  await go(at('2021-04-01'));
  await sendReport(database, partnershipId, 'hate-crime', at('2021-04-06', 10));
  platform.clear();
  await importRegister(database, ledBy('pat'), at('2021-04-07', 11), 'live');
  await go(at('2021-04-07', 11));
  expect(platform.arrived()).toEqual([]);
});

test('whoever nothing is left to ask of reads that somebody else is asked now', async () => {
  const { go, platform, database } = await scene();
  await go(at('2021-04-01'));
  platform.clear();
  const register = ledBy('pat');
  register.assignments = register.assignments.map((one) =>
    one.subjectKey === 'prevent' ? { ...one, holderKey: 'pat' } : one,
  );
  await importRegister(database, register, at('2021-04-07', 11), 'live');
  await go(at('2021-04-07', 11));
  const updates = platform.calls.filter(({ action }) => action === 'update');
  expect(updates.map(({ summary }) => summary)).toEqual(['Somebody else is asked for this now']);
});
