import { formatInstant } from '../partnership/contact.ts';
import { type Day, formatLongDay } from '../partnership/day.ts';
import { isWaiting, type Owed } from '../partnership/owed.ts';
import type { Mode, Register } from '../partnership/register.ts';
import { capital, countedReturns, nouns } from './called.ts';
import { actions, type Block, heading, line, list, type Message, paragraph, type Span, strong } from './message.ts';
import { promptLine } from './prompt.ts';
import { supportedLine, supportMessage } from './support.ts';
import { counted, together } from './words.ts';

/** Who is messaged at present, for the programme manager. */
export function modeBlock(mode: Mode): Block {
  const words: Record<Mode, [string, string]> = {
    pilot: [
      'Pilot.',
      ' Everything comes to you, marked with whom it is for. “live” shows what would be sent, and lets you start.',
    ],
    live: ['Live.', ' Messages go to the people and channels they are for. “pause” stops them at once.'],
    paused: ['Paused.', ' Nothing is sent. “resume” goes on, with one current message to each person.'],
  };
  const [name, meaning] = words[mode];
  return paragraph(strong(name), meaning);
}

/** Something that would be sent, to whom, and when. */
export interface Planned {
  at: Date;
  to: string;
  summary: string;
}

/** Everything that would be sent, as far as it can be told. */
export interface Forecast {
  planned: Planned[];
  /** Those who could not be reached with some of it, by name. */
  unreachable: string[];
  /** The last day of it; and where too much happens to look that far, the time at which it stops. */
  until: Day;
  stops: Date | null;
}

/** A line for each time and kind of what would be sent, with those who would get it, and who would not. */
export function forecastBlocks(
  { planned, unreachable, until, stops }: Forecast,
  now: Date,
  { timeZone }: { timeZone: string },
): Block[] {
  const lines = new Map<string, { when: string; summary: string; to: string[] }>();
  const inOrder = [...planned].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { at, to, summary } of inOrder) {
    const when = at <= now ? 'At once' : formatInstant(at, timeZone);
    const key = `${when}\n${summary}`;
    const entry = lines.get(key) ?? { when, summary, to: [] };
    if (!entry.to.includes(to)) entry.to.push(to);
    lines.set(key, entry);
  }
  const day = formatLongDay(until);
  const notes = [
    ...(unreachable.length > 0
      ? [paragraph(strong('Cannot be reached: '), `${together(unreachable)}. They have no account on the register.`)]
      : []),
    ...(stops
      ? [
          paragraph(
            strong('Not everything is shown: '),
            `so much happens that this stops at ${formatInstant(stops, timeZone)}.`,
          ),
        ]
      : []),
  ];
  if (lines.size === 0) return [paragraph(`Nothing would be sent by itself until ${day}.`), ...notes];
  const items = [...lines.values()].map(({ when, summary, to }): Span[] =>
    line(strong(`${when}: `), `“${summary}” to ${together(to)}`),
  );
  const people = new Set(planned.map(({ to }) => to)).size;
  return [
    paragraph(
      `Until ${day}, if nobody sends anything meanwhile, ${counted(planned.length, 'message')} would go to ${counted(people, 'person or channel', 'people and channels')}:`,
    ),
    list(...items),
    ...notes,
    paragraph('Whoever does something also gets an answer to it.'),
  ];
}

/** A mark of what was shown, to see whether it is still so. */
export function stampOf(blocks: Block[]): string {
  let hash = 0xcbf29ce484222325n;
  for (const character of JSON.stringify(blocks)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0)!)) * 0x100000001b3n);
  }
  return hash.toString(36);
}

/** What going live means, with the button that does it. `changed`: it was pressed, and something else would be sent now. */
export function goLiveMessage(name: string, forecast: Block[], stamp: string, changed: boolean): Message {
  return {
    summary: changed ? 'Not live yet: this has changed' : 'What would be sent',
    blocks: [
      heading(`Go live: ${name}`),
      ...(changed
        ? [paragraph(strong('Not live yet. '), 'What would be sent has changed since you were shown it.')]
        : []),
      ...forecast,
      paragraph('Until you go live, all of this comes to you and to nobody else.'),
      actions({ label: 'Go live', command: 'live', input: { stamp }, opens: false, style: 'primary' }),
    ],
  };
}

/** What was done to a report while nothing was sent, as it stands now. */
export interface News {
  title: string;
  words: string;
  why: string;
}

/**
 * The one message that somebody gets when a pause ends: what is due from them now, whatever was held, and what was done
 * to their reports meanwhile.
 */
export function resumedMessage(
  register: Register,
  owed: Owed[],
  _: Day,
  { data }: { data: Record<string, unknown> },
): Message {
  const news = (data.news ?? []) as News[];
  if (news.length === 0 && owed.length > 0 && owed.every(({ asked }) => !asked)) return supportMessage(register, owed);
  const waiting = owed.filter((one) => one.asked && isWaiting(one));
  const due = countedReturns(waiting);
  const isDue = waiting.length > 0;
  return {
    summary: isDue
      ? `${due} due from you`
      : news.length > 0
        ? 'What changed meanwhile'
        : `${capital(nouns(owed))} sent`,
    blocks: [
      heading(isDue ? `Due from you now: ${due}` : 'Nothing more is due from you'),
      ...(isDue || news.length > 0
        ? [paragraph(`Messages from the ${register.partnership.name} were paused. This is how it stands now.`)]
        : []),
      ...owed.flatMap((one) => (one.asked || one.sent ? promptLine(register, one) : supportedLine(one))),
      ...(news.length > 0 ? [heading('What changed meanwhile'), list(...news.map(newsLine))] : []),
    ],
  };
}

function newsLine({ title, words, why }: News): Span[] {
  return line(strong(title), `: ${words}.${why ? ` The reason given: ${why}` : ''}`);
}
