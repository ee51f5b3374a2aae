import { SETTLED } from '../partnership/escalation.ts';
import { subjectOf } from './escalating.ts';
import { isOutcome } from './escalation-reader.ts';
import { bringUpToDate, type Speaking } from './escalation-telling.ts';

/**
 * An outcome that waits to be sent says by which day one may reply to it. Where a pause or a leave has come between, it
 * comes later, and so does that day.
 */
export async function dateHeldOutcomes(context: Speaking): Promise<void> {
  const { store } = context;
  const settled = (await store.escalations.in(SETTLED)).map(({ id }) => id);
  if (settled.length === 0) return;
  const held = (await store.postings.aboutEscalations(settled)).filter(
    ({ stage, subject }) => stage === 'waiting' && isOutcome(subject),
  );
  for (const id of settled.sort()) {
    if (!held.some(({ data }) => data.escalation === id)) continue;
    const subject = await subjectOf(context, await store.escalations.lock(id));
    if (subject) await bringUpToDate(context, subject);
  }
}
