import { describe, expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { aPartnership, minutesLater, NOW, partnership, ROWS } from './fixture.ts';

const database = await testDatabase();

describe('an import', () => {
  test('writes its rows whatever order they come in, and each list is read in its own order', async () => {
    const id = await aPartnership(database, 'written');
    const register = await database.read(id, (reader) => reader.register());
    expect(register.partnership).toEqual(partnership('written'));
    expect(register.bodies.map((body) => body.key)).toEqual(['board', 'performance-group']);
    for (const { list, row } of ROWS) expect(register[list]).toContainEqual(row);
    expect(register.seats).toEqual([]);
  });

  test('raises the version, and keeps the time of the first one', async () => {
    const id = await aPartnership(database, 'versions');
    await database.transact(id, (store) => store.setNextDue(minutesLater(60)));
    const before = await database.read(id, (reader) => reader.state());
    expect(before).toMatchObject({ registerVersion: 1, activeFrom: NOW, nextDueAt: minutesLater(60) });
    const change = { partnership: { ...partnership('versions'), name: 'Renamed' }, upserts: [] };
    await database.transact(id, (store) => store.applyRegister(change, minutesLater(5)));
    const after = await database.read(id, (reader) => reader.state());
    expect(after).toMatchObject({ registerVersion: 2, activeFrom: NOW, nextDueAt: null });
    expect((await database.read(id, (reader) => reader.register())).partnership.name).toBe('Renamed');
  });

  test('changes a row that is there and keeps one that has ended', async () => {
    const id = await aPartnership(database, 'ended');
    const row = { key: 'hate-crime', name: 'Hate crimes', aliases: [], endedOn: '2021-04-01' };
    await database.transact(id, (store) =>
      store.applyRegister({ partnership: partnership('ended'), upserts: [{ list: 'priorities', row }] }, NOW),
    );
    expect((await database.read(id, (reader) => reader.register())).priorities).toEqual([row]);
  });

  test('that fails leaves the register as it was, in the database and in memory', async () => {
    const id = await aPartnership(database, 'failing');
    const before = await database.read(id, (reader) => reader.register());
    const failing = database.transact(id, async (store) => {
      const row = { key: 'hate-crime', name: 'Never seen', aliases: [], endedOn: null };
      await store.applyRegister({ partnership: partnership('failing'), upserts: [{ list: 'priorities', row }] }, NOW);
      expect((await store.register()).priorities[0]?.name).toBe('Never seen');
      throw new Error('the import stops here');
    });
    await expect(failing).rejects.toThrow('the import stops here');
    const change = { partnership: partnership('failing'), upserts: [] };
    await database.transact(id, (store) => store.applyRegister(change, NOW));
    expect(await database.read(id, (reader) => reader.register())).toEqual(before);
  });

  test('waits for an interaction under way, and the interaction sees one register throughout', async () => {
    const id = await aPartnership(database, 'waiting');
    const steps: string[] = [];
    let importing: Promise<void> = Promise.resolve();
    await database.transact(id, async (store) => {
      const before = await store.register();
      const change = { partnership: { ...partnership('waiting'), name: 'Later' }, upserts: [] };
      importing = database
        .transact(id, (other) => other.applyRegister(change, NOW))
        .then(() => void steps.push('imported'));
      // Long enough for an import that did not wait: it takes a few round trips.
      for (let asked = 0; asked < 20; asked += 1) await store.state();
      expect(await store.register()).toBe(before);
      expect((await store.state()).registerVersion).toBe(1);
      steps.push('interaction done');
    });
    await importing;
    expect(steps).toEqual(['interaction done', 'imported']);
    expect((await database.read(id, (reader) => reader.register())).partnership.name).toBe('Later');
  });

  test('and another at the same moment are done one after the other', async () => {
    const id = await aPartnership(database, 'two-imports');
    const addPriority = (key: string) =>
      database.transact(id, async (store) => {
        await store.register();
        const row = { key, name: key, aliases: [], endedOn: null };
        const change = { partnership: partnership('two-imports'), upserts: [{ list: 'priorities' as const, row }] };
        await store.applyRegister(change, NOW);
      });
    await Promise.all(['knife-crime', 'modern-slavery'].map(addPriority));
    const register = await database.read(id, (reader) => reader.register());
    expect(register.priorities.map((one) => one.key)).toEqual(['hate-crime', 'knife-crime', 'modern-slavery']);
    expect((await database.read(id, (reader) => reader.state())).registerVersion).toBe(3);
  });
});

test('the register is read once and kept until it changes, and nobody can change it in place', async () => {
  const id = await aPartnership(database, 'kept');
  const first = await database.read(id, (reader) => reader.register());
  expect(await database.transact(id, (store) => store.register())).toBe(first);
  expect(() => first.bodies.reverse()).toThrow(TypeError);
  expect(() => Object.assign(first.bodies[0]!, { name: 'x' })).toThrow(TypeError);
});

test('a partnership is made once, however many ask at once, and keeps its mode', async () => {
  const asked = await Promise.all([1, 2, 3].map(() => database.partnershipFor(partnership('asked'), 'pilot')));
  expect(new Set(asked).size).toBe(1);
  expect(await database.partnershipFor(partnership('asked'), 'live')).toBe(asked[0]);
  expect((await database.read(asked[0]!, (reader) => reader.state())).mode).toBe('pilot');
  await database.transact(asked[0]!, (store) => store.setMode('live'));
  expect((await database.read(asked[0]!, (reader) => reader.state())).mode).toBe('live');
  expect(await database.findPartnership('asked')).toBe(asked[0]);
  expect(await database.findPartnership('nobody')).toBeNull();
});

test('a partnership is asked what is due when its time has come, or when it has not said; never before its first import', async () => {
  await database.partnershipFor(partnership('not-imported'), 'live');
  const said = await aPartnership(database, 'said');
  const silent = await aPartnership(database, 'silent');
  await database.transact(said, (store) => store.setNextDue(minutesLater(-60)));
  expect(await database.nextDue()).toEqual(minutesLater(-60));
  expect(await database.dueBy(minutesLater(-61))).not.toContain(said);
  expect(await database.dueBy(minutesLater(-60))).toContain(said);
  expect(await database.dueBy(minutesLater(-61))).toContain(silent);
  const notImported = await database.findPartnership('not-imported');
  expect(await database.dueBy(NOW)).not.toContain(notImported);
});
