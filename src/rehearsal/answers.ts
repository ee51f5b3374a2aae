import { nothingToReportForm, reportForm } from '../commands/report-form.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { instantAt } from '../partnership/contact.ts';
import type { Day } from '../partnership/day.ts';
import { prioritiesInForce, titleOf } from '../partnership/priorities.ts';
import type { Register } from '../partnership/register.ts';
import { REPORTING, type Rehearsal, type RehearsedReport, type RehearsedTime } from '../partnership/rehearsal.ts';
import type { Period } from '../partnership/returns.ts';
import type { Called } from '../views/called.ts';
import type { Form } from '../views/form.ts';
import { sendLabel } from '../views/forms/show.ts';
import { nothingToReportButton, reportButton } from '../views/prompt.ts';
import { fillsReport } from './filling.ts';
import type { Player } from './player.ts';

/** What somebody does about one return: when, and what they send. Null: they never do. */
export interface PlannedAnswer {
  at: Date;
  report: RehearsedReport | 'nothing';
}

const FIRST_DAY = 2;
const DAYS_ON_TIME = 8;
const DAYS_LATE = 3;

/**
 * What the rehearsal's people do about one priority in one period: what the file says, and else that most answer on
 * time over the days of the period, some late, and one never. What somebody drafts or records by a step of the file is
 * not answered besides.
 */
export function plannedAnswer(
  register: Register,
  rehearsal: Rehearsal,
  period: Period,
  priorityKey: string,
): PlannedAnswer | null {
  const isInHand = rehearsal.steps.some((step) => step.priorityKey === priorityKey && REPORTING.includes(step.does));
  const priorities = prioritiesInForce(register, period.end).map((one) => one.priorityKey);
  const place = Math.max(0, priorities.indexOf(priorityKey));
  const said = rehearsal.answers.find((answer) => answer.priorityKey === priorityKey);
  const when = said?.when ?? usually(place, priorities.length);
  const day = isInHand ? null : sendingDay(when, place, period, register);
  if (!day) return null;
  return {
    at: sendingTime(day, place, register),
    report: said?.report ?? usualReport(register, period, priorityKey),
  };
}

/** What a report on a priority says, where it says anything: what the file gives, or something that can be told from it. */
export function plannedReport(
  register: Register,
  { answers }: Rehearsal,
  period: Pick<Period, 'end'>,
  priorityKey: string,
): RehearsedReport {
  const said = answers.find((answer) => answer.priorityKey === priorityKey)?.report;
  return said && said !== 'nothing' ? said : usualReport(register, period, priorityKey);
}

/** When somebody sends of whom the file says nothing, by their place among the others. */
export function usually(place: number, of: number): RehearsedTime {
  if (of > 2 && place === of - 1) return { kind: 'never' };
  return place % 5 === 4 ? { kind: 'late' } : { kind: 'on_time' };
}

/** The day on which that is; null where it never is. */
export function sendingDay(when: RehearsedTime, place: number, period: Period, register: Register): Day | null {
  const calendar = workingCalendar(register);
  if (when.kind === 'never') return null;
  if (when.kind === 'late') return calendar.after(period.dueOn, DAYS_LATE);
  const day = when.kind === 'working_day' ? when.day : FIRST_DAY + ((place * 3) % DAYS_ON_TIME);
  return calendar.after(period.end, day);
}

/** In the morning, one after another. */
export function sendingTime(day: Day, place: number, register: Register): Date {
  const minutes = 30 + place * 11;
  return instantAt(day, 10 + Math.floor(minutes / 60), minutes % 60, register.partnership.timeZone);
}

function usualReport(register: Register, period: Pick<Period, 'end'>, priorityKey: string): RehearsedReport {
  const title = titleOf(register, priorityKey, period.end);
  return {
    rating: 'green',
    reason: null,
    direction: 'same',
    achieved: [{ what: `Rehearsed: what was achieved on ${title}.`, difference: 'Rehearsed: the difference it made.' }],
    next: [
      { what: 'Rehearsed: what happens next.', who: 'The lead', by: workingCalendar(register).after(period.end, 60) },
    ],
    headline: null,
    needed: 'nothing',
    ask: null,
  };
}

/** Answers one prompt as a person would: opens it from its button, fills each page, checks, and sends. */
export async function answer(player: Player, subject: Called & { id: string }, report: PlannedAnswer['report']) {
  await sendsOne(player, subject, reportForm, report === 'nothing' ? null : () => fillsReport(player, report));
}

/** Opens a return from its button, fills it in and sends it; without anything to fill in there is nothing to report. */
export async function sendsOne(
  player: Player,
  subject: Called & { id: string },
  form: Form,
  fills: (() => Promise<void>) | null,
) {
  const owed = { ...subject, owed: { id: subject.id } };
  await player.leaves();
  await player.presses(fills ? reportButton(owed).label : nothingToReportButton(owed).label);
  await fills?.();
  await player.presses(sendLabel(fills ? form : nothingToReportForm, {}));
  await player.leaves();
}
