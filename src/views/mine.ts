import { clockTime } from '../partnership/contact.ts';
import { type Day, formatDay, formatLongDay } from '../partnership/day.ts';
import { lastDay } from '../partnership/leave.ts';
import type { Coming, Mine, MyReturn } from '../partnership/mine.ts';
import type { Owed } from '../partnership/owed.ts';
import { titleOf } from '../partnership/priorities.ts';
import type { Delegation, Register } from '../partnership/register.ts';
import { personName } from '../partnership/roles.ts';
import { countedReturns, wordsFor } from './called.ts';
import { waitingEscalations, waitingTitle } from './escalations-waiting.ts';
import { actions, type Block, heading, line, list, type Message, paragraph, strong } from './message.ts';
import { parts } from './parts.ts';
import { nothingToReportButton, readDraftButton, reportButton } from './prompt.ts';
import { boardBlock } from './which-board.ts';
import { counted, inSentence, periodName } from './words.ts';

/**
 * Everything that one person owes and that waits for them. It stands in one place and is never split: where there is
 * more than a part holds, what is due last is named without its buttons.
 */
export function mineMessage(register: Register, mine: Mine, today: Day, several: boolean): Message {
  const all = [...mine.owed, ...mine.toApprove, ...mine.toPrepare];
  for (let most = all.length; ; most -= 1) {
    const message = withButtons(register, mine, today, new Set(all.slice(0, Math.max(0, most))), most < 0);
    if (several) message.blocks.unshift(boardBlock(register.partnership.name));
    if (most < 0 || parts(message).length === 1) return message;
  }
}

function withButtons(register: Register, mine: Mine, today: Day, shown: Set<MyReturn>, short: boolean): Message {
  const section = (title: string, some: MyReturn[], block: (one: MyReturn) => Block[]): Block[] => {
    const rest = some.filter((one) => !shown.has(one));
    return [
      ...(some.length > 0 && title !== '' ? [heading(title)] : []),
      ...some.filter((one) => shown.has(one)).flatMap(block),
      ...(rest.length > 0
        ? [
            list(...rest.map((one) => line(strong(one.title), `: ${dueWords(one, today)}`))),
            paragraph(`To open one of these, type ${opening(rest)} and its name.`),
          ]
        : []),
    ];
  };
  const { owed, escalations, mayEscalate } = mine;
  const isTitled = owed.length === 0 && escalations.length > 0;
  const title =
    owed.length > 0 ? `${countedReturns(owed)} due from you` : isTitled ? waitingTitle(escalations) : NOTHING;
  return {
    summary: summaryOf(mine),
    blocks: [
      heading(title),
      ...section('', owed, (one) => owedBlocks(register, one, today)),
      ...waitingEscalations(escalations, { mayEscalate, isTitled, short }, today),
      ...section('To approve', mine.toApprove, (one) => approvalBlocks(register, one, today)),
      ...section('To prepare', mine.toPrepare, (one) => preparingBlocks(register, one, today)),
      ...doneBlocks(mine.done, short),
      ...standingBlocks(register, mine, today),
      ...(mine.coming.length > 0
        ? [
            heading('What comes next'),
            list(...[...new Set(mine.coming.map((one) => comingWords(register, one)))].map((words) => line(words))),
          ]
        : []),
      ...managingBlocks(mine.managing),
    ],
  };
}

/** What is typed to open what has no button here. */
const opening = (rest: MyReturn[]) =>
  [...new Set(rest.map(({ report }) => `“${wordsFor(report).command}”`))].join(' or ');

const NOTHING = 'Nothing is due from you';

function summaryOf({ owed, toApprove, toPrepare, escalations }: Mine): string {
  const told = [
    ...(owed.length > 0 ? [`${countedReturns(owed)} due from you`] : []),
    ...(escalations.length > 0 ? [waitingTitle(escalations)] : []),
    ...(toApprove.length > 0 ? [`${counted(toApprove.length, 'draft')} to approve`] : []),
    ...(toPrepare.length > 0 ? [`${countedReturns(toPrepare)} to prepare`] : []),
  ];
  return told.length > 0 ? told.join(', ') : NOTHING;
}

/** What stands on the page of somebody who has left the register. */
export function notYoursAnyMore(partnership: string): Message {
  const words = `This account is not on the register of the ${partnership} any more. Nothing is due from you here.`;
  return { summary: 'Not on the register any more', blocks: [paragraph(words)] };
}

function dueWords({ owed, period }: Owed, today: Day): string {
  const late = owed.dueOn < today && period.closedAt === null;
  return late ? `late, due on ${formatLongDay(owed.dueOn)}` : `due ${formatLongDay(owed.dueOn)}`;
}

const nameOf = (register: Register, key: string | null) => personName(register, key) ?? 'somebody else';

function owedBlocks(register: Register, one: MyReturn, today: Day): Block[] {
  const { prepared, begun } = one;
  const said = [
    `: ${dueWords(one, today)}.`,
    ...(begun ? ['You have begun it, and what you typed is kept.'] : []),
    ...(prepared?.state === 'waiting'
      ? [`${nameOf(register, prepared.preparedBy)} prepared it, and it waits for your approval.`]
      : []),
    ...(prepared?.state === 'sent_back' ? [`It was sent back to ${nameOf(register, prepared.preparedBy)}.`] : []),
    ...(one.others.length > 0 && !begun ? [`Also asked: ${one.others.map(({ name }) => name).join(', ')}.`] : []),
  ].join(' ');
  const buttons =
    prepared?.state === 'waiting'
      ? [readDraftButton(one, prepared.id), reportButton(one)]
      : [reportButton(one), nothingToReportButton(one)];
  return [paragraph(strong(one.title), said), actions(...buttons)];
}

function approvalBlocks(register: Register, one: MyReturn, today: Day): Block[] {
  const by = nameOf(register, one.prepared?.preparedBy ?? null);
  return [
    paragraph(strong(one.title), `: prepared by ${by}, ${dueWords(one, today)}.`),
    actions(readDraftButton(one, one.prepared?.id ?? '')),
  ];
}

function preparingBlocks(register: Register, one: MyReturn, today: Day): Block[] {
  const { prepared, begun } = one;
  const how =
    prepared?.state === 'waiting'
      ? ' It was sent for approval.'
      : prepared?.state === 'sent_back'
        ? ` ${nameOf(register, prepared.answeredBy)} sent it back${prepared.word ? `: “${prepared.word}”` : '.'}`
        : begun
          ? ' You have begun it, and what you typed is kept.'
          : '';
  return [paragraph(strong(one.title), `: ${dueWords(one, today)}.${how}`), actions(reportButton(one))];
}

function doneBlocks(done: Owed[], short: boolean): Block[] {
  if (done.length === 0) return [];
  if (short) return [paragraph(`${countedReturns(done)} sent or excused.`)];
  const words = ({ sent, owed }: Owed) =>
    sent
      ? `: ${sent.nil ? 'sent, nothing to report' : 'sent'}, reference ${owed.reference}`
      : ': excused, nothing is due';
  return [heading('Sent or excused'), list(...done.map((one) => line(strong(one.title), words(one))))];
}

function standingBlocks(register: Register, { leaves, given, received }: Mine, today: Day): Block[] {
  const what = ({ priorityKey }: Delegation) => inSentence(titleOf(register, priorityKey, today));
  const until = (one: Delegation) =>
    `${one.from > today ? `from ${formatDay(one.from)} ` : ''}until ${formatDay(lastDay(one))}`;
  const lines = [
    ...leaves.map((leave) =>
      leave.from > today
        ? `You are away from ${formatDay(leave.from)} to ${formatDay(lastDay(leave))}.`
        : `You are away until ${formatDay(lastDay(leave))}.`,
    ),
    ...given.map((one) => `${nameOf(register, one.toKey)} sends the report on ${what(one)} for you ${until(one)}.`),
    ...received.map((one) => `You send the report on ${what(one)} for ${nameOf(register, one.fromKey)} ${until(one)}.`),
  ];
  return lines.length > 0 ? [heading('Leave and delegation'), list(...lines.map((one) => line(one)))] : [];
}

function comingWords(register: Register, one: Coming): string {
  const day = formatLongDay(one.day);
  const body = (key: string) => register.bodies.find((found) => found.key === key)?.name ?? key;
  switch (one.what) {
    case 'opens':
      return `${day}: you are asked about ${periodName(register, one.obligation.key, one.start)}`;
    case 'digest': {
      const owedTo = register.obligations.find(({ key }) => key === one.period.obligationKey)?.owedToKey ?? '';
      return `${day}: the ${body(owedTo)} gets its digest`;
    }
    case 'meeting': {
      const { start, place, bodyKey } = one.meeting;
      return [
        `${day}: the ${body(bodyKey)} meets`,
        ...(start ? [`at ${clockTime(start)}`] : []),
        ...(place ? [`in ${place}`] : []),
      ].join(' ');
    }
  }
}

function managingBlocks(managing: Mine['managing']): Block[] {
  if (!managing) return [];
  const { late, approval, undelivered, claims, escalationsOverdue } = managing;
  const counts = [
    ...(late.length > 0 ? [`${countedReturns(late)} late`] : []),
    ...(approval > 0 ? [`${counted(approval, 'draft')} waiting for approval`] : []),
    ...(escalationsOverdue > 0 ? [`${counted(escalationsOverdue, 'escalation')} overdue`] : []),
    ...(undelivered > 0 ? [`${counted(undelivered, 'message')} not delivered`] : []),
    ...(claims > 0 ? [`${counted(claims, 'account')} to be confirmed`] : []),
  ];
  const words = counts.length > 0 ? `${counts.join(', ')}.` : 'Nothing is late, and every message was delivered.';
  return [
    heading('For you as programme manager'),
    paragraph(words),
    actions(
      { label: 'See how all reports stand', command: 'status', input: {}, opens: false },
      ...(claims > 0 ? [{ label: 'Confirm accounts', command: 'accounts', input: {}, opens: false }] : []),
    ),
  ];
}
