import { mayReadAbout } from '../partnership/reading-rights.ts';
import { narrativeIn } from '../views/narrative-words.ts';
import type { Context } from './command.ts';
import { subjectOf } from './sending.ts';

/** What an escalation starts with that is opened from a narrative which asks for countywide consideration. */
export async function fromNarrative(
  context: Context,
  returnId: string,
): Promise<{ version: number; values: { title: string; areas: string; situation: string } } | null> {
  const { store, register, person, today } = context;
  const subject = await subjectOf(context, await store.returns.byId(returnId));
  if (subject?.report !== 'csp_narrative') return null;
  const { subjectKind, subjectKey, id } = subject.owed;
  if (!mayReadAbout(register, person, subjectKind, subjectKey, today)) return null;
  const [current] = await store.returns.current([id]);
  const narrative = narrativeIn(current);
  if (!current || !narrative?.consider) return null;
  return {
    version: current.version,
    values: { title: narrative.consider, areas: subjectKey, situation: narrative.changed },
  };
}
