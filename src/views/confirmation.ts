import { type Day, formatLongDay } from '../partnership/day.ts';
import { type Called, called, capital, noun, ofIt } from './called.ts';
import type { Dialog } from './dialog.ts';
import type { DigestState } from './digest-hands.ts';
import { escalateBlocks } from './escalate-button.ts';
import { readButton, type Spoken } from './escalation.ts';
import { toldBlocks } from './managing.ts';
import { actions, type Block, heading, type Message, paragraph, strong } from './message.ts';
import type { Asked } from './prompt.ts';
import { inSentence, together } from './words.ts';

/** What was sent, and what comes of it. */
export interface Sending extends Called {
  period: string;
  reference: string;
  version: number;
  nil: boolean;
  late: boolean;
  /** Labels of the answers that differ from the version before. */
  changed: string[];
  body: string;
  /** Where the digest stands in which the board reads it. */
  digest: DigestState;
  /** Whether the board has a channel to read it in. */
  isRead: boolean;
  told: string[];
  /** When those hear of it, where that is not at once. */
  toldWhen: string | null;
  /** Somebody else's version that came in while this one was being written. */
  corrects: string | null;
  /** Who prepared what somebody else sends, and whether that is approval of it as it was. */
  preparedBy: string | null;
  approved: boolean;
  /** Who lets the sender send it without approval. */
  delegatedBy: string | null;
  /**
   * The return that asks for countywide consideration; `by`: who is to escalate that, where its sender may not; `raised`: the
   * escalation, where that was done before.
   */
  escalates: (Asked & { by: string[] | null; raised: Pick<Spoken, 'id' | 'reference'> | null }) | null;
  /** Received elsewhere and recorded: from whom, and when. */
  recorded: { from: string; on: Day } | null;
}

function what(one: Sending): string {
  const { nil, version, recorded } = one;
  const whole = capital(called(one));
  if (recorded) return nil ? `Nothing to report ${ofIt(one)}: recorded` : `${whole} recorded`;
  if (version > 1) return `${whole} corrected`;
  return nil ? `Nothing to report ${ofIt(one)}: sent` : `${whole} sent`;
}

function nextFor({ body, digest, isRead, report }: Sending): string {
  if (!isRead) return `It is kept for the ${body}, which has no channel for a digest.`;
  if (digest.kind === 'coming') return `The ${body} will see it in its digest on ${formatLongDay(digest.on)}.`;
  if (digest.kind === 'held')
    return `The digest of the ${body} is held back for now. This ${noun({ report })} will be in it.`;
  if (digest.kind === 'posted' && digest.reached !== 'nowhere')
    return `The digest of the ${body} is brought up to date where it stands.`;
  return `The digest of the ${body} has not reached it yet. This ${noun({ report })} will be in it.`;
}

function blocks(sending: Sending): Block[] {
  const { reference, period, version, late, told, toldWhen, recorded } = sending;
  const next = nextFor(sending);
  const change = recorded
    ? `${recorded.from} can change it until the next period opens.`
    : `You can change the ${noun(sending)} until the next period opens: open it again.`;
  return [
    heading(what(sending)),
    paragraph('Your reference is ', strong(reference), `, for ${period}.`),
    ...(recorded ? [paragraph(`Received from ${recorded.from} on ${formatLongDay(recorded.on)}.`)] : []),
    ...(version > 1 ? [changes(sending)] : []),
    ...(sending.preparedBy ? [paragraph(prepared(sending, sending.preparedBy))] : []),
    ...(sending.delegatedBy ? [paragraph(`${sending.delegatedBy} lets you send it without approval.`)] : []),
    ...(late ? [paragraph('It came after the due date, and is marked as sent late.')] : []),
    ...(sending.escalates ? countywide(sending.escalates) : []),
    heading('What happens next'),
    paragraph(`${next} ${change}`),
    ...toldBlocks(told, toldWhen),
  ];
}

function countywide(one: NonNullable<Sending['escalates']>): Block[] {
  if (one.raised)
    return [
      paragraph(
        `What needs countywide consideration ${ofIt(one)} was escalated already, as `,
        strong(one.raised.reference),
        '.',
      ),
      actions(readButton(one.raised)),
    ];
  if (!one.by) return escalateBlocks('You said', one);
  const needs = `Something ${ofIt(one)} needs countywide consideration.`;
  if (one.by.length === 0)
    return [paragraph(`${needs} ${one.title} has no officer and no chair at present who can escalate it.`)];
  const have = one.by.length === 1 ? 'has' : 'have';
  return [paragraph(`${needs} ${together(one.by)} can escalate it, and ${have} a button for that.`)];
}

function prepared({ approved }: Sending, officer: string): string {
  return approved ? `Prepared by ${officer}, approved by you.` : `Prepared by ${officer}, changed and sent by you.`;
}

function changes({ version, changed, corrects, report }: Sending): Block {
  const differs = changed.length > 0 ? `What changed: ${together(changed.map(inSentence))}.` : 'No answer changed.';
  const whose = corrects ? ` It follows a ${noun({ report })} that ${corrects} sent while you were writing.` : '';
  return paragraph(`This is version ${version}. ${differs}${whose}`);
}

/** What the sender sees at once. */
export function confirmationDialog(sending: Sending): Dialog {
  return { title: sending.version > 1 ? 'Correction sent' : 'Sent', blocks: blocks(sending) };
}

/** What the sender keeps. */
export function confirmationMessage(sending: Sending): Message {
  return { summary: `${what(sending)}, reference ${sending.reference}`, blocks: blocks(sending) };
}

/**
 * What others who had a part in it are told: that it was sent and by whom, never what it says. `raises`: they are to
 * escalate what needs countywide consideration, as its sender may not.
 */
export function toldMessage(sending: Sending, sender: string, raises = false): Message {
  const { period, reference, nil, version } = sending;
  const it = `the ${noun(sending)}`;
  const sent = version > 1 ? `corrected ${it}` : nil ? 'sent “nothing to report”' : `sent ${it}`;
  const approved = version > 1 ? `approved a correction of ${it}` : `approved and ${sent}`;
  const done = sending.recorded ? `recorded ${it}` : sending.approved ? approved : sent;
  const why = [
    ...(sending.recorded
      ? [`It was received from ${sending.recorded.from} on ${formatLongDay(sending.recorded.on)}.`]
      : []),
    ...(sending.preparedBy ? [`${sending.preparedBy} prepared it.`] : []),
    ...(sending.delegatedBy ? [`${sending.delegatedBy} lets them send it without approval.`] : []),
  ];
  return {
    summary: `${sender} ${done} ${ofIt(sending)}`,
    blocks: [
      paragraph(strong(sender), ` ${done} ${ofIt(sending)} for ${period}. The reference is ${reference}.`),
      ...why.map((one) => paragraph(one)),
      ...(raises && sending.escalates
        ? escalateBlocks('It says', sending.escalates)
        : [paragraph('You do not need to do anything.')]),
    ],
  };
}
