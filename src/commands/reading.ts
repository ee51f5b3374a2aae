import type { AgreementPriority } from '../partnership/register.ts';
import type { SentReturn } from '../partnership/returns.ts';
import { sendsAs } from '../partnership/sending.ts';
import { mayWithdraw } from '../partnership/withdrawing.ts';
import type { Dialog } from '../views/dialog.ts';
import { explanation } from '../views/explain.ts';
import { reportPage } from '../views/report-page.ts';
import type { Context } from './command.ts';

const NONE = explanation('No report yet', 'Nothing has been sent for this priority yet.');

/** A return to read, in the version in force or in another one. */
export async function readReturn(context: Context, returnId: string, version?: number): Promise<Dialog> {
  const owed = await context.store.returns.byId(returnId);
  if (!owed) return NONE;
  const sent = await context.store.returns.sentAbout(owed.subjectKind, owed.subjectKey);
  return reading(context, sent, returnId, version);
}

/** The newest report on a priority. Null where none was ever sent. */
export async function readNewest(context: Context, { priorityKey }: AgreementPriority): Promise<Dialog | null> {
  const sent = await context.store.returns.sentAbout('priority', priorityKey);
  return sent[0] ? reading(context, sent, sent[0].owed.id) : null;
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
