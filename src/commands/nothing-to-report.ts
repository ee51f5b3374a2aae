import { z } from 'zod';
import { command } from './command.ts';
import { reportsOnAny } from './report.ts';
import { nothingToReportForm } from './report-form.ts';
import { carriedBy, NO_SUCH_REPORT, obstacle, sendVersion, subjectOf } from './sending.ts';

export const nothingToReport = command({
  name: 'nothing-to-report',
  help: 'say that there is nothing to report on a priority this quarter',
  may: reportsOnAny,
  input: z.object({ return: z.string().max(100) }),
  form: nothingToReportForm,

  async open({ return: id }, context) {
    const subject = await subjectOf(context, await context.store.returns.byId(id));
    if (!subject) return { kind: 'page', dialog: NO_SUCH_REPORT };
    const refused = obstacle(context, subject);
    if (refused) return { kind: 'page', dialog: refused };
    const before = (await context.store.returns.current([subject.owed.id]))[0] ?? null;
    return { kind: 'form', subject: `return/${id}`, carried: carriedBy(context, subject, before), values: {} };
  },

  async run(_, __, context, { id: draftId, carried }) {
    const subject = await subjectOf(context, await context.store.returns.lock(carried.return ?? ''));
    if (!subject) return { kind: 'refused', dialog: NO_SUCH_REPORT };
    const refused = obstacle(context, subject);
    if (refused) return { kind: 'refused', dialog: refused };
    return sendVersion(context, subject, {
      draftId,
      nil: true,
      values: {},
      changed: (before) => (before.nil ? [] : ['Everything: there is nothing to report']),
      opened: Number(carried.version),
    });
  },
});
