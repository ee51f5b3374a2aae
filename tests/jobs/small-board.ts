import { createRouter, UNHURRIED } from '../../src/bot/router.ts';
import { follow } from '../../src/commands/following.ts';
import { commands } from '../../src/commands/index.ts';
import { jobs } from '../../src/jobs/index.ts';
import type { Day } from '../../src/partnership/day.ts';
import type { Assignment, Register } from '../../src/partnership/register.ts';
import { lookingAhead } from '../../src/runtime/ahead.ts';
import { createRuntime } from '../../src/runtime/runtime.ts';
import type { Database } from '../../src/store/store.ts';
import { silent } from '../runtime/support.ts';
import { at, importRegister, movable, recordingPorts, smallRegister } from '../runtime/world.ts';
import { type Member, member } from '../support/board.ts';
import { countedIds } from '../support/database.ts';

/** Who has to do with each priority, in words of the register: who leads it is told by the story. */
export const PRIORITIES = {
  'hate-crime': { deputy: 'ben', officer: null },
  prevent: { deputy: null, officer: 'cat' },
  'modern-slavery': { deputy: null, officer: 'ana' },
} as const;
export type Priority = keyof typeof PRIORITIES;
export const LEADS: Record<Priority, string | null> = { 'hate-crime': 'ana', prevent: 'ana', 'modern-slavery': 'ben' };
export const PEOPLE = ['ana', 'ben', 'cat', 'pat'];
/** The programme manager. */
export const MANAGER = 'pat';

export type SmallBoard = Awaited<ReturnType<typeof openSmallBoard>>;

/**
 * A board of four people, live, with the whole program around it: what people type, press and fill in goes through the
 * router, and what is due and can be sent goes out when it is served. Several may share a database.
 */
export async function openSmallBoard(database: Database, name: string) {
  const id = countedIds(name);
  const leads = { ...LEADS };
  const register = registerOf(name, leads, null);
  const clock = movable(at('2021-03-31', 8));
  const platform = recordingPorts();
  const partnershipId = await importRegister(database, register, clock.now(), 'live');
  const handle = createRouter({
    database,
    commands,
    clock: clock.now,
    id,
    ahead: lookingAhead(jobs),
    lookUp: async () => null,
    follow: (store, when) => follow(store, when, id),
    log: silent,
    committed: () => {},
    patience: UNHURRIED,
  });
  const start = () => createRuntime({ database, jobs, ports: platform.ports, clock, id, log: silent });
  let runtime = start();
  const people = new Map<string, Member>();
  return {
    register,
    partnershipId,
    platform,
    leads,
    person(key: string): Member {
      const found = people.get(key) ?? member({ register, partnershipId, handle }, key);
      people.set(key, found);
      return found;
    },
    to: clock.to,
    now: clock.now,
    /** Does what is due and sends what can be sent. */
    serve: () => runtime.settle(),
    async restart() {
      await runtime.stop();
      runtime = start();
    },
    /** Somebody else leads a priority from today, or nobody. */
    async led(priority: Priority, by: string | null, today: Day) {
      leads[priority] = by;
      await importRegister(database, registerOf(name, leads, today), clock.now(), 'live');
    },
    log: () => database.delivery.log(partnershipId),
    read: <T>(work: Parameters<typeof database.read<T>>[1]) => database.read(partnershipId, work),
    async close() {
      // Nothing more happens here: other boards may share the database.
      await database.transact(partnershipId, async (store) => {
        await store.setMode('paused');
        await store.setNextDue(at('2030-01-01'));
      });
      await runtime.stop();
    },
  };
}

function registerOf(name: string, leads: Record<Priority, string | null>, today: Day | null): Register {
  const register = smallRegister({ channels: [] });
  register.partnership = { ...register.partnership, key: name };
  register.connections = register.connections.map((one) => ({ ...one, externalId: `${one.externalId}-${name}` }));
  register.people.push({ ...register.people[0]!, key: 'cat', name: 'Cat Vale', email: 'cat@example.org' });
  register.accounts.push({
    ...register.accounts[0]!,
    key: 'cat/council',
    personKey: 'cat',
    externalId: 'U-cat',
  });
  const [one] = register.assignments;
  const beside = (priority: string, role: 'deputy' | 'support_officer', holderKey: string | null): Assignment[] =>
    holderKey ? [{ ...one!, key: `${priority}/${role}`, subjectKey: priority, role, holderKey }] : [];
  register.assignments = register.assignments.map((assignment) => {
    if (assignment.role === 'programme_manager') return { ...assignment, subjectKey: name };
    const lead = leads[assignment.subjectKey as Priority];
    return lead ? { ...assignment, holderKey: lead } : { ...assignment, endedOn: today };
  });
  for (const [priority, { deputy, officer }] of Object.entries(PRIORITIES)) {
    register.assignments.push(...beside(priority, 'deputy', deputy), ...beside(priority, 'support_officer', officer));
  }
  return register;
}
