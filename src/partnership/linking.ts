import type { Day } from './day.ts';
import { holds } from './holding.ts';
import type { Account, Connection, Person, Register } from './register.ts';

/** An account as its platform describes it. */
export interface Described {
  email: string | null;
}

/** The connection that an account is on, where the register still uses it. */
export function connectionOf(register: Register, platform: string, externalId: string): Connection | null {
  return (
    register.connections.find(
      (one) => one.platform === platform && one.externalId === externalId && one.endedOn === null,
    ) ?? null
  );
}

/** Those on the register whose email is this one, in any case. */
export function peopleWithEmail(register: Register, email: string | null, day: Day): Person[] {
  const wanted = email?.trim().toLowerCase();
  if (!wanted) return [];
  return register.people.filter((one) => holds(one, day) && one.email?.trim().toLowerCase() === wanted);
}

/** Whether a connection may vouch for an email: its domain is listed, exactly. */
export function vouchesFor({ domains }: Connection, email: string | null): boolean {
  const domain = email?.trim().toLowerCase().split('@').at(-1) ?? '';
  return domain !== '' && domains.some((one) => one.trim().toLowerCase().replace(/^@/, '') === domain);
}

/**
 * Whose account this is, where nobody has to be asked: the connection vouches for its email, exactly one person on the
 * register has that email, and they have no account there yet. Never by name. Null otherwise.
 */
export function ownerOf(register: Register, connection: Connection, account: Described, day: Day): Person | null {
  if (!vouchesFor(connection, account.email)) return null;
  const [person, ...others] = peopleWithEmail(register, account.email, day);
  if (!person || others.length > 0) return null;
  return accountOn(register, connection.key, person.key) ? null : person;
}

/** The account that a person has on a connection. */
export function accountOn(register: Register, connectionKey: string, personKey: string): Account | null {
  return (
    register.accounts.find(
      (one) => one.connectionKey === connectionKey && one.personKey === personKey && one.endedOn === null,
    ) ?? null
  );
}

/** The row that says whose an account is. Under the key that an agreement file would give it, so that both are one. */
export function linkedAccount(personKey: string, connectionKey: string, externalId: string): Account {
  return { key: `${personKey}/${connectionKey}`, personKey, connectionKey, externalId, linked: true, endedOn: null };
}

/** Under what it is asked whose an account is. */
export const claimSubject = (connectionKey: string, externalId: string) => `claim/${connectionKey}/${externalId}`;

/** Those who cannot be reached: on the register, with something to do there, and no account anywhere. */
export function withoutAccount(register: Register, day: Day): Person[] {
  const connections = new Set(register.connections.filter(({ endedOn }) => endedOn === null).map(({ key }) => key));
  const reached = new Set(
    register.accounts
      .filter((one) => one.endedOn === null && connections.has(one.connectionKey))
      .map(({ personKey }) => personKey),
  );
  return register.people.filter((one) => holds(one, day) && !reached.has(one.key));
}

/** Accounts that the register gives to more than one person. */
export function sharedAccounts(
  register: Register,
  day: Day,
): { connection: Connection; externalId: string; people: Person[] }[] {
  const found = new Map<string, { connection: Connection; externalId: string; people: Person[] }>();
  for (const { connectionKey, externalId, personKey, endedOn } of register.accounts) {
    const connection = register.connections.find((one) => one.key === connectionKey && one.endedOn === null);
    const person = register.people.find((one) => one.key === personKey && holds(one, day));
    if (!connection || !person || endedOn !== null) continue;
    const key = `${connectionKey}\n${externalId}`;
    const shared = found.get(key) ?? { connection, externalId, people: [] };
    shared.people.push(person);
    found.set(key, shared);
  }
  return [...found.values()].filter(({ people }) => people.length > 1);
}
