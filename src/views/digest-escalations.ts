import { localDay } from '../partnership/contact.ts';
import { type Day, daysBetween, formatDay, formatLongDay } from '../partnership/day.ts';
import type { Escalation, Outcome } from '../partnership/escalation.ts';
import { meetingOf } from '../partnership/meetings.ts';
import { titleOf } from '../partnership/priorities.ts';
import type { Obligation, Register } from '../partnership/register.ts';
import { subjectName } from '../partnership/roles.ts';
import { section } from './digest-lines.ts';
import { readButton } from './escalation.ts';
import { outsideWords } from './escalations.ts';
import { type Block, heading, line, paragraph, strong } from './message.ts';
import { counted } from './words.ts';

/** What a digest tells of escalations: those that are open, and those settled since the digest before it. */
export interface DigestEscalations {
  open: Escalation[];
  settled: Escalation[];
}

/** So many of each have a line: a digest is read at a meeting, and is previewed in one piece. */
const MOST = 10;

/** So many of those that need no decision of the board. */
const OLDEST = 5;

/** Whether a digest tells of them: the one that a board reads its leads' reports in. */
export const tellsOfEscalations = ({ report }: Obligation): boolean => report === 'progress_report';

/** How old those that are open are counted as, from the youngest: up to so many days. */
const AGES: [upTo: number, words: string][] = [
  [14, 'up to 2 weeks'],
  [42, '2 to 6 weeks'],
  [91, '6 weeks to 3 months'],
  [Number.POSITIVE_INFINITY, 'more than 3 months'],
];

/**
 * What a board reads of escalations: how many are open, by age and by partnership; which need its decision, and at which
 * meeting; the oldest of the others; and what came of those that are settled. Everybody in its channel reads it, so what
 * is sensitive is counted, and named by its reference and priorities, and not under any heading that tells more of it.
 */
export function escalationsInDigest(register: Register, escalations: DigestEscalations | undefined, day: Day): Block[] {
  const { open, settled } = escalations ?? { open: [], settled: [] };
  const [told, sensitive] = [open.filter((one) => !one.sensitive), open.filter((one) => one.sensitive)];
  const item = (one: Escalation, words: string): Block => ({
    type: 'item',
    text: line(strong(`${one.reference} ${one.title}`), ` – ${words}`),
    button: readButton(one),
  });
  const toDecide = told.filter(({ state, values }) => state === 'on_agenda' || values.askKind === 'decision');
  const others = told.filter((one) => !toDecide.includes(one));
  return [
    ...(open.length > 0
      ? section(counted(open.length, 'open escalation'), [
          ...(told.length > 0
            ? [
                line(
                  strong('By age: '),
                  countsOf(
                    told.map((one) => ageOf(register, one, day)),
                    AGES.map(([, words]) => words),
                  ),
                ),
                line(strong('By partnership: '), countsOf(...partnershipsOf(register, told, day))),
              ]
            : []),
          ...(sensitive.length > 0 ? [line(strong('Sensitive: '), `${sensitive.length}`)] : []),
        ])
      : []),
    ...titled(
      'Escalations that need a decision',
      toDecide.map((one) => item(one, onAgenda(register, one, day))),
    ),
    ...titled(
      toDecide.length > 0 ? 'Other open escalations, oldest first' : 'Open escalations, oldest first',
      others.map((one) => item(one, `raised on ${formatDay(localDay(one.raisedAt, register.partnership.timeZone))}`)),
      OLDEST,
    ),
    ...titled(
      'Escalations answered or decided since the last digest',
      settled.filter((one) => !one.sensitive).map((one) => item(one, settledWords(one))),
    ),
    ...titled(
      'Sensitive escalations, open or settled since the last digest',
      [...sensitive, ...settled.filter((one) => one.sensitive)].map((one) => ({
        type: 'item',
        text: outsideWords(
          one.reference,
          one.priorityKeys.map((key) => titleOf(register, key, day)),
        ),
        button: readButton(one),
      })),
    ),
  ];
}

function titled(title: string, items: Block[], most = MOST): Block[] {
  if (items.length === 0) return [];
  const more = items.length - most;
  return [
    heading(title),
    ...items.slice(0, most),
    ...(more > 0 ? [paragraph(`And ${more} more. Type “escalations” to see what is open.`)] : []),
  ];
}

function ageOf(register: Register, { raisedAt }: Escalation, day: Day): string {
  const days = daysBetween(localDay(raisedAt, register.partnership.timeZone), day);
  return AGES.find(([upTo]) => days <= upTo)![1];
}

/** For which partnership each was raised, and all of these in the order of the register. */
function partnershipsOf(register: Register, open: Escalation[], day: Day): [each: string[], order: string[]] {
  const nameOf = (key: string) => subjectName(register, 'body', key, day);
  return [open.map(({ raisedFor }) => nameOf(raisedFor)), register.bodies.map(({ key }) => nameOf(key))];
}

/** "2 up to 2 weeks, 1 more than 3 months". */
function countsOf(each: string[], order: string[]): string {
  return order
    .map((words) => ({ words, number: each.filter((one) => one === words).length }))
    .filter(({ number }) => number > 0)
    .map(({ words, number }) => `${words}: ${number}`)
    .join('; ');
}

function onAgenda(register: Register, { state, meetingKey }: Escalation, day: Day): string {
  if (state !== 'on_agenda') return 'asks for a decision, and is not on an agenda yet';
  const meeting = meetingOf(register, meetingKey);
  if (!meeting) return 'on the board’s agenda';
  return `on the agenda of the ${subjectName(register, 'body', meeting.bodyKey, day)} on ${formatLongDay(meeting.date)}`;
}

const SETTLED_AS: Record<Outcome['kind'], string> = {
  decision: 'decided',
  answer: 'answered',
  advice: 'returned with advice',
};

function settledWords({ outcome }: Escalation): string {
  return outcome ? `${SETTLED_AS[outcome.kind]} on ${formatDay(outcome.on)}` : 'settled';
}
