import { beforeEach, describe, expect, test } from 'vitest';
import type { Mode } from '../../src/partnership/register.ts';
import type { ToDeliver } from '../../src/store/store.ts';
import { testDatabase } from '../support/database.ts';
import { aPartnership, at, delivery, minutesLater, NOW } from './fixture.ts';

const database = await testDatabase();
let id = '';
let made = 0;
beforeEach(async () => {
  for (const one of await claim(minutesLater(1_000_000))) await database.delivery.failed(one, 'left over');
  made += 1;
  id = await aPartnership(database, `pages-${made}`);
});

const claim = (now = NOW) => database.delivery.claim(now, 100, 60);
const queue = (...deliveries: ToDeliver[]) =>
  database.transact(id, async (store) => {
    for (const one of deliveries) await store.deliveries.queue(one, NOW);
  });
const page = (text: string, key: string, change: Partial<ToDeliver> = {}) =>
  delivery(text, key, { to: { kind: 'home', key: 'a1' }, subject: 'mine', about: 'mine', ...change });
const mode = (to: Mode) => database.transact(id, (store) => store.setMode(to));

let last = 0;
async function sendAll(): Promise<string[]> {
  const actions: string[] = [];
  for (;;) {
    const claimed = await claim();
    if (claimed.length === 0) return actions;
    for (const one of claimed) {
      last += 1;
      const placed = one.action === 'update' ? at(one.posting.messageId!) : at(`m${last}`);
      await database.delivery.sent(one, placed, NOW);
      actions.push(one.action);
    }
  }
}

describe('what is posted anew', () => {
  test('is taken away where it stands, and posted again, even where nothing changed', async () => {
    await queue(page('One report is due', 'k1'));
    expect(await sendAll()).toEqual(['post']);
    await queue(page('One report is due', 'k2', { anew: true }));
    expect(await sendAll()).toEqual(['remove', 'post']);
    await queue(page('Nothing is due', 'k3'));
    expect(await sendAll()).toEqual(['update']);
  });

  test('is posted once where it stands nowhere yet', async () => {
    await queue(page('One report is due', 'k1', { anew: true }));
    await queue(page('One report is due', 'k2', { anew: true }));
    expect(await sendAll()).toEqual(['post']);
  });

  test('is still posted anew where it changed again before it went out', async () => {
    await queue(page('One report is due', 'k1'));
    await sendAll();
    await queue(page('One report is due', 'k2', { anew: true }));
    await queue(page('Nothing is due', 'k3'));
    const claimed = await claim();
    expect(claimed.map(({ action }) => action)).toEqual(['remove']);
    await database.delivery.sent(claimed[0]!, at('gone'), NOW);
    const [posted] = await claim();
    expect(posted).toMatchObject({ action: 'post', message: page('Nothing is due', '').message });
    await database.delivery.sent(posted!, at('m-new'), NOW);
    expect(await claim()).toEqual([]);
  });
});

describe('a page of somebody’s own', () => {
  test('can be opened while the partnership is paused; messages wait', async () => {
    await mode('paused');
    await queue(page('One report is due', 'k1'), delivery('Two reports are due', 'k2'));
    expect((await claim()).map(({ about }) => about)).toEqual(['mine']);
  });

  test('is theirs in pilot too, and is not left behind with the copies', async () => {
    await mode('pilot');
    await queue(page('One report is due', 'k1'));
    await sendAll();
    await database.transact(id, (store) => store.deliveries.leavePilotBehind('Shown in pilot only'));
    const [kept] = await database.read(id, (reader) => reader.postings.of('mine'));
    expect(kept).toMatchObject({ addressKind: 'home', addressKey: 'a1', pilot: false });
  });

  test('is not counted where it could not be shown; a message is, until it is made good', async () => {
    const undelivered = () => database.read(id, (reader) => reader.postings.undelivered(NOW));
    await queue(page('One report is due', 'k1'), delivery('Two reports are due', 'k2'));
    for (const one of await claim()) await database.delivery.failed(one, 'No account');
    expect(await undelivered()).toBe(1);
    await queue(delivery('Three reports are due', 'k3'));
    await sendAll();
    expect(await undelivered()).toBe(0);
  });
});
