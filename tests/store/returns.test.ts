import { expect, test } from 'vitest';
import type { NewVersion } from '../../src/partnership/returns.ts';
import { testDatabase } from '../support/database.ts';
import { aPartnership, minutesLater, NOW } from './fixture.ts';

const database = await testDatabase();

const QUARTERS = [
  { id: 'q3', start: '2020-10-01', end: '2020-12-31', dueOn: '2021-01-15' },
  { id: 'q4', start: '2021-01-01', end: '2021-03-31', dueOn: '2021-04-16' },
];

async function withQuarters(key: string): Promise<string> {
  const id = await aPartnership(database, key);
  await database.transact(id, async (store) => {
    for (const quarter of QUARTERS)
      await store.periods.create(
        { ...quarter, obligationKey: 'progress', openedAt: NOW },
        ['violence', 'hate-crime'].map((subjectKey) => ({
          ...{ id: `${quarter.id}/${subjectKey}`, subjectKind: 'priority', subjectKey },
        })),
      );
  });
  return id;
}

/** What is kept beside a version that nobody prepared, approved, recorded or withdrew. */
const NOTHING_BESIDE = {
  ...{ preparedBy: null, approvedBy: null, receivedOn: null, recordedBy: null },
  ...{ withdrawnAt: null, withdrawnBy: null, withdrawnFor: null },
};

const version = (returnId: string, number: number, change: Partial<NewVersion> = {}): NewVersion => ({
  ...{ id: `${returnId}/${number}`, returnId, version: number, nil: false, values: { rating: 'green' }, changed: [] },
  ...{ authorKey: 'amal', sentAt: NOW, late: false, draftId: `draft of ${returnId}/${number}` },
  ...change,
});

test('opening a period opens what is owed in it; opening it again changes nothing', async () => {
  const id = await withQuarters('opening');
  await database.transact(id, (store) =>
    store.periods.create({ ...QUARTERS[1]!, id: 'again', obligationKey: 'progress', openedAt: NOW }, [
      { id: 'again/x', subjectKind: 'priority', subjectKey: 'x' },
    ]),
  );
  await database.read(id, async (reader) => {
    const q4 = {
      ...{ ...QUARTERS[1]!, obligationKey: 'progress', openedAt: NOW, closedAt: null },
      ...{ digestHeldAt: null, digestHeldBy: null, digestIssue: 1 },
    };
    expect(await reader.periods.byId('q4')).toEqual(q4);
    expect(await reader.periods.latest('progress')).toEqual(q4);
    expect(await reader.periods.startingOn('progress', '2021-01-01')).toEqual(q4);
    expect((await reader.periods.open()).map((period) => period.id)).toEqual(['q3', 'q4']);
    expect((await reader.returns.ofPeriod('q4')).map((one) => one.subjectKey)).toEqual(['hate-crime', 'violence']);
    expect((await reader.returns.ofPeriods(['q4', 'q3'])).map((one) => one.id)).toEqual([
      ...['q3/hate-crime', 'q3/violence', 'q4/hate-crime', 'q4/violence'],
    ]);
    expect(await reader.returns.byId('q4/violence')).toEqual({
      ...{ id: 'q4/violence', periodId: 'q4', subjectKind: 'priority', subjectKey: 'violence' },
      ...{ dueOn: '2021-04-16', dueVersion: 1, version: 0, reference: null },
      ...{ excusedAt: null, excusedBy: null, excuse: null },
    });
  });
});

test('a period is closed once', async () => {
  const id = await withQuarters('closing');
  await database.transact(id, (store) => store.periods.close('q3', NOW));
  await database.transact(id, (store) => store.periods.close('q3', minutesLater(5)));
  await database.read(id, async (reader) => {
    expect((await reader.periods.byId('q3'))?.closedAt).toEqual(NOW);
    expect((await reader.periods.open()).map((period) => period.id)).toEqual(['q4']);
  });
});

test('a correction is the next version, under the same reference, and the first stays as it was', async () => {
  const id = await withQuarters('correcting');
  const first = version('q4/violence', 1);
  const second = version('q4/violence', 2, { values: { rating: 'red', reason: 'More of it' }, changed: ['Rating'] });
  await database.transact(id, async (store) => {
    expect(await store.returns.lock('q4/violence')).toMatchObject({ version: 0 });
    await store.returns.send(first, 'SEB-1');
    await store.returns.send(second, 'SEB-1');
    await store.returns.send(version('q3/violence', 1), 'SEB-2');
  });
  await database.read(id, async (reader) => {
    expect(await reader.returns.byReference('SEB-1')).toMatchObject({ id: 'q4/violence', version: 2 });
    expect(await reader.returns.versions('q4/violence')).toEqual(
      [first, second].map((one) => ({ ...one, ...NOTHING_BESIDE })),
    );
    const inForce = await reader.returns.current(['q4/violence', 'q4/hate-crime', 'q3/violence']);
    expect(inForce).toEqual([version('q3/violence', 1), second].map((one) => ({ ...one, ...NOTHING_BESIDE })));
  });
});

test('a version that does not follow the one in force is refused', async () => {
  const id = await withQuarters('refusing');
  await database.transact(id, (store) => store.returns.send(version('q4/violence', 1), 'SEB-1'));
  const again = version('q4/violence', 1, { id: 'other', draftId: 'other' });
  await expect(database.transact(id, (store) => store.returns.send(again, 'SEB-1'))).rejects.toThrow(/does not follow/);
});

test('two that send at once are put in order by holding the return', async () => {
  const id = await withQuarters('racing');
  const send = (author: string) =>
    database.transact(id, async (store) => {
      const held = await store.returns.lock('q4/violence');
      const number = held!.version + 1;
      const change = { id: author, draftId: author, authorKey: author };
      await store.returns.send(version('q4/violence', number, change), 'SEB-1');
      return number;
    });
  expect((await Promise.all([send('a'), send('b'), send('c')])).sort()).toEqual([1, 2, 3]);
});

test('what was in force the period before is found for each subject; nothing when nothing was sent', async () => {
  const id = await withQuarters('before');
  await database.transact(id, async (store) => {
    await store.returns.send(version('q3/violence', 1), 'SEB-1');
    await store.returns.send(version('q3/violence', 2, { values: { rating: 'amber' } }), 'SEB-1');
  });
  await database.read(id, async (reader) => {
    const before = (subject: string, start: string) => reader.returns.previous('progress', 'priority', subject, start);
    expect((await before('violence', '2021-01-01'))?.values).toEqual({ rating: 'amber' });
    expect(await before('hate-crime', '2021-01-01')).toBeNull();
    expect(await before('violence', '2020-10-01')).toBeNull();
  });
});

test('an occurrence is claimed once, whoever asks and however often', async () => {
  const id = await aPartnership(database, 'occurrences');
  const claim = () => database.transact(id, (store) => store.occurrences.claim('open/2021-01-01', 'open', NOW, NOW));
  const won = await Promise.all(Array.from({ length: 8 }, claim));
  expect(won.filter(Boolean)).toHaveLength(1);
  const claimed = await database.read(id, (reader) => reader.occurrences.claimed(['open/2021-01-01', 'other']));
  expect([...claimed]).toEqual(['open/2021-01-01']);
});
