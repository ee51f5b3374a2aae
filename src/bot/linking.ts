import { workingCalendar } from '../partnership/calendar.ts';
import { localDay, nextContactTime } from '../partnership/contact.ts';
import { accountOn, connectionOf, linkedAccount, ownerOf, peopleWithEmail } from '../partnership/linking.ts';
import { programmeManagers } from '../partnership/responsibility.ts';
import type { Database, Store } from '../store/store.ts';
import { type ClaimShown, claimMessage } from '../views/accounts.ts';
import type { Actor, Interaction, Profile } from './platform.ts';

/** Asks the platform about an account. Null where it knows none; rejects where it cannot be asked. */
export type LookUp = (actor: Actor) => Promise<Profile | null>;

/**
 * On the first contact of an account that nobody is known by: finds whose it is, by an email that its connection may
 * vouch for, or keeps it for the programme manager to say. True where it is somebody's now.
 */
export async function link(
  database: Database,
  { actor, ...interaction }: Interaction,
  lookUp: LookUp,
  clock: () => Date,
): Promise<boolean> {
  const using = await database.partnershipsOf(actor.platform, actor.connection);
  const named = 'partnershipId' in interaction && interaction.partnershipId !== '' ? interaction.partnershipId : null;
  const wanted = using.filter(({ partnershipId }) => named === null || partnershipId === named);
  if (wanted.length === 0) return false;
  // Outside the transaction: it is a call over the network.
  const profile = await lookUp(actor).catch(() => null);
  if (!profile) return false;
  let linked = false;
  for (const { partnershipId } of wanted) {
    linked = (await database.transact(partnershipId, (store) => linkIn(store, actor, profile, clock()))) || linked;
  }
  return linked;
}

async function linkIn(store: Store, actor: Actor, profile: Profile, now: Date): Promise<boolean> {
  const register = await store.register();
  const connection = connectionOf(register, actor.platform, actor.connection);
  if (!connection) return false;
  const externalId = actor.accountId;
  // Somebody's already: two of their first messages arrived at once, or they have left the register.
  const known = register.accounts.some(
    (one) => one.connectionKey === connection.key && one.externalId === externalId && one.endedOn === null,
  );
  if (known) return true;
  const before = await store.claims.of(connection.key, externalId);
  const today = localDay(now, register.partnership.timeZone);
  const owner = before?.refusedAt ? null : ownerOf(register, connection, profile, today);
  if (owner) {
    await store.record('accounts', linkedAccount(owner.key, connection.key, externalId));
    await store.claims.settle(connection.key, externalId);
    const subject = `account/${connection.key}/${externalId}`;
    await store.events.add({ at: now, by: null, what: 'account.linked', subject, detail: { person: owner.key } });
    return true;
  }
  const isNew = await store.claims.note({ connectionKey: connection.key, externalId, ...profile, at: now });
  const candidates = peopleWithEmail(register, profile.email, today);
  // Anybody in a workspace may write; the programme manager is asked at once only about those who may be somebody.
  if (!isNew || candidates.length === 0) return false;
  const shown: ClaimShown = {
    connection: connection.key,
    externalId,
    ...profile,
    candidates: candidates.map((person) => ({ person, has: accountOn(register, connection.key, person.key) !== null })),
  };
  const subject = `claim/${connection.key}/${externalId}`;
  for (const manager of programmeManagers(register, today)) {
    await store.deliveries.queue(
      {
        to: { kind: 'person', key: manager.key },
        subject,
        message: claimMessage(shown),
        about: 'account.claim',
        because: 'Whoever writes from an account that cannot be linked by itself is confirmed by the programme manager',
        dedupeKey: `${subject}/${manager.key}`,
        notBefore: nextContactTime(now, workingCalendar(register)),
      },
      now,
    );
  }
  return false;
}
