import { type Escalation, OPEN } from '../partnership/escalation.ts';
import type { Mode } from '../partnership/register.ts';
import type { AboutEscalation, Reader } from '../store/store.ts';

/**
 * Those whom no message about an escalation has reached, as what was sent to them could not be delivered. In a pilot
 * nothing was sent to them.
 */
export function unreachedIn(said: AboutEscalation[], mode: Mode): string[] {
  if (mode === 'pilot') return [];
  const keysOf = (stages: AboutEscalation['stage'][]) =>
    said.filter(({ stage }) => stages.includes(stage)).map(({ addressKey }) => addressKey);
  const reached = keysOf(['shown', 'waiting']);
  return [...new Set(keysOf(['failed']))].filter((key) => !reached.includes(key));
}

interface Unreaching {
  escalations: Pick<Reader['escalations'], 'entries'>;
  postings: Pick<Reader['postings'], 'aboutEscalations'>;
  state: Reader['state'];
}

/**
 * The same of one that is open; but whoever has taken a step on it can be reached again. What came of it has its own way to
 * those who raised it.
 */
export async function unreachedBy(
  store: Unreaching,
  { id, state }: Pick<Escalation, 'id' | 'state'>,
): Promise<string[]> {
  if (!OPEN.includes(state)) return [];
  const said = await store.postings.aboutEscalations([id]);
  if (!said.some(({ stage }) => stage === 'failed')) return [];
  const entries = await store.escalations.entries(id);
  return unreachedIn(said, (await store.state()).mode).filter((key) => entries.every(({ byKey }) => byKey !== key));
}

/** The same of several, by escalation: of those to whom everything was delivered nothing is read. */
export async function unreachedAmong(
  store: Unreaching & { postings: Pick<Reader['postings'], 'missedEscalations'> },
  escalations: Pick<Escalation, 'id' | 'state'>[],
): Promise<Map<string, string[]>> {
  const open = escalations.filter(({ state }) => OPEN.includes(state));
  const missed = open.length > 0 ? await store.postings.missedEscalations() : [];
  const found = new Map<string, string[]>();
  for (const one of open) if (missed.includes(one.id)) found.set(one.id, await unreachedBy(store, one));
  return found;
}
