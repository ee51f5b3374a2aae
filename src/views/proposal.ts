import { type Day, formatLongDay } from '../partnership/day.ts';
import { before, type Called, called, noun, ofIt, wordsFor } from './called.ts';
import type { Dialog } from './dialog.ts';
import { readButton } from './digest.ts';
import { actions, type Block, type Button, heading, type Message, paragraph, strong } from './message.ts';
import { labelled, together } from './words.ts';

/** What a support officer prepared, and what is known about it now. */
export interface Proposed extends Called {
  id: string;
  revision: number;
  returnId: string;
  period: string;
  dueOn: Day;
  nil: boolean;
  /** The name of whoever prepared it. */
  officer: string;
  /** Who has it to approve: "Helen Tranter, who is away until 11 June 2026". */
  approvers: string[];
  /** Who excused the report, while it is: nothing is due then. */
  excusedBy?: string;
  /** Where all of them are away: the programme managers, who have been told, and when each is back. */
  nobodyHere?: { managers: string[]; back: string[] };
}

/** The button that opens a report. The rest of the words say for what. */
export function openButton(words: string, one: Called & { returnId: string }): Button {
  const { command } = wordsFor(one.report);
  return { label: labelled(before(words, one), one.title), command, input: { return: one.returnId }, opens: true };
}

const DIVIDER: Block = { type: 'divider' };

function what(one: Proposed): string {
  return one.nil ? `“nothing to report” ${ofIt(one)}` : `the ${called(one)}`;
}

function beginning(one: Proposed): string {
  return one.nil ? `“Nothing to report” ${ofIt(one)}` : `The ${called(one)}`;
}

/** What is known of a return beside a draft: the reference that it corrects, and the rating of the report before. */
export interface Beside {
  corrects: string | null;
  last: string | null;
  /** What its officer was asked about and left, and why: the kinds and the reason, never the words. */
  left: string | null;
}

/** What a lead is asked to approve: all of it, and what can be done with it. */
export function approvalMessage(one: Proposed, answers: Block[], { corrects, last, left }: Beside): Message {
  const { officer, period, nil, id, revision } = one;
  const input = { proposal: id, revision: String(revision) };
  const version = revision > 1 ? ` This is version ${revision} of the draft.` : '';
  const correcting = corrects ? ` It changes the ${noun(one)} that was sent, reference ${corrects}.` : '';
  return {
    summary: `To approve: ${what(one)}, prepared by ${officer}`,
    blocks: [
      heading(`To approve: ${what(one)}`),
      paragraph(
        strong(officer),
        ` prepared it for ${period}. ${dueWords(one)} It goes to the ${wordsFor(one.report).reader} once you approve it.${version}${correcting}`,
      ),
      ...(last ? [paragraph(last)] : []),
      ...(left
        ? [
            paragraph(
              strong('Read before you approve: '),
              `${officer} was asked about something that may point to one person, and left it. ${left}.`,
            ),
          ]
        : []),
      DIVIDER,
      ...(nil ? [paragraph('There is nothing to report this time.')] : answers),
      DIVIDER,
      actions(
        { label: 'Approve and send', command: 'approve', input, opens: false, style: 'primary' },
        nil
          ? { ...openButton('', one), label: `Write a ${noun(one)} instead` }
          : {
              label: 'Change it',
              command: wordsFor(one.report).command,
              input: { return: one.returnId, proposal: id },
              opens: true,
            },
        { label: 'Send back', command: 'send-back', input, opens: true },
      ),
    ],
  };
}

function dueWords(one: Proposed): string {
  return one.excusedBy
    ? `${one.excusedBy} has excused the ${noun(one)}, so nothing is due.`
    : `It is due on ${formatLongDay(one.dueOn)}.`;
}

/** What becomes of a proposal, in the words that take the place of the buttons. */
export type Became =
  | { kind: 'approved'; by: string; reference: string }
  | { kind: 'sent_back'; by: string }
  | { kind: 'overtaken'; by: string; reference: string }
  | { kind: 'recorded'; by: string; reference: string }
  | { kind: 'lapsed'; on: string }
  | { kind: 'changed'; by: string }
  | { kind: 'withdrawn'; by: string };

function became(one: Became, of: Called): string {
  switch (one.kind) {
    case 'approved':
      return `Approved by ${one.by} and sent, reference ${one.reference}`;
    case 'sent_back':
      return `Sent back by ${one.by}`;
    case 'overtaken':
      return `${one.by} sent a ${noun(of)} instead, reference ${one.reference}`;
    case 'recorded':
      return `${one.by} recorded a ${noun(of)} that came another way instead, reference ${one.reference}`;
    case 'lapsed':
      return `Not sent: the period closed on ${one.on}, before it was approved`;
    case 'changed':
      return `Changed by ${one.by}: read the new version`;
    case 'withdrawn':
      return `Taken out by ${one.by}, with the ${noun(of)} that it was to change`;
  }
}

/** What stands where a lead was asked, once it was answered. What was written does not stay there. */
export function answeredMessage(one: Proposed, outcome: Became): Message {
  const title = `${beginning(one)}, prepared by ${one.officer}`;
  const read = 'reference' in outcome;
  return {
    summary: `${title}: ${became(outcome, one)}`,
    blocks: [
      paragraph(strong(title), ` for ${one.period}.`),
      paragraph(`${became(outcome, one)}.`),
      ...(read ? [actions(openReading(one))] : []),
    ],
  };
}

function openReading(one: Proposed): Button {
  return readButton({ ...one, owed: { id: one.returnId } });
}

/** Why a draft waits that nobody who is here may approve, and who can do something about it. */
export function nobodyWords({ nobodyHere }: Pick<Proposed, 'nobodyHere'>): string {
  const managers = nobodyHere?.managers ?? [];
  const who = managers.length > 0 ? together(managers) : 'Your programme manager';
  const back = together(nobodyHere?.back ?? []);
  return `Whoever may approve it is asked when they are back: ${back}. Nobody else may approve it meanwhile. ${who} can name a deputy, or move the date.`;
}

/** What else an officer should know who sent something for approval. */
export interface Circumstances {
  /** Why it did not go to the board at once, though the form said so. */
  instead: string | null;
  /** The name of another officer whose draft this one replaces. */
  replaces: string | null;
  late: boolean;
}

function proposedBlocks(one: Proposed, { instead, replaces, late }: Circumstances): Block[] {
  const { nobodyHere, excusedBy } = one;
  const who = together(one.approvers);
  return [
    heading(`${beginning(one)}: sent for approval`),
    ...(instead ? [paragraph(instead)] : []),
    ...(replaces ? [paragraph(`It takes the place of the draft that ${replaces} sent for approval.`)] : []),
    heading('What happens next'),
    paragraph(
      nobodyHere
        ? `It waits for ${who}. They can approve it, change it or send it back. `
        : `${who}${who.includes(', who is away') ? ',' : ''} can approve it, change it or send it back. `,
      `It goes to the ${wordsFor(one.report).reader} once it is approved, and you are told then. `,
      late && !excusedBy ? `It was due on ${formatLongDay(one.dueOn)}, and is marked as sent late.` : dueWords(one),
    ),
    ...(nobodyHere ? [paragraph(nobodyWords(one))] : []),
    heading('Who has been told'),
    paragraph(nobodyHere ? together(nobodyHere.managers) || 'Nobody yet' : who),
  ];
}

/** What an officer sees at once who sent something for approval. */
export function proposedDialog(one: Proposed, around: Circumstances): Dialog {
  return { title: 'Sent for approval', blocks: proposedBlocks(one, around) };
}

/** What they keep. */
export function proposedMessage(one: Proposed, around: Circumstances): Message {
  return {
    summary: `Sent for approval: ${what(one)}`,
    blocks: [...proposedBlocks(one, around), actions(openButton('Change the draft', one))],
  };
}

/** What stands in its place once it was answered. */
export function proposalAnswered(one: Proposed, outcome: Became): Message {
  const buttons = {
    approved: [openReading(one)],
    sent_back: [openButton(`Go on with the ${noun(one)}`, one)],
    overtaken: [openReading(one), ...readOwn(one)],
    recorded: [openReading(one), ...readOwn(one)],
    lapsed: readOwn(one),
    changed: [],
    withdrawn: [],
  }[outcome.kind];
  return {
    summary: `${beginning(one)}: ${became(outcome, one)}`,
    blocks: [
      paragraph(strong(`What you prepared: ${what(one)}`), ` for ${one.period}.`),
      paragraph(`${became(outcome, one)}.`),
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
    ],
  };
}

/** What an officer is told whose draft was sent back: by whom, with what word, and the way on. */
export function sentBackMessage(one: Proposed, by: string, word: string): Message {
  return {
    summary: `${by} sent back ${what(one)}`,
    blocks: [
      heading(`Sent back: ${what(one)}`),
      paragraph(strong(by), ` sent back what you prepared for ${one.period}, and says:`),
      paragraph(word),
      paragraph(`What you wrote is kept. It is due on ${formatLongDay(one.dueOn)}.`),
      actions({ ...openButton(`Go on with the ${noun(one)}`, one), style: 'primary' }),
    ],
  };
}

/** Opens what an officer prepared, to be read: it is kept, whatever became of it. */
export function readOwn(one: Proposed): Button[] {
  const button = openButton('Read what you prepared', one);
  return one.nil ? [] : [{ ...button, input: { return: one.returnId, proposal: one.id } }];
}

const DONE = {
  sent: (noun: string) => `sent the ${noun}`,
  changed: (noun: string) => `sent the ${noun}`,
  replaced: () => 'replaced your draft',
  recorded: (noun: string) => `recorded the ${noun}`,
};

/** How somebody else took the place of what an officer prepared. */
export type Overtaken = 'sent' | 'changed' | 'replaced' | 'recorded';

/** What an officer is told whose draft somebody else took the place of. */
export function overtakenMessage(one: Proposed, by: string, how: Overtaken): Message {
  const done = {
    sent: `sent a ${called(one)}, so what you prepared does not need approval any more.`,
    changed: `changed what you prepared ${ofIt(one)} and sent it.`,
    recorded: `recorded a ${called(one)} that came another way, so what you prepared does not need approval any more.`,
    replaced: `sent another draft ${ofIt(one)} for approval. It takes the place of yours.`,
  }[how];
  return {
    summary: `${by} ${DONE[how](noun(one))} ${ofIt(one)}`,
    blocks: [
      paragraph(strong(by), ` ${done}`),
      paragraph('You do not need to do anything. What you wrote is kept.'),
      ...(how !== 'changed' && !one.nil ? [actions(...readOwn(one))] : []),
    ],
  };
}
