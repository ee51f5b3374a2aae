import { formatLongDay } from '../partnership/day.ts';
import { actions, heading, line, list, type Message, paragraph, strong } from './message.ts';
import { nobodyWords, type Proposed, readOwn } from './proposal.ts';
import { inSentence, labelled, together } from './words.ts';

/** What a programme manager is told, and an officer, where nobody who may approve a draft is here. */
export function nobodyApprovesMessage(one: Proposed, to: 'manager' | 'officer'): Message {
  const { officer, approvers, returnId, title, period, dueOn } = one;
  const button = (command: string, label: string) => ({ label, command, input: { return: returnId }, opens: true });
  const name = inSentence(title);
  return {
    summary: `Nobody is here to approve the report on ${name}`,
    blocks: [
      heading(`Nobody is here to approve the report on ${name}`),
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
              line('If somebody who may approve it does so another way, record the report.'),
            ),
            actions(
              button('move', labelled('Move the date of', title)),
              button('record', labelled('Record', title, 'report')),
            ),
          ]),
    ],
  };
}

/** What an officer is told whose draft nobody answered before its period closed. */
export function lapsedMessage(one: Proposed, on: string, managers: string[]): Message {
  const name = inSentence(one.title);
  const own = readOwn(one);
  return {
    summary: `Not sent: the report on ${name}`,
    blocks: [
      heading(`What you prepared on ${name} was not sent`),
      paragraph(`The period closed on ${on}, before it was approved for ${one.period}. What you wrote is kept.`),
      paragraph(`If the board should still have it, send it to ${together(managers) || 'your programme manager'}.`),
      ...(own.length > 0 ? [actions(...own)] : []),
    ],
  };
}
