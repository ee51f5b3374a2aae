import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { plainText } from '../../src/views/plain.ts';
import { type Board, board, fillsIn } from '../support/board.ts';

let snb: Board;
// What a process does for the first time takes several times as long: the running program looks ahead more than once.
beforeAll(async () => {
  const first = await board();
  await first.person('grace-holloway').says('live');
  await first.close();
});
beforeEach(async () => {
  snb = await board();
});
afterEach(() => snb.close());

const mode = async () => (await snb.database.partnerships())[0]!.mode;
const set = (mode: 'pilot' | 'live' | 'paused') =>
  snb.database.transact(snb.partnershipId, (store) => store.setMode(mode));
const grace = () => snb.person('grace-holloway');
/** Sends everything that may be sent now, to wherever the mode says. */
async function deliver() {
  for (const claimed of await snb.database.delivery.claim(snb.now(), 500, 30)) {
    const placed = { connectionKey: 'police', conversation: claimed.mode, messageId: claimed.id };
    await snb.database.delivery.sent(claimed, placed, snb.now());
  }
}

test('going live shows first everything that would be sent in the coming fortnight, and sends nothing', async () => {
  await set('pilot');
  const said = await grace().says('live');
  expect(said).toContain('1 April 2021 at 9am: “1 report due, Quarter 4 (January to March 2021)” to');
  expect(said).toContain('Helen Tranter');
  expect(said).toContain('Until Wednesday 14 April 2021');
  expect(await mode()).toBe('pilot');
  expect(await snb.messages()).toEqual([]);
  const periods = await snb.database.read(snb.partnershipId, (reader) => reader.periods.open());
  expect(periods).toEqual([]);
});

test('the forecast goes on past the prompts, to reminders and the digest in each channel', async () => {
  await set('pilot');
  await snb.on('2021-04-08');
  const said = await grace().says('live');
  expect(said).toMatch(/due today” to .*Helen Tranter/);
  expect(said).toMatch(/19 April 2021 at 9am: .*the channel snb-board \(councils\)/);
});

test('the button goes live with what was shown', async () => {
  await set('pilot');
  await grace().says('live');
  const manager = grace();
  await manager.says('live');
  expect(await manager.presses('Go live')).toContain('Live from now on');
  expect(await mode()).toBe('live');
  const events = await snb.database.read(snb.partnershipId, (reader) => reader.events.newest(1, 'mode'));
  expect(events).toMatchObject([{ what: 'mode.live', by: 'grace-holloway', detail: { from: 'pilot', to: 'live' } }]);
});

test('what has changed since it was shown is shown again', async () => {
  await set('pilot');
  const manager = grace();
  await manager.says('live');
  await snb.on('2021-04-01');
  expect(await manager.presses('Go live')).toContain('Not live yet. What would be sent has changed');
  expect(await mode()).toBe('pilot');
  expect(await manager.presses('Go live')).toContain('Live from now on');
});

test('what is asked for when it goes live reaches its people, each once; the pilot’s copies stay as they are', async () => {
  await set('pilot');
  await snb.on('2021-04-01');
  await deliver();
  const manager = grace();
  await manager.says('live');
  await manager.presses('Go live');
  await deliver();
  const sent = (await snb.database.delivery.log(snb.partnershipId)).filter(({ about }) => about === 'report.prompt');
  const to = sent.filter(({ posting }) => posting.addressKey === 'helen-tranter');
  expect(to.map(({ posting }) => posting.conversation)).toEqual(['pilot', 'live']);
  expect(to.map(({ action }) => action)).toEqual(['post', 'post']);

  const helen = snb.person('helen-tranter');
  await helen.says('report');
  await fillsIn(helen);
  await helen.sends();
  await deliver();
  const updates = (await snb.database.delivery.log(snb.partnershipId)).filter(
    ({ about, posting }) => about === 'report.prompt.updated' && posting.addressKey === 'helen-tranter',
  );
  expect(updates.map(({ posting }) => posting.conversation)).toEqual(['live']);
});

test('going back to pilot and live again asks nobody twice', async () => {
  await snb.on('2021-04-01');
  await deliver();
  const manager = grace();
  await manager.says('pilot');
  await manager.says('live');
  expect(manager.sees()).not.toContain('report due, Quarter 4');
  await manager.presses('Go live');
  await deliver();
  const prompts = (await snb.messages('report.prompt')).filter(({ to }) => to === 'helen-tranter');
  expect(prompts).toHaveLength(1);
});

test('whoever has come to lead more since they were asked is asked for that, in a message that they notice', async () => {
  await snb.on('2021-04-01');
  await deliver();
  const manager = grace();
  await manager.says('pilot');
  await snb.import((register) => {
    const lead = register.assignments.find(({ role, subjectKey }) => role === 'lead' && subjectKey === 'hate-crime')!;
    Object.assign(lead, { holderKind: 'person', holderKey: 'tom-ashdown' });
  });
  await manager.says('live');
  await manager.presses('Go live');
  const queued = (await snb.database.delivery.log(snb.partnershipId)).filter(
    ({ state, posting, action }) => state === 'queued' && posting.addressKey === 'tom-ashdown' && action === 'post',
  );
  expect(queued.map(({ about }) => about)).toEqual(['report.prompt']);
  expect(plainText(queued[0]!.message)).toContain('Hate crime');
});

test('a partnership that is live or paused says so', async () => {
  expect(await grace().says('live')).toContain('Live. Messages go to the people');
  await grace().says('pause');
  expect(await grace().says('live')).toContain('This partnership is paused.');
});

test('only the programme manager goes live, and sees in help who is messaged', async () => {
  expect(await snb.person('helen-tranter').says('live')).toContain('is not yours to use at present');
  expect(await snb.person('helen-tranter').says('help')).not.toContain('Live.');
  expect(await grace().says('help')).toContain('Live. Messages go to the people');
});

test('whoever was about to be asked when it goes live is asked once, officers too', async () => {
  await set('pilot');
  await snb.on('2021-04-01');
  await deliver();
  const manager = grace();
  await snb.on('2021-04-07', 19);
  await manager.says('chase all');
  await manager.says('live');
  await manager.presses('Go live');
  await snb.on('2021-04-08', 7);
  const queued = (await snb.database.delivery.log(snb.partnershipId)).filter(({ state }) => state === 'queued');
  const abouts = (who: string) => queued.filter(({ posting }) => posting.addressKey === who).map(({ about }) => about);
  expect(abouts('helen-tranter')).toEqual(['report.prompt']);
  expect(queued.some(({ about }) => about === 'report.prompt.support')).toBe(true);
});

test('going live past the digest’s day says that it is not posted by itself, and so does its preview', async () => {
  await set('pilot');
  await snb.on('2021-04-01');
  await snb.on('2021-04-19');
  await deliver();
  const manager = grace();
  await manager.says('live');
  const said = await manager.presses('Go live');
  expect(said).toContain('was due on Monday 19 April 2021 and is not posted by itself');
  expect(await manager.says('digest')).toContain('Nothing posts it by itself any more');
});

test('who has no account is named as not reached, and who is away is not promised a message', async () => {
  await set('pilot');
  await snb.import((register) => {
    const gone = register.accounts.filter(({ personKey }) => personKey === 'helen-tranter');
    register.accounts = register.accounts.filter((one) => !gone.includes(one));
  });
  const said = await grace().says('live');
  expect(said).toContain('Cannot be reached: Helen Tranter');
  expect(said).not.toMatch(/” to .*Helen Tranter/);
});
