import type { Escalation } from '../partnership/escalation.ts';
import { narrativeIn } from '../views/narrative-words.ts';
import type { Context } from './command.ts';

const ESCALATED = 'report.escalated';

/** Keeps that what a version of a narrative asks for was escalated, and as which. */
export async function keepEscalated(
  { store, person, now }: Context,
  returnId: string,
  version: number,
  escalation: string,
): Promise<void> {
  const { reference } = (await store.escalations.byId(escalation))!;
  await store.events.add({
    at: now,
    by: person.key,
    what: ESCALATED,
    subject: `return/${returnId}`,
    detail: { version, escalation, reference },
  });
}

/** The escalation that was raised from a narrative that asks for this, or was joined with it; null where it was withdrawn. */
export async function escalatedFrom(
  { store }: Context,
  returnId: string,
  consider: unknown,
): Promise<Escalation | null> {
  const event = await store.events.last(ESCALATED, `return/${returnId}`);
  if (!event) return null;
  const versions = await store.returns.versions(returnId);
  const raised = narrativeIn(versions.find(({ version }) => version === event.detail.version));
  if (raised?.consider !== consider) return null;
  const escalation = await store.escalations.byId(String(event.detail.escalation));
  return escalation?.state === 'withdrawn' ? null : escalation;
}
