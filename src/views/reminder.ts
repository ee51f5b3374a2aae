import { type Day, formatLongDay } from '../partnership/day.ts';
import type { Owed } from '../partnership/owed.ts';
import type { Register } from '../partnership/register.ts';
import { actions, heading, type Message, paragraph, strong } from './message.ts';
import { nothingToReportButton, reportButton, sentLine } from './prompt.ts';
import { counted, inSentence, periodName, together } from './words.ts';

/**
 * The one reminder: only what is still owed, with the same buttons as the first message. It is made on the day the
 * reports are due, or on a later one where nothing could run that day. Once everything was sent it says so.
 */
export function reminderMessage(register: Register, owed: Owed[], today: Day): Message {
  const waiting = owed.filter(({ sent }) => !sent);
  const due = waiting[0]?.owed.dueOn;
  if (!due) {
    return {
      summary: 'Reports sent',
      blocks: [heading('Nothing more is due from you'), ...owed.map(sentLine)],
    };
  }
  const reports = counted(waiting.length, 'report');
  const titles = together(waiting.map(({ title }) => inSentence(title)));
  const late = due < today;
  const until = late
    ? 'A late report is taken until the next period opens.'
    : `You can send until 11:59pm on ${formatLongDay(due)}.`;
  return {
    summary: late ? `${reports} late` : `${reports} due today`,
    blocks: [
      heading(late ? `Late: ${reports}, due on ${formatLongDay(due)}` : `Due today: ${reports}`),
      paragraph(`Still to come: ${titles}. ${until} What you have typed so far is kept.`),
      ...owed.flatMap((one) =>
        one.sent
          ? [sentLine(one)]
          : [
              paragraph(strong(one.title), `: ${periodName(register, one.period.obligationKey, one.period.start)}`),
              actions(reportButton(one), nothingToReportButton(one)),
            ],
      ),
    ],
  };
}
