import { workingCalendar } from '../partnership/calendar.ts';
import { localDay, nextContactTime } from '../partnership/contact.ts';
import {
  accountOn,
  claimSubject,
  connectionOf,
  linkedAccount,
  ownerOf,
  peopleWithEmail,
} from '../partnership/linking.ts';
import type { Connection, Person } from '../partnership/register.ts';
import { programmeManagers } from '../partnership/responsibility.ts';
import type { Database, Store } from '../store/store.ts';
import { type ClaimShown, claimAnsweredMessage, claimMessage } from '../views/accounts.ts';
import type { Actor, Interaction, Profile } from './platform.ts';

/** Asks the platform about an account. Null where it knows none; rejects where it cannot be asked. */
export type LookUp = (actor: Actor) => Promise<Profile | null>;

export interface Linking {
  lookUp: LookUp;
  /** Calendar time. */
  clock(): Date;
  /** Brings up to date what follows, in the same transaction. */
  follow(store: Store, now: Date): Promise<void>;
}

/**
 * On the first contact of an account that nobody is known by: finds whose it is, by an email that its connection may
 * vouch for, or keeps it for the programme manager to say. True where it is somebody's now.
 */
export async function link(
  database: Database,
  { actor, ...interaction }: Interaction,
  linking: Linking,
): Promise<boolean> {
  const using = await database.partnershipsOf(actor.platform, actor.connection);
  const named = 'partnershipId' in interaction && interaction.partnershipId !== '' ? interaction.partnershipId : null;
  const wanted = using.filter(({ partnershipId }) => named === null || partnershipId === named);
  const ids = wanted.map(({ partnershipId }) => partnershipId);
  return linkOn(database, ids, actor, linking, false);
}

/**
 * An account that is somebody's in one partnership may be somebody's in others that use its connection. Its platform is
 * asked at most once a day, so that nobody waits for it each time. True where it is somebody's in one more.
 */
export async function linkElsewhere(database: Database, { actor }: Interaction, linking: Linking): Promise<boolean> {
  const { platform, connection, accountId } = actor;
  const strange = await database.strangeTo(platform, connection, accountId);
  if (strange.length === 0) return false;
  const today = localDay(linking.clock(), 'UTC');
  const asked = `asked-elsewhere:${accountId}`;
  if ((await database.memory.get(platform, connection, asked)) === today) return false;
  await database.memory.set(platform, connection, asked, today);
  return linkOn(database, strange, actor, linking, true);
}

async function linkOn(
  database: Database,
  partnershipIds: string[],
  actor: Actor,
  { lookUp, clock, follow }: Linking,
  isKnown: boolean,
): Promise<boolean> {
  if (partnershipIds.length === 0) return false;
  // Outside the transaction: it is a call over the network.
  const profile = await lookUp(actor).catch(() => null);
  if (!profile) return false;
  let linked = false;
  for (const partnershipId of partnershipIds) {
    const isLinked = await database.transact(partnershipId, async (store) => {
      const done = await linkIn(store, actor, profile, clock(), isKnown);
      await follow(store, clock());
      return done;
    });
    linked ||= isLinked;
  }
  return linked;
}

/** @param isKnown it is somebody's in another partnership, so that being nobody here is nothing to ask about */
async function linkIn(store: Store, actor: Actor, profile: Profile, now: Date, isKnown: boolean): Promise<boolean> {
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
    await linkTo(store, owner, connection, externalId, now);
    return true;
  }
  const candidates = peopleWithEmail(register, profile.email, today);
  if (isKnown && candidates.length === 0) return false;
  const isNew = await store.claims.note({ connectionKey: connection.key, externalId, ...profile, at: now });
  if (!isNew) return false;
  const shown: ClaimShown = {
    connection: connection.key,
    externalId,
    ...profile,
    candidates: candidates.map((person) => ({ person, has: accountOn(register, connection.key, person.key) !== null })),
  };
  const subject = claimSubject(connection.key, externalId);
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

/** Whoever waits for the programme manager and would be linked by themselves now is linked: the register has changed. */
export async function linkWaiting(store: Store, now: Date): Promise<void> {
  for (const { connectionKey, externalId, email, refusedAt } of await store.claims.all()) {
    const register = await store.register();
    const connection = register.connections.find((one) => one.key === connectionKey && one.endedOn === null);
    if (!connection || refusedAt) continue;
    const owner = ownerOf(register, connection, { email }, localDay(now, register.partnership.timeZone));
    if (owner) await linkTo(store, owner, connection, externalId, now);
  }
}

async function linkTo(store: Store, owner: Person, connection: Connection, externalId: string, now: Date) {
  await store.record('accounts', linkedAccount(owner.key, connection.key, externalId));
  await store.claims.settle(connection.key, externalId);
  const at = `${connection.key}/${externalId}`;
  await store.events.add({
    ...{ at: now, by: null, what: 'account.linked', subject: `account/${at}` },
    detail: { person: owner.key },
  });
  const subject = claimSubject(connection.key, externalId);
  // Whoever was asked about it need not answer any more.
  for (const { addressKey } of (await store.postings.of(subject)).filter(({ part }) => part === 1)) {
    await store.deliveries.queue(
      {
        to: { kind: 'person', key: addressKey },
        subject,
        message: claimAnsweredMessage(`Linked: it is ${owner.name}, by the email on the register.`, null),
        about: 'account.claim.updated',
        because: 'Whoever was asked whose account it is sees how it was answered',
        dedupeKey: `${subject}/${addressKey}/${now.toISOString()}`,
        notBefore: now,
      },
      now,
    );
  }
}
