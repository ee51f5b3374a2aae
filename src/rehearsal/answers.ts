import { reportForm } from '../commands/report-form.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { instantAt } from '../partnership/contact.ts';
import type { Day } from '../partnership/day.ts';
import { prioritiesInForce, titleOf } from '../partnership/priorities.ts';
import type { Register } from '../partnership/register.ts';
import { REPORTING, type Rehearsal, type RehearsedReport, type RehearsedTime } from '../partnership/rehearsal.ts';
import type { Period } from '../partnership/returns.ts';
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
  const day = isInHand ? null : dayOf(when, place, period, register);
  if (!day) return null;
  const minutes = 30 + place * 11;
  return {
    at: instantAt(day, 10 + Math.floor(minutes / 60), minutes % 60, register.partnership.timeZone),
    report: said?.report ?? usualReport(register, period, priorityKey),
  };
}

/** What a report on a priority says, where it says anything: what the file gives, or something that can be told from it. */
export function plannedReport(
  register: Register,
  { answers }: Rehearsal,
  period: Period,
  priorityKey: string,
): RehearsedReport {
  const said = answers.find((answer) => answer.priorityKey === priorityKey)?.report;
  return said && said !== 'nothing' ? said : usualReport(register, period, priorityKey);
}

function usually(place: number, of: number): RehearsedTime {
  if (of > 2 && place === of - 1) return { kind: 'never' };
  return place % 5 === 4 ? { kind: 'late' } : { kind: 'on_time' };
}

function dayOf(when: RehearsedTime, place: number, period: Period, register: Register): Day | null {
  const calendar = workingCalendar(register);
  if (when.kind === 'never') return null;
  if (when.kind === 'late') return calendar.after(period.dueOn, DAYS_LATE);
  const day = when.kind === 'working_day' ? when.day : FIRST_DAY + ((place * 3) % DAYS_ON_TIME);
  return calendar.after(period.end, day);
}

function usualReport(register: Register, period: Period, priorityKey: string): RehearsedReport {
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
export async function answer(player: Player, subject: { id: string; title: string }, report: PlannedAnswer['report']) {
  const owed = { owed: { id: subject.id } as never, title: subject.title };
  if (player.dialog() !== undefined) await player.closes();
  if (report === 'nothing') {
    await player.presses(nothingToReportButton(owed).label);
    await player.presses('Send nothing to report');
    return player.closes();
  }
  await player.presses(reportButton(owed).label);
  await fillsReport(player, report);
  await player.presses(sendLabel(reportForm, {}));
  await player.closes();
}
