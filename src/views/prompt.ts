import { formatLongDay } from '../partnership/day.ts';
import { bodyOwedTo, isWaiting, type Owed } from '../partnership/owed.ts';
import type { Register } from '../partnership/register.ts';
import { before, type Called, capital, countedReturns, noun, nouns, wordsFor } from './called.ts';
import { actions, type Block, type Button, heading, type Message, paragraph, strong } from './message.ts';
import { withdrawnWords } from './withdrawn.ts';
import { labelled, periodName, together } from './words.ts';

/** A return as a button speaks of it. */
export type Asked = Called & { owed: Pick<Owed['owed'], 'id'> };

/** The button that opens the report about something. */
export function reportButton(one: Asked): Button {
  return {
    label: labelled(before(capital(noun(one)), one), one.title),
    command: wordsFor(one.report).command,
    input: { return: one.owed.id },
    opens: true,
    style: 'primary',
  };
}

export function nothingToReportButton(one: Asked): Button {
  return {
    label: labelled(before('Nothing to report', one), one.title),
    command: 'nothing-to-report',
    input: { return: one.owed.id },
    opens: true,
  };
}

/** Opens what was prepared, to be read, changed and sent. */
export function readDraftButton(one: Asked, proposal: string): Button {
  return {
    label: labelled(before('Read the draft', one), one.title),
    command: wordsFor(one.report).command,
    input: { return: one.owed.id, proposal },
    opens: true,
    style: 'primary',
  };
}

/** What can be done about a return that is asked for: a draft that waits for this person comes first. */
export function askingButtons(one: Owed): Block {
  const { draft } = one;
  if (draft?.approves && draft.nil) return actions(nothingToReportButton(one), reportButton(one));
  if (draft?.approves) return actions(readDraftButton(one, draft.id), reportButton(one));
  return actions(reportButton(one), nothingToReportButton(one));
}

/** "Nadia Wren prepared it: read and approve it." */
export function draftWords({ draft }: Pick<Owed, 'draft'>): string[] {
  if (!draft) return [];
  if (draft.sends) return ['You prepared a draft of it, and can now send it yourself.'];
  if (!draft.approves) return ['A draft of it waits for approval.'];
  return [
    draft.nil
      ? `${draft.by} prepared it as “nothing to report”, which waits for your approval.`
      : `${draft.by} prepared it: read and approve it.`,
  ];
}

/**
 * Everything that one person is asked for in one message: a line for each, with its buttons. What was sent says so and
 * asks nothing more, so the same function makes the message that replaces this one.
 */
export function promptMessage(register: Register, owed: Owed[]): Message {
  const waiting = owed.filter(isWaiting);
  const first = owed[0];
  const period = first ? periodName(register, first.period.obligationKey, first.period.start) : '';
  return {
    summary:
      waiting.length > 0 ? `${countedReturns(waiting)} due, ${period}` : `${capital(nouns(owed))} sent, ${period}`,
    blocks: [
      heading(period ? `Your ${nouns(owed)} for ${period}` : 'Your reports'),
      paragraph(introduction(register, owed, waiting)),
      ...owed.flatMap((one) => promptLine(register, one)),
    ],
  };
}

function introduction(register: Register, owed: Owed[], waiting: Owed[]): string {
  if (waiting.length === 0) return 'Nothing more is due from you.';
  const bodies = [...new Set(owed.map(({ obligation }) => bodyOwedTo(register, obligation)))];
  return `The ${together(bodies)} asks for ${countedReturns(waiting)} from you. A short one takes about 5 minutes. You can stop and go on later.`;
}

/** "Sent, reference SNB-7". */
export function sentLine({ title, sent, owed }: Owed): Block {
  return paragraph(strong(title), `: ${sent?.nil ? 'Sent: nothing to report' : 'Sent'}, reference ${owed.reference}`);
}

/** "Hate crime: excused, nothing is due." */
export function excusedLine({ title }: Pick<Owed, 'title'>): Block {
  return paragraph(strong(title), ': excused, nothing is due.');
}

const said = (sentences: string[]) => sentences.map((one) => ` ${one}`);

/** The button that opens a report that was sent, to be changed. */
export function changeButton(one: Asked): Button {
  const label = labelled(before(`Change the ${noun(one)}`, one), one.title);
  return { label, command: wordsFor(one.report).command, input: { return: one.owed.id }, opens: true };
}

/** What is asked for, with its buttons; or what became of it. */
export function promptLine(register: Register, one: Owed): Block[] {
  const { title, sent, owed, others } = one;
  if (sent) return [sentLine(one), actions(changeButton(one))];
  if (!isWaiting(one)) return [excusedLine(one)];
  const also = others.length > 0 ? ` Also asked: ${together(others.map(({ name }) => name))}.` : '';
  const away = one.insteadOf.map(({ name }) => name);
  const instead =
    away.length > 0 ? ` You are asked in place of ${together(away)}, who ${away.length > 1 ? 'are' : 'is'} away.` : '';
  const mark = one.withdrawn ? ` ${withdrawnWords(register, one.withdrawn)}.` : '';
  return [
    paragraph(strong(title), `: due ${formatLongDay(owed.dueOn)}.${instead}${also}${mark}`, ...said(draftWords(one))),
    askingButtons(one),
  ];
}
