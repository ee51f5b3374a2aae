import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { OutOfTime, Unreachable } from '../../src/store/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { countedIds, freshDatabase } from '../support/database.ts';
import { aPartnership, delivery, NOW } from './fixture.ts';

const { database, url, drop } = await freshDatabase();
afterAll(drop);
const id = await aPartnership(database, 'transactions');

const LEAVE = { key: 'away', personKey: 'amal', from: '2021-05-03', to: '2021-05-14', endedOn: null };

const claimed = (key: string) =>
  database.read(id, (reader) => reader.occurrences.claimed([key])).then((keys) => keys.has(key));

describe('a transaction', () => {
  test('keeps all of its work or none of it', async () => {
    const failing = database.transact(id, async (store) => {
      await store.occurrences.claim('half', 'job', NOW, NOW);
      throw new Error('the second half fails');
    });
    await expect(failing).rejects.toThrow('the second half fails');
    expect(await claimed('half')).toBe(false);
  });

  test('whose budget passes while it works is refused in time, and nothing of it stays', async () => {
    let carryOn = () => {};
    const held = new Promise<void>((resolve) => {
      carryOn = resolve;
    });
    let worked: Promise<void> = Promise.resolve();
    const late = database.transact(
      id,
      (store) => {
        worked = (async () => {
          await store.occurrences.claim('late', 'job', NOW, NOW);
          await held;
        })();
        return worked;
      },
      100,
    );
    await expect(late).rejects.toBeInstanceOf(OutOfTime);
    carryOn();
    await worked;
    // Waits for the late transaction, which holds the same row until it is rolled back.
    expect(await database.transact(id, (store) => store.occurrences.claim('late', 'job', NOW, NOW))).toBe(true);
  });

  test('whose budget passes while the database keeps it waiting is refused in time', async () => {
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query('begin');
    await other.query('select 1 from "Partnership" for update');
    await expect(database.transact(id, (store) => store.setMode('live'), 100)).rejects.toBeInstanceOf(OutOfTime);
    await other.query('rollback');
    await other.end();
    await database.transact(id, (store) => store.setMode('live'), 1_500);
  });

  test('that runs into a deadlock is run again', async () => {
    const meet = meeting(2);
    let runs = 0;
    const both = await Promise.all(
      [
        ['first', 'second'],
        ['second', 'first'],
      ].map(([one, other]) =>
        database.transact(id, async (store) => {
          runs += 1;
          await store.occurrences.claim(one!, 'job', NOW, NOW);
          await meet();
          return store.occurrences.claim(other!, 'job', NOW, NOW);
        }),
      ),
    );
    expect(runs).toBeGreaterThanOrEqual(3);
    expect(both.filter(Boolean)).toHaveLength(1);
  });

  test('passes on what the work itself throws, once', async () => {
    class NotAllowed extends Error {}
    let runs = 0;
    const failing = database.transact(id, async () => {
      runs += 1;
      throw new NotAllowed('Only the lead may report');
    });
    await expect(failing).rejects.toBeInstanceOf(NotAllowed);
    expect(runs).toBe(1);
  });

  test('is refused for a partnership that does not exist', async () => {
    await expect(database.transact('nobody', async () => 1)).rejects.toThrow('No partnership nobody');
    await expect(database.read('nobody', async () => 1)).rejects.toThrow('No partnership nobody');
  });
});

test('reading sees one moment, whatever is written meanwhile', async () => {
  await database.read(id, async (reader) => {
    const before = await reader.state();
    await database.transact(id, (store) => store.setNextDue(NOW));
    expect(await reader.state()).toEqual(before);
  });
});

test('references follow each other without a gap, also when some that asked for one failed', async () => {
  const asked = [0, 1, 2, 3, 4, 5, 6, 7].map((number) =>
    database
      .transact(id, async (store) => {
        const reference = await store.nextReference();
        if (number % 2) throw new Error('given back');
        return reference;
      })
      .catch(() => undefined),
  );
  const given = (await Promise.all(asked)).filter((one) => one !== undefined);
  expect(given.sort()).toEqual(['SEB-1', 'SEB-2', 'SEB-3', 'SEB-4']);
});

describe('whoever holds a message, and then asks the jobs anew, is never waited for by', () => {
  test.each<[string, (store: Store) => Promise<unknown>]>([
    ['whoever changes the mode', (store) => store.lockMode()],
    ['whoever is given a reference', (store) => store.nextReference()],
    ['whoever goes on leave', (store) => store.record('leaves', LEAVE)],
  ])('%s and then holds the same', async (name, first) => {
    await database.transact(id, (store) => store.deliveries.queue(delivery(name, name, { subject: name }), NOW));
    const held = (await database.read(id, (reader) => reader.postings.of(name))).map((posting) => posting.id);
    const meet = meeting(2);
    let runs = 0;
    await Promise.all([
      database.transact(id, async (store) => {
        runs += 1;
        await first(store);
        await meet();
        await store.deliveries.hold(held);
      }),
      database.transact(id, async (store) => {
        runs += 1;
        await store.deliveries.hold(held);
        await meet();
        store.askJobs();
      }),
    ]);
    expect(runs).toBe(2);
  });
});

test('something may follow from what was written or held, not from what was read, pretended or only told', async () => {
  const after = (work: (store: Store) => Promise<unknown>) =>
    database.transact(id, async (store) => {
      await work(store);
      return store.hasChanged();
    });
  expect(await after((store) => store.returns.ofPeriods([]))).toBe(false);
  expect(await after((store) => store.register())).toBe(false);
  expect(await after((store) => store.deliveries.queue(delivery('told', 'told'), NOW))).toBe(false);
  expect(await after((store) => store.pretend((pretended) => pretended.setMode('paused')))).toBe(false);
  expect(await after((store) => store.returns.lock('held'))).toBe(true);
  expect(await after((store) => store.setMode('live'))).toBe(true);
  expect(await after((store) => store.events.add({ at: NOW, by: null, what: 'seen', subject: 'x' }))).toBe(true);
});

test('a database that is away says so, and is used again when it is back', async () => {
  const away = openDatabase({ url: 'postgresql://postgres@127.0.0.1:1/away', id: countedIds() });
  expect(await away.ready()).toBe(false);
  await expect(away.transact(id, async () => 1)).rejects.toBeInstanceOf(Unreachable);
  await expect(away.read(id, async () => 1)).rejects.toBeInstanceOf(Unreachable);
  await expect(away.dueBy(NOW)).rejects.toBeInstanceOf(Unreachable);
  await away.close();

  const cut = new pg.Client({ connectionString: url });
  await cut.connect();
  const interrupted = database.transact(id, async (store) => {
    await store.occurrences.claim('interrupted', 'job', NOW, NOW);
    await cut.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    );
    await store.state();
  });
  await expect(interrupted).rejects.toBeInstanceOf(Unreachable);
  await cut.end();
  expect(await claimed('interrupted')).toBe(false);
  expect(await database.ready()).toBe(true);
});

/** Resolves for everybody once so many have come; at once for whoever comes later. */
function meeting(size: number): () => Promise<void> {
  let come = 0;
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    come += 1;
    if (come === size) open();
    return opened;
  };
}
