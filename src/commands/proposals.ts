import type { About } from '../partnership/about.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { localDay, nextContactTime } from '../partnership/contact.ts';
import { formatDay, formatLongDay } from '../partnership/day.ts';
import { awayWords, backOn, here } from '../partnership/leave.ts';
import type { Person } from '../partnership/register.ts';
import { programmeManagers } from '../partnership/responsibility.ts';
import type { Period } from '../partnership/returns.ts';
import { personName } from '../partnership/roles.ts';
import { approversOf } from '../partnership/sending.ts';
import type { Posting, Proposal } from '../store/store.ts';
import { GONE } from '../views/managing.ts';
import type { Message } from '../views/message.ts';
import {
  answeredMessage,
  type Became,
  type Overtaken,
  overtakenMessage,
  type Proposed,
  proposalAnswered,
  sentBackMessage,
} from '../views/proposal.ts';
import { periodName } from '../views/words.ts';
import type { Context } from './command.ts';
import type { Subject } from './sending.ts';

/** What is needed to speak of a proposal. Nobody has to be acting. */
export type Speaking = Pick<Context, 'store' | 'register' | 'now' | 'today' | 'id'>;

/** Under what the messages live that ask for approval of one revision, and what its officer keeps of a proposal. */
export const approvalSubject = ({ id }: Pick<Proposal, 'id'>, revision: number) => `approval/${id}/${revision}`;
export const proposedSubject = ({ id }: Pick<Proposal, 'id'>) => `proposed/${id}`;
/** Under what is said that nobody who may approve it is here. */
export const nobodySubject = ({ id }: Pick<Proposal, 'id'>) => `nobody-approves/${id}`;

export function nameOf({ register }: Pick<Context, 'register'>, key: string | null): string {
  return personName(register, key) ?? 'somebody else';
}

/** The proposal that waits for approval, where one does. */
export async function waitingFor(context: Context, returnId: string): Promise<Proposal | null> {
  const [newest] = await context.store.proposals.newest([returnId]);
  return newest?.state === 'waiting' ? newest : null;
}

export function approvers(
  { register, today }: Pick<Context, 'register' | 'today'>,
  { owed }: Pick<Subject, 'owed'>,
  preparedBy: string,
): Person[] {
  return approversOf(register, { key: preparedBy }, owed.subjectKind, owed.subjectKey, today);
}

export function proposed(context: Pick<Context, 'register' | 'today'>, subject: Subject, proposal: Proposal): Proposed {
  const { owed, period, report, title } = subject;
  const { register, today } = context;
  const asked = approvers(context, subject, proposal.preparedBy);
  const isNobodyHere = asked.length > 0 && here(register, asked, today).length === 0;
  return {
    id: proposal.id,
    revision: proposal.revision,
    returnId: owed.id,
    report,
    title,
    period: periodName(register, period.obligationKey, period.start),
    dueOn: owed.dueOn,
    nil: proposal.nil,
    officer: nameOf(context, proposal.preparedBy),
    approvers: asked.map((one) => awayWords(register, one, today)),
    ...(owed.excusedAt && { excusedBy: nameOf(context, owed.excusedBy) }),
    ...(isNobodyHere && {
      nobodyHere: {
        managers: programmeManagers(register, today).map(({ name }) => name),
        back: asked.map(
          (one) => `${one.name} on ${formatLongDay(backOn(register, one, today, workingCalendar(register)))}`,
        ),
      },
    }),
  };
}

/** What the messages about a proposal were made from, beside what was written: for approvers, and for its officer. */
export function standing({ dueOn, excusedBy, approvers, nobodyHere }: Proposed) {
  const asked = JSON.stringify([dueOn, excusedBy ?? null]);
  return { asked, kept: JSON.stringify([asked, approvers, nobodyHere ?? null]) };
}

/** Says what became of a proposal wherever it was asked about, and where its officer keeps it. */
export async function settle(context: Speaking, subject: Subject, proposal: Proposal, outcome: Became): Promise<void> {
  const one = proposed(context, subject, proposal);
  const asked = approvalSubject(proposal, proposal.revision);
  await bring(context, asked, 'report.approval', answeredMessage(one, outcome), outcome.kind);
  // Where only the words changed, the officer's message is made anew by whoever changed them.
  if (outcome.kind === 'changed') return;
  await bring(context, proposedSubject(proposal), 'report.proposed', proposalAnswered(one, outcome), outcome.kind);
  await bring(context, nobodySubject(proposal), 'report.approval.nobody', answeredMessage(one, outcome), outcome.kind);
}

/** What became of a draft that does not wait any more, for somebody who meant to answer it. */
export function settledMessage(context: Context, subject: Subject, proposal: Proposal): Message {
  return answeredMessage(proposed(context, subject, proposal), became(context, subject, proposal));
}

function became({ register }: Context, { owed, period }: Subject, { state, answeredBy }: Proposal): Became {
  const by = nameOf({ register }, answeredBy);
  switch (state) {
    case 'lapsed':
      return { kind: 'lapsed', on: closedDay({ register }, period) };
    case 'sent_back':
    case 'withdrawn':
      return { kind: state, by };
    case 'approved':
      return { kind: state, by, reference: owed.reference ?? '' };
    default:
      return { kind: 'overtaken', by, reference: owed.reference ?? '' };
  }
}

/** The day on which a period closed, in words. */
export function closedDay({ register }: Pick<Context, 'register'>, { closedAt, end }: Period): string {
  return formatDay(closedAt ? localDay(closedAt, register.partnership.timeZone) : end);
}

/** Brings messages up to date where they stand. One that has not gone out yet does not go out any more. */
async function bring(context: Speaking, subject: string, about: About, message: Message, change: string) {
  const { store, now } = context;
  await store.deliveries.withdraw({ subject }, 'It was answered or changed before it was sent');
  const underWay = await store.deliveries.waiting(subject);
  const stands = ({ messageId, addressKind, addressKey }: Posting) =>
    messageId !== null || underWay.some(({ kind, key }) => kind === addressKind && key === addressKey);
  for (const posting of (await store.postings.of(subject)).filter(({ part }) => part === 1)) {
    if (!stands(posting)) continue;
    await store.deliveries.queue(
      {
        to: { kind: posting.addressKind, key: posting.addressKey },
        subject,
        message,
        about: `${about}.updated`,
        because: 'A message about a draft is brought up to date once it is answered or changed',
        dedupeKey: `${subject}/${posting.addressKey}/${change}/${context.id()}`,
        notBefore: now,
        data: posting.data,
      },
      now,
    );
  }
}

/** Somebody's report takes the place of a draft that waits: it is not to be approved any more, and its officer knows. */
export async function overtake(
  context: Context,
  subject: Subject,
  proposal: Proposal,
  reference: string,
  how: 'sent' | 'changed' | 'recorded',
): Promise<void> {
  const { store, person, now } = context;
  await store.proposals.answer(proposal.id, { state: 'overtaken', by: person.key, at: now });
  await store.events.add({
    at: now,
    by: person.key,
    what: 'report.overtaken',
    subject: `return/${subject.owed.id}`,
    detail: { proposal: proposal.id, revision: proposal.revision, preparedBy: proposal.preparedBy },
  });
  const kind = how === 'recorded' ? 'recorded' : 'overtaken';
  await settle(context, subject, proposal, { kind, by: person.name, reference });
  if (proposal.preparedBy !== person.key) await tellOvertaken(context, subject, proposal, how);
}

/** Tells whose draft it was that somebody else took its place. */
export async function tellOvertaken(
  context: Context,
  subject: Subject,
  proposal: Proposal,
  how: Overtaken,
): Promise<void> {
  await tellOfficer(context, proposal, {
    about: 'report.overtaken',
    message: overtakenMessage(proposed(context, subject, proposal), context.person.name, how),
    because: 'Whoever prepared a report is told when another takes its place',
  });
}

export async function tellSentBack(context: Context, subject: Subject, proposal: Proposal, word: string) {
  await tellOfficer(context, proposal, {
    about: 'report.sent-back',
    message: sentBackMessage(proposed(context, subject, proposal), context.person.name, word),
    because: 'Whoever prepared a report is told when it is sent back, and why',
  });
}

/** What was said when a draft was sent back may repeat what it says: taken out with it. */
export async function takeOutWords(context: Context, returnId: string): Promise<void> {
  for (const { id, revision } of await context.store.proposals.of(returnId)) {
    for (let one = 1; one <= revision; one += 1)
      await bring(context, `report.sent-back/${id}/${one}`, 'report.sent-back', GONE, 'withdrawn');
  }
}

export async function tellOfficer(
  { store, register, now }: Speaking,
  { id, revision, preparedBy }: Proposal,
  telling: { about: About; message: Message; because: string },
): Promise<void> {
  const subject = `${telling.about}/${id}/${revision}`;
  await store.deliveries.queue(
    {
      ...telling,
      to: { kind: 'person', key: preparedBy },
      subject,
      dedupeKey: `${subject}/${preparedBy}`,
      notBefore: nextContactTime(now, workingCalendar(register)),
    },
    now,
  );
}
