import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';

let snb: Board;
beforeEach(async () => {
  snb = await board();
});
afterEach(() => snb.close());

const claims = (email: string | null) =>
  snb.database.transact(snb.partnershipId, (store) =>
    store.claims.note({ connectionKey: 'councils', externalId: 'U0NEW', email, name: 'A. Newcomer', at: snb.now() }),
  );
const register = () => snb.database.read(snb.partnershipId, (reader) => reader.register());

test('those who cannot be reached are listed, and where there are none it says so', async () => {
  const manager = snb.person('grace-holloway');
  expect(await manager.says('accounts')).toContain('- Carmen Ortega, carmen.ortega@probation.example');
  await snb.import((wanted) => {
    const linked = new Set(wanted.accounts.map(({ personKey }) => personKey));
    wanted.people = wanted.people.filter(({ key }) => linked.has(key));
    wanted.holdings = wanted.holdings.filter(({ personKey }) => linked.has(personKey));
  });
  expect(await manager.says('accounts')).toContain('no account waits');
});

test('a claim that nobody’s email fits says what to do', async () => {
  await claims('new@elsewhere.example');
  const said = await snb.person('grace-holloway').says('accounts');
  expect(said).toContain('A. Newcomer, new@elsewhere.example');
  expect(said).toContain('Nobody on the register has this email.');
  await claims(null);
  expect(await snb.person('grace-holloway').says('accounts')).toContain('with no email that councils vouches for');
});

test('a button whose person has another email by now links nobody', async () => {
  const [helen] = (await register()).people.filter(({ key }) => key === 'helen-tranter');
  await claims(helen!.email);
  const manager = snb.person('grace-holloway');
  await manager.says('accounts');
  await snb.import((wanted) => {
    wanted.people = wanted.people.map((one) =>
      one.key === 'helen-tranter' ? { ...one, email: 'h@new.example' } : one,
    );
  });
  expect(await manager.presses('Confirm: Helen Tranter')).toContain('does not have this email any more. Nothing was');
});

test('a button that is pressed again says that nothing waits', async () => {
  await claims('new@elsewhere.example');
  const [first, second] = [snb.person('grace-holloway'), snb.person('grace-holloway')];
  await first.says('accounts');
  await second.says('accounts');
  await first.presses('Refuse');
  await snb.database.transact(snb.partnershipId, (store) => store.claims.settle('councils', 'U0NEW'));
  expect(await second.presses('Refuse')).toContain('This account does not wait any more.');
});

test('an account that the register gives to two people is settled', async () => {
  await snb.import((wanted) => {
    const [one] = wanted.accounts.filter(({ personKey }) => personKey === 'helen-tranter');
    wanted.accounts = wanted.accounts.filter(
      ({ personKey, connectionKey }) => personKey !== 'keith-lomas' || connectionKey !== one!.connectionKey,
    );
    wanted.accounts.push({ ...one!, key: `keith-lomas/${one!.connectionKey}`, personKey: 'keith-lomas' });
  });
  const manager = snb.person('grace-holloway');
  expect(await manager.says('accounts')).toContain('Claimed by more than one person');
  expect(await manager.presses('It is Helen Tranter')).toContain('Settled: it is Helen Tranter.');
  expect(manager.sees()).not.toContain('Claimed by more than one person');
});
