import { localDay } from '../partnership/contact.ts';
import { type Day, formatDay } from '../partnership/day.ts';
import { bodyOwedTo } from '../partnership/owed.ts';
import { prioritiesByGrouping } from '../partnership/priorities.ts';
import type { Obligation, Register, ReportKind } from '../partnership/register.ts';
import type { Period, Reported, Return, ReturnVersion } from '../partnership/returns.ts';
import { subjectName } from '../partnership/roles.ts';
import { noun } from './called.ts';
import { type DigestEscalations, escalationsInDigest } from './digest-escalations.ts';
import { type Line, type Reading, section } from './digest-lines.ts';
import { NARRATIVES } from './digest-narratives.ts';
import { REPORTS } from './digest-reports.ts';
import { earlierPeriodName, saysTheSame } from './earlier.ts';
import { type Block, type Button, heading, line as lineOf, type Message, paragraph, strong } from './message.ts';
import type { Asked } from './prompt.ts';
import { preparedWords } from './who-sent.ts';
import { withdrawnWords } from './withdrawn.ts';
import { counted, labelled, periodName, together } from './words.ts';

/** What a digest is made from: one period of one obligation, with what was sent for it and before it. */
export interface DigestRows extends Reported {
  obligation: Obligation;
  period: Period;
  /** Those that a board reads of with its reports. */
  escalations?: DigestEscalations;
  /** Where it was posted: since when it stands there, what it said of escalations, and the day of the digest that it replaces. */
  posted?: { at: Date; replaces: Day | null; escalations: Block[] };
}

const READS: Record<ReportKind, Reading> = { progress_report: REPORTS, csp_narrative: NARRATIVES };

/** The button that opens a report to read: the version in force, unless another one is named. */
export function readButton(one: Asked, version?: number): Button {
  const input = { return: one.owed.id, ...(version && { version: String(version) }) };
  return { label: labelled('Read', one.title, noun(one)), command: 'read-report', input, opens: true };
}

/**
 * What a body reads: the counts, what it has to know first, everything that was sent in a line by theme, and what has
 * not been reported (what it is about, never the person). Where it was posted, what has changed there since.
 */
export function digestMessage(register: Register, rows: DigestRows, day: Day): Message {
  const period = periodName(register, rows.obligation.key, rows.period.start);
  const reads = READS[rows.obligation.report];
  const groups = grouped(register, rows, day);
  const all = groups.flatMap(({ lines }) => lines);
  const mark = (version: ReturnVersion) => withdrawnWords(register, version);
  const titles = (those: (one: Line) => boolean) => all.filter(those).map(({ title }) => lineOf(title));
  return {
    summary: `${period}: ${reported(reads, all)}`,
    blocks: [
      heading(`${reads.title} to the ${bodyOwedTo(register, rows.obligation)}`),
      paragraph(strong(period)),
      ...sincePosted(register, rows, all),
      paragraph(strong(countsOf(reads, all))),
      ...reads.first(register, rows.period, all),
      ...groups.flatMap(({ name, lines }) => groupBlocks(register, rows, name ?? reads.others, lines)),
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
      // What was posted says how they stood on its day.
      ...(rows.posted?.escalations ?? escalationsInDigest(register, rows.escalations, day)),
    ],
  };
}

const isWaiting = ({ sent, excused }: Line) => !sent && !excused;

function grouped(register: Register, rows: DigestRows, day: Day): { name: string | null; lines: Line[] }[] {
  const lineFor = (owed: Return): Line => {
    const versions = rows.versions.filter(({ returnId }) => returnId === owed.id);
    const sent = versions.findLast(({ withdrawnAt }) => withdrawnAt === null) ?? null;
    return {
      report: rows.obligation.report,
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
function reported({ about }: Reading, all: Line[]): string {
  const owed = all.filter(({ excused }) => !excused);
  return `${owed.filter(({ sent }) => sent).length} of ${counted(owed.length, ...about)} reported`;
}

/** "9 of 11 priorities reported: 5 green, 2 amber, 1 red, 1 nothing to report". */
function countsOf(reads: Reading, all: Line[]): string {
  const sent = all.flatMap((one) => one.sent ?? []);
  const nil = sent.filter((one) => one.nil).length;
  const kinds = [...reads.counts(sent), [nil, 'nothing to report'] as const].filter(([number]) => number > 0);
  const counts = reported(reads, all);
  return kinds.length > 0 ? `${counts}: ${kinds.map((kind) => kind.join(' ')).join(', ')}` : counts;
}

function groupBlocks(register: Register, rows: DigestRows, name: string, lines: Line[]): Block[] {
  const sent = lines.filter((one) => one.sent);
  if (sent.length === 0) return [];
  const blocks = sent.map(
    (one): Block => ({ type: 'item', text: lineWords(register, rows, one), button: readButton(one) }),
  );
  return [heading(name), ...blocks];
}

function lineWords(register: Register, { period, obligation }: DigestRows, one: Line) {
  const { title, owed, sent, before } = one;
  const { headline, facts } = READS[obligation.report];
  const said = headline(sent);
  const notes: string[] = [];
  if (before && saysTheSame(said, headline(before))) {
    notes.push(`Headline unchanged since ${earlierPeriodName(register, period, before.periodStart)}.`);
  }
  if (sent?.late) notes.push('Sent late.');
  const prepared = sent && preparedWords(register, owed, sent);
  if (prepared) notes.push(`${prepared}.`);
  if (said === undefined) return lineOf(strong(title), ` – ${['nothing to report.', ...notes].join(' ')}`);
  const noted = notes.length > 0 ? ` (${notes.join(' ')})` : '';
  const stated = facts(register, period, one).join('; ');
  return lineOf(strong(title), ` – ${stated ? `${stated}. ` : ''}${said}${noted}`);
}
