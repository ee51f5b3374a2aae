import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor, Profile } from '../../src/bot/platform.ts';
import { importRegister } from '../../src/import.ts';
import { plainText } from '../../src/views/plain.ts';
import { type Board, board } from '../support/board.ts';
import { imported, nottinghamshire } from '../support/register.ts';

const TEAM = 'T0NOTTS2023';
const HELEN = 'helen.tranter@broxtowe.example';

let snb: Board;
let profiles: Record<string, Profile | null>;
let asked: string[];
beforeEach(async () => {
  profiles = {};
  asked = [];
  const register = nottinghamshire();
  register.connections = register.connections.map((one) => ({ ...one, domains: ['broxtowe.example'] }));
  register.people = register.people.map((one) => (one.key === 'helen-tranter' ? { ...one, email: HELEN } : one));
  register.accounts = register.accounts.filter(({ personKey }) => personKey !== 'helen-tranter');
  snb = await board({
    register,
    lookUp: async ({ accountId }: Actor) => {
      asked.push(accountId);
      return profiles[accountId] ?? null;
    },
  });
  await snb.on('2021-04-01');
});
afterEach(() => snb.close());

const says = async (accountId: string, text = 'who hate crime') => {
  const actor = { platform: 'slack', connection: TEAM, accountId } as const;
  const answer = await snb.handle({ kind: 'said', actor, place: { kind: 'direct' }, text });
  return answer.kind === 'message' ? plainText(answer.message) : answer.kind;
};
const grace = () => snb.person('grace-holloway');
const accountOf = async (key: string) => {
  const register = await snb.database.read(snb.partnershipId, (reader) => reader.register());
  return register.accounts.find((one) => one.personKey === key && one.endedOn === null);
};

test('an account whose email the connection vouches for is linked on its first contact, in any case of letters', async () => {
  profiles.U1 = { name: 'Somebody else', email: 'Helen.Tranter@BROXTOWE.example' };
  expect(await says('U1')).toContain('Lead: Helen Tranter');
  expect(await accountOf('helen-tranter')).toMatchObject({ externalId: 'U1', linked: true });
  await says('U1');
  expect(asked).toEqual(['U1']);
});

test('it is never linked by name', async () => {
  profiles.U1 = { name: 'Helen Tranter', email: null };
  expect(await says('U1')).toContain('not on the register');
  expect(await accountOf('helen-tranter')).toBeUndefined();
});

test('where the connection may not vouch for the domain, the programme manager is asked and confirms', async () => {
  const other = 'helen.tranter@elsewhere.example';
  await snb.import((register) => {
    register.people = register.people.map((one) => (one.key === 'helen-tranter' ? { ...one, email: other } : one));
  });
  profiles.U1 = { name: 'HT', email: other };
  expect(await says('U1')).toContain('not on the register');
  const [question] = await snb.messages('account.claim');
  expect(question).toMatchObject({ to: 'grace-holloway' });
  const said = await grace().pressesIn(question!.message, 'Confirm: Helen Tranter');
  expect(said).toContain('Linked: HT is Helen Tranter.');
  expect(await says('U1')).toContain('Lead: Helen Tranter');
  const events = await snb.database.read(snb.partnershipId, (reader) => reader.events.newest(1));
  expect(events).toMatchObject([{ what: 'account.confirmed', by: 'grace-holloway' }]);
});

test('a domain that only ends like one that is vouched for is not vouched for', async () => {
  profiles.U1 = { name: 'HT', email: 'helen.tranter@evil-broxtowe.example' };
  await says('U1');
  profiles.U2 = { name: 'HT', email: 'helen.tranter@broxtowe.example.evil.example' };
  await says('U2');
  expect(await accountOf('helen-tranter')).toBeUndefined();
});

test('an email that two people have is nobody’s until it is confirmed', async () => {
  await snb.import((register) => {
    register.people = register.people.map((one) => (one.key === 'keith-lomas' ? { ...one, email: HELEN } : one));
  });
  profiles.U1 = { name: 'HT', email: HELEN };
  expect(await says('U1')).toContain('not on the register');
  const manager = grace();
  const list = await manager.says('accounts');
  expect(list).toContain('On the register with this email: ');
  expect(list).toContain('[Confirm: Helen Tranter]');
  expect(list).toContain('[Confirm: Keith Lomas');
});

test('a second account with somebody’s email is a claim: it does not take the place of the first by itself', async () => {
  profiles.U1 = { name: 'Helen', email: HELEN };
  profiles.U2 = { name: 'Helen', email: HELEN };
  await says('U1');
  expect(await says('U2')).toContain('not on the register');
  const manager = grace();
  expect(await manager.says('accounts')).toContain('Helen Tranter (who has another account there)');
  await manager.presses('Confirm: Helen Tranter');
  expect(await accountOf('helen-tranter')).toMatchObject({ externalId: 'U2' });
});

test('somebody with two boards has one page: it says which, and is the one that they chose', async () => {
  const other = nottinghamshire();
  other.partnership = { ...other.partnership, key: 'elsewhere', name: 'Elsewhere Board' };
  const elsewhere = await imported(snb.database, other, snb.now());
  const { connectionKey, externalId: accountId } = other.accounts.find(({ personKey }) => personKey === 'keith-lomas')!;
  const { platform, externalId: connection } = other.connections.find(({ key }) => key === connectionKey)!;
  const actor = { platform, connection, accountId, hasHome: true };
  const place = { kind: 'direct' } as const;
  await snb.handle({ kind: 'home', actor, place });
  const pages = async (id: string) => (await snb.database.delivery.log(id)).filter(({ about }) => about === 'mine');
  const [first] = await pages(elsewhere);
  expect(plainText(first!.message)).toContain('This page is about the Elsewhere Board');
  const pressed = { kind: 'pressed', actor, place, input: {} } as const;
  const asked = await snb.handle({ ...pressed, partnershipId: elsewhere, command: 'switch-partnership' });
  expect(asked.kind === 'message' && plainText(asked.message)).toContain('Which do you mean?');
  await snb.handle({ ...pressed, partnershipId: snb.partnershipId, command: 'choose-partnership' });
  expect(plainText((await pages(snb.partnershipId))[0]!.message)).toContain('about the Safer Nottinghamshire Board');
  // What goes on at the other board does not take its place.
  expect((await pages(elsewhere)).filter(({ state }) => state === 'queued')).toEqual([]);
});

test('what was refused stays refused, and is not listed again', async () => {
  profiles.U1 = { name: 'Robin', email: 'robin@elsewhere.example' };
  await says('U1');
  const manager = grace();
  expect(await manager.says('accounts')).toContain('Robin, robin@elsewhere.example');
  expect(await manager.presses('Refuse')).toContain('Refused: Robin is nobody here.');
  await says('U1');
  const [waiting, refused] = (await manager.says('accounts')).split('Refused');
  expect([waiting, refused]).toEqual([expect.not.stringContaining('Robin'), expect.stringContaining('Robin')]);
  const asked = [...(await snb.messages('account.claim')), ...(await snb.messages('account.claim.updated'))];
  expect(asked).toHaveLength(1);
});

test('a refusal can be taken back', async () => {
  profiles.U1 = { name: 'Robin', email: 'robin@elsewhere.example' };
  await says('U1');
  const manager = grace();
  await manager.says('accounts');
  await manager.presses('Refuse');
  expect(manager.sees()).toContain('Refused');
  expect(await manager.presses('Take back')).toContain('Taken back: Robin waits to be confirmed again.');
  expect(manager.sees()).toContain('Waiting to be confirmed');
});

test('everybody whom nobody knows is asked about once, and stands on the programme manager’s page until answered', async () => {
  await grace().says('mine');
  profiles.U1 = { name: 'Robin', email: null };
  await says('U1');
  await says('U1');
  expect(await snb.messages('account.claim')).toMatchObject([{ to: 'grace-holloway' }]);
  expect((await snb.messages('mine')).at(-1)?.text).toContain('1 account to be confirmed');
  await grace().says('accounts');
  await grace().pressesIn((await snb.messages('account.claim'))[0]!.message, 'Refuse');
  expect((await snb.messages('mine')).at(-1)?.text).not.toContain('to be confirmed');
});

test('whoever is linked on one board is linked on another that uses the connection, where it may vouch for them', async () => {
  profiles.U1 = { name: 'Helen', email: HELEN };
  await says('U1');
  const other = structuredClone(snb.register);
  other.partnership = { ...other.partnership, key: 'elsewhere', name: 'Elsewhere Board' };
  const elsewhere = await imported(snb.database, other, snb.now());
  expect(await says('U1', 'help')).toContain('Which do you mean?');
  const register = await snb.database.read(elsewhere, (reader) => reader.register());
  expect(register.accounts.find(({ externalId }) => externalId === 'U1')).toMatchObject({ linked: true });
});

test('whoever is nobody on the other board is asked about there by nobody, and once a day at most', async () => {
  profiles.U1 = { name: 'Helen', email: HELEN };
  await says('U1');
  const other = structuredClone(snb.register);
  other.partnership = { ...other.partnership, key: 'elsewhere', name: 'Elsewhere Board' };
  other.people = other.people.map((one) => (one.key === 'helen-tranter' ? { ...one, email: null } : one));
  const elsewhere = await imported(snb.database, other, snb.now());
  for (let times = 0; times < 3; times += 1) expect(await says('U1')).toContain('Lead: Helen Tranter');
  expect(asked).toEqual(['U1', 'U1']);
  expect(await snb.database.read(elsewhere, (reader) => reader.claims.all())).toEqual([]);
});

test('an import that gives somebody their email links the account that waits for it', async () => {
  profiles.U1 = { name: 'Helen', email: 'h.tranter@broxtowe.example' };
  await says('U1');
  const wanted = structuredClone(snb.register);
  wanted.people = wanted.people.map((one) =>
    one.key === 'helen-tranter' ? { ...one, email: 'h.tranter@broxtowe.example' } : one,
  );
  await importRegister(snb.database, wanted, { mode: 'live', rehearsed: false, now: snb.now() });
  expect(await accountOf('helen-tranter')).toMatchObject({ externalId: 'U1', linked: true });
  const [asked] = await snb.messages('account.claim.updated');
  expect(asked?.text).toContain('Linked: it is Helen Tranter');
});

test('a link survives an import that says nothing of it', async () => {
  profiles.U1 = { name: 'Helen', email: HELEN };
  await says('U1');
  await imported(snb.database, snb.register, snb.now());
  expect(await says('U1')).toContain('Lead: Helen Tranter');
});

test('two first messages at once are one account; a platform that does not answer keeps nothing', async () => {
  profiles.U1 = { name: 'Helen', email: HELEN };
  await Promise.all([says('U1'), says('U1')]);
  const register = await snb.database.read(snb.partnershipId, (reader) => reader.register());
  expect(register.accounts.filter(({ externalId }) => externalId === 'U1')).toHaveLength(1);
  expect(await says('U9')).toContain('not on the register');
  expect(await grace().says('accounts')).not.toContain('U9');
});

test('those without an account are listed', async () => {
  expect(await grace().says('accounts')).toContain(`- Helen Tranter, ${HELEN}`);
  expect(await snb.person('keith-lomas').says('accounts')).toContain('is not yours to use at present');
});

test('somebody in two partnerships is asked which they mean, once; the channel decides by itself', async () => {
  const other = nottinghamshire();
  other.partnership = { ...other.partnership, key: 'elsewhere', name: 'Elsewhere Board' };
  const theirs = other.accounts.find(({ personKey }) => personKey === 'keith-lomas')!;
  const channel = other.channels.find(({ connectionKey }) => connectionKey === theirs.connectionKey)!;
  other.channels = [{ ...channel, externalId: 'C0ELSEWHERE' }];
  const elsewhere = await imported(snb.database, other, snb.now());
  const keith = snb.person('keith-lomas');
  expect(await keith.says('help')).toContain('Which do you mean?');
  expect(await keith.presses('Elsewhere Board')).toContain('You are on the register of the Elsewhere Board');
  expect(await keith.says('help')).toContain('Elsewhere Board');
  expect(await keith.says('switch')).toContain('Which do you mean?');
  expect(await keith.presses('Safer Nottinghamshire Board')).toContain('register of the Safer Nottinghamshire Board');
  const there = { kind: 'channel', channelId: 'C0ELSEWHERE' } as const;
  expect(await keith.says('help', there)).toContain('register of the Elsewhere Board');
  expect(elsewhere).not.toBe(snb.partnershipId);
});
