import { expect, test } from 'vitest';
import { scene } from '../runtime/scene.ts';
import { at, sendReport } from '../runtime/world.ts';

test('5 working days after the due date the programme manager gets one list, and nobody else does', async () => {
  const { go, log, database, partnershipId } = await scene();
  await go(at('2021-04-01'));
  await sendReport(database, partnershipId, 'prevent', at('2021-04-12'));
  for (const day of ['2021-04-22', '2021-04-23', '2021-04-26']) await go(at(day));
  const lists = (await log()).filter(({ about }) => about === 'report.overdue');
  expect(lists.map(({ posting, sentAt }) => [posting.addressKey, sentAt])).toEqual([['pat', at('2021-04-23')]]);
  const words = JSON.stringify(lists[0]!.message);
  expect(words).toContain('Hate crime');
  expect(words).not.toContain('Prevent');
  expect(words).not.toMatch(/Ana|Ben/);
});

test('with everything sent there is no list', async () => {
  const { go, log, database, partnershipId } = await scene();
  await go(at('2021-04-01'));
  for (const one of ['hate-crime', 'prevent', 'modern-slavery']) {
    await sendReport(database, partnershipId, one, at('2021-04-12'));
  }
  await go(at('2021-04-23'));
  expect((await log()).filter(({ about }) => about === 'report.overdue')).toEqual([]);
});

test('while the programme manager is away, the list waits for their return', async () => {
  const { go, log, database, partnershipId } = await scene();
  await go(at('2021-04-01'));
  const leave = { key: 'leave', endedOn: null, personKey: 'pat', from: '2021-04-21', to: '2021-04-28' };
  await database.transact(partnershipId, (store) => store.record('leaves', leave));
  for (const day of ['2021-04-23', '2021-04-28', '2021-04-29']) await go(at(day));
  const lists = (await log()).filter(({ about }) => about === 'report.overdue');
  expect(lists.map(({ sentAt }) => sentAt)).toEqual([at('2021-04-29')]);
});
