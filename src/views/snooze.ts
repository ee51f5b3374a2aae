import { type Day, formatLongDay } from '../partnership/day.ts';
import type { Owed } from '../partnership/owed.ts';
import { heading, type Message, paragraph } from './message.ts';
import { inSentence, together } from './words.ts';

/** What somebody reads who put off a reminder: until when, of what, and that the due date stays. */
export function snoozedMessage(owed: Owed[], wanted: Day, until: Day): Message {
  const title = `You will be reminded on ${formatLongDay(until)}`;
  const dues = [...new Set(owed.map((one) => one.owed.dueOn))].sort();
  const [first = until] = dues;
  const dates = together(dues.map(formatLongDay));
  const late = until > first ? ' What is sent after that is marked as sent late.' : '';
  return {
    summary: title,
    blocks: [
      heading(title),
      ...(until === wanted
        ? []
        : [paragraph(`You are not contacted on ${formatLongDay(wanted)}, so it is the working day after.`)]),
      paragraph(`Until then no reminder comes by itself of ${together(owed.map((one) => inSentence(one.title)))}.`),
      paragraph(
        `This does not move the due ${dues.length > 1 ? 'dates' : 'date'}: ${dates}.${late} What the programme manager sees does not change either.`,
      ),
    ],
  };
}
