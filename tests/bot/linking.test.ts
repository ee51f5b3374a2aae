import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor, Profile } from '../../src/bot/platform.ts';
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

test('what was refused stays refused, and is not listed again', async () => {
  profiles.U1 = { name: 'Robin', email: 'robin@elsewhere.example' };
  await says('U1');
  const manager = grace();
  expect(await manager.says('accounts')).toContain('Robin, robin@elsewhere.example');
  expect(await manager.presses('Refuse')).toContain('Refused: Robin is nobody here.');
  await says('U1');
  expect(await manager.says('accounts')).not.toContain('Robin');
  expect(await snb.messages('account.claim')).toEqual([]);
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
