import { mayReadAbout } from '../partnership/reading-rights.ts';
import { programmeManagers } from '../partnership/responsibility.ts';
import type { Return, SentReturn } from '../partnership/returns.ts';
import { sendsAs } from '../partnership/sending.ts';
import { mayWithdraw } from '../partnership/withdrawing.ts';
import { type Called, called } from '../views/called.ts';
import type { Dialog } from '../views/dialog.ts';
import { explanation } from '../views/explain.ts';
import { reportPage } from '../views/report-page.ts';
import { together } from '../views/words.ts';
import type { Context } from './command.ts';
import { subjectOf } from './sending.ts';

const NONE = explanation('Nothing yet', 'Nothing of this is there to be read.');

/** A return to read, in the version in force or in another one. */
export async function readReturn(context: Context, returnId: string, version?: number): Promise<Dialog> {
  const owed = await context.store.returns.byId(returnId);
  if (!owed) return NONE;
  const refused = await notYours(context, owed);
  if (refused) return refused;
  const sent = await context.store.returns.sentAbout(owed.subjectKind, owed.subjectKey);
  return reading(context, sent, returnId, version);
}

/** The newest that was sent about a subject. Null where nothing ever was. */
export async function readNewest(
  context: Context,
  { subjectKind, subjectKey }: Pick<Return, 'subjectKind' | 'subjectKey'>,
): Promise<Dialog | null> {
  const sent = await context.store.returns.sentAbout(subjectKind, subjectKey);
  return sent[0] ? reading(context, sent, sent[0].owed.id) : null;
}

/** Why this person may not read it, and whom to ask; null where they may. */
async function notYours(context: Context, owed: Return): Promise<Dialog | null> {
  const { register, person, today } = context;
  if (mayReadAbout(register, person, owed.subjectKind, owed.subjectKey, today)) return null;
  const subject = await subjectOf(context, owed);
  return subject ? notYoursToRead(context, subject) : NONE;
}

export function notYoursToRead({ register, today }: Context, one: Called): Dialog {
  const managers = together(programmeManagers(register, today).map(({ name }) => name));
  return explanation(
    'Not yours to read',
    `Only those to whom it goes, and those who write it, can read the ${called(one)}.`,
    `If that is not right, ask ${managers || 'your programme manager'}.`,
  );
}

async function reading(context: Context, sent: SentReturn[], returnId: string, wanted?: number): Promise<Dialog> {
  const { store, register, person, today } = context;
  const found = sent.find(({ owed }) => owed.id === returnId);
  const inForce = found?.versions.find(({ withdrawnAt }) => withdrawnAt === null) ?? found?.versions[0];
  const version = wanted ? found?.versions.find((one) => one.version === wanted) : inForce;
  if (!found || !version) return NONE;
  const { owed, period } = found;
  const before = await store.returns.previous(period.obligationKey, owed.subjectKind, owed.subjectKey, period.start);
  const isNewest = version === inForce && version.withdrawnAt === null && period.closedAt === null;
  const changes = isNewest && sendsAs(register, person, owed.subjectKind, owed.subjectKey, today) !== null;
  // All versions go together, so it is asked of the one in force.
  const withdraws = inForce?.withdrawnAt === null && mayWithdraw(register, person, owed, inForce, today);
  return reportPage({ register, today, sent, found, version, before, changes, withdraws });
}
