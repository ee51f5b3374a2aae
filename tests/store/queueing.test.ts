import { beforeEach, describe, expect, test } from 'vitest';
import type { Claimed, Database, ToDeliver } from '../../src/store/store.ts';
import { testDatabase } from '../support/database.ts';
import { aPartnership, at, delivery, minutesLater, NOW } from './fixture.ts';

const database = await testDatabase();

let id = '';
let made = 0;
beforeEach(async () => {
  await settleEverything(database);
  made += 1;
  id = await aPartnership(database, `queueing-${made}`);
});

/** What earlier tests left in the queue is none of this one's business. */
async function settleEverything(database: Database): Promise<void> {
  for (const one of await claim(minutesLater(1_000_000))) await database.delivery.failed(one, 'left over');
}

const claim = (now = NOW): Promise<Claimed[]> => database.delivery.claim(now, 100, 60);
const queue = (...deliveries: ToDeliver[]) =>
  database.transact(id, async (store) => {
    for (const one of deliveries) await store.deliveries.queue(one, NOW);
  });
const postings = (subject = 'prompt/2021-01-01') => database.read(id, (reader) => reader.postings.of(subject));
const log = async () =>
  (await database.delivery.log(id)).map(({ message, action, state, reason }) => ({
    ...{ text: textOf(message), action, state },
    ...(reason && { reason }),
  }));

function textOf(message: ToDeliver['message']): string {
  const [first] = message.blocks;
  return first?.type === 'paragraph' ? first.text.map((span) => ('text' in span ? span.text : '')).join('') : '';
}

async function sendAll(now = NOW): Promise<Claimed[]> {
  const sent: Claimed[] = [];
  for (;;) {
    const claimed = await claim(now);
    if (claimed.length === 0) return sent;
    for (const one of claimed) await database.delivery.sent(one, at(`m${one.posting.part}`), now);
    sent.push(...claimed);
  }
}

test('a message is posted, and its posting says where it is and which version is shown', async () => {
  await queue(delivery('Two reports are due', 'k1', { data: { period: 'p1' } }));
  const [claimed] = await claim();
  expect(claimed).toMatchObject({
    ...{ partnershipId: id, mode: 'live', action: 'post', version: 1, attempts: 1, repeated: false },
    ...{ about: 'report.prompt', because: 'A period opened', message: delivery('Two reports are due', '').message },
  });
  await database.delivery.sent(claimed!, at('m1'), NOW);
  expect(await postings()).toEqual([
    {
      ...{ id: claimed!.posting.id, addressKind: 'person', addressKey: 'amal', subject: 'prompt/2021-01-01', part: 1 },
      ...{ wanted: 1, shown: 1, pilot: false, data: { period: 'p1' }, ...at('m1') },
    },
  ]);
  expect(await claim()).toEqual([]);
});

test('a change that is rolled back queues nothing', async () => {
  const failing = database.transact(id, async (store) => {
    await store.deliveries.queue(delivery('never', 'k1'), NOW);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await log()).toEqual([]);
});

describe('the same key', () => {
  test('is queued once, whatever it would say the second time', async () => {
    await queue(delivery('first', 'k1'), delivery('second', 'k1'));
    await queue(delivery('third', 'k1', { to: { kind: 'channel', key: 'board-slack' } }));
    expect(await log()).toEqual([{ text: 'first', action: 'post', state: 'queued' }]);
  });

  test('is queued once by many at the same moment', async () => {
    const addresses = ['amal', 'amal', 'bea', 'amal', 'bea', 'cleo'];
    await Promise.all(addresses.map((key) => queue(delivery('once', 'k1', { to: { kind: 'person', key } }))));
    expect(await log()).toHaveLength(1);
  });
});

describe('bringing a message up to date', () => {
  test('before it was sent replaces it, and keeps the time at which it may be sent', async () => {
    await queue(delivery('two are due', 'k1', { notBefore: minutesLater(60) }));
    await queue(delivery('one is due', 'k2', { notBefore: NOW }));
    expect(await log()).toEqual([
      { text: 'two are due', action: 'post', state: 'suppressed', reason: 'overtaken by a newer version' },
      { text: 'one is due', action: 'post', state: 'queued' },
    ]);
    expect(await claim()).toEqual([]);
    expect(await database.delivery.nextAt(NOW)).toEqual(minutesLater(60));
    expect((await sendAll(minutesLater(60))).map((one) => [textOf(one.message), one.action])).toEqual([
      ['one is due', 'post'],
    ]);
  });

  test('after it was sent changes it where it stands; of several changes only the newest is sent', async () => {
    await queue(delivery('two are due', 'k1'));
    await sendAll();
    await queue(delivery('one is due', 'k2'), delivery('none is due', 'k3'));
    const [claimed, ...more] = await claim();
    expect(more).toEqual([]);
    expect(claimed).toMatchObject({ action: 'update', version: 3, message: delivery('none is due', '').message });
    expect(claimed?.posting).toMatchObject(at('m1'));
    await database.delivery.sent(claimed!, at('m1'), NOW);
    expect(await postings()).toMatchObject([{ wanted: 3, shown: 3 }]);
  });

  test('while it is being sent follows it, as an update of where it came to be', async () => {
    await queue(delivery('two are due', 'k1'));
    const [first] = await claim();
    await queue(delivery('one is due', 'k2'));
    expect(await claim()).toEqual([]);
    await database.delivery.sent(first!, at('m1'), NOW);
    expect(await postings()).toMatchObject([{ wanted: 2, shown: 1 }]);
    expect(await claim()).toMatchObject([{ action: 'update', posting: at('m1') }]);
  });

  test('while it is being sent becomes the post when that fails for good', async () => {
    await queue(delivery('two are due', 'k1'));
    const [first] = await claim();
    await queue(delivery('one is due', 'k2'));
    await database.delivery.failed(first!, 'channel_not_found');
    expect(await claim()).toMatchObject([{ action: 'post', message: delivery('one is due', '').message }]);
  });

  test('with what is wanted already queues nothing, before and after it was sent', async () => {
    await queue(delivery('two are due', 'k1'), delivery('two are due', 'k2'));
    await sendAll();
    await queue(delivery('two are due', 'k3'));
    expect(await log()).toEqual([{ text: 'two are due', action: 'post', state: 'sent' }]);
  });

  test('with what could not be delivered before tries again', async () => {
    await queue(delivery('two are due', 'k1'));
    await database.delivery.suppressed((await claim())[0]!, 'the partnership is paused');
    await queue(delivery('two are due', 'k2'));
    expect(await claim()).toMatchObject([{ action: 'post', attempts: 1 }]);
  });

  test('after an attempt whose outcome is not known lets that one take its course first', async () => {
    await queue(delivery('two are due', 'k1'));
    await database.delivery.retry((await claim())[0]!, 0, 'no answer', true);
    await queue(delivery('one is due', 'k2'));
    const [again, ...more] = await claim();
    expect(more).toEqual([]);
    expect(again).toMatchObject({ repeated: true, message: delivery('two are due', '').message });
    await database.delivery.sent(again!, at('m1'), NOW);
    expect(await claim()).toMatchObject([{ action: 'update', repeated: false }]);
  });

  test('keeps the newest facts beside it', async () => {
    await queue(
      delivery('a', 'k1', { data: { sent: 0 } }),
      delivery('b', 'k2', { data: { sent: 1 } }),
      delivery('c', 'k3'),
    );
    expect(await postings()).toMatchObject([{ data: { sent: 1 } }]);
  });
});

describe('a message too long for one part', () => {
  const lines = (count: number): Partial<ToDeliver> => ({
    message: {
      summary: 'Digest',
      blocks: Array.from({ length: count }, (_, index) => ({ type: 'heading', text: `Heading ${index}` })),
    },
  });

  test('goes on in further parts, which are sent in order', async () => {
    await queue(delivery('', 'k1', lines(100)));
    const count = (await postings()).length;
    expect(count).toBeGreaterThan(1);
    const sent = await sendAll();
    expect(sent.map((one) => one.posting.part)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    expect((await postings()).map((one) => one.messageId)).toEqual(sent.map((one) => `m${one.posting.part}`));
  });

  test('that becomes shorter loses the parts it no longer needs, and gets them back when it grows', async () => {
    await queue(delivery('', 'k1', lines(100)));
    await sendAll();
    await queue(delivery('short', 'k2'));
    const shortened = await sendAll();
    expect(shortened.map((one) => one.action)).toEqual(['update', ...shortened.slice(1).map(() => 'remove')]);
    expect((await postings()).map((one) => one.messageId)).toEqual(['m1', ...shortened.slice(1).map(() => null)]);
    await queue(delivery('shorter', 'k3'));
    expect((await sendAll()).map((one) => one.action)).toEqual(['update']);
    await queue(delivery('', 'k4', lines(100)));
    expect((await sendAll()).map((one) => one.action)).toEqual(['update', ...shortened.slice(1).map(() => 'post')]);
  });

  test('that becomes shorter before it was sent is sent short, and nothing is removed', async () => {
    await queue(delivery('', 'k1', lines(100)), delivery('short', 'k2'));
    expect((await sendAll()).map((one) => [one.action, textOf(one.message)])).toEqual([['post', 'short']]);
    expect(await claim()).toEqual([]);
  });

  test('that becomes shorter while a later part is being sent has that part removed once it is there', async () => {
    await queue(delivery('', 'k1', lines(100)));
    await database.delivery.sent((await claim())[0]!, at('m1'), NOW);
    const [second] = await claim();
    expect(second?.posting.part).toBe(2);
    await queue(delivery('short', 'k2'));
    await database.delivery.sent(second!, at('m2'), NOW);
    expect((await sendAll()).map((one) => [one.posting.part, one.action])).toEqual([
      [1, 'update'],
      [2, 'remove'],
    ]);
  });

  test('that becomes shorter while a later part fails leaves nothing to remove', async () => {
    await queue(delivery('', 'k1', lines(100)));
    await database.delivery.sent((await claim())[0]!, at('m1'), NOW);
    const [second] = await claim();
    await queue(delivery('short', 'k2'));
    await database.delivery.failed(second!, 'msg_too_long');
    expect((await sendAll()).map((one) => [one.posting.part, one.action])).toEqual([[1, 'update']]);
    expect((await log()).at(-1)).toMatchObject({
      action: 'remove',
      state: 'suppressed',
      reason: 'nothing is shown there',
    });
  });
});
