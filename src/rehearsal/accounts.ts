import type { Account, Channel, Connection, Person, Register } from '../partnership/register.ts';
import { guid } from './platforms.ts';

/** Where an agreement names no platform yet, it is rehearsed on one of each. */
const BOTH: Connection[] = [
  { key: 'slack', platform: 'slack', externalId: 'T0REHEARSED', domains: [], endedOn: null },
  { key: 'teams', platform: 'teams', externalId: guid('tenant'), domains: [], endedOn: null },
];

/** The people of an agreement whom nobody could be in a rehearsal. */
export function withoutAccount(register: Register): Person[] {
  const known = new Set(register.accounts.map(({ personKey }) => personKey));
  return register.people.filter(({ key }) => !known.has(key));
}

/**
 * The register with an account for everybody who has none, and a channel for each board that has none: an agreement is
 * mostly written before anybody has looked those up.
 */
export function withAccounts(register: Register): Register {
  const connections = register.connections.length > 0 ? register.connections : BOTH;
  const accounts = withoutAccount(register).map(({ key: personKey }, index): Account => {
    const { key: connectionKey, platform } = connections[index % connections.length]!;
    const externalId = platform === 'slack' ? `U0REHEARSED${index + 1}` : guid(`account/${personKey}`);
    const key = `${personKey}/${connectionKey}`;
    return { key, personKey, connectionKey, externalId, linked: false, endedOn: null };
  });
  const heard = new Set(register.channels.map(({ bodyKey }) => bodyKey));
  const boards = register.bodies.filter(({ key, kind }) => kind === 'board' && !heard.has(key));
  const channels = boards.map(({ key: bodyKey }, index): Channel => {
    const { key: connectionKey, platform } = connections[0]!;
    const externalId =
      platform === 'slack' ? `C0REHEARSED${index + 1}` : `19:${guid(`channel/${bodyKey}`)}@thread.tacv2`;
    return { key: `${bodyKey}/${connectionKey}`, bodyKey, connectionKey, externalId, name: bodyKey, endedOn: null };
  });
  return {
    ...register,
    connections,
    accounts: [...register.accounts, ...accounts],
    channels: [...register.channels, ...channels],
  };
}
