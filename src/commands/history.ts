import { z } from 'zod';
import { reportKindOf } from '../partnership/obligations.ts';
import { titleOf } from '../partnership/priorities.ts';
import { personName, subjectName } from '../partnership/roles.ts';
import { findSubjects } from '../partnership/search.ts';
import { type Happened, historyMessage } from '../views/history.ts';
import { inSentence, periodName } from '../views/words.ts';
import { type Context, command } from './command.ts';
import { forManagers, meant, parse } from './managing.ts';
import { subjectOf } from './sending.ts';

/** How many events are told at once. */
const AT_ONCE = 25;

export const history = command({
  name: 'history',
  help: 'see who did what, when and why',
  usage: 'history hate crime',
  may: forManagers,
  input: z.object({
    return: z.string().max(100).optional(),
    words: z.string().max(200).optional(),
    before: z
      .string()
      .regex(/^\d{1,18}$/)
      .optional(),
  }),
  parse,
  async run(wanted, context) {
    const { store, register, today } = context;
    const before = wanted.before === undefined ? undefined : BigInt(wanted.before);
    const isOne = wanted.return !== undefined || !!wanted.words;
    const about = isOne ? await aboutOne(context, wanted) : null;
    if (about && 'message' in about) return { kind: 'message', message: about.message };
    const events = await store.events.newest(AT_ONCE + 1, about?.subjects, before, MINOR);
    const shown = events.slice(0, AT_ONCE);
    const happened: Happened[] = [];
    for (const event of shown) happened.push({ ...event, ...(await subjectIn(context, event.subject)) });
    const last = shown.at(-1);
    const title = about ? subjectName(register, about.subjectKind, about.subjectKey, today) : null;
    const which = about?.returnId ? { return: about.returnId } : title ? { words: title } : {};
    const older = events.length > AT_ONCE && last ? { before: String(last.sequence), ...which } : null;
    return { kind: 'message', message: historyMessage(register, title, happened, older) };
  },
});

/** Kept for counting, and told by another event. */
const MINOR = ['person.chased'];

/** What a return, or the words, are about, and everything that was ever owed about it. */
async function aboutOne(context: Context, wanted: { return?: string; words?: string }) {
  const { store, register, today } = context;
  const { exact } = findSubjects(register, wanted.words ?? '', today);
  const owed = wanted.return === undefined ? null : await store.returns.byId(wanted.return);
  const meantOne = owed ?? exact;
  const returns = meantOne ? await store.returns.about(meantOne.subjectKind, meantOne.subjectKey) : [];
  const returnId = owed?.id ?? returns[0];
  const raised = meantOne?.subjectKind === 'priority' ? await store.escalations.about(meantOne.subjectKey) : [];
  if (meantOne && (returnId || raised.length > 0)) {
    const { subjectKind, subjectKey } = meantOne;
    const subjects = [
      ...returns.map((id) => `return/${id}`),
      ...raised.map((id) => `escalation/${id}`),
      `${subjectKind}/${subjectKey}`,
    ];
    return { subjectKind, subjectKey, returnId, subjects };
  }
  const found = await meant(context, wanted, { name: 'history', verb: 'History of', opens: false });
  return 'message' in found ? found : null;
}

/** What an event was about: "hate crime", or a period. */
async function subjectIn(context: Context, subject: string): Promise<Pick<Happened, 'about' | 'report'>> {
  const { store, register } = context;
  const usual = { report: 'progress_report' as const };
  const [kind, id = ''] = subject.split('/');
  if (kind === 'return') {
    const found = await subjectOf(context, await store.returns.byId(id));
    return found ? { report: found.report, about: inSentence(found.title) } : { ...usual, about: '' };
  }
  if (kind === 'priority') return { ...usual, about: inSentence(titleOf(register, id, context.today)) };
  if (kind === 'person') return { ...usual, about: personName(register, id) ?? '' };
  // "SNB-12", which says nothing of what is in it.
  if (kind === 'escalation') return { ...usual, about: (await store.escalations.byId(id))?.reference ?? '' };
  const period = kind === 'period' ? await store.periods.byId(id) : null;
  if (!period) return { ...usual, about: '' };
  const { obligationKey, start } = period;
  return { report: reportKindOf(register, obligationKey), about: periodName(register, obligationKey, start) };
}
