import { type Entry, OPEN, SETTLED, type Told } from '../partnership/escalation.ts';
import { answering } from '../partnership/escalation-answering.ts';
import { toBeAsked, toRaisers } from '../partnership/escalation-side.ts';
import type { Context } from './command.ts';
import { notRaising, type Stepped, subjectOf } from './escalating.ts';
import { type Subject, send } from './escalation-telling.ts';

/**
 * What the programme manager was shown of escalations in a pilot, and still matters, reaches those whom it is for: open
 * ones those who are to answer, a question those who raised it, and an outcome each of them.
 */
export async function reachThem(context: Context): Promise<void> {
  const { store } = context;
  const ids = (await store.escalations.in([...OPEN, ...SETTLED])).map(({ id }) => id);
  for (const id of ids.sort()) {
    // Whoever takes a step on it now is waited for, and may have seen to it.
    const subject = await subjectOf(context, await store.escalations.lock(id));
    if (!subject) continue;
    const { state } = subject.escalation;
    const entries = await store.escalations.entries(id);
    if (SETTLED.includes(state)) await reachWithOutcome(context, subject, entries);
    else if (OPEN.includes(state)) await reachWithOpen(context, subject, entries);
  }
}

async function reachWithOutcome(context: Context, subject: Subject, entries: Entry[]): Promise<void> {
  const rows = await context.store.escalations.outcomesSent([subject.escalation.id]);
  const has = (key: string) =>
    rows.some(
      ({ personKey, pilot, state }) => personKey === key && !pilot && !['failed', 'suppressed'].includes(state),
    );
  const entry = entries.findLast(({ step }) => ['answer', 'decide', 'return'].includes(step));
  await reach(context, subject, entry, {
    to: toRaisers(context, subject).filter(({ personKey }) => !has(personKey)),
    about: 'escalation.outcome',
    because: 'Everybody who raised an escalation is sent what came of it; it came while the partnership was in pilot',
  });
}

async function reachWithOpen(context: Context, subject: Subject, entries: Entry[]): Promise<void> {
  const { store, register, today } = context;
  const { escalation } = subject;
  const said = await store.postings.aboutEscalations([escalation.id]);
  const without = (told: Told[], entryId?: string) =>
    told.filter(
      ({ personKey }) =>
        !said.some(
          ({ addressKey, pilot, stage, data }) =>
            addressKey === personKey &&
            !pilot &&
            ['shown', 'waiting'].includes(stage) &&
            (!entryId || data.entry === entryId),
        ),
    );
  await reach(context, subject, entries[0], {
    to: without(notRaising(context, subject, answering(register, subject, today))),
    about: 'escalation.raised',
    because: 'An escalation that was raised in pilot goes to whoever is to answer it, once the partnership is live',
  });
  if (escalation.waitingSince === null) return;
  const question = entries.findLast(({ step }) => step === 'ask');
  await reach(context, subject, question, {
    to: without(toBeAsked(context, subject).to, question?.id),
    about: 'escalation.question',
    because: 'Those who raised an escalation are asked what was asked while the partnership was in pilot',
  });
}

async function reach(
  context: Context,
  subject: Subject,
  entry: Entry | undefined,
  telling: Stepped['tell'][number],
): Promise<void> {
  if (!entry || telling.to.length === 0) return;
  await send(context, subject, entry, telling, `live/${context.now.toISOString()}`);
}
