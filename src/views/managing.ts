import { type Day, formatLongDay } from '../partnership/day.ts';
import type { ReportKind } from '../partnership/register.ts';
import type { Return } from '../partnership/returns.ts';
import { type Called, called, noun, ofIt } from './called.ts';
import { escalateBlocks } from './escalate-button.ts';
import { actions, type Block, type Button, heading, line, list, type Message, paragraph, strong } from './message.ts';
import { type Asked, reportButton } from './prompt.ts';
import { counted, inSentence, labelled, together } from './words.ts';

/** A report that the programme manager acts on. */
export interface Managed extends Called {
  period: string;
  owed: Return;
}

type Of = Asked;

const button = (command: string, label: string, { owed }: Of, opens: boolean): Button => ({
  label,
  command,
  input: { return: owed.id },
  opens,
});

export const chaseButton = (one: Of) => button('chase', labelled('Chase', one.title), one, false);
export const statusButton = (one: Of) => button('status', labelled('More on', one.title), one, false);
export const recordButton = (one: Of) => button('record', labelled('Record', one.title, noun(one)), one, true);
export const excuseButton = (one: Of) => button('excuse', labelled('Excuse', one.title), one, true);
export const unExcuseButton = (one: Of) => button('un-excuse', labelled('Ask again for', one.title), one, false);
export const moveButton = (one: Of) => button('move', labelled('Move the date of', one.title), one, true);
export const withdrawButton = (one: Of) => button('withdraw', labelled('Withdraw', one.title, noun(one)), one, true);
export const historyButton = (one: Of) => button('history', labelled('History of', one.title), one, false);

/** Who is told what somebody did, at the end of the answer. `when`: where they do not hear at once, when or who instead. */
export function toldBlocks(names: string[], when: string | null): Block[] {
  if (names.length === 0) return [heading('Who is told'), paragraph('Nobody else has to be told.')];
  const told = list(...names.map((name) => line(name)));
  return when ? [heading('Who is told'), told, paragraph(when)] : [heading('Who has been told'), told];
}

/** What those concerned are told: nothing is due any more, who decided it and why. */
export function excusedMessage(one: Managed, by: string, why: string): Message {
  return {
    summary: `Excused: ${inSentence(one.title)}`,
    blocks: [
      heading(`Nothing is due ${ofIt(one)}`),
      paragraph(strong(by), `, programme manager, excused the ${called(one)} for ${one.period}.`),
      { type: 'facts', facts: [{ label: 'Why', value: line(why) }] },
      paragraph('You do not need to do anything. Nothing more is asked about it.'),
    ],
  };
}

/** What those are told who had been told that nothing is due. */
export function askedAgainMessage(one: Managed, by: string): Message {
  return {
    summary: `Asked for again: ${inSentence(one.title)}`,
    blocks: [
      heading(`The ${called(one)} is asked for again`),
      paragraph(
        strong(by),
        `, programme manager, took back that it was excused for ${one.period}. ${dueWords(one.owed.dueOn)}`,
      ),
      actions(reportButton(one)),
    ],
  };
}

const dueWords = (day: Day) => `It is due on ${formatLongDay(day)}.`;

/** What a person is told whose reports got a new date. */
export function movedMessage(
  { report, titles, period, dueOn }: { report: ReportKind; titles: string[]; period: string; dueOn: Day },
  by: string,
  why: string,
): Message {
  const one = titles.length === 1;
  const what = called({ report, title: together(titles.map(inSentence)) }).replace(/^\w+/, one ? '$&' : '$&s');
  return {
    summary: `New date: ${one ? inSentence(titles[0]!) : counted(titles.length, noun({ report }))}`,
    blocks: [
      heading(`The ${what} ${one ? 'has' : 'have'} a new date`),
      paragraph(
        `Now due on `,
        strong(formatLongDay(dueOn)),
        `, for ${period}. `,
        strong(by),
        ', programme manager, moved it.',
      ),
      { type: 'facts', facts: [{ label: 'Why', value: line(why) }] },
    ],
  };
}

/** What is left of a report wherever something about it was said. */
export const GONE: Message = {
  summary: 'Withdrawn',
  blocks: [paragraph('What this message said was taken out, as what it was about was withdrawn.')],
};

/** What those concerned are told when a report was withdrawn. Never what it said. */
export function withdrawnMessage(
  one: Managed,
  told: { mark: string; by: string; why: string; open: boolean },
): Message {
  return {
    summary: `Withdrawn: the ${called(one)}`,
    blocks: [
      heading(`The ${called(one)} was withdrawn`),
      paragraph(
        `${told.mark}: `,
        strong(told.by),
        ` withdrew what was sent for ${one.period}, reference ${one.owed.reference}.`,
      ),
      { type: 'facts', facts: [{ label: 'Why', value: line(told.why) }] },
      paragraph(
        'What it said has been taken out wherever it was shown. ',
        told.open ? `A new ${noun(one)} can be sent until the next period opens.` : '',
      ),
      ...(told.open ? [actions({ ...reportButton(one), style: undefined })] : []),
    ],
  };
}

/** What somebody is told whose report, received elsewhere, was recorded for them. */
export function recordedMessage(
  one: Managed,
  told: { by: string; reference: string; receivedOn: string; late: boolean; nil: boolean; escalates: boolean },
): Message {
  return {
    summary: `Your ${called(one)} was recorded`,
    blocks: [
      heading(`Your ${called(one)} was recorded`),
      paragraph(
        strong(told.by),
        `, programme manager, recorded ${told.nil ? '“nothing to report”' : `the ${noun(one)}`} that was received from you on ${told.receivedOn}, for ${one.period}. The reference is `,
        strong(told.reference),
        '.',
      ),
      ...(told.late ? [paragraph('It came after the due date, and is marked as sent late.')] : []),
      ...(told.escalates ? escalateBlocks('It says', one) : []),
      paragraph(
        `${told.escalates ? '' : 'You do not need to do anything. '}You can read it, and change it until the next period opens.`,
      ),
    ],
  };
}
