import { z } from 'zod';
import { accountOn, peopleWithEmail, sharedAccounts, withoutAccount } from '../partnership/linking.ts';
import type { Person } from '../partnership/register.ts';
import { isOnRegister } from '../partnership/responsibility.ts';
import type { Claim } from '../store/store.ts';
import { type AccountsShown, accountsMessage } from '../views/accounts.ts';
import { answered, linkTo, noteAccount } from './claims.ts';
import { type Context, command } from './command.ts';
import { forManagers } from './managing.ts';

export const accounts = command({
  name: 'accounts',
  help: 'see who could not be linked to their account, and confirm who they are',
  usage: 'accounts',
  may: forManagers,
  input: z.object({
    connection: z.string().max(100).optional(),
    account: z.string().max(200).optional(),
    /** Whose it is; empty where it is nobody's here. */
    is: z.string().max(100).optional(),
    /** A refusal is taken back. */
    again: z.literal('yes').optional(),
  }),
  parse: () => ({}),
  async run({ connection, account, is, again }, context) {
    const named = connection !== undefined && account !== undefined;
    const done =
      named && again
        ? await takeBack(context, connection, account)
        : named && is !== undefined
          ? await answer(context, connection, account, is)
          : undefined;
    return { kind: 'message', message: accountsMessage(await unlinked(context), done) };
  },
});

async function answer(context: Context, connectionKey: string, externalId: string, is: string): Promise<string> {
  const { store, today } = context;
  const register = await store.register();
  const claim = await store.claims.of(connectionKey, externalId);
  const held = sharedAccounts(register, today).find(
    (one) => one.connection.key === connectionKey && one.externalId === externalId,
  );
  if (!claim && !held) return 'This account does not wait any more. This is how it stands now.';
  if (is === '' && claim) return refuse(context, claim);
  const person = register.people.find(({ key }) => key === is);
  if (!person || !isOnRegister(register, person, today)) return 'This person is not on the register any more.';
  if (held) return settle(context, held, person);
  // What the button said may not be so any more.
  if (!claim || !peopleWithEmail(register, claim.email, today).includes(person))
    return `${person.name} does not have this email any more. Nothing was linked.`;
  return linkTo(context, claim, person);
}

async function refuse(context: Context, claim: Claim): Promise<string> {
  const { store, now, person } = context;
  const { connectionKey, externalId, name } = claim;
  if (claim.refusedAt) return `${name} was refused already. You can take that back below.`;
  await store.claims.refuse(connectionKey, externalId, { at: now, by: person.key });
  await noteAccount(context, 'account.refused', claim, {});
  const done = `Refused: ${name} is nobody here.`;
  await answered(context, claim, done);
  return `${done} They are told to ask you.`;
}

async function takeBack(context: Context, connectionKey: string, externalId: string): Promise<string> {
  const claim = await context.store.claims.of(connectionKey, externalId);
  if (!claim?.refusedAt) return 'This account is not refused any more. This is how it stands now.';
  await context.store.claims.takeBack(connectionKey, externalId);
  await noteAccount(context, 'account.reopened', claim, {});
  return `Taken back: ${claim.name} waits to be confirmed again.`;
}

/** An account that several people were given is one person's; the others lose it. */
async function settle(context: Context, { connection, externalId, people }: Shared, owner: Person) {
  const register = await context.store.register();
  for (const { key } of people.filter(({ key }) => key !== owner.key)) {
    const row = accountOn(register, connection.key, key);
    if (row?.externalId === externalId) await context.store.record('accounts', { ...row, endedOn: context.today });
  }
  const at = { connectionKey: connection.key, externalId };
  await noteAccount(context, 'account.confirmed', at, { person: owner.key });
  return `Settled: it is ${owner.name}.`;
}

type Shared = ReturnType<typeof sharedAccounts>[number];

async function unlinked({ store, today }: Context): Promise<AccountsShown> {
  const register = await store.register();
  const all = await store.claims.all();
  const claims = all.filter(({ refusedAt }) => refusedAt === null);
  const refused = all.filter(({ refusedAt }) => refusedAt !== null);
  return {
    refused: refused.map(({ connectionKey: connection, ...one }) => ({ ...one, connection })),
    claims: claims.map(({ connectionKey, externalId, email, name }) => ({
      ...{ connection: connectionKey, externalId, email, name },
      candidates: peopleWithEmail(register, email, today).map((person) => ({
        person,
        has: accountOn(register, connectionKey, person.key) !== null,
      })),
    })),
    shared: sharedAccounts(register, today).map(({ connection, ...one }) => ({ ...one, connection: connection.key })),
    without: withoutAccount(register, today),
  };
}
