import { preferredAccount } from '../partnership/accounts.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { instantAt, localDay } from '../partnership/contact.ts';
import { type Day, formatDay } from '../partnership/day.ts';
import { reportKindOf } from '../partnership/obligations.ts';
import { isWaiting } from '../partnership/owed.ts';
import { lastPeriod } from '../partnership/periods.ts';
import { titleOf } from '../partnership/priorities.ts';
import type { Register } from '../partnership/register.ts';
import type { Rehearsal, RehearsedDay, RehearsedStep } from '../partnership/rehearsal.ts';
import { responsibleFor } from '../partnership/responsibility.ts';
import type { Period, Return } from '../partnership/returns.ts';
import { personName, subjectName } from '../partnership/roles.ts';
import type { Reader } from '../store/store.ts';
import type { Plan } from './advance.ts';
import { answer, plannedAnswer, plannedReport } from './answers.ts';
import { narrate, plannedNarrative } from './narratives.ts';
import { type Player, player } from './player.ts';
import type { StandIn } from './stand-in.ts';
import { play } from './steps.ts';

export interface Planning {
  reader: Reader;
  now: Date;
  /** Steps whose time had come by then have been taken, or never will be. Answers wait for as long as they are owed. */
  since: Date;
  /** What the agreement's file says its people do. */
  rehearsal: Rehearsal;
  standIns: readonly StandIn[];
}

/** Something that one person is going to do. Several at one time are done in the order of the file. */
export type PersonalPlan = Plan & { person: string };

/** A step of the file that could not be taken, as that person's screen did not let them. */
export class StepFailed extends Error {
  override name = 'OperatorError';
}

/** What people are going to do by themselves, the earliest first, each on the account they prefer. */
export async function plansOf(planning: Planning): Promise<PersonalPlan[]> {
  const { reader, now, rehearsal, standIns } = planning;
  const register = await reader.register();
  const today = localDay(now, register.partnership.timeZone);
  const plans: (PersonalPlan & { title: string })[] = [];
  const periods = await reader.periods.open();
  for (const period of periods) {
    const returns = await reader.returns.ofPeriod(period.id);
    const ids = returns.map(({ id }) => id);
    const [current, withdrawn] = [await reader.returns.current(ids), await reader.withdrawals.of(ids)];
    for (const owed of returns) {
      const sent = current.find(({ returnId }) => returnId === owed.id) ?? null;
      // What was withdrawn was sent once, and is not sent again by itself.
      const isOwed = isWaiting({ owed, sent }) && !withdrawn.some(({ returnId }) => returnId === owed.id);
      const [who] = responsibleFor(register, owed.subjectKind, owed.subjectKey, today);
      const does = who && playerOf(register, standIns, who.person.key);
      const planned = isOwed && does ? sendingOf(register, rehearsal, period, owed, does) : null;
      if (planned && who) plans.push({ ...planned, key: owed.id, person: who.person.key });
    }
  }
  const answers = plans.sort((a, b) => Number(a.at) - Number(b.at) || (a.title < b.title ? -1 : 1));
  const steps = stepsOf(planning, register, today, periods, await raisedIn(reader, rehearsal));
  return [...answers, ...steps].sort((a, b) => Number(a.at) - Number(b.at));
}

/**
 * Carries a plan out as people do whom somebody may be at the page: not over a form of theirs that is open on one of their
 * clients. A form that was begun by hand, and that they cannot go on with, they leave.
 */
export async function byThemselves(clients: Player[], { carryOut }: Pick<Plan, 'carryOut'>): Promise<void> {
  if (clients.some((client) => client.dialog() !== undefined)) return;
  await carryOut().catch(() => Promise.all(clients.map((client) => client.leaves())));
}

/** When one return is sent, and how, by what that person has on screen. */
function sendingOf(
  register: Register,
  rehearsal: Rehearsal,
  period: Period,
  { id, subjectKind, subjectKey }: Return,
  does: Player,
): (Pick<Plan, 'at' | 'carryOut'> & { title: string }) | null {
  const report = reportKindOf(register, period.obligationKey);
  const title = subjectName(register, subjectKind, subjectKey, period.end);
  const subject = { id, report, title };
  if (report === 'csp_narrative') {
    const planned = plannedNarrative(register, rehearsal, period, subjectKey);
    return planned && { at: planned.at, title, carryOut: () => narrate(does, subject, planned.narrative) };
  }
  const planned = plannedAnswer(register, rehearsal, period, subjectKey);
  return planned && { at: planned.at, title, carryOut: () => answer(does, subject, planned.report) };
}

/** Titles of what was escalated so far. */
async function raisedIn(reader: Reader, { escalations }: Rehearsal): Promise<string[]> {
  if (escalations.length === 0) return [];
  return (await reader.escalations.newest(MOST_RAISED)).map(({ title }) => title);
}

/** More than is escalated while something is rehearsed. */
const MOST_RAISED = 1_000;

/**
 * The steps of the file that are still to come: those on a working day in each open period. What would have been escalated
 * before the first day was not, so nobody takes a step on it.
 */
function stepsOf(
  { rehearsal, standIns, since }: Planning,
  register: Register,
  today: Day,
  periods: Period[],
  raised: string[],
): PersonalPlan[] {
  const open = periods.toSorted((a, b) => a.end.localeCompare(b.end)).at(-1);
  // Escalating needs no period that is open.
  const newest = open ?? lastPeriod('quarterly', register.partnership.yearStartMonth, today);
  const times = rehearsal.steps.map((step, index) => timeOf(step, dayOf(step.on, newest, register), index, register));
  const isRaised = (key: string) =>
    raised.includes(rehearsal.escalations.find((one) => one.key === key)?.title ?? '') ||
    rehearsal.steps.some(
      ({ does, escalationKey }, index) => does === 'escalate' && escalationKey === key && times[index]! > since,
    );
  return rehearsal.steps.flatMap((step, index): PersonalPlan[] => {
    const does = playerOf(register, standIns, step.who);
    const day = dayOf(step.on, newest, register);
    const at = times[index]!;
    if (!does || at <= since) return [];
    if (step.escalationKey ? !isRaised(step.escalationKey) : !open) return [];
    return [
      {
        key: `${step.place} ${day}`,
        at,
        person: step.who,
        carryOut: () => take(does, step, newest, register, rehearsal),
      },
    ];
  });
}

type Ended = Pick<Period, 'end'>;

function dayOf(day: RehearsedDay, period: Ended, register: Register): Day {
  return day.kind === 'date' ? day.day : workingCalendar(register).after(period.end, day.day);
}

/** In the afternoon, after what is answered by itself, and later where it stands later in the file. */
function timeOf({ at }: RehearsedStep, day: Day, index: number, register: Register): Date {
  const [hour, minute] = at ? (at.split(':').map(Number) as [number, number]) : [14, index];
  return instantAt(day, hour + Math.floor(minute / 60), minute % 60, register.partnership.timeZone);
}

async function take(does: Player, step: RehearsedStep, period: Ended, register: Register, rehearsal: Rehearsal) {
  const { priorityKey } = step;
  const day = (wanted: RehearsedDay | null) => (wanted ? dayOf(wanted, period, register) : period.end);
  try {
    await play(does, {
      does: step.does,
      title: priorityKey ? titleOf(register, priorityKey, period.end) : '',
      report: plannedReport(register, rehearsal, period, priorityKey ?? ''),
      until: day(step.until),
      to: day(step.to),
      received: day(step.received),
      from: personName(register, step.from) ?? '',
      why: step.why ?? '',
      headline: step.headline ?? '',
      escalating: escalatingOf(step, rehearsal, register, day(step.on)),
    });
  } catch (error) {
    const name = personName(register, step.who) ?? step.who;
    throw new StepFailed(
      `${step.place}: ${name} could not do “${step.does}” on ${formatDay(day(step.on))}. ${(error as Error).message}`,
    );
  }
}

function escalatingOf(step: RehearsedStep, { escalations }: Rehearsal, register: Register, today: Day) {
  const escalation = escalations.find(({ key }) => key === step.escalationKey);
  if (!escalation) return null;
  return {
    escalation,
    priorities: escalation.priorityKeys.map((key) => titleOf(register, key, today)),
    partnerships: escalation.bodyKeys.map((key) => subjectName(register, 'body', key, today)),
    today,
    ...{ meeting: step.meeting ?? today, says: step.says ?? '', link: step.link, next: step.next ?? '' },
    ...{ asAsked: step.asAsked ?? ('yes' as const), by: step.by ?? '', why: step.why ?? '' },
    headline: step.headline ?? '',
    to: step.priorityKey
      ? `Lead for ${titleOf(register, step.priorityKey, today)}`
      : (register.bodies.find(({ kind }) => kind === 'performance_group')?.name ?? ''),
    into: escalations.find(({ key }) => key === step.intoKey)?.title ?? '',
  };
}

function playerOf(register: Register, standIns: readonly StandIn[], personKey: string): Player | null {
  const found = preferredAccount(register, personKey);
  const standIn = standIns.find(({ connection }) => connection === found?.connection.externalId);
  return found && standIn ? player(standIn, found.account.externalId) : null;
}
