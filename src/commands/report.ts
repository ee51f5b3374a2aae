import { z } from 'zod';
import { owedBy } from '../partnership/owed.ts';
import { prioritiesInForce } from '../partnership/priorities.ts';
import type { Person, Register } from '../partnership/register.ts';
import { maySend } from '../partnership/responsibility.ts';
import type { Return, ReturnVersion } from '../partnership/returns.ts';
import { findPriorities } from '../partnership/search.ts';
import { explained } from '../views/explain.ts';
import type { Raw } from '../views/form.ts';
import { answerBlocks } from '../views/forms/answers.ts';
import { changedLabels, rawFrom } from '../views/forms/prefill.ts';
import { promptMessage } from '../views/prompt.ts';
import { ratingWords, reportIn } from '../views/report-words.ts';
import { whichReportMessage } from '../views/who.ts';
import { inSentence } from '../views/words.ts';
import { type Context, command, type Opened } from './command.ts';
import { openReturns } from './owed.ts';
import { reportForm } from './report-form.ts';
import { carriedBy, NO_SUCH_REPORT, obstacle, type Subject, sendVersion, subjectOf } from './sending.ts';

const input = z.object({ return: z.string().max(100).optional(), words: z.string().max(200).optional() });

/** Whether a person sends the report on any priority today. */
export function reportsOnAny(person: Person, register: Register, today: string): boolean {
  return prioritiesInForce(register, today).some(({ priorityKey }) =>
    maySend(register, person, 'priority', priorityKey, today),
  );
}

export const report = command({
  name: 'report',
  help: 'send or change the report on a priority that you lead; alone, see what is due from you',
  usage: 'report hate crime',
  may: reportsOnAny,
  input,
  parse: (words) => (words ? { words: words.replace(/^on\s+/i, '').slice(0, 200) } : {}),
  form: reportForm,

  async open({ return: id, words }, context) {
    if (id) return openReport(context, await context.store.returns.byId(id));
    return words ? openByWords(context, words) : openWhatIsDue(context);
  },

  async run(_, values, context, { id: draftId, carried, raw }) {
    const subject = await subjectOf(context, await context.store.returns.lock(carried.return ?? ''));
    if (!subject) return { kind: 'refused', dialog: NO_SUCH_REPORT };
    const refused = obstacle(context, subject, answerBlocks(reportForm, raw, carried));
    if (refused) return { kind: 'refused', dialog: refused };
    return sendVersion(context, subject, {
      draftId,
      nil: false,
      values,
      changed: (before) => changedSince(before, raw, context),
      opened: Number(carried.version),
    });
  },
});

function changedSince(before: ReturnVersion, raw: Raw, { id }: Context): string[] {
  const then = before.nil ? {} : rawFrom(reportForm, before.values, id);
  return changedLabels(reportForm, then, raw, {});
}

async function openReport(context: Context, owed: Return | null): Promise<Opened> {
  const subject = await subjectOf(context, owed);
  if (!subject) return { kind: 'page', dialog: NO_SUCH_REPORT };
  const draftSubject = `return/${subject.owed.id}`;
  const kept = await context.store.drafts.open(context.person.key, 'report', draftSubject);
  const refused = obstacle(context, subject, kept ? answerBlocks(reportForm, kept.values, kept.carried) : []);
  if (refused) return { kind: 'page', dialog: refused };
  return { kind: 'form', subject: draftSubject, ...(await startingWith(context, subject)) };
}

/** A correction starts with what was sent; a first report with what is known of the one before. */
async function startingWith(context: Context, subject: Subject) {
  const { owed, period } = subject;
  const { store } = context;
  const before = (await store.returns.current([owed.id]))[0] ?? null;
  const last = await store.returns.previous(period.obligationKey, owed.subjectKind, owed.subjectKey, period.start);
  const carried: Record<string, string> = carriedBy(context, subject, before);
  const previous = reportIn(last);
  if (previous) {
    carried.previousRating = previous.rating;
    carried.due += ` Last time: ${ratingWords(last)}.`;
  }
  const values = before && !before.nil ? rawFrom(reportForm, before.values, context.id) : {};
  return { carried, values };
}

async function openByWords(context: Context, words: string): Promise<Opened> {
  const { register, store, today } = context;
  const { exact, near } = findPriorities(register, words, today);
  if (!exact) return { kind: 'message', message: whichReportMessage(words, near) };
  const { returns, periods } = await openReturns(store);
  const newest = returns
    .filter((one) => one.subjectKind === 'priority' && one.subjectKey === exact.priorityKey)
    .sort((a, b) => startOf(b) - startOf(a))[0];
  function startOf({ periodId }: Return): number {
    return periods.findIndex(({ id }) => id === periodId);
  }
  if (newest) return openReport(context, newest);
  const lines = [`No report on ${inSentence(exact.title)} is asked for at present.`, WHEN];
  return { kind: 'message', message: explained('Nothing is due', ...lines) };
}

const WHEN = 'You get a message when the next period opens, on the first working day after it ends.';

async function openWhatIsDue(context: Context): Promise<Opened> {
  const owed = owedBy(context.register, await openReturns(context.store), context.person, context.today);
  const waiting = owed.filter(({ sent }) => !sent);
  if (waiting.length === 1 && waiting[0]) return openReport(context, waiting[0].owed);
  if (owed.length > 0) return { kind: 'message', message: promptMessage(context.register, owed) };
  return { kind: 'message', message: explained('Nothing is due', 'Nothing is due from you at present.', WHEN) };
}
