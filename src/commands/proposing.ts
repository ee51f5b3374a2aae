import { workingCalendar } from '../partnership/calendar.ts';
import { nextContactTime } from '../partnership/contact.ts';
import { sendsAs } from '../partnership/sending.ts';
import type { Proposal } from '../store/store.ts';
import type { Carried, Raw } from '../views/form.ts';
import { answerBlocks } from '../views/forms/answers.ts';
import type { Block, Message } from '../views/message.ts';
import { approvalMessage, type Circumstances, proposedDialog, proposedMessage } from '../views/proposal.ts';
import type { Context, Sent } from './command.ts';
import {
  approvalSubject,
  approvers,
  nameOf,
  proposed,
  proposedSubject,
  settle,
  tellOvertaken,
  waitingFor,
} from './proposals.ts';
import { reportForm } from './report-form.ts';
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
  await ask(context, subject, proposal);
  await keep(context, proposal, proposedMessage(proposed(context, subject, proposal), around));
  return { kind: 'page', dialog: proposedDialog(proposed(context, subject, proposal), around) };
}

/** What a lead reads of a proposal, with what they can do about it. */
export function approvalOf(context: Context, subject: Subject, proposal: Proposal): Message {
  const { reference, version } = subject.owed;
  return approvalMessage(proposed(context, subject, proposal), writtenIn(proposal), version > 0 ? reference : null);
}

/** What was written, to be read. */
export function writtenIn({ nil, raw }: Proposal): Block[] {
  return nil ? [] : answerBlocks(reportForm, raw, {});
}

async function ask(context: Context, subject: Subject, proposal: Proposal): Promise<void> {
  const { store, register, now } = context;
  for (const { key } of approvers(context, subject, proposal.preparedBy)) {
    const at = approvalSubject(proposal, proposal.revision);
    await store.deliveries.queue(
      {
        to: { kind: 'person', key },
        subject: at,
        message: approvalOf(context, subject, proposal),
        about: 'report.approval',
        because: `What a support officer prepares goes to the board once a lead approves it; ${nameOf(context, proposal.preparedBy)} prepared this`,
        dedupeKey: `${at}/${key}`,
        notBefore: nextContactTime(now, workingCalendar(register)),
        data: { return: subject.owed.id, proposal: proposal.id },
      },
      now,
    );
  }
}

/** What whoever prepared it keeps: one message a proposal and person, whatever revision. */
async function keep({ store, now }: Context, proposal: Proposal, message: Message): Promise<void> {
  const { id, revision, preparedBy } = proposal;
  await store.deliveries.queue(
    {
      to: { kind: 'person', key: preparedBy },
      subject: proposedSubject(proposal),
      message,
      about: 'report.proposed',
      because: 'Whoever sends a draft for approval keeps what happens next and who was told',
      dedupeKey: `proposed/${id}/${revision}/${preparedBy}`,
      notBefore: now,
    },
    now,
  );
}
