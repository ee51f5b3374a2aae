import type { EarlierVersion } from '../partnership/returns.ts';
import { sendsAs } from '../partnership/sending.ts';
import type { Proposal } from '../store/store.ts';
import { capital } from '../views/called.ts';
import { earlierPeriodName, whenBefore } from '../views/earlier.ts';
import type { Carried, Raw } from '../views/form.ts';
import { answerBlocks } from '../views/forms/answers.ts';
import { markUnchanged } from '../views/forms/unchanged.ts';
import type { Block, Message } from '../views/message.ts';
import {
  approvalMessage,
  type Circumstances,
  type Proposed,
  proposedDialog,
  proposedMessage,
} from '../views/proposal.ts';
import { ratingWords, reportIn } from '../views/report-words.ts';
import { overriddenWords } from '../views/safe-writing.ts';
import type { Context, Sent } from './command.ts';
import {
  nameOf,
  proposed,
  proposedSubject,
  type Speaking,
  settle,
  standing,
  tellOvertaken,
  waitingFor,
} from './proposals.ts';
import { formFor } from './return-forms.ts';
import { type Subject, sendVersion, type Wanted } from './sending.ts';

/**
 * What a form about a return does when it is sent: a version, or a draft for approval. It does what its button said, as
 * far as whoever sends it may do that now. The return must be locked.
 */
export async function sendOrPropose(
  context: Context,
  subject: Subject,
  wanted: Wanted,
  { raw, carried }: { raw: Raw; carried: Carried },
): Promise<Sent> {
  const { register, person, today } = context;
  const may = sendsAs(register, person, subject.owed.subjectKind, subject.owed.subjectKey, today);
  const said = carried.sends ?? 'own';
  if (may === 'own' || (may === 'delegated' && said !== 'approval')) {
    const delegated = may === 'delegated';
    return sendVersion(context, subject, { ...wanted, delegated });
  }
  const instead = said === 'approval' ? null : NOT_ANY_MORE[said === 'delegated' ? 'delegated' : 'own'];
  return propose(context, subject, { nil: wanted.nil, raw, instead });
}

const NOT_ANY_MORE = {
  delegated: 'You may not send it without approval any more: the delegation has ended. So it was sent for approval.',
  own: 'You may not send it yourself any more. So it was sent for approval.',
};

/** Keeps a draft for approval, or a new revision of the one that waits, and asks whoever may approve it. */
async function propose(
  context: Context,
  subject: Subject,
  { nil, raw, instead }: { nil: boolean; raw: Raw; instead: string | null },
): Promise<Sent> {
  const { store, person, now, today } = context;
  const { owed } = subject;
  const before = await waitingFor(context, owed.id);
  const change = { nil, raw, preparedBy: person.key, preparedAt: now };
  const id = before?.id ?? context.id();
  if (before) {
    await store.proposals.revise(id, change);
    await settle(context, subject, before, { kind: 'changed', by: person.name });
  } else {
    await store.proposals.create({ id, returnId: owed.id, ...change });
  }
  const proposal = (await store.proposals.byId(id))!;
  await store.events.add({
    at: now,
    by: person.key,
    what: 'report.proposed',
    subject: `return/${owed.id}`,
    detail: { proposal: id, revision: proposal.revision, nil },
  });
  const replaced = before && before.preparedBy !== person.key ? before : null;
  if (replaced) await tellOvertaken(context, subject, replaced, 'replaced');
  const around: Circumstances = {
    instead,
    replaces: replaced && nameOf(context, replaced.preparedBy),
    late: today > owed.dueOn,
  };
  // Whoever may approve it is asked by what follows from this.
  const one = proposed(context, subject, proposal);
  await keep(context, proposal, one, around);
  return { kind: 'page', dialog: proposedDialog(one, around) };
}

/** What a lead reads of a proposal, beside the report before, with what they can do about it. */
export async function approvalOf(context: Speaking, subject: Subject, proposal: Proposal): Promise<Message> {
  const { owed, period } = subject;
  const { previous } = context.store.returns;
  const last = await previous(period.obligationKey, owed.subjectKind, owed.subjectKey, period.start);
  const isRated = subject.report === 'progress_report' && reportIn(last) !== null;
  const when = last && capital(whenBefore(context.register, period, last));
  return approvalMessage(proposed(context, subject, proposal), marked(context, subject, proposal, last), {
    corrects: owed.version > 0 ? owed.reference : null,
    last: isRated ? `${when}: ${ratingWords(last)}.` : null,
    left: await leftIn(context, proposal),
  });
}

/** What whoever prepared it was asked about when they sent it, and left with a reason. */
async function leftIn({ store }: Speaking, { returnId, preparedBy, preparedAt }: Proposal): Promise<string | null> {
  const then = await store.events.at([preparedAt]);
  const asked = then.findLast(
    ({ what, subject, by }) =>
      what === 'safe-writing.overridden' && subject === `return/${returnId}` && by === preparedBy,
  );
  return asked ? capital(overriddenWords(asked.detail)) : null;
}

/** What was written, with a word where a text says the same as in the report before. */
function marked({ register }: Speaking, subject: Subject, proposal: Proposal, last: EarlierVersion | null): Block[] {
  const { period } = subject;
  if (!last || last.nil) return writtenIn(subject, proposal);
  const words = ` (unchanged since ${earlierPeriodName(register, period, last.periodStart)})`;
  return writtenIn(subject, { ...proposal, raw: markUnchanged(formFor(subject), proposal.raw, last.values, words) });
}

/** What was written, to be read. */
export function writtenIn(subject: Subject, { nil, raw }: Proposal): Block[] {
  return nil ? [] : answerBlocks(formFor(subject), raw, {});
}

/** What whoever prepared it keeps: one message a proposal and person, whatever revision. */
async function keep({ store, now }: Context, proposal: Proposal, one: Proposed, around: Circumstances): Promise<void> {
  const { id, revision, preparedBy } = proposal;
  await store.deliveries.queue(
    {
      to: { kind: 'person', key: preparedBy },
      subject: proposedSubject(proposal),
      message: proposedMessage(one, around),
      about: 'report.proposed',
      because: 'Whoever sends a draft for approval keeps what happens next and who was told',
      dedupeKey: `proposed/${id}/${revision}/${preparedBy}`,
      notBefore: now,
      data: { stands: standing(one).kept },
    },
    now,
  );
}
