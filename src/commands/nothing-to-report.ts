import { z } from 'zod';
import type { ReturnVersion } from '../partnership/returns.ts';
import { sendsAny } from '../partnership/subjects.ts';
import { carriedBy, sendingNow } from './before-sending.ts';
import { command } from './command.ts';
import { sendOrPropose } from './proposing.ts';
import { nothingToReportForm } from './report-form.ts';
import { NO_SUCH_REPORT, obstacle, subjectOf } from './sending.ts';

/** What changes when a return becomes nothing to report. */
export function changedToNil(before: ReturnVersion): string[] {
  return before.nil ? [] : ['Everything: there is nothing to report'];
}

export const nothingToReport = command({
  name: 'nothing-to-report',
  help: 'say that there is nothing to report on a priority, or from a partnership, for a period',
  may: (person, register, today) => sendsAny(register, person, today),
  input: z.object({ return: z.string().max(100) }),
  form: nothingToReportForm,

  async open({ return: id }, context) {
    const subject = await subjectOf(context, await context.store.returns.byId(id));
    if (!subject) return { kind: 'page', dialog: NO_SUCH_REPORT };
    const refused = obstacle(context, subject);
    if (refused) return { kind: 'page', dialog: refused };
    const before = (await context.store.returns.current([subject.owed.id]))[0] ?? null;
    const carried = carriedBy(context, subject, before);
    return { kind: 'form', subject: `return/${id}`, carried, current: await sendingNow(context, subject), values: {} };
  },

  async run(_, __, context, { id: draftId, carried, raw }) {
    const subject = await subjectOf(context, await context.store.returns.lock(carried.return ?? ''));
    if (!subject) return { kind: 'refused', dialog: NO_SUCH_REPORT };
    const refused = obstacle(context, subject);
    if (refused) return { kind: 'refused', dialog: refused };
    const wanted = { draftId, nil: true, values: {}, changed: changedToNil, opened: Number(carried.version) };
    return sendOrPropose(context, subject, wanted, { raw, carried });
  },
});
