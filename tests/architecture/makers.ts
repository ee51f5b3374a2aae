import { commands } from '../../src/commands/index.ts';
import type { Coming, Mine, MyReturn, Prepared } from '../../src/partnership/mine.ts';
import { type Progress, STATES } from '../../src/partnership/progress.ts';
import { aboutPriority } from '../../src/partnership/subjects.ts';
import { accountsMessage, type ClaimShown, claimAnsweredMessage, claimMessage } from '../../src/views/accounts.ts';
import { chasedMessage, chaseMessage } from '../../src/views/chase.ts';
import * as confirmation from '../../src/views/confirmation.ts';
import * as delegation from '../../src/views/delegation.ts';
import type { Dialog } from '../../src/views/dialog.ts';
import { digestMessage } from '../../src/views/digest.ts';
import { escalationsInDigest } from '../../src/views/digest-escalations.ts';
import * as hands from '../../src/views/digest-hands.ts';
import { escalatedAlready, escalatedDialog } from '../../src/views/escalated.ts';
import { earlierStepsDialog, escalationDialog, escalationMessage } from '../../src/views/escalation.ts';
import { escalationAnswers } from '../../src/views/escalation-answers.ts';
import { elsewhereMessage, sensitiveDialog } from '../../src/views/escalation-outside.ts';
import { escalationsMessage } from '../../src/views/escalations.ts';
import * as explain from '../../src/views/explain.ts';
import { answerBlocks } from '../../src/views/forms/answers.ts';
import * as help from '../../src/views/help.ts';
import { historyMessage } from '../../src/views/history.ts';
import * as leaves from '../../src/views/leave.ts';
import * as managing from '../../src/views/managing.ts';
import type { Message } from '../../src/views/message.ts';
import { mineMessage, notYoursAnyMore } from '../../src/views/mine.ts';
import * as mode from '../../src/views/mode.ts';
import { overdueMessage } from '../../src/views/overdue.ts';
import { priorityListMessage } from '../../src/views/priority-list.ts';
import { promptMessage } from '../../src/views/prompt.ts';
import * as proposal from '../../src/views/proposal.ts';
import { reminderMessage } from '../../src/views/reminder.ts';
import { reportPage } from '../../src/views/report-page.ts';
import { snoozedMessage } from '../../src/views/snooze.ts';
import { oneStatusMessage, statusMessage } from '../../src/views/status.ts';
import { supportMessage } from '../../src/views/support.ts';
import { lapsedMessage, nobodyApprovesMessage } from '../../src/views/unapproved.ts';
import { unknownPersonMessage } from '../../src/views/unknown-person.ts';
import { whichBoardMessage } from '../../src/views/which-board.ts';
import * as who from '../../src/views/who.ts';
import * as youSaid from '../../src/views/you-said.ts';
import { PARTNERSHIP } from './fitting.ts';
import * as longest from './longest.ts';
import * as escalation from './longest-escalation.ts';
import { personalDialogs } from './longest-personal.ts';

const { LONG, TYPED, agreed, day, people, period, register, returns, versions, withdrawn } = longest;
const { answers, delegations, done, excusedOwed, instead, leave, notAsked, obligation, owed, previous } = longest;

const NOW = new Date('2021-04-06T09:00:00Z');
const NAMES = Array<string>(20).fill(LONG);
const THREE = people.slice(0, 3);
const typed = commands.map(({ usage = '', help }) => ({ usage, help }));

const sending: confirmation.Sending = {
  report: 'csp_narrative',
  escalates: { report: 'csp_narrative', title: LONG, owed: returns[0]!, by: null, raised: null },
  title: LONG,
  period: LONG,
  reference: 'SNB-999999',
  version: 99,
  nil: false,
  late: true,
  changed: NAMES,
  body: LONG,
  digest: { kind: 'coming', on: day },
  toldWhen: null,
  isRead: true,
  told: NAMES,
  corrects: LONG,
  preparedBy: LONG,
  approved: true,
  delegatedBy: LONG,
  recorded: { from: LONG, on: day },
};

const claim: ClaimShown = {
  connection: LONG,
  externalId: LONG,
  email: LONG,
  name: LONG,
  candidates: THREE.map((person) => ({ person, has: true })),
};
const shared = { connection: LONG, externalId: LONG, people: THREE };

const delegated: delegation.Delegated = { key: LONG, title: LONG, lead: LONG, officer: LONG, to: day };
const candidate = { priorityKey: 'hate-crime', title: LONG, officerKey: 'nadia-wren', officer: LONG };

const deed: hands.Deed = { by: people[0]!.key, at: NOW, why: TYPED };
const digest = { obligation, period, returns, versions, previous };
const raised = escalation.raised(register);
const forDigest = { open: raised, settled: raised };
const posted = {
  ...{ at: new Date('2021-04-01T09:00:00Z'), replaces: day },
  escalations: escalationsInDigest(register, forDigest, day),
};

const asInstead: leaves.Instead[] = agreed.map(() => ({
  title: LONG,
  people: THREE.map(({ name }) => ({ name, as: LONG })),
}));

const managed: managing.Managed = { report: 'csp_narrative', title: LONG, period: LONG, owed: returns[0]! };

const prepared = (state: Prepared['state']): Prepared => ({
  id: PARTNERSHIP,
  returnId: returns[0]!.id,
  preparedBy: 'nadia-wren',
  state,
  answeredBy: 'priya-raman',
  word: TYPED,
});
const waitingFor = (state: Prepared['state']): MyReturn[] =>
  instead.map((one) => ({ ...one, begun: false, prepared: prepared(state) }));
const coming: Coming[] = [
  { day, what: 'opens', obligation, start: period.start },
  { day, what: 'digest', period },
  { day, what: 'meeting', meeting: register.meetings[0]! },
];
const full: Mine = {
  owed: waitingFor('waiting'),
  done: [...done, ...excusedOwed],
  toApprove: waitingFor('waiting'),
  toPrepare: waitingFor('sent_back'),
  escalations: escalation.waiting(raised),
  mayEscalate: true,
  leaves: [leave],
  given: delegations,
  received: delegations,
  coming,
  managing: {
    late: [{ report: 'progress_report' }, { report: 'csp_narrative' }],
    approval: 999,
    undelivered: 999,
    claims: 999,
    escalationsOverdue: 999,
  },
};
const begun: Mine = {
  ...full,
  owed: instead.map((one) => ({ ...one, begun: true, prepared: null })),
  done: [],
  toApprove: [],
  toPrepare: [],
};
const empty: Mine = {
  owed: [],
  done: [],
  toApprove: [],
  toPrepare: [],
  escalations: [],
  mayEscalate: false,
  leaves: [],
  given: [],
  received: [],
  coming: [],
  managing: null,
};

const planned = Array.from(
  { length: 15 },
  (_, index): mode.Planned => ({ at: NOW, to: `${index} ${LONG}`, summary: LONG }),
);
const forecast = mode.forecastBlocks(
  { planned, unreachable: NAMES, until: day, stops: NOW },
  NOW,
  register.partnership,
);
const changes = { data: { news: [{ title: LONG, words: LONG, why: TYPED }] } };

const proposed: proposal.Proposed = {
  id: PARTNERSHIP,
  revision: 99,
  returnId: returns[0]!.id,
  report: 'csp_narrative',
  title: LONG,
  period: LONG,
  dueOn: day,
  nil: false,
  officer: LONG,
  approvers: NAMES.slice(0, 5),
  excusedBy: LONG,
  nobodyHere: { managers: NAMES.slice(0, 2), back: NAMES.slice(0, 5) },
};
const subjects = agreed.map(aboutPriority);
const nil = { ...proposed, nil: true };
const around: proposal.Circumstances = { instead: LONG, replaces: LONG, late: true };
const outcomes: proposal.Became[] = [
  { kind: 'approved', by: LONG, reference: 'SNB-999999' },
  { kind: 'sent_back', by: LONG },
  { kind: 'overtaken', by: LONG, reference: 'SNB-999999' },
  { kind: 'recorded', by: LONG, reference: 'SNB-999999' },
  { kind: 'lapsed', on: LONG },
  { kind: 'changed', by: LONG },
  { kind: 'withdrawn', by: LONG },
];

const progress: Progress[] = [...instead, ...done, ...excusedOwed].map((one, index) => ({
  one: { ...one, others: one.others.length > 0 ? one.others : THREE },
  state: STATES[index % STATES.length]!,
  returnedTo: people[0]!.key,
  late: true,
  led: false,
}));

const happened = Array.from({ length: 50 }, () => ({
  at: NOW,
  by: people[0]!.key,
  what: 'report.moved',
  about: LONG,
  report: 'csp_narrative' as const,
  detail: { from: day, to: day, why: TYPED },
}));

/** Every function of src/views that makes a message, called with the longest of everything. */
export const MESSAGES: Record<string, () => Message[]> = {
  accountsMessage: () => [
    accountsMessage(
      { claims: Array(3).fill(claim), shared: [shared, shared], without: people, refused: [claim] },
      LONG,
    ),
    accountsMessage({ claims: [{ ...claim, email: null, candidates: [] }], shared: [], without: [], refused: [] }),
    accountsMessage({ claims: [], shared: [], without: [], refused: [] }),
  ],
  answeredMessage: () =>
    outcomes.flatMap((one) => [proposal.answeredMessage(proposed, one), proposal.answeredMessage(nil, one)]),
  approvalMessage: () => [
    proposal.approvalMessage(proposed, answerBlocks(longest.reportForm, answers, {}), {
      corrects: 'SNB-999999',
      last: LONG,
      left: LONG,
    }),
    proposal.approvalMessage(nil, [], {
      corrects: 'SNB-999999',
      last: LONG,
      left: LONG,
    }),
  ],
  askedAgainMessage: () => [managing.askedAgainMessage(managed, LONG)],
  backMessage: () => [
    leaves.backMessage(leave, day, people[0]!),
    leaves.backMessage({ ...leave, from: '2021-05-01' }, day, null),
  ],
  chaseMessage: () => [
    chaseMessage(register, [...owed, ...done, ...excusedOwed], LONG),
    chaseMessage(register, done, LONG),
  ],
  chasedMessage: () => [
    chasedMessage(
      THREE.map(({ name }) => ({ name, titles: NAMES.slice(0, 11), note: LONG })),
      LONG,
      NAMES,
    ),
    chasedMessage([], null, []),
  ],
  claimAnsweredMessage: () => [claimAnsweredMessage(LONG, LONG)],
  claimMessage: () => [claimMessage(claim)],
  confirmationMessage: () => [
    confirmation.confirmationMessage(sending),
    confirmation.confirmationMessage({ ...sending, recorded: null, approved: false }),
    confirmation.confirmationMessage({ ...sending, escalates: { ...sending.escalates!, by: NAMES } }),
    confirmation.confirmationMessage({ ...sending, escalates: { ...sending.escalates!, by: [] } }),
    confirmation.confirmationMessage({ ...sending, escalates: { ...sending.escalates!, raised: escalation.spoken } }),
  ],
  delegationsMessage: () => [
    delegation.delegationsMessage(
      agreed.map(() => delegated),
      agreed.map(() => candidate),
    ),
    delegation.delegationsMessage([], []),
  ],
  digestMessage: () => [
    digestMessage(register, { ...digest, posted }, day),
    digestMessage(register, { ...digest, versions: [], escalations: forDigest }, day),
    digestMessage(register, longest.narrated, day),
    digestMessage(register, { ...digest, versions: withdrawn, posted }, day),
    digestMessage(register, { ...digest, returns: longest.excused, versions: [], posted }, day),
  ],
  endedMessage: () => [delegation.endedMessage(delegated, LONG)],
  elsewhereMessage: () => [elsewhereMessage(escalation.spoken)],
  escalatedAlready: () => [escalatedAlready(escalation.spoken)],
  escalationMessage: () =>
    escalation.entries.map((entry) => escalationMessage(escalation.spoken, entry, escalation.reader)),
  escalationsMessage: () => [
    escalationsMessage([{ title: LONG, listed: escalation.listed }], true, day),
    escalationsMessage([], true, day),
  ],
  excusedMessage: () => [managing.excusedMessage(managed, LONG, TYPED)],
  explained: () => [explain.explained(LONG, LONG, LONG)],
  goLiveMessage: () => [mode.goLiveMessage(LONG, forecast, LONG, true)],
  heldMessage: () => [hands.heldMessage(register, period, deed, null), hands.heldMessage(register, period, deed, day)],
  helpMessage: () =>
    ([null, 'pilot', 'live', 'paused'] as const).map((one) => help.helpMessage(LONG, NAMES, typed, one)),
  historyMessage: () => [
    historyMessage(register, LONG, happened, { before: LONG, return: PARTNERSHIP }),
    historyMessage(register, null, [], null),
  ],
  inPartnership: () => [],
  lapsedMessage: () => [lapsedMessage(proposed, LONG, NAMES), lapsedMessage(nil, LONG, [])],
  leaveEndedMessage: () => [
    leaves.leaveEndedMessage(leave, day, LONG),
    leaves.leaveEndedMessage(leave, '2021-04-01', LONG),
  ],
  leaveMessage: () => [
    leaves.leaveMessage(leave, asInstead, { name: LONG, noted: LONG, today: day }),
    leaves.leaveMessage(leave, [], { name: null, noted: LONG, today: '2021-04-01' }),
  ],
  leaveToldMessage: () => [leaves.leaveToldMessage(leave, asInstead, LONG)],
  leavesMessage: () => [
    leaves.leavesMessage(Array(20).fill(leave), day, LONG),
    leaves.leavesMessage([], day, LONG),
    leaves.leavesMessage([], day, null),
  ],
  mineMessage: () => [full, begun, empty].map((mine) => mineMessage(register, mine, '2021-05-01', true)),
  movedMessage: () => [
    managing.movedMessage({ report: 'csp_narrative', titles: [LONG], period: LONG, dueOn: day }, LONG, TYPED),
    managing.movedMessage({ report: 'csp_narrative', titles: NAMES, period: LONG, dueOn: day }, LONG, TYPED),
  ],
  noSuchPriorityMessage: () => [who.noSuchPriorityMessage(LONG, NAMES)],
  nobodyApprovesMessage: () => (['manager', 'officer'] as const).map((to) => nobodyApprovesMessage(proposed, to)),
  notUnderstoodMessage: () => [
    help.notUnderstoodMessage(LONG, [who.whoButton(LONG), who.whoButton(LONG), who.whoButton(LONG)], typed),
  ],
  notYoursAnyMore: () => [notYoursAnyMore(LONG)],
  onItsWay: () => [hands.onItsWay(NAMES, NOW, 'Europe/London')],
  oneStatusMessage: () => progress.flatMap((one) => [true, false].map((open) => oneStatusMessage(register, one, open))),
  overdueMessage: () => [overdueMessage(register, owed), overdueMessage(register, done)],
  overtakenMessage: () =>
    (['sent', 'changed', 'replaced', 'recorded'] as const).map((how) => proposal.overtakenMessage(proposed, LONG, how)),
  postedAlready: () => [hands.postedAlready(register, deed), hands.postedAlready(register, null)],
  priorityListMessage: () => [priorityListMessage(register, day)],
  promptMessage: () => [owed, done, instead, excusedOwed].map((all) => promptMessage(register, all)),
  proposalAnswered: () => outcomes.map((one) => proposal.proposalAnswered(proposed, one)),
  proposedMessage: () => [proposal.proposedMessage(proposed, around), proposal.proposedMessage(nil, around)],
  recordedMessage: () => [
    managing.recordedMessage(managed, {
      ...{ by: LONG, reference: 'SNB-999999', receivedOn: LONG, late: true, nil: false, escalates: true },
    }),
  ],
  reminderMessage: () =>
    [day, '2021-05-01'].flatMap((today) =>
      [owed, instead, notAsked, done, excusedOwed].map((all) => reminderMessage(longest.away, all, today, 'cover')),
    ),
  resumedMessage: () => [owed, done, instead].map((all) => mode.resumedMessage(register, all, day, changes)),
  sentBackMessage: () => [proposal.sentBackMessage(proposed, LONG, TYPED)],
  snoozedMessage: () => [snoozedMessage(owed, '2021-05-01', '2021-05-04')],
  startedMessage: () => [
    delegation.startedMessage(delegated, 'lead', true),
    delegation.startedMessage(delegated, 'officer', false),
    delegation.startedMessage(delegated, 'other', true),
  ],
  statusMessage: () => [
    statusMessage(
      register,
      [
        { period, reports: progress.slice(0, 22) },
        { period, reports: progress.slice(22) },
      ],
      day,
    ),
    statusMessage(register, [], day),
  ],
  supportMessage: () => [instead, done, excusedOwed].map((all) => supportMessage(register, all)),
  toldMessage: () => [
    confirmation.toldMessage(sending, LONG, true),
    confirmation.toldMessage({ ...sending, version: 1, recorded: null }, LONG),
  ],
  unknownPersonMessage: () => [unknownPersonMessage(LONG, THREE)],
  whichBoardMessage: () => [
    whichBoardMessage(
      NAMES.map((name) => ({ partnershipId: PARTNERSHIP, name })),
      { command: 'report', input: { words: LONG } },
    ),
  ],
  whichMessage: () => [who.whichMessage(LONG, agreed)],
  whichReadingMessage: () => [who.whichReadingMessage(LONG, subjects)],
  whichReportMessage: () => [
    who.whichReportMessage('csp_narrative', LONG, subjects),
    who.whichReportMessage('csp_narrative', LONG, []),
  ],
  whoMessage: () => agreed.map((one) => who.whoMessage(register, one, day)),
  whoseMessage: () => [
    youSaid.whoseMessage(
      LONG,
      NAMES.map((name) => ({ key: name, name })),
    ),
  ],
  withdrawnMessage: () => [
    managing.withdrawnMessage(managed, { mark: LONG, by: LONG, why: TYPED, open: true }),
    managing.withdrawnMessage(managed, { mark: LONG, by: LONG, why: TYPED, open: false }),
  ],
  youSaidMessage: () => [
    youSaid.youSaidMessage(LONG, escalation.said, day, day),
    youSaid.youSaidMessage(LONG, [], day, day),
  ],
};

/** Every function of src/views that makes a dialog, called with the longest of everything. */
export const DIALOGS: Record<string, () => Dialog[]> = {
  confirmationDialog: () => [confirmation.confirmationDialog(sending)],
  // Every form is held to the platforms page by page.
  dialogFor: () => [],
  earlierStepsDialog: () => [earlierStepsDialog(escalation.spoken, escalation.entries)],
  escalatedDialog: () => [
    ...[null, { only: null }, { only: LONG }].map((held) =>
      escalatedDialog(escalation.spoken, { told: NAMES.map((name) => ({ name, because: LONG })), when: LONG, held }),
    ),
  ],
  escalationDialog: () => [
    escalationDialog(
      escalation.spoken,
      escalationAnswers(escalation.answers),
      Array.from({ length: 4 }).flatMap(() => escalation.entries),
      escalation.reader,
    ),
  ],
  explanation: () => [explain.explanation('This period is closed', LONG, LONG)],
  proposedDialog: () => [proposal.proposedDialog(proposed, around), proposal.proposedDialog(nil, around)],
  sensitiveDialog: () => [sensitiveDialog(escalation.spoken)],
  reportPage: () =>
    [
      { sent: longest.sent, before: longest.before },
      { sent: longest.narrated.sent, before: longest.narrated.earlier },
    ].flatMap(({ sent, before }) =>
      [sent[0]!, sent.at(20)!].flatMap((found) =>
        [found.versions[0]!, found.versions.at(-1)!].map((version) =>
          reportPage({ register, today: day, sent, found, version, before, changes: true, withdraws: true }),
        ),
      ),
    ),
  safeWritingDialog: personalDialogs,
};
