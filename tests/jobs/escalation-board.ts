import { createRouter, UNHURRIED } from '../../src/bot/router.ts';
import { follow } from '../../src/commands/following.ts';
import { commands } from '../../src/commands/index.ts';
import { jobs } from '../../src/jobs/index.ts';
import type { Mode, Register } from '../../src/partnership/register.ts';
import { lookingAhead } from '../../src/runtime/ahead.ts';
import { createRuntime } from '../../src/runtime/runtime.ts';
import type { Database } from '../../src/store/store.ts';
import { silent } from '../runtime/support.ts';
import { at, importRegister, movable, recordingPorts } from '../runtime/world.ts';
import { type Member, member } from '../support/board.ts';
import { countedIds } from '../support/database.ts';
import { raised, standing, steps } from '../support/escalations.ts';
import { fillsInForm } from '../support/filling.ts';
import { nottinghamshire, onlyOn } from '../support/register.ts';

/** Of serious violence: its lead and deputy; who chairs the performance group; the programme manager. */
export const [LEAD, DEPUTY, GROUP, MANAGER] = ['samir-haddad', 'miriam-sadler', 'neil-garside', 'grace-holloway'];
/** Two officers of the first community safety partnership and its chair, and an officer of the second. */
export const [OFFICER, OTHER, CHAIR, NEIGHBOUR] = ['jamie-thorpe', 'ola-finch', 'ruby-stanhope', 'bronwen-pugh'];

export type EscalationBoard = Awaited<ReturnType<typeof escalationBoard>>;

/** What somebody fills into the forms on the way of an escalation. */
const WORDS = {
  words: 'Both hospitals share the cost',
  next: 'The money is paid from July',
  asAsked: 'yes',
  why: 'It was solved',
};

/** Two priorities and nothing that is owed, with the whole program around them: what is due and can be sent goes out when it is served. */
export async function escalationBoard(
  database: Database,
  { name = 'snb', on = '2021-04-14', mode = 'live' as Mode } = {},
) {
  const id = countedIds(name);
  const register = registerOf(name);
  const clock = movable(at(on));
  const platform = recordingPorts();
  const partnershipId = await importRegister(database, register, clock.now(), mode);
  const following = (store: Parameters<typeof follow>[0], now: Date) => follow(store, now, id);
  const handle = createRouter({
    ...{ database, commands, clock: clock.now, id, ahead: lookingAhead(jobs), lookUp: async () => null },
    ...{ follow: following, log: silent, committed: () => {} },
    patience: UNHURRIED,
  });
  const start = () =>
    createRuntime({ database, jobs, ports: platform.ports, clock, id, log: silent, follow: following });
  let runtime = start();
  const rows = { database, partnershipId, now: clock.now };
  const person = (key: string): Member => member({ register, partnershipId, handle }, key);
  const made = {
    ...rows,
    register,
    platform,
    person,
    /** Moves the calendar, does what is due and sends what can be sent. */
    async on(day: string, hour = 9, minute = 0) {
      clock.to(at(day, hour, minute));
      await runtime.settle();
    },
    serve: () => runtime.settle(),
    async restart() {
      await runtime.stop();
      runtime = start();
    },
    async import(change: (register: Register) => void) {
      change(register);
      await importRegister(database, register, clock.now(), mode);
      await database.transact(partnershipId, (store) => store.setNextDue(null));
    },
    raises: (wanted: Parameters<typeof raised>[1] = {}, joinedBy: string[] = []) => raised(rows, wanted, joinedBy),
    standing: (escalation: string) => standing(rows, escalation),
    /** Takes a step as its button does, and fills in its form where it has one. */
    async steps(key: string, command: string, escalation: string): Promise<string> {
      const who = person(key);
      const seen = await steps(rows, who, command, escalation);
      const answer = who.answer();
      const done =
        answer.kind === 'dialog' && answer.dialog.form
          ? await fillsInForm(who, { ...WORDS, on: clock.now().toISOString().slice(0, 10) }, { choosing: true })
          : seen;
      // On a busy machine it may take longer than somebody waits: then they do it again.
      return done.includes('Not confirmed yet') ? made.steps(key, command, escalation) : done;
    },
    log: () => database.delivery.log(partnershipId),
    /** What was sent about escalations: to whom, and what about. */
    async sent(about = 'escalation'): Promise<string[]> {
      return (await made.log())
        .filter((one) => one.action === 'post' && one.state === 'sent' && one.about.startsWith(about))
        .filter(({ about: code }) => !code.endsWith('.updated'))
        .map(({ posting, about: code }) => `${posting.addressKey}: ${code.slice('escalation.'.length)}`);
    },
    async close() {
      // Nothing more happens here: other boards may share the database.
      await database.transact(partnershipId, async (store) => {
        await store.setMode('paused');
        await store.setNextDue(at('2030-01-01'));
      });
      await runtime.stop();
    },
  };
  return made;
}

function registerOf(name: string): Register {
  const register = nottinghamshire();
  onlyOn(register, 'serious-violence', 'hate-crime');
  register.obligations = [];
  register.channels = [];
  register.partnership = { ...register.partnership, key: name };
  register.connections = register.connections.map((one) => ({ ...one, externalId: `${one.externalId}-${name}` }));
  const like = <T extends { key: string }>(rows: T[], found: (row: T) => boolean, change: Partial<T>): T => ({
    ...rows.find(found)!,
    ...change,
  });
  const officer = (row: { role: string; holderKey: string }) => row.role === 'csp_officer' && row.holderKey === OFFICER;
  register.people.push(
    like(register.people, ({ key }) => key === OFFICER, { key: OTHER, name: 'Ola Finch', email: 'ola@csp1.example' }),
  );
  for (const key of [OTHER, CHAIR])
    register.accounts.push(
      like(register.accounts, ({ personKey }) => personKey === OFFICER, {
        key: `${key}/account`,
        personKey: key!,
        externalId: `U-${key}`,
      }),
    );
  register.assignments = register.assignments.map((one) =>
    one.subjectKind === 'partnership' ? { ...one, subjectKey: name } : one,
  );
  register.assignments.push(
    like(register.assignments, officer, { key: 'csp-1/officer/second', holderKey: OTHER }),
    like(register.assignments, officer, { key: 'csp-1/chair', role: 'chair', holderKey: CHAIR }),
  );
  return register;
}
