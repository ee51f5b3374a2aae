import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { freshDatabase, testDatabase } from '../support/database.ts';
import { aPartnership, at, delivery, minutesLater, NOW } from './fixture.ts';

const database = await testDatabase();
const id = await aPartnership(database, 'claiming');

const queue = (key: string, subject: string, notBefore = NOW) =>
  database.transact(id, (store) => store.deliveries.queue(delivery(key, key, { subject, notBefore }), NOW));
const claim = (now = NOW, limit = 100, leaseSeconds = 60, urgentLimit = limit) =>
  database.delivery.claim(now, limit, leaseSeconds, urgentLimit);

beforeEach(async () => {
  for (const one of await claim(minutesLater(1_000_000))) await database.delivery.failed(one, 'left over');
});

test('twenty that claim at once get each delivery once', async () => {
  const keys = Array.from({ length: 60 }, (_, index) => `many-${index}`);
  await database.transact(id, async (store) => {
    for (const key of keys) await store.deliveries.queue(delivery(key, key, { subject: key }), NOW);
  });
  const claims = await Promise.all(Array.from({ length: 20 }, () => claim(NOW, 7)));
  const rest: typeof claims = [];
  for (let more = await claim(NOW, 7); more.length > 0; more = await claim(NOW, 7)) rest.push(more);
  const claimed = [...claims, ...rest].flat();
  expect(claimed.map((one) => one.posting.subject).sort()).toEqual(keys.sort());
  expect([...claims, ...rest].every((batch) => batch.length <= 7)).toBe(true);
});

test('the oldest come first, and nothing before its time', async () => {
  await queue('later', 'later', minutesLater(10));
  await queue('a', 'a');
  await queue('b', 'b');
  expect((await claim(NOW, 1)).map((one) => one.posting.subject)).toEqual(['a']);
  expect((await claim(minutesLater(9))).map((one) => one.posting.subject)).toEqual(['b']);
  expect((await claim(minutesLater(10))).map((one) => one.posting.subject)).toEqual(['later']);
});

describe('what is immediate', () => {
  const urgent = { atAnyHour: true };
  const queueUrgent = (key: string, subject: string) =>
    database.transact(id, (store) =>
      store.deliveries.queue(delivery(key, key, { subject, data: urgent, about: 'escalation.raised' }), NOW),
    );

  test('comes before all that has waited longer, and is claimed where there is room for nothing else', async () => {
    await queue('old', 'old');
    await queueUrgent('now', 'now');
    await queueUrgent('too', 'too');
    expect((await claim(NOW, 0, 60, 1)).map((one) => one.posting.subject)).toEqual(['now']);
    await queue('new', 'new');
    expect((await claim()).map(({ posting, urgent }) => [posting.subject, urgent])).toEqual([
      ['too', true],
      ['old', false],
      ['new', false],
    ]);
  });

  test('does not overtake what it follows: a message that is on its way at the same place', async () => {
    await queue('first', 'same');
    const [first] = await claim();
    await queueUrgent('second', 'same');
    expect(await claim()).toEqual([]);
    await database.delivery.sent(first!, at('m1'), NOW);
    expect((await claim()).map(({ action, urgent }) => [action, urgent])).toEqual([['update', true]]);
  });
});

test('order holds within a subject at one address, and one that waits holds up no other', async () => {
  await queue('x1', 'x');
  const [first] = await claim();
  await queue('x2', 'x');
  await queue('y1', 'y');
  expect((await claim()).map((one) => one.posting.subject)).toEqual(['y']);
  await database.delivery.retry(first!, 3_600, 'ratelimited', false);
  await queue('x3', 'x');
  expect(await claim()).toEqual([]);
});

describe('a delivery that was claimed', () => {
  test('is nobody else’s until its lease runs out, and then it is a repeat', async () => {
    await queue('leased', 'leased');
    const [first] = await claim(NOW, 1, 60);
    expect(first?.repeated).toBe(false);
    expect(await claim(minutesLater(1_000))).toEqual([]);

    // The program that claimed it went away between the platform's accept and our mark.
    await queue('crash', 'crash');
    const [lost] = await claim(NOW, 1, 0);
    const [found] = await claim();
    expect(found).toMatchObject({ id: lost?.id, repeated: true, attempts: 2 });
  });

  test('is tried again no sooner than asked, in machine time, and as a repeat only when it may have arrived', async () => {
    await queue('retried', 'retried');
    await database.delivery.retry((await claim())[0]!, 3_600, 'ratelimited', false);
    expect(await claim(minutesLater(1_000))).toEqual([]);

    await queue('again', 'again');
    await database.delivery.retry((await claim())[0]!, 0, 'ratelimited', false);
    const [sure] = await claim();
    expect(sure).toMatchObject({ repeated: false, attempts: 2 });
    await database.delivery.retry(sure!, 0, 'no answer', true);
    const [unsure] = await claim();
    expect(unsure).toMatchObject({ repeated: true, attempts: 3 });
    await database.delivery.retry(unsure!, 0, 'ratelimited', false);
    expect(await claim()).toMatchObject([{ repeated: true, attempts: 4 }]);
  });

  test('is given back untried until a calendar time or for a while of machine time, and that is no attempt', async () => {
    await queue('postponed', 'postponed');
    await database.delivery.postpone((await claim())[0]!, { until: minutesLater(30) });
    expect(await claim(minutesLater(29))).toEqual([]);
    const [first] = await claim(minutesLater(30));
    expect(first).toMatchObject({ attempts: 1, repeated: false });
    await database.delivery.postpone(first!, { seconds: 3_600 });
    expect(await claim(minutesLater(1_000))).toEqual([]);
  });

  test('and lost its lease says nothing about the later attempt, but that it did arrive after all', async () => {
    await queue('slow', 'slow');
    const [slow] = await claim(NOW, 1, 0);
    const [later] = await claim();
    await database.delivery.retry(slow!, 0, 'too late to say', false);
    await database.delivery.failed(slow!, 'too late to say');
    expect(await claim()).toEqual([]);
    await database.delivery.sent(slow!, at('m1'), NOW);
    await database.delivery.sent(later!, at('m2'), NOW);
    const [posting] = await database.read(id, (reader) => reader.postings.of('slow'));
    expect(posting).toMatchObject(at('m1'));
  });

  test('and failed is out of the way, with its reason to be read', async () => {
    await queue('refused', 'refused');
    await database.delivery.failed((await claim())[0]!, 'user_not_found');
    expect(await claim()).toEqual([]);
    const log = await database.delivery.log(id);
    expect(log.at(-1)).toMatchObject({
      about: 'report.prompt',
      state: 'failed',
      reason: 'user_not_found',
      sentAt: null,
    });
  });
});

test('it is known when the next may be sent', async () => {
  const { database: empty, drop } = await freshDatabase();
  onTestFinished(drop);
  const only = await aPartnership(empty, 'only');
  expect(await empty.delivery.nextAt(NOW)).toBeNull();
  await empty.transact(only, async ({ deliveries }) => {
    await deliveries.queue(delivery('soon', 'soon', { subject: 'soon', notBefore: minutesLater(30) }), NOW);
    await deliveries.queue(delivery('sooner', 'sooner', { subject: 'sooner', notBefore: minutesLater(20) }), NOW);
  });
  expect(await empty.delivery.nextAt(NOW)).toEqual(minutesLater(20));
});

test('queueing, claiming and marking the same messages at once never stop each other', async () => {
  const subjects = ['p', 'q', 'r'];
  const writers = subjects.flatMap((subject) =>
    Array.from({ length: 8 }, (_, index) => queue(`${subject}-storm-${index}`, subject)),
  );
  const sender = async () => {
    for (let round = 0; round < 15; round += 1)
      for (const one of await claim(NOW, 2)) await database.delivery.sent(one, at(`m-${one.posting.subject}`), NOW);
  };
  await Promise.all([...writers, sender(), sender(), sender()]);
  await sender();
  for (const subject of subjects) {
    const [posting] = await database.read(id, (reader) => reader.postings.of(subject));
    expect(posting?.shown).toBe(posting?.wanted);
  }
  const posts = (await database.delivery.log(id)).filter(
    (one) => subjects.includes(one.posting.subject) && one.action === 'post' && one.state === 'sent',
  );
  expect(posts).toHaveLength(subjects.length);
});
