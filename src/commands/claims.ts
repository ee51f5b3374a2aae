import { accountOn, claimSubject, linkedAccount } from '../partnership/linking.ts';
import type { Person } from '../partnership/register.ts';
import type { Claim } from '../store/store.ts';
import { claimAnsweredMessage } from '../views/accounts.ts';
import type { Context } from './command.ts';

/** An account is somebody's, because the programme manager says so. What was done, in words. */
export async function linkTo(context: Context, claim: Claim, person: Person): Promise<string> {
  const { store } = context;
  const { connectionKey, externalId, name } = claim;
  const replaced = accountOn(await store.register(), connectionKey, person.key)?.externalId ?? null;
  await store.record('accounts', linkedAccount(person.key, connectionKey, externalId));
  await store.claims.settle(connectionKey, externalId);
  await noteAccount(context, 'account.confirmed', claim, { person: person.key, replaced });
  const done = `Linked: ${name} is ${person.name}.`;
  await answered(context, claim, done);
  return replaced ? `${done} It takes the place of another account that they had there.` : done;
}

/** What asks about an account says in every chat how it was answered: nobody else has to answer it. */
export async function answered(
  { store, now, id, person }: Context,
  { connectionKey, externalId }: Pick<Claim, 'connectionKey' | 'externalId'>,
  done: string,
): Promise<void> {
  const subject = claimSubject(connectionKey, externalId);
  const asked = (await store.postings.of(subject)).filter(({ part }) => part === 1);
  for (const { addressKey } of asked) {
    await store.deliveries.queue(
      {
        to: { kind: 'person', key: addressKey },
        subject,
        message: claimAnsweredMessage(done, person.name),
        about: 'account.claim.updated',
        because: 'Whoever was asked whose account it is sees how it was answered',
        dedupeKey: `${subject}/${addressKey}/${id()}`,
        notBefore: now,
      },
      now,
    );
  }
}

export async function noteAccount(
  { store, now, person }: Context,
  what: string,
  { connectionKey, externalId }: Pick<Claim, 'connectionKey' | 'externalId'>,
  detail: Record<string, unknown>,
): Promise<void> {
  await store.events.add({ at: now, by: person.key, what, subject: `account/${connectionKey}/${externalId}`, detail });
}
