import pg from 'pg';
import { expect, test } from 'vitest';
import { createDeliveryLoop } from '../../src/runtime/deliveries.ts';
import type { ToDeliver } from '../../src/store/store.ts';
import { heading, type Message, paragraph } from '../../src/views/message.ts';
import { type Scene, scene } from './scene.ts';
import { silent } from './support.ts';
import { at, smallRegister } from './world.ts';

const START = at('2021-04-01', 10);
const words = (text: string): Message => ({ summary: text, blocks: [heading(text), paragraph('Some words.')] });

async function ready(given: Parameters<typeof scene>[0] = {}): Promise<Scene> {
  const register = given.register ?? smallRegister({ obligations: [] });
  return scene({ from: START, ...given, register });
}

async function queue(
  { database, partnershipId, clock }: Scene,
  to: string,
  text: string,
  more: Partial<ToDeliver> = {},
) {
  const kind = to.startsWith('board') ? ('channel' as const) : ('person' as const);
  await database.transact(partnershipId, (store) =>
    store.deliveries.queue(
      {
        to: { kind, key: to },
        subject: `about/${text}`,
        message: words(text),
        about: 'report.sent',
        because: 'A report was sent',
        dedupeKey: `${to}/${text}`,
        notBefore: clock.now(),
        ...more,
      },
      clock.now(),
    ),
  );
}

/** The database takes every pause as over. */
async function passed({ url }: Scene): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`update "Delivery" set "leasedUntil" = null where state = 'queued'`);
  await client.end();
}

const states = async (one: Scene) => (await one.log()).map(({ state }) => state);

test('a person is reached on the account they prefer, a channel on its own connection', async () => {
  const register = smallRegister({ obligations: [] });
  const both = { ...register.accounts[0]!, key: 'ana/police', connectionKey: 'police', externalId: 'O-ana' };
  register.accounts.push(both);
  register.people[0]!.prefers = 'police';
  const one = await ready({ register });
  await queue(one, 'ana', 'Hello');
  await queue(one, 'board-council', 'News');
  await one.runtime.deliveries.drain();
  const reached = one.platform.calls.map(({ platform, to }) => `${platform} ${to}`);
  expect(reached.sort()).toEqual(['slack C-board-council', 'teams O-ana']);
  expect((await one.log())[0]).toMatchObject({
    state: 'sent',
    posting: { connectionKey: 'police', conversation: 'O-ana' },
  });
});

test('every button says in which partnership it acts', async () => {
  const one = await ready();
  const button = { label: 'Report', command: 'report', input: {}, opens: true };
  await queue(one, 'ana', 'Hello', { message: { summary: 'Hello', blocks: [{ type: 'actions', buttons: [button] }] } });
  await one.runtime.deliveries.drain();
  expect(one.platform.calls[0]!.message.blocks).toEqual([
    { type: 'actions', buttons: [{ ...button, partnershipId: one.partnershipId }] },
  ]);
});

test('nothing is sent before its time', async () => {
  const one = await ready();
  await queue(one, 'ana', 'Later', { notBefore: at('2021-04-06') });
  await one.go(at('2021-04-06', 8, 59));
  expect(one.platform.calls).toEqual([]);
  await one.go(at('2021-04-06', 9));
  expect(one.platform.calls).toHaveLength(1);
});

test('what nobody asked for and was held up waits for working hours; an answer does not', async () => {
  const one = await ready();
  await queue(one, 'ana', 'Due', { about: 'report.prompt' });
  await queue(one, 'ana', 'Sent');
  await one.go(at('2021-04-01', 22));
  expect(one.platform.arrived()).toEqual(['U-ana: Sent']);
  // Good Friday and Easter Monday.
  await one.go(at('2021-04-05', 12));
  expect(one.platform.calls).toHaveLength(1);
  await one.go(at('2021-04-06', 9));
  expect(one.platform.arrived()).toEqual(['U-ana: Sent', 'U-ana: Due']);
});

test('a message that stands is changed where it stands, and taken away there', async () => {
  const one = await ready();
  await queue(one, 'ana', 'First', { subject: 'prompt' });
  await one.runtime.deliveries.drain();
  await queue(one, 'ana', 'Second', { subject: 'prompt' });
  await queue(one, 'ana', 'Third', { subject: 'prompt' });
  await one.runtime.deliveries.drain();
  expect(one.platform.calls.map(({ action, to, summary }) => `${action} ${to} ${summary}`)).toEqual([
    'post U-ana First',
    'update U-ana Third',
  ]);
});

test('in pilot everything goes to the programme manager alone, marked with whom it is for', async () => {
  const one = await ready({ mode: 'pilot' });
  await queue(one, 'ana', 'Hello', { subject: 'prompt' });
  await queue(one, 'board-police', 'News');
  await one.runtime.deliveries.drain();
  await queue(one, 'ana', 'Hello again', { subject: 'prompt' });
  await one.runtime.deliveries.drain();
  expect(new Set(one.platform.calls.map(({ to }) => to))).toEqual(new Set(['U-pat']));
  expect(one.platform.calls.map(({ action, summary }) => `${action}: ${summary}`)).toEqual([
    'post: Pilot, for Ana Reed: Hello',
    'post: Pilot, for the channel board-police: News',
    'update: Pilot, for Ana Reed: Hello again',
  ]);
  expect(JSON.stringify(one.platform.calls[0]!.message.blocks[0])).toContain('For Ana Reed.');
});

test('while a partnership is paused nothing is sent; resumed, each person gets what is current, once', async () => {
  const one = await ready();
  await one.mode('paused');
  for (const text of ['First', 'Second', 'Third']) await queue(one, 'ana', text, { subject: 'prompt' });
  await one.go(at('2021-04-06', 10));
  expect(one.platform.calls).toEqual([]);
  await one.mode('live');
  await one.go(at('2021-04-06', 11));
  expect(one.platform.arrived()).toEqual(['U-ana: Third']);
});

test('a platform that is busy is asked again when it said, and the others do not wait', async () => {
  const one = await ready();
  const sent: [string, number][] = [];
  let refused = false;
  one.platform.answer(({ to }) => {
    sent.push([to, performance.now()]);
    if (to !== 'U-ana' || refused) return undefined;
    refused = true;
    return { kind: 'retry', seconds: 1, reason: 'ratelimited', unsure: false };
  });
  await queue(one, 'ana', 'Hello');
  await queue(one, 'ben', 'Hello');
  await one.runtime.deliveries.drain();
  expect(sent.map(([to]) => to).sort()).toEqual(['U-ana', 'U-ana', 'U-ben']);
  expect(sent.at(-1)![0]).toBe('U-ana');
  const [first, again] = sent.filter(([to]) => to === 'U-ana');
  expect(again![1] - first![1]).toBeGreaterThan(950);
  expect(one.platform.calls.at(-1)).toMatchObject({ to: 'U-ana', outcome: 'sent', repeated: false });
});

test('what is immediate waits for no other conversation, however many wait and however slow they are', async () => {
  const one = await ready();
  let finish = () => {};
  const later = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const ports = one.platform.ports.map((port) => ({
    ...port,
    async post(...given: Parameters<typeof port.post>) {
      const [, to] = given;
      if (to.kind === 'account' && to.accountId === 'U-ana') await later;
      const posted = port.post(...given);
      if (to.kind === 'account' && to.accountId === 'U-ben') finish();
      return posted;
    },
  }));
  const loop = createDeliveryLoop({ ...one, ports, log: silent, atOnce: 2 });
  for (const text of ['1', '2', '3']) await queue(one, 'ana', text);
  const drained = loop.drain();
  // It is raised while as many calls as there are at once are under way, and none of them comes to an end before it.
  await queue(one, 'ben', 'Immediate', { data: { atAnyHour: true } });
  loop.wake();
  await drained;
  expect(one.platform.arrived()[0]).toBe('U-ben: Immediate');
  expect(one.platform.arrived()).toHaveLength(4);
});

test('a conversation that is full is left alone as long as its platform asked, whatever waits for it', async () => {
  const one = await ready();
  let open = 0;
  one.platform.answer(() => {
    const now = performance.now();
    if (now < open) return { kind: 'retry', seconds: (open - now) / 1000, reason: 'ratelimited', unsure: false };
    open = now + 150;
    return undefined;
  });
  for (const text of ['1', '2', '3', '4', '5']) await queue(one, 'ana', text);
  await one.runtime.deliveries.drain();
  expect(one.platform.arrived()).toEqual(['1', '2', '3', '4', '5'].map((text) => `U-ana: ${text}`));
  expect(one.platform.calls.length).toBeLessThanOrEqual(9);
});

test('where an attempt may have arrived, the next one says that it is a repeat', async () => {
  const one = await ready();
  let tries = 0;
  one.platform.answer(() =>
    ++tries === 1 ? { kind: 'retry', seconds: 0.1, reason: 'timeout', unsure: true } : undefined,
  );
  await queue(one, 'ana', 'Hello');
  await one.runtime.deliveries.drain();
  expect(one.platform.calls.map(({ repeated }) => repeated)).toEqual([false, true]);
  expect(one.platform.calls[0]!.deliveryId).toBe(one.platform.calls[1]!.deliveryId);
});

test('after a crash between sending and marking, it is sent again as a repeat, with the same id', async () => {
  const one = await ready();
  await queue(one, 'ana', 'Hello');
  // The program that claims and sends dies before it can say so: its lease runs out.
  const [claimed] = await one.database.delivery.claim(one.clock.now(), 1, 0.05);
  await one.runtime.deliveries.drain();
  await new Promise((resolve) => setTimeout(resolve, 80));
  await one.runtime.deliveries.drain();
  expect(one.platform.calls).toMatchObject([{ to: 'U-ana', repeated: true, deliveryId: claimed!.id }]);
});

test('an edge that fails by itself is a passing fault', async () => {
  const one = await ready();
  one.platform.answer(() => {
    throw new Error('a fault of ours');
  });
  await queue(one, 'ana', 'Hello');
  await createDeliveryLoop({ ...one, ports: one.platform.ports, log: silent, patienceSeconds: 0 }).drain();
  expect(await states(one)).toEqual(['queued']);
});

test('parts arrive in order, even if the first has to be sent again', async () => {
  const one = await ready();
  let tries = 0;
  one.platform.answer(() =>
    ++tries === 1 ? { kind: 'retry', seconds: 0.2, reason: 'busy', unsure: false } : undefined,
  );
  const long: Message = {
    summary: 'Long',
    blocks: Array.from({ length: 90 }, (_, index) => paragraph(`Line ${index}`)),
  };
  await queue(one, 'ana', 'Long', { message: long });
  await one.runtime.deliveries.drain();
  const arrived = one.platform.arrived();
  expect(arrived.length).toBeGreaterThan(1);
  expect(arrived).toEqual(arrived.map((_, index) => `U-ana: Long (part ${index + 1} of ${arrived.length})`));
});

test('what became free while the database was asked is sent too', async () => {
  const one = await ready();
  const { claim, sent } = one.database.delivery;
  let markedAsSent = () => {};
  const firstIsSent = new Promise<void>((resolve) => {
    markedAsSent = resolve;
  });
  // The second question is asked while the first part is on its way, and its answer comes after that has arrived.
  let asked = 0;
  const delivery: typeof one.database.delivery = {
    ...one.database.delivery,
    async claim(...given) {
      const isSecond = ++asked === 2;
      const claimed = await claim(...given);
      if (isSecond) {
        arrives();
        await firstIsSent;
      }
      return claimed;
    },
    async sent(...given) {
      await sent(...given);
      setImmediate(markedAsSent);
    },
  };
  let arrives = () => {};
  const mayArrive = new Promise<void>((resolve) => {
    arrives = resolve;
  });
  const ports = one.platform.ports.map((port) => ({
    ...port,
    async post(...given: Parameters<typeof port.post>) {
      loop.wake();
      await mayArrive;
      return port.post(...given);
    },
  }));
  const loop = createDeliveryLoop({ ...one, database: { ...one.database, delivery }, ports, log: silent });
  await queue(one, 'ana', 'Long', {
    message: { summary: 'Long', blocks: Array.from({ length: 60 }, (_, index) => paragraph(`Line ${index}`)) },
  });
  await loop.drain();
  expect(await states(one)).toEqual(['sent', 'sent']);
});

test('what a platform refuses is in front of the programme manager the same day, in one message, without its content', async () => {
  const one = await ready();
  one.platform.answer(({ to }) =>
    to === 'U-pat' ? undefined : { kind: 'refused', reason: 'The account is deactivated' },
  );
  await queue(one, 'ana', 'Content of a report', { because: 'Ana Reed is lead for Hate crime' });
  await queue(one, 'ben', 'Content of a report', { because: 'Ben Shaw is lead for Modern slavery' });
  await one.runtime.deliveries.drain();
  expect(one.platform.arrived()).toEqual(['U-pat: 2 messages could not be delivered']);
  const shown = JSON.stringify(one.platform.calls.at(-1)!.message);
  for (const word of ['Ana Reed', 'Ben Shaw', 'The account is deactivated.', 'lead for Hate crime', 'What to do']) {
    expect(shown).toContain(word);
  }
  expect(shown).not.toContain('Content of a report');
  expect(await states(one)).toEqual(['failed', 'failed', 'sent']);
  await one.go(at('2021-04-06'));
  expect(one.platform.arrived()).toHaveLength(1);
});

test('what has been tried for about an hour is in front of the programme manager, and given up after a day', async () => {
  const one = await ready();
  one.platform.answer(({ to }) =>
    to === 'U-pat' ? undefined : { kind: 'retry', seconds: 0, reason: 'No answer', unsure: false },
  );
  const loop = createDeliveryLoop({ ...one, ports: one.platform.ports, log: silent, patienceSeconds: 0 });
  await queue(one, 'ana', 'Hello');
  for (let attempt = 1; attempt <= 36; attempt += 1) {
    await loop.drain();
    await passed(one);
  }
  await loop.drain();
  expect(one.platform.arrived()).toEqual([
    'U-pat: 1 message has not been delivered yet and is still being tried',
    'U-pat: 1 message could not be delivered',
  ]);
  expect((await one.log())[0]).toMatchObject({ state: 'failed' });
});

test('what is immediate and has been tried for about a minute is in front of the programme manager, at night, too', async () => {
  const one = await ready({ from: at('2021-04-01', 22) });
  one.platform.answer(({ to }) =>
    to === 'U-pat' ? undefined : { kind: 'retry', seconds: 0, reason: 'No answer', unsure: false },
  );
  const loop = createDeliveryLoop({ ...one, ports: one.platform.ports, log: silent, patienceSeconds: 0 });
  await queue(one, 'ana', 'Hello', { data: { atAnyHour: true } });
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    await loop.drain();
    await passed(one);
  }
  await loop.drain();
  expect(one.platform.arrived()).toEqual([
    'U-pat: 1 immediate message has not been delivered yet and is still being tried',
  ]);
});

test('somebody without an account is a failure with its reason', async () => {
  const register = smallRegister({ obligations: [] });
  register.accounts = register.accounts.filter(({ personKey }) => personKey !== 'ben');
  const one = await ready({ register });
  await queue(one, 'ben', 'Hello');
  await one.runtime.deliveries.drain();
  expect((await one.log())[0]).toMatchObject({ state: 'failed', reason: 'They have no account on the register.' });
  expect(one.platform.arrived()).toEqual(['U-pat: 1 message could not be delivered']);
});

test.each(['live', 'pilot'] as const)('%s: whoever has left gets nothing, and it is no failure', async (mode) => {
  const register = smallRegister({ obligations: [] });
  register.people = register.people.map((one) => (one.key === 'ben' ? { ...one, endedOn: '2021-04-01' } : one));
  const one = await ready({ register, mode });
  await queue(one, 'ben', 'Hello');
  await one.runtime.deliveries.drain();
  expect(await one.log()).toMatchObject([{ state: 'suppressed' }]);
  expect(one.platform.arrived()).toEqual([]);
});

test('a failure to tell the programme manager is not told to the programme manager', async () => {
  const one = await ready();
  one.platform.answer(() => ({ kind: 'refused', reason: 'Everything is refused' }));
  await queue(one, 'ana', 'Hello');
  await one.runtime.deliveries.drain();
  expect(await states(one)).toEqual(['failed', 'failed']);
});

test('three programs on one database send each message once', async () => {
  const one = await ready();
  for (let n = 0; n < 30; n += 1) await queue(one, ['ana', 'ben', 'board-council'][n % 3]!, `Message ${n}`);
  const programs = [one.runtime, one.another(), one.another()];
  await Promise.all(programs.map(({ deliveries }) => deliveries.drain()));
  expect(one.platform.calls).toHaveLength(30);
  expect(new Set(one.platform.calls.map(({ deliveryId }) => deliveryId)).size).toBe(30);
  expect(new Set(await states(one))).toEqual(new Set(['sent']));
});

test('a program that runs by itself sends what is queued, and stops when asked with nothing in flight', async () => {
  const one = await ready();
  one.runtime.start();
  const arrived = new Promise<void>((resolve) => {
    one.platform.answer(async ({ summary }) => {
      if (summary === 'Slow') {
        resolve();
        await new Promise((later) => setTimeout(later, 100));
      }
      return undefined;
    });
  });
  await queue(one, 'ana', 'Slow');
  one.runtime.wake();
  await arrived;
  await one.runtime.stop();
  expect(await states(one)).toEqual(['sent']);
  await queue(one, 'ana', 'After');
  one.runtime.wake();
  expect(one.platform.calls).toHaveLength(1);
});

test('a pause in the middle stops what has been taken up and not been sent', async () => {
  const one = await ready();
  for (const text of ['First', 'Second', 'Third']) await queue(one, 'ana', text);
  one.platform.answer(async () => {
    await one.mode('paused');
    return undefined;
  });
  await one.runtime.deliveries.drain();
  expect(one.platform.arrived()).toEqual(['U-ana: First']);
  expect(await states(one)).toEqual(['sent', 'queued', 'queued']);
  one.platform.answer(() => undefined);
  await one.mode('live');
  await one.runtime.deliveries.drain();
  expect(one.platform.arrived()).toEqual(['U-ana: First', 'U-ana: Second', 'U-ana: Third']);
});
