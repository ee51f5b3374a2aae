import type { Day } from '../partnership/day.ts';
import { postsOf } from '../partnership/holding.ts';
import type { Person, Register } from '../partnership/register.ts';
import { assignmentsOf, isProgrammeManager } from '../partnership/responsibility.ts';
import { postName } from '../partnership/roles.ts';
import { rolesOf } from '../partnership/standing.ts';
import type { PersonGroup, RehearsalPerson } from './page-rehearsal.ts';
import { STRANGER, strangerOn } from './platforms.ts';

/** Everybody whom the page lets you be: those with an account, and somebody whom the register does not know. */
export function peopleOf(register: Register, today: Day): RehearsalPerson[] {
  const connections = register.connections.filter(({ endedOn }) => endedOn === null);
  const accountsOf = (personKey: string) =>
    connections.flatMap(({ key, platform, externalId: connection }) =>
      register.accounts
        .filter((one) => one.connectionKey === key && one.personKey === personKey && one.endedOn === null)
        .map(({ externalId: accountId }) => ({ platform, connection, accountId })),
    );
  const people = register.people
    .filter(({ endedOn }) => endedOn === null)
    .map((person) => {
      const posts = postsOf(register, person.key, today).map(({ key }) => postName(register, key));
      return {
        key: person.key,
        name: person.name,
        group: groupOf(register, person, today),
        posts,
        roles: rolesOf(register, person, today).filter((role) => !posts.includes(role)),
        accounts: accountsOf(person.key),
      };
    })
    .filter(({ accounts }) => accounts.length > 0);
  const stranger: RehearsalPerson = {
    key: 'somebody-unknown',
    name: STRANGER.name,
    group: 'unknown',
    posts: [],
    roles: ['Not on the register'],
    accounts: connections.map((connection) => ({
      platform: connection.platform,
      connection: connection.externalId,
      accountId: strangerOn(connection),
    })),
  };
  return [...people, stranger];
}

function groupOf(register: Register, person: Person, today: Day): PersonGroup {
  if (isProgrammeManager(register, person, today)) return 'manager';
  const roles = assignmentsOf(register, person, today).map(({ role }) => role);
  if (roles.includes('lead')) return 'lead';
  if (roles.includes('support_officer')) return 'support';
  if (roles.includes('csp_officer')) return 'csp';
  return 'board';
}
