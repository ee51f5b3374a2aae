import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { aPartnership, delivery, NOW, partnership } from './fixture.ts';

const { database, url, drop } = await freshDatabase();
afterAll(drop);

const ours = await aPartnership(database, 'ours');
const theirs = await aPartnership(database, 'theirs');

const period = {
  ...{ id: 'period', obligationKey: 'progress', start: '2021-01-01', end: '2021-03-31', dueOn: '2021-04-16' },
  openedAt: NOW,
};
await database.transact(theirs, async (store) => {
  await store.periods.create(period, [{ id: 'return', subjectKind: 'priority', subjectKey: 'hate-crime' }]);
  const { id, personKey, command, subject } = { id: 'draft', personKey: 'amal', command: 'report', subject: 'return' };
  await store.drafts.create({ id, personKey, command, subject, page: 'first', values: { a: 'secret' }, carried: {} });
  await store.returns.send(
    {
      ...{ id: 'version', returnId: 'return', version: 1, nil: false, values: { rating: 'red' }, changed: [] },
      ...{ authorKey: 'amal', sentAt: NOW, late: false, draftId: 'draft' },
    },
    'SEB-1',
  );
  await store.deliveries.queue(delivery('theirs', 'key'), NOW);
  await store.occurrences.claim('occurrence', 'job', NOW, NOW);
});

test('one partnership cannot read what another has, even where it knows the ids', async () => {
  const seen = await database.transact(ours, async (store) => [
    await store.periods.byId('period'),
    await store.periods.latest('progress'),
    await store.periods.startingOn('progress', '2021-01-01'),
    ...(await store.periods.open()),
    await store.returns.byId('return'),
    await store.returns.lock('return'),
    await store.returns.byReference('SEB-1'),
    ...(await store.returns.ofPeriod('period')),
    ...(await store.returns.versions('return')),
    ...(await store.returns.current(['return'])),
    await store.returns.previous('progress', 'priority', 'hate-crime', '2021-04-01'),
    await store.drafts.byId('draft'),
    await store.drafts.lock('draft'),
    await store.drafts.open('amal', 'report', 'return'),
    ...(await store.postings.of('prompt/2021-01-01')),
    ...(await store.occurrences.claimed(['occurrence'])),
  ]);
  expect(seen.filter((one) => one !== null)).toEqual([]);
  expect(await database.delivery.log(ours)).toEqual([]);
});

test('one partnership cannot change what another has, and uses the same words for its own', async () => {
  await database.transact(ours, async (store) => {
    await store.drafts.save('draft', { values: { a: 'overwritten' } });
    await store.drafts.discard('draft');
    await store.periods.close('period', NOW);
    expect(await store.occurrences.claim('occurrence', 'job', NOW, NOW)).toBe(true);
    await store.deliveries.queue(delivery('ours', 'key'), NOW);
    expect(await store.nextReference()).toBe('SEB-1');
  });
  await database.read(theirs, async (reader) => {
    expect((await reader.drafts.byId('draft'))?.values).toEqual({ a: 'secret' });
    expect((await reader.periods.byId('period'))?.closedAt).toBeNull();
  });
  const [sent] = await database.delivery.log(theirs);
  expect(sent?.message.blocks).toEqual(delivery('theirs', 'key').message.blocks);
});

test('an import cannot point at another partnership’s rows', async () => {
  const other = await database.partnershipFor(partnership('other'), 'live');
  const row = { key: 'a', personKey: 'amal', connectionKey: 'council', externalId: 'U', linked: false, endedOn: null };
  const importing = database.transact(other, (store) =>
    store.applyRegister({ partnership: partnership('other'), upserts: [{ list: 'accounts', row }] }, NOW),
  );
  await expect(importing).rejects.toThrow(/foreign key/i);
});

test('every reference from one table to another carries the partnership, and every table but one belongs to one', async () => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const references = await client.query(
    `select conname from pg_constraint where contype = 'f' and confrelid <> '"Partnership"'::regclass
      and not pg_get_constraintdef(oid) like 'FOREIGN KEY ("partnershipId", %) REFERENCES %("partnershipId", %'`,
  );
  const without = await client.query(
    `select table_name from information_schema.tables t where table_schema = 'public' and not exists (
      select 1 from information_schema.columns c where c.table_name = t.table_name and c.column_name = 'partnershipId')
      order by 1`,
  );
  await client.end();
  expect(references.rows).toEqual([]);
  // What an edge remembers of a workspace serves every partnership that uses it.
  expect(without.rows.map((row) => row.table_name)).toEqual(['EdgeMemory', 'Partnership', '_prisma_migrations']);
});
