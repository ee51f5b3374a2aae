import { workingCalendar } from '../partnership/calendar.ts';
import { type Day, formatLongDay } from '../partnership/day.ts';
import { awayWords } from '../partnership/leave.ts';
import { isWaiting, type Owed } from '../partnership/owed.ts';
import type { Person, Register } from '../partnership/register.ts';
import { lastSnooze, type ReminderKind } from '../partnership/reminding.ts';
import { capital, countedReturns, noun, nouns } from './called.ts';
import { actions, type Block, type Button, heading, type Message, paragraph, strong } from './message.ts';
import { askingButtons, draftWords, excusedLine, sentLine } from './prompt.ts';
import { draftButton } from './support.ts';
import { inSentence, periodName, together } from './words.ts';

/**
 * A reminder: only what is still owed, with the same buttons as the first message, and one to be reminded later. It
 * goes by the day on which it is made. Once nothing is owed any more it says so.
 */
export function reminderMessage(register: Register, owed: Owed[], today: Day, kind: ReminderKind): Message {
  const waiting = owed.filter(isWaiting);
  const first = waiting[0];
  if (!first) {
    return {
      summary:
        owed.length > 0 && owed.every(({ sent }) => sent)
          ? `${capital(nouns(owed))} sent`
          : 'Nothing more is due from you',
      blocks: [
        heading('Nothing more is due from you'),
        ...owed.map((one) => (one.sent ? sentLine(one) : excusedLine(one))),
      ],
    };
  }
  const { heading: title, summary } = said(waiting, first.owed.dueOn, today);
  const titles = together(waiting.map((one) => inSentence(one.title)));
  const later = laterButton(register, first, today);
  const why = reason(kind);
  return {
    summary: `${summary}${more(kind, waiting)}`,
    blocks: [
      heading(title),
      ...(why ? [paragraph(why)] : []),
      paragraph(
        `Still to come: ${titles}. ${until(waiting, first.owed.dueOn, today)} What you have typed so far is kept.`,
      ),
      ...owed.flatMap((one) => reminderLine(register, one, today)),
      ...(later ? [actions(later)] : []),
    ],
  };
}

function said(waiting: Owed[], due: Day, today: Day): { heading: string; summary: string } {
  const reports = countedReturns(waiting);
  if (waiting.some(({ owed }) => owed.dueOn !== due)) {
    return { heading: `Still to come: ${reports}`, summary: `${reports} still to come` };
  }
  const day = formatLongDay(due);
  if (due < today) return { heading: `Late: ${reports}, due on ${day}`, summary: `${reports} late` };
  if (due === today) return { heading: `Due today: ${reports}`, summary: `${reports} due today` };
  return { heading: `Due on ${day}: ${reports}`, summary: `${reports} due on ${day}` };
}

/** What the summary says of how it came to them. */
function more(kind: ReminderKind, waiting: Owed[]): string {
  if (kind === 'handed-over') return ', now with you';
  return waiting.some(({ insteadOf }) => insteadOf.length > 0) ? ', in place of somebody away' : '';
}

function until(waiting: Owed[], due: Day, today: Day): string {
  if (waiting.some(({ owed }) => owed.dueOn !== due)) return '';
  return due < today
    ? `A late ${together([...new Set(waiting.map(noun))]).replace(' and ', ' or ')} is taken until the next period opens.`
    : `You can send until 11:59pm on ${formatLongDay(due)}.`;
}

function reason(kind: ReminderKind): string | null {
  if (kind === 'back') return 'This was not sent while you were away.';
  if (kind === 'snoozed') return 'You asked to be reminded today.';
  if (kind === 'handed-over') return 'This is now asked of you.';
  return null;
}

function reminderLine(register: Register, one: Owed, today: Day): Block[] {
  if (one.sent) return [sentLine(one)];
  if (!isWaiting(one)) return [excusedLine(one)];
  const period = periodName(register, one.period.obligationKey, one.period.start);
  const words = [period, `due ${formatLongDay(one.owed.dueOn)}`].join(', ');
  return [
    paragraph(
      strong(one.title),
      `: ${words}.`,
      ...[...whose(register, one, today), ...draftWords(one)].map((said) => ` ${said}`),
    ),
    one.asked ? askingButtons(one) : actions(draftButton(one)),
  ];
}

/** Why it comes to somebody who does not lead it. */
function whose(register: Register, { asked, insteadOf, others }: Owed, day: Day): string[] {
  if (asked) return insteadOf.length > 0 ? [insteadWords(register, insteadOf, day)] : [];
  return others.length > 0 ? [`${together(others.map(({ name }) => name))} will send it: you can prepare it.`] : [];
}

/** "You are asked in place of Helen Tranter, who is away until 11 June 2026." */
export function insteadWords(register: Register, insteadOf: Person[], day: Day): string {
  return `You are asked in place of ${together(insteadOf.map((one) => awayWords(register, one, day)))}.`;
}

/** "Remind me on Wednesday 14 April 2021": the next but one working day, while the period is open then. */
export function laterButton(register: Register, { period }: Pick<Owed, 'period'>, today: Day): Button | null {
  const calendar = workingCalendar(register);
  const until = calendar.after(today, 2);
  const last = lastSnooze(register, period, calendar);
  if (!last || until > last) return null;
  return {
    label: `Remind me on ${formatLongDay(until)}`,
    command: 'remind-me',
    input: { end: period.end, until },
    opens: false,
  };
}
