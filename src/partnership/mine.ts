import { type WorkingCalendar, workingCalendar } from './calendar.ts';
import { addDays, type Day } from './day.ts';
import type { Escalation } from './escalation.ts';
import { dueOn } from './escalation-clock.ts';
import { raisesFor } from './escalation-routing.ts';
import { escalationsWaitingFor, overdueAmong, type Unclosed, type Waiting } from './escalations-waiting.ts';
import { lastDay, leaveFrom } from './leave.ts';
import { reportKindOf, subjectsOf } from './obligations.ts';
import { isWaiting, type Owed, owedBy, type Returns, spokenOf } from './owed.ts';
import { digestOn, lastPeriod, opensOn, periodOf } from './periods.ts';
import type { Delegation, Leave, Meeting, Obligation, Person, Register, ReportKind } from './register.ts';
import { remembered } from './remembered.ts';
import { isProgrammeManager, mayRead, responsibleFor } from './responsibility.ts';
import type { Period, Return } from './returns.ts';
import { approversOf, mayDraft, sendsAs } from './sending.ts';

type Known = Pick<Person, 'key'>;

/** What a support officer prepared, and what became of it. */
export interface Prepared {
  id: string;
  returnId: string;
  preparedBy: string;
  state: 'waiting' | 'approved' | 'sent_back' | 'overtaken' | 'lapsed' | 'withdrawn';
  answeredBy: string | null;
  /** What was said when it was sent back. */
  word: string | null;
}

/** What everybody's own page is made from: one reading for all of them. */
export interface MineRows extends Returns, Unclosed {
  /** The newest about each return. */
  prepared: Prepared[];
  /** Who has a form open about which return, and has not sent it. */
  begun: { personKey: string; returnId: string }[];
  /** Messages that could not be delivered since the newest period opened. */
  undelivered: number;
  /** Accounts that wait to be confirmed. */
  claims: number;
}

/** One return that waits for somebody, and how far they are with it. */
export interface MyReturn extends Owed {
  /** They have a form open about it. */
  begun: boolean;
  /** What was prepared for it and neither sent nor overtaken. */
  prepared: Prepared | null;
}

/** What comes next, by day. */
export type Coming = { day: Day } & (
  | { what: 'opens'; obligation: Obligation; start: Day }
  | { what: 'digest'; period: Period }
  | { what: 'meeting'; meeting: Meeting }
);

/** Everything that one person owes and that waits for them on a day, each list by date. */
export interface Mine {
  /** What they are asked for and is not there. */
  owed: MyReturn[];
  /** What they are asked for and was sent, or is asked for no more. */
  done: Owed[];
  /** What others prepared and they may approve, unless they are asked for it themselves. */
  toApprove: MyReturn[];
  /** What they prepare for a lead and is not there. */
  toPrepare: MyReturn[];
  /** Escalations that wait for them, and whether they may raise one. */
  escalations: Waiting[];
  mayEscalate: boolean;
  leaves: Leave[];
  /** By which others send for them, and by which they send for others. */
  given: Delegation[];
  received: Delegation[];
  coming: Coming[];
  /** For a programme manager: which of all returns are late, how many wait for approval, how many escalations are overdue, what could not be delivered, and who could not be linked. */
  managing: {
    late: { report: ReportKind }[];
    approval: number;
    undelivered: number;
    claims: number;
    escalationsOverdue: number;
  } | null;
}

export function mineOf(register: Register, rows: MineRows, person: Known, today: Day): Mine {
  const calendar = workingCalendar(register);
  const preparedFor = ({ id }: Return) =>
    rows.prepared.find(({ returnId, state }) => returnId === id && OPEN.has(state)) ?? null;
  const inFull = (one: Owed): MyReturn => {
    const begun = rows.begun.some(({ personKey, returnId }) => personKey === person.key && returnId === one.owed.id);
    return { ...one, begun, prepared: preparedFor(one.owed) };
  };
  const asked = owedBy(register, rows, person, today);
  const mayApprove = (owed: Return) => {
    const { state, preparedBy: key = '' } = preparedFor(owed) ?? {};
    if (state !== 'waiting') return false;
    const approvers = approversOf(register, { key }, owed.subjectKind, owed.subjectKey, today);
    return approvers.some((one) => one.key === person.key);
  };
  const supports = (owed: Return) => mayDraft(register, person, owed.subjectKind, owed.subjectKey, today);
  const concerned = rows.returns.filter((owed) => supports(owed) || mayApprove(owed)).map(({ id }) => id);
  const others = spokenOf(register, rows, concerned, person.key, today)
    .filter((one) => isWaiting(one) && !asked.some(({ owed }) => owed.id === one.owed.id))
    .map(inFull);
  const kindOf = ({ periodId }: Return) =>
    reportKindOf(register, rows.periods.find(({ id }) => id === periodId)?.obligationKey ?? '');
  const waiting = rows.returns.filter(
    (owed) => owed.excusedAt === null && !rows.current.some(({ returnId }) => returnId === owed.id),
  );
  const inForce = register.delegations.filter((one) => lastDay(one) >= today);
  return {
    owed: asked.filter(isWaiting).map(inFull),
    done: asked.filter((one) => !isWaiting(one)),
    toApprove: others.filter(({ owed }) => mayApprove(owed)),
    toPrepare: others.filter(({ owed }) => !mayApprove(owed)),
    escalations: escalationsWaitingFor(register, rows, person, today),
    mayEscalate: raisesFor(register, person, today).length > 0,
    leaves: leaveFrom(register, person, today),
    given: inForce.filter(({ fromKey }) => fromKey === person.key),
    received: inForce.filter(({ toKey }) => toKey === person.key),
    coming: comingFor(register, rows, person, today, calendar),
    managing: isProgrammeManager(register, person, today)
      ? {
          late: waiting.filter(({ dueOn }) => dueOn < today).map((one) => ({ report: kindOf(one) })),
          approval: rows.prepared.filter(
            ({ returnId, state }) => state === 'waiting' && waiting.some(({ id }) => id === returnId),
          ).length,
          undelivered: rows.undelivered,
          claims: rows.claims,
          escalationsOverdue: overdueAmong(register, rows.escalations, today).length,
        }
      : null,
  };
}

const OPEN = new Set<Prepared['state']>(['waiting', 'sent_back']);

function comingFor(
  register: Register,
  { periods }: Returns,
  person: Known,
  today: Day,
  calendar: WorkingCalendar,
): Coming[] {
  const obligations = register.obligations.filter(({ endedOn }) => endedOn === null);
  const coming: Coming[] = [];
  for (const obligation of obligations) {
    const next = nextOpening(register, obligation, periods, today);
    if (next && takesPart(register, obligation, person, today)) coming.push({ ...next, what: 'opens', obligation });
  }
  if (mayRead(register, person, today)) {
    for (const period of periods) {
      const day = digestOn(period.dueOn, calendar);
      if (day >= today && period.digestHeldAt === null) coming.push({ day, what: 'digest', period });
    }
    for (const bodyKey of new Set(obligations.map(({ owedToKey }) => owedToKey))) {
      const meeting = nextMeeting(register, bodyKey, today);
      if (meeting) coming.push({ day: meeting.date, what: 'meeting', meeting });
    }
  }
  return coming.sort((a, b) => a.day.localeCompare(b.day) || ORDER[a.what] - ORDER[b.what]);
}

const ORDER = { opens: 0, digest: 1, meeting: 2 };

/** When the period that ended last is asked about, and the one that has begun. */
const openings = remembered((register, { cadence }: Obligation, today: Day): { day: Day; start: Day }[] => {
  const { yearStartMonth } = register.partnership;
  const calendar = workingCalendar(register);
  return [lastPeriod(cadence, yearStartMonth, today), periodOf(cadence, yearStartMonth, today)].map(
    ({ start, end }) => ({ day: opensOn(end, calendar), start }),
  );
});

function nextOpening(
  register: Register,
  obligation: Obligation,
  periods: Period[],
  today: Day,
): { day: Day; start: Day } | undefined {
  const isOpen = (from: Day) =>
    periods.some(({ obligationKey, start }) => obligationKey === obligation.key && start >= from);
  return openings(register, obligation, today).find(({ day, start }) => day >= today && !isOpen(start));
}

/** Whether they are asked for a return of this obligation, or prepare one. */
function takesPart(register: Register, obligation: Obligation, person: Known, today: Day): boolean {
  return subjectsOf(register, obligation, today).some(
    ({ subjectKind, subjectKey }) =>
      sendsAs(register, person, subjectKind, subjectKey, today) !== null ||
      responsibleFor(register, subjectKind, subjectKey, today).some((one) => one.person.key === person.key),
  );
}

function nextMeeting(register: Register, bodyKey: string, today: Day): Meeting | undefined {
  return register.meetings
    .filter((one) => one.bodyKey === bodyKey && one.endedOn === null && one.date >= today)
    .sort((a, b) => a.date.localeCompare(b.date))[0];
}

/**
 * The days on which what somebody's own page says changes by itself, from one day to another: something becomes late,
 * a day that was to come has gone by, a leave or a delegation begins or is over.
 */
export function turningDays(
  register: Register,
  { periods, returns }: Pick<Returns, 'periods' | 'returns'>,
  escalations: Escalation[],
  from: Day,
  to: Day,
): Day[] {
  const calendar = workingCalendar(register);
  const over = [
    ...escalations.flatMap((one) => dueOn(register, one, calendar)?.on ?? []),
    ...returns.map(({ dueOn }) => dueOn),
    ...periods.map(({ dueOn }) => digestOn(dueOn, calendar)),
    ...register.meetings.map(({ date }) => date),
    ...[...register.leaves, ...register.delegations].map(lastDay),
  ].map((day) => addDays(day, 1));
  const begun = [...register.leaves, ...register.delegations].map((one) => one.from);
  return [...new Set([...over, ...begun])].filter((day) => day >= from && day <= to).sort();
}
