import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Interaction } from '../../src/bot/platform.ts';
import { createRouter } from '../../src/bot/router.ts';
import { commands } from '../../src/commands/index.ts';
import type { Database } from '../../src/store/store.ts';
import { plainDialog, plainText } from '../../src/views/plain.ts';
import { type Board, board, fillsIn } from '../support/board.ts';
import { imported, nottinghamshire } from '../support/register.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board();
  await snb.on('2021-04-01');
});
afterAll(() => snb.close());

const stranger = { platform: 'slack', connection: 'T0NOTTS2023', accountId: 'U0STRANGER1' } as const;
const said = (text: string, actor: Interaction['actor'] = stranger): Interaction => ({
  kind: 'said',
  actor,
  place: { kind: 'direct' },
  text,
});
const helenOn = { platform: 'teams', connection: '2f6c1f0e-7a54-4d0b-9a3c-5d1e8b7a4c01' } as const;
const helenAccount = { ...helenOn, accountId: '4a9d7c32-6b1e-4f05-9d8a-2c3b4e5f6a12' };

const words = (answer: Awaited<ReturnType<Board['handle']>>) => {
  if (answer.kind === 'message') return plainText(answer.message);
  return answer.kind === 'dialog' ? plainDialog(answer.dialog) : '';
};

test('somebody who is not on the register is told whom to ask', async () => {
  const answer = await snb.handle(said('report'));
  expect(words(answer)).toContain('not on the register of the Safer Nottinghamshire Board yet');
  expect(words(answer)).toContain('Grace Holloway (grace.holloway@nottscounty.example)');
});

test('somebody from a workspace that nobody uses is told to ask, and learns no name', async () => {
  const answer = await snb.handle(said('help', { ...stranger, connection: 'T0ELSEWHERE' }));
  expect(words(answer)).toContain('Ask the programme manager of your partnership');
  expect(words(answer)).not.toContain('Grace');
});

test('nothing typed asks for help, and help lists only what this person may do', async () => {
  const helen = snb.person('helen-tranter');
  expect(await helen.says('')).toContain('report hate crime: send or change the report');
  expect(helen.sees()).toContain('- Lead for Hate crime');
  expect(helen.sees()).not.toContain('digest');
  expect(await snb.person('grace-holloway').says('HELP')).toContain('digest: see the digest');
});

test('a command is its first word, in any case', async () => {
  const helen = snb.person('helen-tranter');
  expect(await helen.says('  WHO leads on Hate  Crime? ')).toContain('Lead: Helen Tranter');
  expect(await helen.says('/Priorities')).toContain('11 priorities');
});

test('words that are no command get the nearest one, or who leads the priority that is meant', async () => {
  const helen = snb.person('helen-tranter');
  expect(await helen.says('reprt hate crime')).toContain('[report hate crime]');
  expect(await helen.presses('report hate crime')).toContain('Page 1 of 4');
  expect(await helen.says('violence')).toContain('[Who leads on Serious Violence]');
  expect(await helen.presses('Who leads on Serious Violence')).toContain('Lead: Samir Haddad');
  expect(await helen.says('what is the weather like')).toContain('There is no command “what is the weather like”.');
});

test('an answer in a channel is for the person who asked alone', async () => {
  const answer = await snb.handle({ ...said('priorities', helenAccount), place: { kind: 'channel', channelId: 'C1' } });
  expect(answer).toMatchObject({ kind: 'message', private: true });
});

test('a form asked for in words says which button opens it', async () => {
  const helen = snb.person('helen-tranter');
  await helen.says('report hate crime');
  expect(helen.dialog().opener).toMatchObject({
    label: 'Open progress report',
    command: 'report',
    input: { words: 'hate crime' },
    opens: true,
    partnershipId: snb.partnershipId,
  });
});

test('every button of an answer names the partnership that it acts in', async () => {
  const answer = await snb.handle(said('violence', helenAccount));
  expect(JSON.stringify(answer)).toContain(`"partnershipId":"${snb.partnershipId}"`);
});

test('a button that the program does not know any more says so', async () => {
  const helen = snb.person('helen-tranter');
  const press = { kind: 'pressed', partnershipId: snb.partnershipId, input: {} };
  expect(await helen.interact({ ...press, command: 'foretell' })).toContain('not in use any more');
  // A command that there is, in words that it does not know any more.
  expect(await helen.interact({ ...press, command: 'nothing-to-report' })).toContain('not in use any more');
});

test('what a person may not do is refused kindly, with whom to ask', async () => {
  const helen = snb.person('helen-tranter');
  const press = { kind: 'pressed', partnershipId: snb.partnershipId, command: 'digest', input: {} };
  expect(await helen.interact(press)).toContain('“digest” is not yours to use at present.');
  expect(helen.sees()).toContain('ask Grace Holloway');
});

test('a button of a partnership that the person is not in does nothing there', async () => {
  const other = nottinghamshire();
  other.partnership = { ...other.partnership, key: 'elsewhere', name: 'Elsewhere Board' };
  other.assignments = other.assignments.map((one) =>
    one.subjectKind === 'partnership' ? { ...one, subjectKey: 'elsewhere' } : one,
  );
  other.accounts = other.accounts.filter(({ personKey }) => personKey === 'victor-sandiford');
  other.channels = [];
  const elsewhere = await imported(snb.database, other, snb.now());
  const answer = await snb.handle({
    kind: 'pressed',
    actor: helenAccount,
    place: { kind: 'direct' },
    partnershipId: elsewhere,
    command: 'priorities',
    input: {},
  });
  expect(words(answer)).toContain('not on the register');

  const victor = snb.person('victor-sandiford');
  const press = { kind: 'pressed', command: 'help', input: {} };
  expect(await victor.interact({ ...press, partnershipId: elsewhere })).toContain('Elsewhere Board');
  expect(await victor.interact({ ...press, partnershipId: snb.partnershipId })).toContain(
    'Safer Nottinghamshire Board',
  );
  const inChannel = { kind: 'said', text: 'help', place: { kind: 'channel', channelId: 'C0SNBBOARD' } };
  expect(await victor.interact(inChannel)).toContain('Safer Nottinghamshire Board');
});

test('a draft of somebody else is as good as none, and what was typed stays on screen', async () => {
  const helen = snb.person('helen-tranter');
  await helen.says('report hate crime');
  const { draftId } = helen.dialog().form!;
  const joan = snb.person('joan-pickersgill');
  await joan.says('report');
  const before = await snb.database.read(snb.partnershipId, (reader) => reader.drafts.byId(draftId));
  await joan.interact({
    kind: 'filled',
    partnershipId: snb.partnershipId,
    command: 'report',
    draftId,
    revision: 1,
    page: 'rating',
    act: 'continue',
    values: { rating: 'red', reason: 'Not mine' },
    order: '',
  });
  expect(joan.sees()).toContain('This form is no longer open here');
  expect(joan.sees()).toContain('Not mine');
  expect(await snb.database.read(snb.partnershipId, (reader) => reader.drafts.byId(draftId))).toEqual(before);
});

test('a form whose draft has gone explains, and keeps what is on screen', async () => {
  const keith = snb.person('keith-lomas');
  await keith.says('report');
  await keith.does('continue');
  keith.types({ rating: 'green', direction: 'same' });
  await keith.does('continue');
  const { draftId } = keith.dialog().form!;
  await snb.database.transact(snb.partnershipId, (store) => store.drafts.discard(draftId));
  keith.types({ 'achieved.1.what': 'Typed into a form that is gone' });
  await keith.does('continue');
  expect(keith.sees()).toContain('no longer open here');
  expect(keith.sees()).toContain('> Typed into a form that is gone');
});

test('a form sent twice does its work once and shows the same confirmation', async () => {
  const marian = snb.person('marian-oakes');
  await marian.says('report');
  await fillsIn(marian);
  const { form } = marian.dialog();
  const { command, partnershipId, draftId, revision, page } = form!;
  const send = { kind: 'filled', command, partnershipId, draftId, revision, page, act: 'send', values: {}, order: '' };
  const first = await marian.interact(send);
  const again = await marian.interact(send);
  expect(again).toBe(first);
  const atOnce = await Promise.all([marian.interact(send), marian.interact(send)]);
  expect(new Set([first, ...atOnce]).size).toBe(1);
  expect((await snb.messages('report.sent')).filter(({ to }) => to === 'marian-oakes')).toHaveLength(1);
});

test('each page is kept before it is checked, and the form goes on where it was left', async () => {
  const owen = snb.person('owen-brightwell');
  await owen.says('report');
  owen.types({ rating: 'amber', reason: 'x'.repeat(301), direction: 'same' });
  await owen.does('continue');
  expect(owen.sees()).toContain('Error: Reason for the rating must be 300 characters or less');
  expect(await owen.says('report')).toContain('x'.repeat(301));
  owen.types({ reason: 'Short' });
  await owen.does('continue');
  expect(await owen.says('report')).toContain('Page 2 of 4');
});

test('rows are added and removed, and keep what was typed in the others', async () => {
  const alan = snb.person('alan-whitcombe');
  await alan.says('report');
  alan.types({ rating: 'green', direction: 'same' });
  await alan.does('continue');
  alan.types({ 'achieved.1.what': 'First' });
  await alan.does('add:achieved');
  alan.types({ 'achieved.2.what': 'Second' });
  await alan.does('add:achieved');
  alan.types({ 'achieved.3.what': 'Third' });
  const second = alan.dialog().form!.fields[0]!;
  const id = second.kind === 'rows' ? second.rows[1]!.id : '';
  await alan.does(`remove:achieved:${id}`);
  expect(alan.sees()).toContain('> First');
  expect(alan.sees()).not.toContain('> Second');
  expect(alan.sees()).toContain('> Third');
});

test('saving answers nothing, and a save that comes late does not overwrite a newer one', async () => {
  const tom = snb.person('tom-ashdown');
  await tom.says('report');
  const { command, partnershipId, draftId, revision, page } = tom.dialog().form!;
  const save = (reason: string, order: string) =>
    snb.handle({
      kind: 'filled',
      actor: { platform: 'slack', connection: 'T0NOTTS2023', accountId: 'U0EARLYHELP1' },
      place: { kind: 'direct' },
      ...{ command, partnershipId, draftId, revision, page, act: 'save', values: { reason }, order },
    });
  expect(await save('A whole sentence', '1617264001.000200')).toEqual({ kind: 'nothing' });
  await save('A whole', '1617264001.000100');
  expect(await tom.says('report')).toContain('> A whole sentence');
});

test('text that a database cannot hold is kept as near as it can be', async () => {
  const frances = snb.person('frances-adeyemi');
  await frances.says('report');
  frances.types({ rating: 'amber', direction: 'same', reason: 'A\0B \ud800 <!channel> **bold** مرحبا 👩‍👩‍👧' });
  await frances.does('continue');
  await frances.does('back');
  expect(frances.sees()).toContain('> AB \ufffd <!channel> **bold** مرحبا 👩‍👩‍👧');
});

test('each thing done is followed by a call to deliver what it queued', async () => {
  const before = snb.commits();
  await snb.person('helen-tranter').says('help');
  expect(snb.commits()).toBe(before + 1);
});

test('nothing is asked to follow from what was only read', async () => {
  const { handle, followed } = inTrouble({});
  await handle(said('who hate crime', helenAccount));
  await handle(said('mine', helenAccount));
  expect(followed()).toBe(0);
  await handle(said('report hate crime', helenAccount));
  expect(followed()).toBe(1);
});

/** The program with a database that is in trouble in some way. */
function inTrouble(change: Partial<Database>) {
  const logged: object[] = [];
  const quiet = () => {};
  let followed = 0;
  const handle = createRouter({
    database: { ...snb.database, ...change },
    commands,
    clock: snb.now,
    id: () => 'unused',
    ahead: async (_, now) => ({ sent: [], until: now }),
    lookUp: async () => null,
    async follow() {
      followed += 1;
    },
    log: { info: quiet, warn: quiet, error: (facts, message) => void logged.push({ ...facts, message }) },
    committed: quiet,
  });
  return { handle, logged, followed: () => followed };
}
const unreachable = () => Promise.reject(Object.assign(new Error('connect ENOENT'), { name: 'Unreachable' }));
const filled = (more: object): Interaction => ({
  kind: 'filled',
  actor: helenAccount,
  place: { kind: 'direct' },
  partnershipId: snb.partnershipId,
  command: 'report',
  draftId: 'a-draft',
  revision: 1,
  page: 'achieved',
  act: 'continue',
  values: { 'achieved.r1.what': 'My own words', 'achieved.r2.what': 'More of them' },
  order: '',
  ...more,
});

test.each([
  ['cannot be reached', { transact: unreachable, identify: unreachable }],
  ['is out of reach in the middle', { transact: unreachable }],
  ['takes for ever', { transact: () => new Promise<never>(() => {}) }],
])('when the database %s, people see their own text again and how to go on', async (_, change) => {
  const { handle } = inTrouble(change);
  const answer = await handle(filled({}));
  expect(words(answer)).toContain('Not confirmed yet. Send again');
  expect(words(answer)).toContain('> My own words');
  expect(words(answer)).toContain('> More of them');
  if (answer.kind !== 'dialog') throw new Error('no dialog');
  expect(answer.dialog.form).toMatchObject({ draftId: 'a-draft', page: 'achieved', partnershipId: snb.partnershipId });
});

test('when sending is not confirmed the answers stay unsent on screen, and can be sent again', async () => {
  const { handle } = inTrouble({ transact: unreachable });
  const answer = await handle(filled({ page: 'check', act: 'send', values: {} }));
  expect(words(answer)).toContain('Not confirmed yet. Send again');
  expect(words(answer)).toContain('[Send report to the board]');
  expect(words(answer)).not.toContain('Not provided');
});

test('when the database cannot be reached, a question gets a plain answer', async () => {
  const { handle } = inTrouble({ identify: unreachable });
  expect(words(await handle(said('help')))).toContain('not confirmed yet. Wait a minute, then do it again.');
});

test('a mistake of the program is logged without what was typed, and the person keeps their text', async () => {
  const broken = () => Promise.reject(new TypeError('undefined is not a function'));
  const { handle, logged } = inTrouble({ transact: broken });
  expect(words(await handle(filled({})))).toContain('> My own words');
  expect(words(await handle(said('who my secret', helenAccount)))).toContain('has been noted');
  expect(logged).toHaveLength(2);
  expect(JSON.stringify(logged)).not.toMatch(/My own words|my secret/);
});
