import { narrativeForm } from '../commands/narrative-form.ts';
import type { Register } from '../partnership/register.ts';
import type { Rehearsal, RehearsedWords } from '../partnership/rehearsal.ts';
import type { Period } from '../partnership/returns.ts';
import { subjectsOn } from '../partnership/subjects.ts';
import type { Called } from '../views/called.ts';
import { sendingDay, sendingTime, sendsOne, usually } from './answers.ts';
import { fillsNarrative } from './filling.ts';
import type { Player } from './player.ts';

/** What one community safety partnership does about its narrative: when, and what it sends. */
export interface PlannedNarrative {
  at: Date;
  narrative: RehearsedWords | 'nothing';
}

const USUAL: RehearsedWords = {
  changed: 'Rehearsed: what has changed locally.',
  headline: null,
  consider: null,
  emerging: [],
  doing: null,
};

/** What the file says of one partnership in one period, and else the same as of the priorities. Null: it never sends. */
export function plannedNarrative(
  register: Register,
  { narratives }: Rehearsal,
  period: Period,
  bodyKey: string,
): PlannedNarrative | null {
  const keys = subjectsOn(register, period.end, ['csp_narrative']).map(({ subjectKey }) => subjectKey);
  const place = Math.max(0, keys.indexOf(bodyKey));
  const said = narratives.find((one) => one.bodyKey === bodyKey);
  const day = sendingDay(said?.when ?? usually(place, keys.length), place, period, register);
  return day ? { at: sendingTime(day, place, register), narrative: said?.narrative ?? USUAL } : null;
}

export async function narrate(
  player: Player,
  subject: Called & { id: string },
  narrative: PlannedNarrative['narrative'],
): Promise<void> {
  const fills = narrative === 'nothing' ? null : () => fillsNarrative(player, narrative);
  await sendsOne(player, subject, narrativeForm, fills);
}
