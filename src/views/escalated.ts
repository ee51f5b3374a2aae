import type { Dialog } from './dialog.ts';
import { escalateButton } from './escalate-button.ts';
import { DANGER, readButton, type Spoken } from './escalation.ts';
import { actions, date, heading, line, list, type Message, paragraph, strong } from './message.ts';

/**
 * Who was told of an escalation, and when they hear where that is not at once. `held`: it has not been sent to them, but
 * to these only: in a pilot to its programme manager, in a pause to nobody.
 */
export interface WhoTold {
  told: { name: string; because: string }[];
  when: string | null;
  held?: { only: string | null } | null;
}

/** What an officer sees at once, and keeps: the reference, who was told and why, and what happens next. */
export function escalatedDialog(spoken: Spoken, { told, when, held }: WhoTold): Dialog {
  const { reference, urgency, due } = spoken;
  return {
    title: `Escalation ${reference}`,
    blocks: [
      heading('Your escalation was sent'),
      ...(urgency === 'immediate' ? [paragraph(strong(DANGER))] : []),
      paragraph('Your reference is ', strong(reference), '.'),
      heading(held ? notTold(held.only) : 'Who was told'),
      ...(held && when ? [paragraph(strong(when))] : []),
      ...(held ? [paragraph('It is for:')] : []),
      list(...told.map(({ name, because }) => line(strong(name), `, ${because}`))),
      ...(when && !held ? [paragraph(when)] : []),
      heading('What happens next'),
      due
        ? paragraph(
            'It is to be acknowledged by ',
            date(due.on),
            '. You hear of every step, and what comes of it, here.',
          )
        : paragraph('You hear of every step, and what comes of it, here.'),
      actions(readButton(spoken)),
    ],
  };
}

function notTold(only: string | null): string {
  return only ? `Only ${only}, the programme manager, is told` : 'Nobody has been told yet';
}

/** What somebody sees who presses to escalate what a narrative asks for, and that was done. */
export function escalatedAlready(raised: Pick<Spoken, 'id' | 'reference'>): Message {
  return {
    summary: `Escalated already: ${raised.reference}`,
    blocks: [
      paragraph('This was escalated already, as ', strong(raised.reference), '.'),
      actions(readButton(raised), escalateButton()),
    ],
  };
}
