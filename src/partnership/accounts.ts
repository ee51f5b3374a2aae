import type { Account, Channel, Connection, Register } from './register.ts';

/** Where a person can be reached, or a body's channel, with the connection it is on. */
export interface Reachable<T> {
  connection: Connection;
  account: T;
}

/** The accounts of a person that have not ended, the preferred one first, then in the order of the connections. */
export function accountsOf(register: Register, personKey: string): Reachable<Account>[] {
  const prefers = register.people.find(({ key }) => key === personKey)?.prefers;
  const accounts = register.accounts.filter((one) => one.personKey === personKey && one.endedOn === null);
  const found = register.connections
    .filter(({ endedOn }) => endedOn === null)
    .flatMap((connection) =>
      accounts.filter((one) => one.connectionKey === connection.key).map((account) => ({ connection, account })),
    );
  return found.sort((a, b) => Number(b.connection.key === prefers) - Number(a.connection.key === prefers));
}

/** The account on which a person is asked, or null where there is none. */
export function preferredAccount(register: Register, personKey: string): Reachable<Account> | null {
  return accountsOf(register, personKey)[0] ?? null;
}

/** The channels of a body that have not ended, in the order of the register. */
export function channelsOf(register: Register, bodyKey: string): { connection: Connection; channel: Channel }[] {
  return register.channels
    .filter((channel) => channel.bodyKey === bodyKey && channel.endedOn === null)
    .flatMap((channel) => {
      const connection = register.connections.find(({ key }) => key === channel.connectionKey);
      return connection && connection.endedOn === null ? [{ connection, channel }] : [];
    });
}
