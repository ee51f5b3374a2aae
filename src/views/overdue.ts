import { formatDay } from '../partnership/day.ts';
import { bodyOwedTo, isWaiting, type Owed } from '../partnership/owed.ts';
import type { Register } from '../partnership/register.ts';
import { countedReturns } from './called.ts';
import { actions, type Block, heading, line, list, type Message, paragraph, strong } from './message.ts';
import { periodName } from './words.ts';

/** What has not arrived, by obligation and priority, for the programme manager alone: what it is about, never who. */
export function overdueMessage(register: Register, owed: Owed[]): Message {
  const late = owed.filter(isWaiting);
  const reports = countedReturns(late);
  if (late.length === 0) {
    return { summary: 'Nothing is late any more', blocks: [heading('Nothing on this list is late any more')] };
  }
  return {
    summary: `${reports} late`,
    blocks: [
      heading(`Late: ${reports}`),
      ...groups(register, late),
      paragraph('Only you see this list.'),
      actions({ label: 'See status', command: 'status', input: {}, opens: false }),
    ],
  };
}

function groups(register: Register, late: Owed[]): Block[] {
  const periods = new Map(late.map((one) => [one.period.id, one]));
  return [...periods].flatMap(([id, { obligation, period }]) => [
    paragraph(
      strong(periodName(register, obligation.key, period.start)),
      `, for the ${bodyOwedTo(register, obligation)}`,
    ),
    list(
      ...late
        .filter((one) => one.period.id === id)
        .map(({ title, owed, draft }) =>
          line(strong(title), `: due ${formatDay(owed.dueOn)}${draft ? ', prepared and waits for approval' : ''}`),
        ),
    ),
  ]);
}
