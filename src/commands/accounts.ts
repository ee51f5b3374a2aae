import { z } from 'zod';
import { accountOn, linkedAccount, peopleWithEmail, sharedAccounts, withoutAccount } from '../partnership/linking.ts';
import type { Person } from '../partnership/register.ts';
import { isOnRegister, isProgrammeManager } from '../partnership/responsibility.ts';
import { type AccountsShown, accountsMessage } from '../views/accounts.ts';
import { type Context, command } from './command.ts';

export const accounts = command({
  name: 'accounts',
  help: 'see who could not be linked to their account, and confirm who they are',
  usage: 'accounts',
  may: (person, register, today) => isProgrammeManager(register, person, today),
  input: z.object({
    connection: z.string().max(100).optional(),
    account: z.string().max(200).optional(),
    /** Whose it is; empty where it is nobody's here. */
    is: z.string().max(100).optional(),
  }),
  parse: () => ({}),
  async run({ connection, account, is }, context) {
    const answers = connection !== undefined && account !== undefined && is !== undefined;
    const done = answers ? await answer(context, connection, account, is) : undefined;
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
  if (is === '' && claim) return refuse(context, connectionKey, externalId, claim.name);
  const person = register.people.find(({ key }) => key === is);
  if (!person || !isOnRegister(register, person, today)) return 'This person is not on the register any more.';
  if (held) return settle(context, connectionKey, externalId, person, held.people);
  // What the button said may not be so any more.
  if (!claim || !peopleWithEmail(register, claim.email, today).includes(person))
    return `${person.name} does not have this email any more. Nothing was linked.`;
  const replaced = accountOn(register, connectionKey, person.key)?.externalId ?? null;
  await store.record('accounts', linkedAccount(person.key, connectionKey, externalId));
  await store.claims.settle(connectionKey, externalId);
  await note(context, 'account.confirmed', connectionKey, externalId, { person: person.key, replaced });
  return `Linked: ${claim.name} is ${person.name}.`;
}

async function refuse(context: Context, connectionKey: string, externalId: string, name: string): Promise<string> {
  const { store, now, person } = context;
  await store.claims.refuse(connectionKey, externalId, { at: now, by: person.key });
  await note(context, 'account.refused', connectionKey, externalId, {});
  return `Refused: ${name} is nobody here. They are told to ask you.`;
}

/** An account that several people were given is one person's; the others lose it. */
async function settle(context: Context, connectionKey: string, externalId: string, owner: Person, people: Person[]) {
  const register = await context.store.register();
  for (const { key } of people.filter(({ key }) => key !== owner.key)) {
    const row = accountOn(register, connectionKey, key);
    if (row?.externalId === externalId) await context.store.record('accounts', { ...row, endedOn: context.today });
  }
  await note(context, 'account.confirmed', connectionKey, externalId, { person: owner.key });
  return `Settled: it is ${owner.name}.`;
}

async function note(
  { store, now, person }: Context,
  what: string,
  connectionKey: string,
  externalId: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await store.events.add({ at: now, by: person.key, what, subject: `account/${connectionKey}/${externalId}`, detail });
}

async function unlinked({ store, today }: Context): Promise<AccountsShown> {
  const register = await store.register();
  const claims = (await store.claims.all()).filter(({ refusedAt }) => refusedAt === null);
  return {
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
