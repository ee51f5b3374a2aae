import { channelsOf } from '../partnership/accounts.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { localDay, nextContactTime } from '../partnership/contact.ts';
import { type Day, formatDay } from '../partnership/day.ts';
import { officersOf, toRaiseFor } from '../partnership/escalation-routing.ts';
import { reportKindOf } from '../partnership/obligations.ts';
import { bodyOwedTo, returnTitle } from '../partnership/owed.ts';
import type { Person } from '../partnership/register.ts';
import { deputiesOf, programmeManagers, responsibleFor, supportOfficersOf } from '../partnership/responsibility.ts';
import type { NewVersion, Period, Return, ReturnVersion } from '../partnership/returns.ts';
import { personName } from '../partnership/roles.ts';
import { delegationTo, sendsAs } from '../partnership/sending.ts';
import type { Proposal } from '../store/store.ts';
import { type Called, called, capital, nouns, wordsFor } from '../views/called.ts';
import { confirmationDialog, confirmationMessage, type Sending, toldMessage } from '../views/confirmation.ts';
import type { Dialog } from '../views/dialog.ts';
import { explanation } from '../views/explain.ts';
import type { Block } from '../views/message.ts';
import { periodName, together } from '../views/words.ts';
import type { Context, Sent } from './command.ts';
import { escalatedFrom } from './narrative-raised.ts';
import { bringUpToDate } from './owed.ts';
import { digestState } from './posted-digest.ts';
import { nameOf, overtake, settle, waitingFor } from './proposals.ts';
import { whenTold } from './when-told.ts';

/** A return with the period that it is for. */
export interface Subject extends Called {
  owed: Return;
  period: Period;
}

export async function subjectOf(
  context: Pick<Context, 'store' | 'register' | 'today'>,
  owed: Return | null,
): Promise<Subject | null> {
  const period = owed && (await context.store.periods.byId(owed.periodId));
  if (!owed || !period) return null;
  const { register, today } = context;
  const { obligationKey } = period;
  const report = reportKindOf(register, obligationKey);
  return { owed, period, report, title: returnTitle(register, owed, obligationKey, today) };
}

const names = (people: Person[]) => together(people.map(({ name }) => name));
const managersOf = ({ register, today }: Context) => programmeManagers(register, today);

/**
 * Why this person may not send this return now, nor prepare it, and what to do instead; null where they may. `kept`:
 * what they wrote. `approves`: they are about to approve it, which whoever only prepares it may not.
 */
export function obstacle(context: Context, subject: Subject, kept: Block[] = [], approves = false): Dialog | null {
  const { register, person, today } = context;
  const { owed, period } = subject;
  const managers = names(managersOf(context)) || 'your programme manager';
  const keeping = kept.length > 0 ? ['What you wrote is kept, and stands below.', ...kept] : [];
  if (period.closedAt) {
    const closed = formatDay(localDay(period.closedAt, register.partnership.timeZone));
    const label = periodName(register, period.obligationKey, period.start);
    return explanation(
      'This period is closed',
      `${capital(nouns([subject]))} for ${label} closed when the next period opened on ${closed}.`,
      `If the ${wordsFor(subject.report).reader} should still have it, send it to ${managers}.`,
      ...keeping,
    );
  }
  const may = sendsAs(register, person, owed.subjectKind, owed.subjectKey, today);
  if (may === 'own' || (may !== null && !approves)) return null;
  const who = senders(context, owed);
  return explanation(
    'Not yours to send',
    `Only ${names(who) || managers} can send the ${called(subject)} today.`,
    `If that is not right, ask ${managers}.`,
    ...keeping,
  );
}

export const NO_SUCH_REPORT = explanation(
  'Not asked for any more',
  'This is not asked for any more. Type “mine” to see what is due from you.',
);

/** What of a version is new. The rest follows from the return and the day. */
export interface Wanted {
  draftId: string;
  nil: boolean;
  values: Record<string, unknown>;
  /** Labels of the answers that differ from the version in force. */
  changed(before: ReturnVersion): string[];
  /** The version in force when the form was opened. */
  opened: number;
  /** Sent without approval, because a lead lets this person do so. */
  delegated?: boolean;
  /** What somebody else prepared and this person approves. */
  approves?: Proposal;
  /** The id of what somebody else prepared and this person changed before sending it. */
  changes?: string;
  /** Received elsewhere: from whom (a person's key, or the name of somebody who is not on the register) and on which day. */
  recorded?: { from: string; on: Day };
}

/**
 * Sends a return or corrects it: the version, its event, what everybody is told, and the messages that speak of it.
 * The return must be locked.
 */
export async function sendVersion(context: Context, subject: Subject, wanted: Wanted): Promise<Sent> {
  const { store, register, person, now, today } = context;
  const { owed, period, report, title } = subject;
  const before = (await store.returns.current([owed.id]))[0] ?? null;
  const { approves, changes, recorded } = wanted;
  const waiting = approves ? null : await waitingFor(context, owed.id);
  const changed = waiting && waiting.id === changes ? waiting : null;
  const preparedBy = (approves ?? changed)?.preparedBy ?? null;
  const version: NewVersion = {
    id: context.id(),
    returnId: owed.id,
    version: owed.version + 1,
    nil: wanted.nil,
    values: wanted.values,
    changed: before ? wanted.changed(before) : [],
    authorKey: recorded?.from ?? person.key,
    sentAt: now,
    late: (recorded?.on ?? today) > owed.dueOn,
    draftId: wanted.draftId,
    preparedBy,
    approvedBy: approves ? person.key : null,
    ...(recorded && { receivedOn: recorded.on, recordedBy: person.key }),
  };
  const reference = owed.reference ?? (await store.nextReference());
  await store.returns.send(version, reference);

  const delegation =
    wanted.delegated === true ? delegationTo(register, person, owed.subjectKind, owed.subjectKey, today) : null;
  const from = register.people.filter(({ key, endedOn }) => key === recorded?.from && endedOn === null);
  const raisers = asksCounty(subject, version) ? toRaiseFor(register, owed.subjectKey, today) : null;
  const isRaiser = officersOf(register, owed.subjectKey, today).some(({ key }) => key === person.key);
  const raised = raisers && (await escalatedFrom(context, owed.id, version.values.consider));
  const askedToRaise = isRaiser || raised ? [] : (raisers ?? []);
  const told = unique([...from, ...toBeTold(context, subject, preparedBy), ...askedToRaise]).filter(
    ({ key }) => key !== person.key,
  );
  await store.events.add({
    at: now,
    by: person.key,
    what: version.version === 1 ? 'report.sent' : 'report.corrected',
    subject: `return/${owed.id}`,
    detail: {
      version: version.version,
      nil: version.nil,
      late: version.late,
      told: told.map(({ key }) => key),
      ...(preparedBy && { preparedBy }),
      ...(approves && { approvedBy: person.key, proposal: approves.id, revision: approves.revision }),
      ...(delegation && { delegation: delegation.key }),
      ...(recorded && { from: recorded.from, receivedOn: recorded.on }),
    },
  });
  const sending: Sending = {
    report,
    title,
    period: periodName(register, period.obligationKey, period.start),
    reference,
    version: version.version,
    nil: version.nil,
    late: version.late,
    changed: version.changed,
    body: bodyName(context, period),
    digest: await digestState(context, period),
    isRead: channelsOfPeriod(context, period) > 0,
    told: told.map(({ name }) => name),
    toldWhen: await whenTold(context),
    corrects:
      before && before.version > wanted.opened && before.authorKey !== person.key
        ? authorName(context, before.authorKey)
        : null,
    preparedBy: preparedBy && nameOf(context, preparedBy),
    approved: approves !== undefined,
    delegatedBy: delegation && nameOf(context, delegation.fromKey),
    escalates: raisers && { ...subject, by: isRaiser ? null : raisers.map(({ name }) => name), raised },
    recorded: recorded ? { from: authorName(context, recorded.from), on: recorded.on } : null,
  };
  // Whose report was recorded is told by whoever recorded it.
  const others = told.filter(({ key }) => key !== recorded?.from);
  await tell(context, owed, version, sending, others, askedToRaise);
  await bringUpToDate(context, owed, period, `v${version.version}`);
  const sent = { ...subject, owed: { ...owed, reference } };
  if (approves) {
    await store.proposals.answer(approves.id, { state: 'approved', by: person.key, at: now });
    await settle(context, sent, approves, { kind: 'approved', by: person.name, reference });
  }
  if (waiting) await overtake(context, sent, waiting, reference, changed ? 'changed' : recorded ? 'recorded' : 'sent');
  return { kind: 'page', dialog: confirmationDialog(sending) };
}

/** Whether what is sent says that something needs countywide consideration. */
export const asksCounty = ({ report }: Subject, { nil, values }: Pick<NewVersion, 'nil' | 'values'>) =>
  report === 'csp_narrative' && !nil && values.countywide === 'yes';

async function tell(
  { store, register, person, now }: Context,
  owed: Return,
  { version }: Pick<ReturnVersion, 'version'>,
  sending: Sending,
  told: Person[],
  askedToRaise: Person[],
): Promise<void> {
  await store.deliveries.queue(
    {
      to: { kind: 'person', key: person.key },
      subject: `sent/${owed.id}/v${version}`,
      message: confirmationMessage(sending),
      about: 'report.sent',
      because: 'Whoever sends a report keeps its reference, what happens next and who was told',
      dedupeKey: `sent/${owed.id}/v${version}/${person.key}`,
      notBefore: now,
    },
    now,
  );
  const notBefore = nextContactTime(now, workingCalendar(register));
  for (const { key } of told) {
    const raises = askedToRaise.some((one) => one.key === key);
    await store.deliveries.queue(
      {
        to: { kind: 'person', key },
        subject: `told/${owed.id}/v${version}`,
        message: toldMessage(sending, person.name, raises),
        about: 'report.sent.told',
        because: raises
          ? 'What needs countywide consideration is escalated by an officer or the chair of the partnership, whoever sent it'
          : 'Those who were asked for the same report, may send it too, or prepare it are told that it was sent',
        dedupeKey: `told/${owed.id}/v${version}/${key}`,
        notBefore,
      },
      now,
    );
  }
}

/** Whose report it is: a person of the register, or the name that was recorded. */
export function authorName({ register }: Pick<Context, 'register'>, author: string): string {
  return personName(register, author) ?? author;
}

/** Those who are asked for a return, and their deputies. */
function senders({ register, today }: Context, { subjectKind, subjectKey }: Return): Person[] {
  return unique([
    ...responsibleFor(register, subjectKind, subjectKey, today).map(({ person }) => person),
    ...deputiesOf(register, subjectKind, subjectKey, today),
  ]);
}

/** The others who may send it, and who prepares it or did. Never the sender. */
function toBeTold(context: Context, { owed }: Subject, preparedBy: string | null): Person[] {
  const { register, person, today } = context;
  const support = supportOfficersOf(register, owed.subjectKind, owed.subjectKey, today);
  const preparer = register.people.filter(({ key }) => key === preparedBy);
  return unique([...senders(context, owed), ...support, ...preparer]).filter(({ key }) => key !== person.key);
}

function unique(people: Person[]): Person[] {
  return [...new Map(people.map((one) => [one.key, one])).values()];
}

function bodyName({ register }: Context, period: Period): string {
  const obligation = register.obligations.find(({ key }) => key === period.obligationKey);
  return obligation ? bodyOwedTo(register, obligation) : 'board';
}

/** In how many channels the body reads its digest. */
function channelsOfPeriod({ register }: Context, period: Period): number {
  const obligation = register.obligations.find(({ key }) => key === period.obligationKey);
  return obligation ? channelsOf(register, obligation.owedToKey).length : 0;
}
