import { workingCalendar } from '../partnership/calendar.ts';
import { localDay, nextContactTime } from '../partnership/contact.ts';
import { reportKindOf } from '../partnership/obligations.ts';
import { returnTitle } from '../partnership/owed.ts';
import { programmeManagers } from '../partnership/responsibility.ts';
import type { Posting, Proposal, Store } from '../store/store.ts';
import { proposedMessage } from '../views/proposal.ts';
import { lapsedMessage, nobodyApprovesMessage } from '../views/unapproved.ts';
import { followEscalations } from './following-escalations.ts';
import { followInPages } from './mine-page.ts';
import {
  approvalSubject,
  approvers,
  closedDay,
  nameOf,
  nobodySubject,
  proposed,
  proposedSubject,
  type Speaking,
  settle,
  standing,
  tellOfficer,
} from './proposals.ts';
import { approvalOf } from './proposing.ts';
import { type Subject, subjectOf } from './sending.ts';

/**
 * What follows from whatever was done, by a person, by the clock or by an import, in the same transaction: drafts that
 * wait for approval are before whoever may approve them today, and everybody's own page is as it should be.
 */
export async function follow(store: Store, now: Date, id: () => string): Promise<void> {
  await followProposals(store, now, id);
  await followEscalations(store, now, id);
  await followInPages(store, now, id);
}

/**
 * A lead goes on leave or hands over, a date moves, a report is excused or its period closes: each draft that waits is
 * compared with how it stands, and what was said of it is brought into line. Nothing is written where nothing differs.
 */
async function followProposals(store: Store, now: Date, id: () => string): Promise<void> {
  const waiting = await store.proposals.waiting();
  if (waiting.length === 0) return;
  const register = await store.register();
  const today = localDay(now, register.partnership.timeZone);
  const context = { store, register, now, today, id };
  const returns = await store.returns.byIds(waiting.map(({ returnId }) => returnId));
  const periods = await store.periods.byIds([...new Set(returns.map(({ periodId }) => periodId))]);
  const said = await store.postings.of(waiting.flatMap(subjectsOf));
  for (const proposal of waiting) {
    const owed = returns.find((one) => one.id === proposal.returnId);
    const period = periods.find((one) => one.id === owed?.periodId);
    if (!owed || !period) continue;
    const title = returnTitle(register, owed, period.obligationKey, today);
    const subject = { owed, period, report: reportKindOf(register, period.obligationKey), title };
    if (!period.closedAt && standsAsItShould(context, subject, proposal, said)) continue;
    // Whoever answers it now is waited for, and then there is nothing to say.
    const held = await subjectOf(context, await store.returns.lock(owed.id));
    const now = await store.proposals.byId(proposal.id);
    if (held && now?.state === 'waiting') await bringIntoLine(context, held, now);
  }
}

const subjectsOf = (proposal: Proposal) => [approvalSubject(proposal, proposal.revision), proposedSubject(proposal)];

function standsAsItShould(context: Speaking, subject: Subject, proposal: Proposal, said: Posting[]): boolean {
  const { asked, kept } = standing(proposed(context, subject, proposal));
  return (
    officersPosting(proposal, said)?.data.stands === kept &&
    approvers(context, subject, proposal.preparedBy).every(
      ({ key }) => askingPosting(proposal, said, key)?.data.stands === asked,
    )
  );
}

const officersPosting = (proposal: Proposal, said: Posting[]) =>
  said.find((one) => one.subject === proposedSubject(proposal) && one.addressKey === proposal.preparedBy);
const askingPosting = (proposal: Proposal, said: Posting[], key: string) =>
  said.find((one) => one.subject === approvalSubject(proposal, proposal.revision) && one.addressKey === key);

async function bringIntoLine(context: Speaking, subject: Subject, proposal: Proposal): Promise<void> {
  if (subject.period.closedAt) return lapse(context, subject, proposal);
  const { store, register, now } = context;
  const said = await store.postings.of(subjectsOf(proposal));
  const one = proposed(context, subject, proposal);
  await ask(context, subject, proposal, said);
  const own = officersPosting(proposal, said);
  const { kept } = standing(one);
  const isNews = own !== undefined && own.data.stands !== kept;
  if (isNews) {
    await store.deliveries.queue(
      {
        to: { kind: 'person', key: proposal.preparedBy },
        subject: own.subject,
        message: proposedMessage(one, { instead: null, replaces: null, late: false }),
        about: 'report.proposed.updated',
        because: 'What an officer keeps of a draft is brought up to date when its date or who may approve it changes',
        dedupeKey: `${own.subject}/${own.addressKey}/${context.id()}`,
        notBefore: now,
        data: { stands: kept },
      },
      now,
    );
  }
  if (!one.nobodyHere) return;
  const managers = programmeManagers(register, context.today).filter(({ key }) => key !== proposal.preparedBy);
  const told = [
    ...managers.map(({ key }) => ({ key, as: 'manager' as const })),
    // Who has just sent it reads it there and then.
    ...(isNews ? [{ key: proposal.preparedBy, as: 'officer' as const }] : []),
  ];
  for (const { key, as } of told) {
    await store.deliveries.queue(
      {
        to: { kind: 'person', key },
        subject: nobodySubject(proposal),
        message: nobodyApprovesMessage(one, as),
        about: 'report.approval.nobody',
        because: 'Where everybody who may approve a draft is away, the programme manager and its officer are told',
        dedupeKey: `${nobodySubject(proposal)}/${key}/${JSON.stringify(one.approvers)}`,
        notBefore: nextContactTime(now, workingCalendar(register)),
      },
      now,
    );
  }
}

/** Asks each of those who may approve it, once a revision, and brings up to date what asks them already. */
async function ask(context: Speaking, subject: Subject, proposal: Proposal, said: Posting[]): Promise<void> {
  const { store, register, now } = context;
  const { asked } = standing(proposed(context, subject, proposal));
  const at = approvalSubject(proposal, proposal.revision);
  for (const { key } of approvers(context, subject, proposal.preparedBy)) {
    const before = askingPosting(proposal, said, key);
    if (before?.data.stands === asked) continue;
    await store.deliveries.queue(
      {
        to: { kind: 'person', key },
        subject: at,
        message: await approvalOf(context, subject, proposal),
        about: before?.messageId ? 'report.approval.updated' : 'report.approval',
        because: `What a support officer prepares goes to the board once a lead approves it; ${nameOf(context, proposal.preparedBy)} prepared this`,
        dedupeKey: before ? `${at}/${key}/${context.id()}` : `${at}/${key}`,
        notBefore: nextContactTime(now, workingCalendar(register)),
        data: { return: subject.owed.id, proposal: proposal.id, stands: asked },
      },
      now,
    );
  }
}

/** Nobody answered it before its period closed: it is not asked for any more, and its officer knows. */
async function lapse(context: Speaking, subject: Subject, proposal: Proposal): Promise<void> {
  const { store, register, now, today } = context;
  const { id, revision, preparedBy } = proposal;
  await store.proposals.answer(id, { state: 'lapsed', by: null, at: now });
  const detail = { proposal: id, revision, preparedBy };
  await store.events.add({ at: now, by: null, what: 'report.lapsed', subject: `return/${subject.owed.id}`, detail });
  const on = closedDay(context, subject.period);
  await settle(context, subject, proposal, { kind: 'lapsed', on });
  const managers = programmeManagers(register, today).map(({ name }) => name);
  await tellOfficer(context, proposal, {
    about: 'report.lapsed',
    message: lapsedMessage(proposed(context, subject, proposal), on, managers),
    because: 'Whoever prepared a report is told when its period closes before it is approved',
  });
}
