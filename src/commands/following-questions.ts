import { workingCalendar } from '../partnership/calendar.ts';
import type { Entry, Escalation, Told } from '../partnership/escalation.ts';
import { answering } from '../partnership/escalation-answering.ts';
import { waitedUntil } from '../partnership/escalation-clock.ts';
import { toBeAsked } from '../partnership/escalation-side.ts';
import { askedIn } from '../partnership/escalation-steps.ts';
import type { AboutEscalation, Reader } from '../store/store.ts';
import { askingInstead, notRaising, take } from './escalating.ts';
import type { Speaking, Subject } from './escalation-telling.ts';

/** Those who are to be asked now and do not have the question, and whether anybody of theirs can answer it. */
function unasked(
  context: Speaking,
  subject: Subject,
  question: Entry,
  said: AboutEscalation[],
): { to: Told[]; isReachable: boolean } {
  const theirs = said.filter(({ data }) => data.entry === question.id);
  const keysOf = (rows: AboutEscalation[]) => rows.map(({ addressKey }) => addressKey);
  const has = keysOf(theirs.filter(({ stage }) => stage !== 'withdrawn'));
  const { to, isReachable } = toBeAsked(context, subject, missed(theirs));
  return { to: to.filter(({ personKey }) => !has.includes(personKey)), isReachable };
}

/** Those whom the last question about an escalation did not reach. */
export async function missedByQuestion(
  { store }: Pick<Speaking, 'store'>,
  { escalation }: Pick<Subject, 'escalation'>,
): Promise<string[]> {
  const [question] = await store.escalations.questions([escalation.id]);
  if (!question) return [];
  const said = await store.postings.aboutEscalations([escalation.id]);
  return missed(said.filter(({ data }) => data.entry === question.id));
}

const missed = (rows: AboutEscalation[]) =>
  rows.filter(({ stage }) => stage === 'failed').map(({ addressKey }) => addressKey);

/** To whom the last question went about each of these that waits for those who raised it, by escalation. */
export async function askedAmong(
  { escalations }: Pick<Reader, 'escalations'>,
  all: Pick<Escalation, 'id' | 'waitingSince'>[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const { id, waitingSince } of all) if (waitingSince) found.set(id, askedIn(await escalations.entries(id)));
  return found;
}

/** Whether what those who raised it were asked is before somebody who can answer it, and the days stand still for that. */
export function isAskedAsItShould(
  context: Speaking,
  subject: Subject,
  question: Entry | undefined,
  said: AboutEscalation[],
): boolean {
  if (!question || !subject.escalation.waitingSince) return true;
  const { to, isReachable } = unasked(context, subject, question, said);
  return isReachable && to.length === 0;
}

/**
 * A raiser who was asked something goes on leave, leaves or is no officer any more: the question goes to whoever is there
 * in their place. Where nobody is who could answer it, the days for an answer go on.
 */
export async function askOthers(context: Speaking, subject: Subject, question: Entry | undefined): Promise<Subject> {
  const { store, register, now, today } = context;
  const { escalation } = subject;
  const said = await store.postings.aboutEscalations([escalation.id]);
  if (!question || isAskedAsItShould(context, subject, question, said)) return subject;
  const { to, isReachable } = unasked(context, subject, question, said);
  const { words, asked } = askingInstead(context, question, to);
  if (isReachable) return take(context, subject, { step: 'asked', words, tell: [asked] });
  return take(context, subject, {
    step: 'counted',
    words,
    change: { waited: waitedUntil(escalation, now, workingCalendar(register)), waitingSince: null },
    tell: [
      asked,
      {
        to: notRaising(context, subject, answering(register, subject, today)),
        about: 'escalation.changed',
        because: 'Whoever is to answer an escalation knows when its days are counted again',
      },
    ],
  });
}
