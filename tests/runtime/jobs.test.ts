import { expect, test } from 'vitest';
import type { Job } from '../../src/jobs/job.ts';
import { createJobRunner } from '../../src/runtime/jobs.ts';
import { scene } from './scene.ts';
import { silent } from './support.ts';
import { at, importRegister, quarterly, smallRegister } from './world.ts';

const nobodyOwes = smallRegister({ obligations: [] });

/** A job that happens at given times and writes an event each time. */
function bell(name: string, times: Date[], run: Job['run'] = async () => {}): Job {
  return {
    name,
    help: 'For a test',
    due: async (_, now) =>
      times
        .filter((time) => time <= now)
        .map((time) => ({ key: `${name}/${time.toISOString()}`, at: time, input: {} })),
    async run(occurrence, context) {
      await run(occurrence, context);
      await context.store.events.add({ at: context.now, by: null, what: 'rang', subject: occurrence.key });
    },
  };
}

async function runners(jobs: Job[], count = 1) {
  const made = await scene({ register: nobodyOwes });
  const claimed = (keys: string[]) =>
    made.database.read(made.partnershipId, (reader) => reader.occurrences.claimed(keys));
  const runner = () => createJobRunner({ ...made, jobs, id: () => 'unused', log: silent });
  return { ...made, runners: Array.from({ length: count }, runner), claimed };
}

test('three programs that tick at once do each thing once', async () => {
  const ran: string[] = [];
  const times = [at('2021-04-01'), at('2021-04-02'), at('2021-04-06')];
  const job = bell('bell', times, async ({ key }) => void ran.push(key));
  const { runners: all, clock } = await runners([job], 3);
  clock.to(at('2021-04-06'));
  await Promise.all(all.flatMap((one) => [one.tick(), one.tick()]));
  expect(ran).toEqual(times.map((time) => `bell/${time.toISOString()}`));
});

test('a tick that fires twice, and a clock that went back, change nothing', async () => {
  const ran: string[] = [];
  const job = bell('bell', [at('2021-04-01'), at('2021-04-02')], async ({ key }) => void ran.push(key));
  const {
    runners: [one],
    clock,
  } = await runners([job]);
  for (const day of [
    '2021-04-01',
    '2021-04-01',
    '2021-03-31',
    '2021-04-01',
    '2021-04-02',
    '2021-04-01',
    '2021-04-02',
  ]) {
    clock.to(at(day));
    await one!.tick();
  }
  expect(ran).toHaveLength(2);
});

test('things happen in the order of their times, whichever job they belong to', async () => {
  const ran: string[] = [];
  const note: Job['run'] = async ({ key }) => void ran.push(key.slice(0, 12));
  const {
    runners: [one],
    clock,
  } = await runners([
    bell('b', [at('2021-04-03'), at('2021-04-01')], note),
    bell('a', [at('2021-04-03'), at('2021-04-02')], note),
  ]);
  clock.to(at('2021-04-05'));
  await one!.tick();
  expect(ran).toEqual(['b/2021-04-01', 'a/2021-04-02', 'a/2021-04-03', 'b/2021-04-03']);
});

test('what a failed job wrote is gone, the others are done, and it is tried again', async () => {
  let broken = true;
  const failing = bell('failing', [at('2021-04-01')], async (_, { store, now }) => {
    await store.events.add({ at: now, by: null, what: 'half', subject: 'half' });
    if (broken) throw new Error('not yet');
  });
  const cannotSay: Job = { ...bell('unsure', []), due: async () => Promise.reject(new Error('not yet')) };
  const fine = bell('fine', [at('2021-04-01'), at('2021-04-02')]);
  const {
    runners: [one],
    clock,
    claimed,
  } = await runners([failing, cannotSay, fine]);
  const keys = ['failing', 'fine'].map((name) => `${name}/${at('2021-04-01').toISOString()}`);
  clock.to(at('2021-04-01'));
  await one!.tick();
  expect([...(await claimed(keys))]).toEqual([keys[1]]);
  broken = false;
  await one!.tick();
  expect((await claimed(keys)).size).toBe(2);
});

test('a partnership that fails does not stop the next one', async () => {
  const job = bell('bell', [at('2021-04-01')], async (_, { register }) => {
    if (register.partnership.key === 'snb') throw new Error('broken here');
  });
  const {
    runners: [one],
    clock,
    database,
  } = await runners([job]);
  const other = { ...nobodyOwes, partnership: { ...nobodyOwes.partnership, key: 'zzz', shortName: 'ZZZ' } };
  const otherId = await importRegister(database, other, at('2021-03-31'), 'live');
  clock.to(at('2021-04-01'));
  await one!.tick();
  const done = await database.read(otherId, (reader) =>
    reader.occurrences.claimed([`bell/${at('2021-04-01').toISOString()}`]),
  );
  expect(done.size).toBe(1);
});

test('the next thing that will happen is known, and an import asks anew', async () => {
  const { runtime, clock, database, partnershipId, go } = await scene();
  const next = () => database.nextDue();
  await runtime.runner.tick();
  expect(await next()).toEqual(at('2021-04-01'));
  await go(at('2021-04-01'));
  expect(await next()).toEqual(at('2021-04-09'));
  await go(at('2021-04-09'));
  expect(await next()).toEqual(at('2021-04-16'));
  await go(at('2021-04-16'));
  expect(await next()).toEqual(at('2021-04-19'));
  await go(at('2021-04-19'));
  expect(await next()).toEqual(at('2021-04-20'));
  await go(at('2021-04-23'));
  expect(await next()).toEqual(at('2021-07-01'));

  const monthly = { ...quarterly, key: 'monthly', cadence: 'monthly' as const };
  await importRegister(database, smallRegister({ obligations: [quarterly, monthly] }), clock.now(), 'live');
  expect((await database.read(partnershipId, (reader) => reader.state())).nextDueAt).toBeNull();
  await runtime.runner.tick();
  expect(await next()).toEqual(at('2021-05-04'));
});

test('a partnership with nothing due is not asked', async () => {
  let asked = 0;
  const job: Job = {
    ...bell('bell', [at('2021-05-01')]),
    due: async () => {
      asked += 1;
      return [];
    },
  };
  const {
    runners: [one],
    clock,
  } = await runners([job]);
  await one!.tick();
  const first = asked;
  clock.to(at('2021-06-01'));
  await one!.tick();
  expect(asked).toBe(first);
});

test('whoever takes a step on what the jobs bring into line at that moment does not wait for them while they wait for it', async () => {
  const { database, partnershipId, clock } = await scene({ register: nobodyOwes });
  await database.transact(partnershipId, (store) =>
    store.drafts.create({ id: 'held', personKey: 'p', command: 'c', subject: 's', page: '', values: {}, carried: {} }),
  );
  const done: string[] = [];
  let begin = () => {};
  const isBegun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const runner = createJobRunner({
    ...{ database, clock, jobs: [], id: () => 'unused', log: silent },
    async follow(store) {
      done.push('followed');
      begin();
      await store.drafts.lock('held');
    },
  });
  const { ticking } = await database.transact(partnershipId, async (store) => {
    done.push('stepped');
    await store.drafts.lock('held');
    const ticking = runner.tick();
    await isBegun;
    store.askJobs();
    return { ticking };
  });
  await ticking;
  // Had each waited for the other, PostgreSQL would have ended one of them, and it would have been done once more.
  expect(done).toEqual(['stepped', 'followed']);
  expect(await database.dueBy(clock.now())).toEqual([]);
});
