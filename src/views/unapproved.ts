import { formatLongDay } from '../partnership/day.ts';
import { called, ofIt, wordsFor } from './called.ts';
import { moveButton, recordButton } from './managing.ts';
import { actions, heading, line, list, type Message, paragraph, strong } from './message.ts';
import { nobodyWords, type Proposed, readOwn } from './proposal.ts';
import { together } from './words.ts';

/** What a programme manager is told, and an officer, where nobody who may approve a draft is here. */
export function nobodyApprovesMessage(one: Proposed, to: 'manager' | 'officer'): Message {
  const { officer, approvers, period, dueOn } = one;
  const managed = { ...one, owed: { id: one.returnId } };
  return {
    summary: `Nobody is here to approve the ${called(one)}`,
    blocks: [
      heading(`Nobody is here to approve the ${called(one)}`),
      paragraph(
        strong(officer),
        ` prepared it for ${period}. ${together(approvers)}, may approve it, and nobody else. It is due on ${formatLongDay(dueOn)}.`,
      ),
      ...(to === 'officer'
        ? [paragraph(nobodyWords(one)), paragraph('Until then your draft waits, and you can change it.')]
        : [
            heading('What you can do'),
            list(
              line('Name a deputy in the agreement file and import it. The deputy is asked to approve it at once.'),
              line('Move the date to when somebody is back.'),
              line('If somebody who may approve it does so another way, record it.'),
            ),
            actions(moveButton(managed), recordButton(managed)),
          ]),
    ],
  };
}

/** What an officer is told whose draft nobody answered before its period closed. */
export function lapsedMessage(one: Proposed, on: string, managers: string[]): Message {
  const own = readOwn(one);
  return {
    summary: `Not sent: the ${called(one)}`,
    blocks: [
      heading(`What you prepared ${ofIt(one)} was not sent`),
      paragraph(`The period closed on ${on}, before it was approved for ${one.period}. What you wrote is kept.`),
      paragraph(
        `If the ${wordsFor(one.report).reader} should still have it, send it to ${together(managers) || 'your programme manager'}.`,
      ),
      ...(own.length > 0 ? [actions(...own)] : []),
    ],
  };
}
