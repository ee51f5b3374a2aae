import { type Day, formatDay, formatLongDay } from '../partnership/day.ts';
import { lastDay } from '../partnership/leave.ts';
import type { Leave, Person } from '../partnership/register.ts';
import { actions, type Block, type Button, heading, line, list, type Message, paragraph, strong } from './message.ts';
import { together } from './words.ts';

/** Who is asked about something while somebody is away, and as what. */
export interface Instead {
  title: string;
  people: { name: string; as: string }[];
}

const days = ({ from, to }: Pick<Leave, 'from' | 'to'>) =>
  from === to ? formatLongDay(from) : `${formatLongDay(from)} to ${formatLongDay(to)}`;

function ends(leave: Leave, today: Day, name: string | null): Button {
  const label =
    leave.from > today ? `Cancel leave from ${formatDay(leave.from)}` : name ? `${name} is back` : 'I am back';
  return { label, command: 'back', input: { leave: leave.key }, opens: false };
}

const ASK: Button = { label: 'Say when I am away', command: 'away', input: { ask: 'yes' }, opens: true };

/** Leave that was recorded: the real dates, and who is asked instead. `name`: for somebody else. `noted`: what differs from what was said. */
export function leaveMessage(
  leave: Leave,
  instead: Instead[],
  { name, noted, today }: { name: string | null; noted: string | null; today: Day },
): Message {
  const title = `${name ? `${name} is` : 'You are'} away ${leave.from === leave.to ? 'on' : 'from'} ${days(leave)}`;
  return {
    summary: title,
    blocks: [
      heading(title),
      ...(noted ? [paragraph(noted)] : []),
      ...meaning(instead, name),
      actions(ends(leave, today, name)),
    ],
  };
}

function meaning(instead: Instead[], name: string | null): Block[] {
  const [they, them] = name ? ['they', 'them'] : ['you', 'you'];
  const quiet = `Nothing reaches ${name ?? 'you'} meanwhile that ${they} did not ask for. What is still due after that comes on the first working day.`;
  if (instead.length === 0) {
    return [paragraph(quiet), paragraph(`Nobody has to be asked in ${name ? 'their' : 'your'} place.`)];
  }
  return [
    paragraph(quiet),
    paragraph(`While ${they} are away, these are asked instead of ${them}, and are told why:`),
    list(
      ...instead.map(({ title, people }) =>
        line(
          strong(title),
          `: ${together(people.map((one) => `${one.name}, ${one.as}`)) || 'nobody is here to be asked'}`,
        ),
      ),
    ),
  ];
}

/** What somebody is told whose leave the programme manager ended or cancelled. */
export function leaveEndedMessage(leave: Leave, today: Day, by: string): Message {
  const [title, next] =
    leave.from > today
      ? [
          `Your leave from ${formatLongDay(leave.from)} is cancelled`,
          'You are contacted on those days as on any other.',
        ]
      : ['You are not recorded as away any more', 'What is still due from you is asked again in working hours.'];
  return {
    summary: title,
    blocks: [
      heading(title),
      paragraph(strong(by), ', programme manager, did this. ', next),
      actions({ ...ASK, label: 'Say that I am away' }),
    ],
  };
}

/** What somebody is told for whom the programme manager recorded leave. */
export function leaveToldMessage(leave: Leave, instead: Instead[], by: string): Message {
  const title = `You are recorded as away: ${days(leave)}`;
  return {
    summary: 'Leave recorded for you',
    blocks: [
      heading(title),
      paragraph(strong(by), ', programme manager, recorded this.'),
      ...meaning(instead, null),
      actions({ label: 'I am not away', command: 'back', input: { leave: leave.key }, opens: false }),
    ],
  };
}

/** The leave that somebody has, from today on. */
export function leavesMessage(leaves: Leave[], today: Day, name: string | null): Message {
  const who = name ? `${name} has` : 'You have';
  if (leaves.length === 0) {
    const title = `${who} no leave recorded`;
    const how = paragraph(`Type “away from 4 June to 11 June”${name ? ` with the name before “from”` : ''}.`);
    return { summary: title, blocks: [paragraph(`${title}.`), how, ...(name ? [] : [actions(ASK)])] };
  }
  const title = name ? `Leave of ${name}` : 'Your leave';
  return {
    summary: title,
    blocks: [
      heading(title),
      ...leaves.flatMap((leave) => [
        paragraph(days({ from: leave.from, to: lastDay(leave) }), ...(leave.from <= today ? [' (now)'] : [])),
        actions(ends(leave, today, name)),
      ]),
      ...(name ? [] : [actions(ASK)]),
    ],
  };
}

/** Leave that has ended, or will not be. */
export function backMessage(leave: Leave, today: Day, person: Pick<Person, 'name'> | null): Message {
  const [who, are] = person ? [person.name, 'is'] : ['You', 'are'];
  const title =
    leave.from > today ? `The leave from ${formatLongDay(leave.from)} is cancelled` : `${who} ${are} not away any more`;
  const next =
    leave.from > today ? 'Nothing changes until then.' : 'What is still due is asked again in working hours.';
  return { summary: title, blocks: [heading(title), paragraph(next)] };
}
