import { localDay } from '../partnership/contact.ts';
import { type Day, formatDay } from '../partnership/day.ts';
import { bodyOwedTo } from '../partnership/owed.ts';
import { prioritiesByGrouping } from '../partnership/priorities.ts';
import type { Obligation, Register } from '../partnership/register.ts';
import type { EarlierVersion, Period, Reported, Return, ReturnVersion } from '../partnership/returns.ts';
import { subjectName } from '../partnership/roles.ts';
import { earlierPeriodName, saysTheSame, whenBefore } from './earlier.ts';
import { type Block, type Button, heading, line as lineOf, list, type Message, paragraph, strong } from './message.ts';
import { DIRECTIONS, RATINGS, type Rating, ratingWords, reportIn, stepsDone } from './report-words.ts';
import { preparedWords } from './who-sent.ts';
import { withdrawnWords } from './withdrawn.ts';
import { counted, labelled, periodName, together } from './words.ts';

/** What a digest is made from: one period of one obligation, with what was sent for it and before it. */
export interface DigestRows extends Reported {
  obligation: Obligation;
  period: Period;
  /** Where it was posted: since when it stands there, and the day of the digest that it replaces. */
  posted?: { at: Date; replaces: Day | null };
}

interface Line {
  title: string;
  owed: Return;
  /** The version in force. */
  sent: ReturnVersion | null;
  before: EarlierVersion | null;
  /** The newest of what was sent, where all of it was withdrawn. */
  withdrawn: ReturnVersion | null;
  excused: boolean;
}

/** The button that opens a report to read: the version in force, unless another one is named. */
export function readButton(title: string, returnId: string, version?: number): Button {
  const input = { return: returnId, ...(version && { version: String(version) }) };
  return { label: labelled('Read', title, 'report'), command: 'read-report', input, opens: true };
}

/**
 * What a board reads: the counts, what it is asked to decide, red and changed ratings, every report in a line by theme,
 * and what has not been reported (the priority, never the person). Where it was posted, what has changed there since.
 */
export function digestMessage(register: Register, rows: DigestRows, day: Day): Message {
  const period = periodName(register, rows.obligation.key, rows.period.start);
  const groups = grouped(register, rows, day);
  const all = groups.flatMap(({ lines }) => lines);
  const mark = (version: ReturnVersion) => withdrawnWords(register, version);
  const titles = (those: (one: Line) => boolean) => all.filter(those).map(({ title }) => lineOf(title));
  return {
    summary: `${period}: ${reported(all)}`,
    blocks: [
      heading(`Progress reports to the ${bodyOwedTo(register, rows.obligation)}`),
      paragraph(strong(period)),
      ...sincePosted(register, rows, all),
      paragraph(strong(countsOf(all))),
      ...section('Decisions asked for', decisions(all)),
      ...section('Red and changed ratings', notable(register, rows, all)),
      ...groups.flatMap(({ name, lines }) => groupBlocks(register, rows, name, lines)),
      ...section(
        'Not reported yet',
        titles((one) => isWaiting(one) && !one.withdrawn),
      ),
      ...section(
        'Withdrawn',
        all.flatMap((one) => (isWaiting(one) && one.withdrawn ? [lineOf(`${one.title}. ${mark(one.withdrawn)}`)] : [])),
      ),
      ...section(
        'Excused this time',
        titles((one) => one.excused),
      ),
    ],
  };
}

const isWaiting = ({ sent, excused }: Line) => !sent && !excused;

function grouped(register: Register, rows: DigestRows, day: Day): { name: string | null; lines: Line[] }[] {
  const lineFor = (owed: Return): Line => {
    const versions = rows.versions.filter(({ returnId }) => returnId === owed.id);
    const sent = versions.findLast(({ withdrawnAt }) => withdrawnAt === null) ?? null;
    return {
      title: subjectName(register, owed.subjectKind, owed.subjectKey, day),
      owed,
      sent,
      before: rows.previous.get(owed.subjectKey) ?? null,
      withdrawn: sent ? null : (versions.at(-1) ?? null),
      excused: !sent && owed.excusedAt !== null,
    };
  };
  const listed = prioritiesByGrouping(register, day).map(({ grouping, priorities }) => ({
    name: grouping?.name ?? null,
    lines: priorities.flatMap(({ priorityKey }) =>
      rows.returns.filter((one) => one.subjectKind === 'priority' && one.subjectKey === priorityKey).map(lineFor),
    ),
  }));
  const known = new Set(listed.flatMap(({ lines }) => lines.map(({ owed }) => owed.id)));
  // A priority that left the agreement while its period was open is still part of it.
  const others = rows.returns.filter(({ id }) => !known.has(id)).map(lineFor);
  return [...listed, { name: null, lines: others }].filter(({ lines }) => lines.length > 0);
}

/** What it replaces, and what has come since it was posted, a line for each day: "Brought up to date on 21 April 2021: ...". */
function sincePosted(register: Register, { posted, versions }: DigestRows, all: Line[]): Block[] {
  if (!posted) return [];
  const { timeZone } = register.partnership;
  const changes = all.flatMap(({ title, owed, excused }): { at: Date; words: string }[] => {
    const own = versions.filter(({ returnId }) => returnId === owed.id);
    return [
      ...own.map(({ sentAt, version }) => ({
        at: sentAt,
        words: `${title} ${version > 1 ? 'corrected' : 'reported'}`,
      })),
      ...own.flatMap(({ withdrawnAt }) => (withdrawnAt ? [{ at: withdrawnAt, words: `${title} withdrawn` }] : [])),
      ...(excused && owed.excusedAt ? [{ at: owed.excusedAt, words: `${title} excused` }] : []),
    ];
  });
  const days = new Map<Day, Set<string>>();
  for (const { at, words } of changes.filter(({ at }) => at > posted.at).sort((a, b) => +a.at - +b.at)) {
    const on = localDay(at, timeZone);
    days.set(on, (days.get(on) ?? new Set()).add(words));
  }
  return [
    ...(posted.replaces ? [paragraph(`This replaces the digest of ${formatDay(posted.replaces)}.`)] : []),
    ...[...days].map(([on, words]) => paragraph(`Brought up to date on ${formatDay(on)}: ${together([...words])}`)),
  ];
}

/** "9 of 11 priorities reported". Who is excused owes nothing. */
function reported(all: Line[]): string {
  const owed = all.filter(({ excused }) => !excused);
  return `${owed.filter(({ sent }) => sent).length} of ${counted(owed.length, 'priority', 'priorities')} reported`;
}

/** "9 of 11 priorities reported: 5 green, 2 amber, 1 red, 1 nothing to report". */
function countsOf(all: Line[]): string {
  const sent = all.filter((one) => one.sent);
  const rated = (rating: Rating) => sent.filter((one) => reportIn(one.sent)?.rating === rating).length;
  const kinds = [
    ...(Object.keys(RATINGS) as Rating[]).map((rating) => [rated(rating), rating] as const),
    [sent.filter((one) => one.sent?.nil).length, 'nothing to report'] as const,
  ].filter(([number]) => number > 0);
  const counts = reported(all);
  return kinds.length > 0 ? `${counts}: ${kinds.map((kind) => kind.join(' ')).join(', ')}` : counts;
}

function section(title: string, items: ReturnType<typeof lineOf>[]): Block[] {
  return items.length > 0 ? [heading(title), list(...items)] : [];
}

function decisions(all: Line[]) {
  return all.flatMap(({ title, sent }) => {
    const report = reportIn(sent);
    return report?.needed === 'decide' ? [lineOf(strong(title), `: ${report.ask ?? report.headline}`)] : [];
  });
}

function notable(register: Register, { period }: DigestRows, all: Line[]) {
  return all.flatMap(({ title, sent, before }) => {
    const rating = reportIn(sent)?.rating;
    const was = reportIn(before)?.rating;
    const changed = was !== undefined && was !== rating;
    if (!rating || (rating !== 'red' && !changed)) return [];
    const then = before && whenBefore(register, period, before);
    const since = changed ? `, was ${RATINGS[was]}${then === 'last time' ? '' : ` ${then}`}` : '';
    return [lineOf(strong(title), ` – ${RATINGS[rating]}${since}`)];
  });
}

function groupBlocks(register: Register, rows: DigestRows, name: string | null, lines: Line[]): Block[] {
  const reported = lines.filter((one) => one.sent);
  if (reported.length === 0) return [];
  const blocks = reported.map(
    (one): Block => ({
      type: 'item',
      text: reportLine(register, rows, one),
      button: readButton(one.title, one.owed.id),
    }),
  );
  return [heading(name ?? 'Other priorities'), ...blocks];
}

function reportLine(register: Register, { period }: DigestRows, { title, owed, sent, before }: Line) {
  const report = reportIn(sent);
  const notes: string[] = [];
  if (before && report && saysTheSame(report.headline, reportIn(before)?.headline)) {
    notes.push(`Headline unchanged since ${earlierPeriodName(register, period, before.periodStart)}.`);
  }
  if (sent?.late) notes.push('Sent late.');
  const prepared = sent && preparedWords(register, owed, sent);
  if (prepared) notes.push(`${prepared}.`);
  if (!report) return lineOf(strong(title), ` – ${['nothing to report.', ...notes].join(' ')}`);
  const facts = [RATINGS[report.rating], `direction: ${DIRECTIONS[report.direction].toLowerCase()}`];
  const was = ratingWords(before);
  if (before && was) facts.push(`${whenBefore(register, period, before)}: ${was}`);
  const steps = stepsDone(report);
  if (steps) facts.push(steps);
  const noted = notes.length > 0 ? ` (${notes.join(' ')})` : '';
  return lineOf(strong(title), ` – ${facts.join('; ')}. ${report.headline}${noted}`);
}
