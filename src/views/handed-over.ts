import { formatLongDay } from '../partnership/day.ts';
import type { Owed } from '../partnership/owed.ts';
import { actions, heading, line, list, type Message, strong } from './message.ts';
import { counted } from './words.ts';

/** What somebody is told who has taken over reports beside those that they were asked for before. */
export function handedOverMessage(added: Owed[]): Message {
  const title = `${counted(added.length, 'report')} more ${added.length === 1 ? 'is' : 'are'} now with you`;
  return {
    summary: title,
    blocks: [
      heading(title),
      list(...added.map(({ title: priority, owed }) => line(strong(priority), `: due ${formatLongDay(owed.dueOn)}`))),
      actions({ label: 'See what is due from me', command: 'report', input: {}, opens: false }),
    ],
  };
}
