import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { jobs } from '../../src/jobs/index.ts';
import { workingCalendar } from '../../src/partnership/calendar.ts';
import { addDays, type Day } from '../../src/partnership/day.ts';
import { isAway } from '../../src/partnership/leave.ts';
import type { Leave, Register } from '../../src/partnership/register.ts';
import { responsibleFor } from '../../src/partnership/responsibility.ts';
import { createRuntime, type Runtime } from '../../src/runtime/runtime.ts';
import { silent } from '../runtime/support.ts';
import { at, importRegister, movable, recordingPorts, sentReport, smallRegister } from '../runtime/world.ts';
import { countedIds, freshDatabase, type TestDatabase } from '../support/database.ts';

/**
 * A quarter of a small board in which anything may happen: reports, corrections, excuses, due dates that move, reminders
 * put off, leave, pauses and stops. Ben deputises for Ana, who leads two of three priorities. At the end of each day, by
 * what was delivered, and by rules written down here anew: nobody was asked twice on one day for one report; nobody was
 * asked for what had arrived, while away, or before the day to which they put it off; and whoever is asked today has been
 * asked since the newest step.
 */

type Deed =
  | { kind: 'send' | 'excuse'; priority: number }
  | { kind: 'move'; priority: number; to: number }
  | { kind: 'snooze'; person: number; days: number }
  | { kind: 'leave'; person: number; in: number; days: number }
  | { kind: 'back'; person: number }
  | { kind: 'mode'; paused: boolean }
  | { kind: 'stop'; days: number };

const priority = fc.nat({ max: 2 });
const person = fc.nat({ max: 2 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constant('send' as const), priority }),
  fc.record({ kind: fc.constant('excuse' as const), priority }),
  fc.record({ kind: fc.constant('move' as const), priority, to: fc.integer({ min: 0, max: 14 }) }),
  fc.record({ kind: fc.constant('snooze' as const), person, days: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant('leave' as const), person, in: fc.nat({ max: 5 }), days: fc.nat({ max: 8 }) }),
  fc.record({ kind: fc.constant('back' as const), person }),
  fc.record({ kind: fc.constant('mode' as const), paused: fc.boolean() }),
  fc.record({ kind: fc.constant('stop' as const), days: fc.integer({ min: 1, max: 5 }) }),
);
/** What happens on each working day, at which hour, from the week before the first reminder to the list of what is late. */
const month = fc.array(fc.record({ hour: fc.constantFrom(8, 11), deeds: fc.array(deed, { maxLength: 2 }) }), {
  minLength: 13,
  maxLength: 13,
});

const PRIORITIES = ['hate-crime', 'prevent', 'modern-slavery'];
const PEOPLE = ['ana', 'ben', 'pat'];
const ASKS = /^(report\.(prompt|reminder\..+)|leave\.cover)$/;

let server: TestDatabase;
beforeAll(async () => {
  server = await freshDatabase(countedIds('row'));
  return () => server.drop();
});

/** Each is a quarter of its own, and takes about a second. */
const RUNS = 3;

let boards = 0;

async function newBoard() {
  boards += 1;
  const id = countedIds(`board-${boards}`);
  const register: Register = smallRegister({ channels: [] });
  register.partnership = { ...register.partnership, key: `snb-${boards}` };
  const [lead] = register.assignments;
  register.assignments = [
    ...register.assignments.map((one) =>
      one.role === 'programme_manager' ? { ...one, subjectKey: register.partnership.key } : one,
    ),
    { ...lead!, key: 'deputy', subjectKey: 'hate-crime', role: 'deputy', holderKey: 'ben' },
    { ...lead!, key: 'officer', subjectKey: 'modern-slavery', role: 'support_officer', holderKey: 'ana' },
  ];
  const clock = movable(at('2021-03-31', 8));
  const platform = recordingPorts();
  const { database } = server;
  const partnershipId = await importRegister(database, register, clock.now(), 'live');
  const runtime: Runtime = createRuntime({ database, jobs, ports: platform.ports, clock, id, log: silent });
  return { id, clock, database, partnershipId, runtime, calendar: workingCalendar(register) };
}

type Board = Awaited<ReturnType<typeof newBoard>>;

/** What is known beside the rows: when due dates were moved, and what was put off. */
interface Known {
  moved: Map<string, Day>;
  snoozed: Map<string, { on: Day; until: Day }>;
  paused: boolean;
}

async function happens(board: Board, what: Deed, today: Day, known: Known): Promise<void> {
  const { database, partnershipId, clock, calendar, id } = board;
  const now = clock.now();
  await database.transact(partnershipId, async (store) => {
    const [period] = await store.periods.open();
    const register = await store.register();
    const returns = period ? await store.returns.ofPeriod(period.id) : [];
    const meant = (place: number) => returns.find(({ subjectKey }) => subjectKey === PRIORITIES[place])!;
    const who = 'person' in what ? PEOPLE[what.person]! : '';
    switch (what.kind) {
      case 'send':
        await store.returns.send(sentReport(meant(what.priority), now), await store.nextReference());
        break;
      case 'excuse':
        await store.returns.excuse(meant(what.priority).id, { at: now, by: 'pat', why: 'Agreed' });
        break;
      case 'move': {
        const owed = meant(what.priority);
        const to = calendar.after(today, what.to);
        if (to === owed.dueOn) break;
        await store.returns.moveDue(owed.id, to);
        await store.events.add({ at: now, by: 'pat', what: 'report.moved', subject: `return/${owed.id}`, detail: {} });
        known.moved.set(owed.id, today);
        break;
      }
      case 'snooze': {
        const until = calendar.onOrAfter(addDays(today, what.days));
        await store.snoozes.set({ personKey: who, periodEnd: '2021-03-31', until });
        known.snoozed.set(who, { on: today, until });
        break;
      }
      case 'leave': {
        const from = addDays(today, what.in);
        const leave: Leave = { key: id(), endedOn: null, personKey: who, from, to: addDays(from, what.days) };
        const own = register.leaves.filter((one) => one.personKey === who && one.endedOn === null);
        if (own.some((one) => one.from <= leave.to && leave.from <= one.to)) break;
        await store.record('leaves', leave);
        break;
      }
      case 'back': {
        const own = register.leaves.find(
          (one) => one.personKey === who && one.endedOn === null && one.from <= today && today <= one.to,
        );
        if (own) await store.record('leaves', { ...own, endedOn: today });
        break;
      }
      case 'mode':
        known.paused = what.paused;
        await store.setMode(what.paused ? 'paused' : 'live');
    }
    await store.setNextDue(null);
  });
}

/** Holds every rule against what was delivered, at the end of a day. */
async function check(board: Board, today: Day, known: Known, isServed: boolean): Promise<void> {
  const { database, partnershipId, calendar } = board;
  const log = await database.delivery.log(partnershipId);
  const asked = log
    .filter((one) => one.state === 'sent' && one.action === 'post' && ASKS.test(one.about))
    .flatMap((one) =>
      (one.posting.data.returns as string[]).map((id) => ({ ...one, returnId: id, to: one.posting.addressKey })),
    );
  const onDay = (sentAt: Date | null) => sentAt!.toISOString().slice(0, 10);
  await database.read(partnershipId, async (reader) => {
    const register = await reader.register();
    const [period] = await reader.periods.open();
    const returns = await reader.returns.ofPeriod(period!.id);
    const sent = await reader.returns.current(returns.map(({ id }) => id));
    for (const owed of returns) {
      for (const key of PEOPLE) {
        const own = asked.filter((one) => one.to === key && one.returnId === owed.id);
        const todays = own.filter((one) => onDay(one.sentAt) === today);
        const story = `${key}, ${owed.subjectKey}, on ${today}: ${own.map((one) => `${one.about} on ${onDay(one.sentAt)}`)}`;
        expect(todays.length, `asked twice: ${story}`).toBeLessThan(2);
        const began = at(today, 0);
        const wasAway = register.leaves.some(
          (one) => one.personKey === key && one.from < today && today <= one.to && one.endedOn === null,
        );
        const had = sent.some((one) => one.returnId === owed.id && one.sentAt < began);
        const wasExcused = owed.excusedAt !== null && owed.excusedAt < began;
        if (wasAway || had || wasExcused) expect(todays.length, `asked all the same: ${story}`).toBe(0);
        const off = known.snoozed.get(key);
        if (off && off.on < today && today < off.until) {
          const kinds = todays.map(({ about }) => about).filter((about) => about !== 'leave.cover');
          expect(kinds, `put off: ${story}`).toEqual([]);
        }
        if (!isServed || known.paused || !calendar.isWorkingDay(today)) continue;
        if (owed.excusedAt || sent.some(({ returnId }) => returnId === owed.id)) continue;
        const responsible = responsibleFor(register, 'priority', owed.subjectKey, today);
        if (!responsible.some((one) => one.person.key === key) || isAway(register, { key }, today)) continue;
        const steps = [calendar.before(owed.dueOn, 5), owed.dueOn, calendar.after(owed.dueOn, 2)]
          .filter((day) => day > '2021-04-01' && day <= today)
          .filter((day) => day > (known.moved.get(owed.id) ?? ''));
        const newest = steps.sort().at(-1);
        const until = known.snoozed.get(key)?.until ?? '';
        if (until > today) continue;
        expect(own.length, `never asked: ${story}`).toBeGreaterThan(0);
        if (!newest) continue;
        expect(
          onDay(
            own
              .map((one) => one.sentAt)
              .sort((a, b) => a!.getTime() - b!.getTime())
              .at(-1)!,
          ) >= newest,
          `not asked since ${newest}: ${story}`,
        ).toBe(true);
      }
    }
  });
}

test('whatever happens, nobody is asked twice for one reason, nor forgotten', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(month, async (days) => {
      const board = await newBoard();
      const known: Known = { moved: new Map(), snoozed: new Map(), paused: false };
      board.clock.to(at('2021-04-01'));
      await board.runtime.settle();
      let stopped = 0;
      for (const [index, { hour, deeds }] of days.entries()) {
        const today = board.calendar.after('2021-04-07', index + 1);
        if (stopped > 0) stopped -= 1;
        for (const clock of [...new Set([9, hour])].sort((a, b) => a - b)) {
          board.clock.to(at(today, clock));
          if (clock === hour) {
            for (const what of deeds) {
              if (what.kind === 'stop') stopped = what.days;
              else await happens(board, what, today, known);
            }
          }
          if (stopped === 0) await board.runtime.settle();
        }
        await check(board, today, known, stopped === 0);
      }
      // Nothing more happens there: the boards of one run share a database.
      await board.database.transact(board.partnershipId, (store) => store.setNextDue(at('2030-01-01')));
      await board.runtime.stop();
    }),
    { numRuns: RUNS, seed: 20210331, endOnFailure: true },
  );
});
