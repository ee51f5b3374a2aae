import fc from 'fast-check';
import { expect } from 'vitest';
import { workingCalendar } from '../../src/partnership/calendar.ts';
import { localDay } from '../../src/partnership/contact.ts';
import { addDays } from '../../src/partnership/day.ts';
import {
  type Entry,
  type Escalation,
  OPEN,
  type Raiser,
  SETTLED,
  stillRaising,
} from '../../src/partnership/escalation.ts';
import { RAISED_IT } from '../../src/partnership/escalation-side.ts';
import type { Database } from '../../src/store/store.ts';
import { steps } from '../support/escalations.ts';
import {
  CHAIR,
  DEPUTY,
  type EscalationBoard,
  escalationBoard,
  GROUP,
  LEAD,
  MANAGER,
  NEIGHBOUR,
  OFFICER,
  OTHER,
} from './escalation-board.ts';

const FIRST = '2021-04-14';
const MANY = 10;

/** Who may lead serious violence, one after the other: one of them raises as well. */
const LEADERS = [LEAD!, 'helen-tranter', NEIGHBOUR!];
const RAISERS = [OFFICER!, OTHER!, NEIGHBOUR!];
const ANSWERERS = [...LEADERS, DEPUTY!, GROUP!, MANAGER!];
const PEOPLE = [...RAISERS, CHAIR!, ...ANSWERERS];
/** What can be done by filling in some words, or by a press. */
const STEPS = 'acknowledge take answer ask advise add pass-on agenda decide merge object join close'.split(' ');

type Deed =
  | { kind: 'takes a step'; who: string; nth: number; which: number }
  | { kind: 'settles and tries to close' | 'withdraws'; who: string; which: number }
  | { kind: 'leaves'; who: string; days: number }
  | { kind: 'is back' | 'cannot be reached' | 'can be reached' | 'leads' | 'is an officer, or is not'; who: string }
  | { kind: 'meets, or does not' | 'raises' | 'pauses' | 'resumes' | 'pilots' | 'goes live' | 'restarts' };

const about = <K extends string>(kind: K, more: object = {}) => fc.record({ kind: fc.constant(kind), ...more });
const which = fc.nat({ max: 2 });
const one = (keys: string[]) => fc.constantFrom(...keys);

const deed = fc.oneof(
  { weight: 2, arbitrary: about('raises') },
  { weight: 9, arbitrary: about('takes a step', { who: one(ANSWERERS), nth: fc.nat({ max: 9 }), which }) },
  { weight: 5, arbitrary: about('takes a step', { who: one(RAISERS), nth: fc.nat({ max: 6 }), which }) },
  { weight: 6, arbitrary: about('settles and tries to close', { who: one(ANSWERERS), which }) },
  { weight: 1, arbitrary: about('withdraws', { who: one(RAISERS), which }) },
  { weight: 4, arbitrary: about('leaves', { who: one(PEOPLE), days: fc.nat({ max: 9 }) }) },
  { weight: 1, arbitrary: about('is back', { who: one(PEOPLE) }) },
  { weight: 3, arbitrary: about('cannot be reached', { who: one([...RAISERS, CHAIR!]) }) },
  { weight: 2, arbitrary: about('can be reached', { who: one([...RAISERS, CHAIR!]) }) },
  { weight: 2, arbitrary: about('leads', { who: one(LEADERS) }) },
  { weight: 3, arbitrary: about('is an officer, or is not', { who: one([...RAISERS, CHAIR!]) }) },
  { weight: 1, arbitrary: about('meets, or does not') },
  { weight: 2, arbitrary: about('pauses') },
  { weight: 3, arbitrary: about('resumes') },
  { weight: 1, arbitrary: about('pilots') },
  { weight: 2, arbitrary: about('goes live') },
  { weight: 1, arbitrary: about('restarts') },
) as unknown as fc.Arbitrary<Deed>;

interface Doing {
  /** On how many days nobody does anything before it. */
  after: number;
  hour: number;
  deeds: Deed[];
}

const doings: fc.Arbitrary<Doing[]> = fc.array(
  fc.record({
    after: fc.constantFrom(1, 1, 1, 2, 5),
    hour: fc.constantFrom(9, 11, 19),
    deeds: fc.array(deed, { minLength: 1, maxLength: 3 }),
  }),
  { minLength: MANY, maxLength: MANY },
);

/** A board on which three are raised at most, and whatever has to be known of what was done to it. */
async function opened(database: Database, name: string) {
  const board = await escalationBoard(database, { name, on: FIRST });
  const unreachable = new Set<string>();
  board.platform.answer(({ to }) => {
    const account = board.register.accounts.find(({ externalId }) => externalId === to);
    return account && unreachable.has(account.personKey)
      ? { kind: 'refused', reason: 'Their account there is deactivated.', gone: false }
      : undefined;
  });
  return { board, unreachable, ids: [await board.raises({}, [NEIGHBOUR!])] };
}

type Life = Awaited<ReturnType<typeof opened>>;

const idOf = ({ ids }: Life, which: number) => ids[which % ids.length]!;

/** The steps that somebody is offered where they read it. */
async function stepsFor(life: Life, who: string, which: number): Promise<string[]> {
  const person = life.board.person(who);
  await steps(life.board, person, 'escalation', idOf(life, which));
  const answer = person.answer();
  const blocks = answer.kind === 'dialog' ? answer.dialog.blocks : [];
  const commands = blocks.flatMap((block) => (block.type === 'actions' ? block.buttons : [])).map((one) => one.command);
  return STEPS.filter((step) => commands.includes(step));
}

async function happens(life: Life, what: Deed): Promise<void> {
  const { board, unreachable, ids } = life;
  const manager = board.person(MANAGER!);
  switch (what.kind) {
    case 'raises': {
      const { assignments } = board.register;
      const by = RAISERS.find((key) =>
        assignments.some(({ role, holderKey, endedOn }) => role === 'csp_officer' && holderKey === key && !endedOn),
      );
      const urgency = ids.length === 1 ? 'immediate' : 'next_meeting';
      if (ids.length < 3 && by) ids.push(await board.raises({ raisedBy: by, urgency }));
      return;
    }
    case 'takes a step': {
      const offered = await stepsFor(life, what.who, what.which);
      const step = offered[what.nth % offered.length];
      if (step) await board.steps(what.who, step, idOf(life, what.which));
      return;
    }
    case 'settles and tries to close': {
      const id = idOf(life, what.which);
      await board.steps(what.who, 'answer', id);
      await board.steps(what.who, 'close', id);
      await board.serve();
      await board.steps(what.who, 'close', id);
      return;
    }
    case 'withdraws':
      await board.steps(what.who, 'withdraw-escalation', idOf(life, what.which));
      return;
    case 'leaves': {
      const today = board.now().toISOString().slice(0, 10);
      await board.person(what.who).says(`away from ${today} to ${addDays(today, what.days)}`);
      return;
    }
    case 'is back':
      await board.person(what.who).says('back');
      return;
    case 'cannot be reached':
      unreachable.add(what.who);
      return;
    case 'can be reached':
      unreachable.delete(what.who);
      return;
    case 'leads':
      return board.import((register) => {
        const lead = register.assignments.find((row) => row.subjectKey === 'serious-violence' && row.role === 'lead')!;
        Object.assign(lead, { holderKind: 'person', holderKey: what.who });
      });
    case 'is an officer, or is not':
      return board.import(({ assignments }) => {
        const row = assignments.find(
          ({ holderKey, subjectKind, role }) =>
            holderKey === what.who && subjectKind === 'body' && ['csp_officer', 'chair'].includes(role),
        )!;
        row.endedOn = row.endedOn ? null : board.now().toISOString().slice(0, 10);
      });
    case 'meets, or does not':
      return board.import(({ meetings }) => {
        for (const one of meetings) one.endedOn = one.endedOn ? null : board.now().toISOString().slice(0, 10);
      });
    case 'pauses':
      await manager.says('pause');
      return;
    case 'resumes':
      await manager.says('resume');
      return;
    case 'pilots':
      await manager.says('pilot');
      return;
    case 'goes live':
      if ((await manager.says('live')).includes('[Go live]')) await manager.presses('Go live');
      return;
    case 'restarts':
      return board.restart();
  }
}

type Log = Awaited<ReturnType<EscalationBoard['log']>>;

/** Every message that has reached whom it is for. */
const reached = (log: Log) =>
  log.filter(({ action, state, posting }) => action === 'post' && state === 'sent' && !posting.pilot);

interface Story {
  escalation: Escalation;
  raisers: Raiser[];
  entries: Entry[];
}

async function storyOf(board: EscalationBoard, id: string): Promise<Story> {
  return board.database.read(board.partnershipId, async ({ escalations }) => ({
    escalation: (await escalations.byId(id))!,
    raisers: await escalations.raisers([id]),
    entries: await escalations.entries(id),
  }));
}

/** Each who raised it has been sent what came of it, or somebody whose message says that it is in their place. */
function outcomeReached({ escalation: { id, outcomes, reference }, raisers }: Story, log: Log): void {
  const sent = reached(log).filter(({ posting }) => posting.subject === `escalation-outcome/${id}/${outcomes}`);
  for (const { personKey } of stillRaising(raisers)) {
    const has = sent.some(
      ({ posting: { addressKey, data } }) =>
        addressKey === personKey || (Array.isArray(data.insteadOf) && data.insteadOf.includes(personKey)),
    );
    expect(has, `${reference} was closed and ${personKey} has not been sent what came of it`).toBe(true);
  }
}

/** Nobody gets two messages about one step, nor is brought by the clock what they have. */
function notTwice({ escalation: { id, reference }, entries }: Story, log: Log): void {
  const own = reached(log).filter(({ posting }) => posting.data.escalation === id && posting.part === 1);
  const reasons = own.map(({ posting: { addressKey, subject } }) => `${addressKey}, ${subject}`);
  expect(reasons, `twice for one reason, of ${reference}`).toEqual([...new Set(reasons)]);
  for (const entry of entries.filter(({ step, byKey }) => step === 'pass' && byKey === null)) {
    const wasTaken = entries.slice(0, entries.indexOf(entry)).some(({ step }) => step === 'take' || step === 'answer');
    const brought = entry.told.filter(({ because }) => !because.endsWith(RAISED_IT));
    for (const { personKey } of wasTaken ? [] : brought) {
      const knew = own.some(({ posting, sentAt }) => posting.addressKey === personKey && sentAt! < entry.at);
      expect(knew, `${reference} was brought to ${personKey}, who had it`).toBe(false);
    }
  }
  for (const rung of entries.filter(({ step }) => step === 'overdue'))
    expect(rung.told.length, `overdue, and nobody told, of ${reference}`).toBeGreaterThan(0);
}

/**
 * Whoever has been sent what came of it, as one who raised it or in their place, can say for ten working days after that
 * that it is not what was asked, whatever was done to it since.
 */
async function repliesAreOpen(life: Life, which: number, { escalation, raisers }: Story, log: Log): Promise<void> {
  const { id, state, outcomes, reference } = escalation;
  if (![...SETTLED, 'closed'].includes(state)) return;
  const register = await life.board.database.read(life.board.partnershipId, (reader) => reader.register());
  const [now, calendar] = [life.board.now(), workingCalendar(register)];
  const isOfficer = (key: string, bodyKey: string) =>
    register.assignments.some(
      ({ subjectKey, role, holderKey, endedOn }) =>
        endedOn === null && holderKey === key && subjectKey === bodyKey && ['csp_officer', 'chair'].includes(role),
    );
  for (const { posting, sentAt } of reached(log)) {
    const { addressKey: who, data, subject, part } = posting;
    if (subject !== `escalation-outcome/${id}/${outcomes}` || part !== 1) continue;
    const instead = Array.isArray(data.insteadOf) ? data.insteadOf : [];
    const isTheirs = stillRaising(raisers).some(
      ({ personKey, bodyKey }) =>
        (personKey === who || instead.includes(personKey)) && (isOfficer(who, bodyKey) || who === MANAGER),
    );
    const until = calendar.after(localDay(sentAt!, calendar.timeZone), 10);
    if (!isTheirs || localDay(now, calendar.timeZone) > until) continue;
    const offered = await stepsFor(life, who, which);
    expect(offered, `${who} was sent what came of ${reference}, which is ${state}, until ${until}`).toContain('object');
  }
}

/** Nobody is waited for who cannot answer: whoever has the question is an officer or the chair of theirs today. */
async function isAsked({ board, unreachable }: Life, id: string): Promise<boolean> {
  const { escalation, raisers, entries } = await storyOf(board, id);
  const { mode, register } = await board.database.read(board.partnershipId, async (reader) => ({
    ...(await reader.state()),
    register: await reader.register(),
  }));
  const question = entries.findLast(({ step }) => step === 'ask');
  if (mode !== 'live' || !escalation.waitingSince || !question) return true;
  const bodies = stillRaising(raisers).map(({ bodyKey }) => bodyKey);
  return (await board.log()).some(
    ({ posting: { addressKey, data, pilot }, state }) =>
      data.entry === question.id &&
      !pilot &&
      !['failed', 'suppressed'].includes(state) &&
      !(state !== 'sent' && unreachable.has(addressKey)) &&
      register.assignments.some(
        ({ subjectKey, role, holderKey, endedOn }) =>
          endedOn === null &&
          holderKey === addressKey &&
          bodies.includes(subjectKey) &&
          ['csp_officer', 'chair'].includes(role),
      ),
  );
}

/** What cannot be delivered to one is known only when it was tried: then it goes to the next. */
async function checksQuestions(life: Life): Promise<void> {
  for (const id of life.ids) {
    for (let tries = 0; tries < 4 && !(await isAsked(life, id)); tries += 1) await life.board.serve();
    expect(await isAsked(life, id), `${id} waits for somebody who cannot answer`).toBe(true);
  }
}

async function checks(life: Life): Promise<void> {
  const { board, ids } = life;
  const log = await board.log();
  for (const [which, id] of ids.entries()) {
    const story = await storyOf(board, id);
    if (story.escalation.state === 'closed') outcomeReached(story, log);
    notTwice(story, log);
    await repliesAreOpen(life, which, story, log);
  }
}

/** Once everything goes on, everything comes to its end: it is answered, reaches everybody and closes by itself. */
async function ends(life: Life, today: string): Promise<void> {
  const { board, unreachable, ids } = life;
  const mode = async () => (await board.database.read(board.partnershipId, (reader) => reader.state())).mode;
  // On a busy machine what would be sent may take longer to find out than somebody waits: then they do it again.
  for (let tries = 0; tries < 10 && (await mode()) !== 'live'; tries += 1) {
    await happens(life, { kind: 'resumes' });
    await happens(life, { kind: 'goes live' });
  }
  await board.serve();
  let day = today;
  const passes = async (...steps: number[]) => {
    for (const days of steps) {
      day = addDays(day, days);
      await board.on(day);
    }
  };
  await passes(1, 11, 1);
  for (const id of ids) {
    const { state } = await board.standing(id);
    const { leaves } = await board.database.read(board.partnershipId, (reader) => reader.register());
    expect(
      leaves.every(({ to }) => to < day),
      'everybody is back',
    ).toBe(true);
    if (OPEN.includes(state)) await board.steps(GROUP!, 'answer', id);
  }
  // What cannot be delivered is found day by day; then nothing happens until it closes.
  await passes(1, 1, 1, 1, 1, 1, 1, 7, 8, 5);
  await checks(life);
  for (const id of ids) {
    const { state, reference } = await board.standing(id);
    expect(['closed', 'withdrawn', 'merged'], `${reference}, with ${[...unreachable]} out of reach`).toContain(state);
  }
}

let boards = 0;

async function lives(database: Database, all: Doing[]): Promise<void> {
  boards += 1;
  const life = await opened(database, `snb-${boards}`);
  try {
    let day = FIRST;
    for (const { after, hour, deeds } of all) {
      day = addDays(day, after);
      await life.board.on(day, hour);
      for (const what of deeds) {
        await happens(life, what);
        await checks(life);
        await life.board.serve();
      }
      await checks(life);
      await checksQuestions(life);
    }
    await ends(life, day);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${told(all)}`, { cause: error });
  } finally {
    await life.board.close();
  }
}

function told(all: Doing[]): string {
  let day = FIRST;
  const words = ({ kind, ...more }: Deed) => [kind, ...Object.values(more)].join(' ');
  return all
    .map(({ after, hour, deeds }) => {
      day = addDays(day, after);
      return `${day} at ${hour}: ${deeds.map(words).join(', ')}`;
    })
    .join('\n');
}

/** Lives through so many boards on which anything may happen to escalations, the same for the same seed. */
export async function escalationLives(database: Database, { seed, runs }: { seed: number; runs: number }) {
  await fc.assert(
    fc.asyncProperty(doings, (all) => lives(database, all)),
    { numRuns: runs, seed, endOnFailure: true },
  );
}
