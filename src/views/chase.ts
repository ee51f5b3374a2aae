import { formatLongDay } from '../partnership/day.ts';
import { isWaiting, type Owed } from '../partnership/owed.ts';
import type { Register } from '../partnership/register.ts';
import { countedReturns } from './called.ts';
import { type Block, heading, line, list, type Message, paragraph, strong } from './message.ts';
import { askingButtons, draftWords, excusedLine, sentLine } from './prompt.ts';
import { counted, periodName } from './words.ts';

/** What somebody is asked once more by the programme manager. Once everything was sent or excused it says so. */
export function chaseMessage(register: Register, owed: Owed[], by: string): Message {
  const waiting = owed.filter(isWaiting);
  const rest = owed.filter((one) => !isWaiting(one)).map((one) => (one.sent ? sentLine(one) : excusedLine(one)));
  if (waiting.length === 0) {
    return { summary: 'Nothing more is due', blocks: [heading('Nothing more is due from you'), ...rest] };
  }
  return {
    summary: `${by} asks for ${countedReturns(waiting)}`,
    blocks: [
      heading(`${by} asks for ${countedReturns(waiting)}`),
      paragraph('A short one takes about 5 minutes. What you have typed so far is kept.'),
      ...waiting.flatMap((one): Block[] => {
        const period = periodName(register, one.period.obligationKey, one.period.start);
        return [
          paragraph(
            strong(one.title),
            `: due ${formatLongDay(one.owed.dueOn)}, for ${period}.`,
            ...draftWords(one).map((words) => ` ${words}`),
          ),
          askingButtons(one),
        ];
      }),
      ...rest,
    ],
  };
}

/** Somebody who was chased, or not, with what they were chased for. */
export interface Chased {
  name: string;
  titles: string[];
  /** What the programme manager should know besides. */
  note: string | null;
}

/** What the programme manager reads back: who was chased, when they get it, and who was not and why. */
export function chasedMessage(chased: Chased[], when: string | null, not: string[]): Message {
  const blocks: Block[] = [];
  if (chased.length > 0) {
    blocks.push(heading(`Chased: ${counted(chased.length, 'person', 'people')}`));
    if (when) blocks.push(paragraph(when));
    blocks.push(
      list(
        ...chased.map(({ name, titles, note }) =>
          line(strong(name), `: ${titles.join('; ')}${note ? `. ${note}` : ''}`),
        ),
      ),
    );
  }
  if (not.length > 0) blocks.push(heading('Not chased'), list(...not.map((words) => line(words))));
  if (blocks.length === 0) blocks.push(paragraph('Nothing is owed at present, so nobody was chased.'));
  return {
    summary: chased.length > 0 ? `${counted(chased.length, 'person', 'people')} chased` : 'Nobody was chased',
    blocks,
  };
}
