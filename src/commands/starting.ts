import type { ReturnVersion } from '../partnership/returns.ts';
import { whenBefore } from '../views/earlier.ts';
import type { Carried, Raw, RawRow } from '../views/form.ts';
import { changedLabels, rawFrom } from '../views/forms/prefill.ts';
import { ratingWords, reportIn } from '../views/report-words.ts';
import { carriedBy } from './before-sending.ts';
import type { Context } from './command.ts';
import { formFor } from './return-forms.ts';
import type { Subject } from './sending.ts';

/** What a report's form carries today: what it is about, and what is known of the report before. */
export async function reportCarried(
  context: Context,
  subject: Subject,
  before: ReturnVersion | null,
): Promise<Carried> {
  const { owed, period } = subject;
  const { store } = context;
  const last = await store.returns.previous(period.obligationKey, owed.subjectKind, owed.subjectKey, period.start);
  const carried: Carried = carriedBy(context, subject, before);
  // What a narrative said is not repeated here: withdrawn, it would stand on in forms that are open.
  const previous = subject.report === 'progress_report' ? reportIn(last) : null;
  if (last && previous) {
    const when = whenBefore(context.register, period, last);
    carried.previousRating = previous.rating;
    carried.due += ` ${when.charAt(0).toUpperCase()}${when.slice(1)}: ${ratingWords(last)}.`;
  }
  return carried;
}

/** A correction starts with what was sent; a first progress report with the next steps of the last one. */
export async function startingValues(context: Context, subject: Subject, before: ReturnVersion | null): Promise<Raw> {
  const sent = before && !before.nil ? rawFrom(formFor(subject), before.values, context.id) : {};
  return subject.report === 'progress_report' ? { ...(await lastSteps(context, subject)), ...sent } : sent;
}

/** The next steps of the last report, to be answered for: done, carried on, or dropped. */
async function lastSteps({ store, id }: Context, { owed, period }: Subject): Promise<Raw> {
  const { subjectKind, subjectKey } = owed;
  const last = await store.returns.previous(period.obligationKey, subjectKind, subjectKey, period.start, 'something');
  const steps = (reportIn(last)?.next ?? []).map(({ what, who, by }): RawRow => {
    return { id: id(), what, ...(who ? { who } : {}), ...(by ? { by } : {}) };
  });
  return steps.length > 0 ? { steps } : {};
}

/** Labels of the answers that differ from the version in force. */
export function changedSince({ id }: Context, subject: Subject, before: ReturnVersion, raw: Raw): string[] {
  const form = formFor(subject);
  const then = before.nil ? {} : rawFrom(form, before.values, id);
  return changedLabels(form, then, raw, {});
}
