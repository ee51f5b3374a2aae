import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { secondManager } from '../support/register.ts';

let snb: Board;
beforeEach(async () => {
  snb = await board({
    register: secondManager(),
    lookUp: async () => ({ name: 'H. Tranter', email: 'h@elsewhere.example' }),
  });
  const actor = { platform: 'slack', connection: 'T0NOTTS2023', accountId: 'U0NEW' } as const;
  await snb.handle({ kind: 'said', actor, place: { kind: 'direct' }, text: 'help' });
});
afterEach(() => snb.close());

const accounts = async () =>
  (await snb.database.read(snb.partnershipId, (reader) => reader.register())).accounts.filter(
    ({ externalId, endedOn }) => externalId === 'U0NEW' && endedOn === null,
  );

test('an account whose email is not the one on the register is linked to the person who is named', async () => {
  const manager = snb.person('grace-holloway');
  await manager.says('accounts');
  expect(await manager.presses('Say whose it is')).toContain('H. Tranter, h@elsewhere.example');
  manager.types({ person: 'Nobody Atall' });
  await manager.does('continue');
  expect(await manager.sends()).toContain('Nobody on the register has this name or email');
  manager.types({ person: 'helen tranter' });
  await manager.does('continue');
  expect(await manager.sends()).toContain('Linked: H. Tranter is Helen Tranter.');
  expect(await accounts()).toMatchObject([{ personKey: 'helen-tranter', linked: true }]);
});

test('once one programme manager has answered, the other’s copy says so and has no buttons', async () => {
  const [first, second] = await snb.messages('account.claim');
  expect([first?.to, second?.to].sort()).toEqual(['grace-holloway', 'nadia-wren']);
  const manager = snb.person('grace-holloway');
  await manager.pressesIn(first!.message, 'Say whose it is');
  manager.types({ person: 'Helen Tranter' });
  await manager.does('continue');
  await manager.sends();
  const copies = await snb.messages('account.claim.updated');
  expect(copies.map(({ text }) => text)).toEqual(copies.map(() => expect.stringContaining('Grace Holloway said so.')));
  expect(copies.map(({ text }) => text).join()).not.toContain('[');
  expect(await snb.person('nadia-wren').pressesIn(first!.message, 'Say whose it is')).toContain('Answered already');
});
