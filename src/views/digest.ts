import type { Day } from '../partnership/day.ts';
import { bodyOwedTo } from '../partnership/owed.ts';
import { prioritiesByGrouping } from '../partnership/priorities.ts';
import type { Obligation, Register } from '../partnership/register.ts';
import type { Period, Return, ReturnVersion } from '../partnership/returns.ts';
import { subjectName } from '../partnership/roles.ts';
import { type Block, type Button, heading, line as lineOf, list, type Message, paragraph, strong } from './message.ts';
import { DIRECTIONS, RATINGS, type Rating, ratingWords, reportIn } from './report-words.ts';
import { counted, labelled, periodName } from './words.ts';

/** What a digest is made from: one period of one obligation, with what was sent for it and before it. */
export interface DigestRows {
  obligation: Obligation;
  period: Period;
  returns: Return[];
  /** The versions in force. */
  current: ReturnVersion[];
  /** What was in force in the period before, by subject key. */
  previous: Map<string, ReturnVersion | null>;
}

interface Line {
  title: string;
  owed: Return;
  sent: ReturnVersion | null;
  before: ReturnVersion | null;
}

/** The button that opens a report to read. */
export function readButton(title: string, returnId: string): Button {
  return { label: labelled('Read', title, 'report'), command: 'read-report', input: { return: returnId }, opens: true };
}

/**
 * What a board reads: the counts, what it is asked to decide, red and changed ratings, every report in a line by theme,
 * and what has not been reported (the priority, never the person).
 */
export function digestMessage(register: Register, rows: DigestRows, day: Day): Message {
  const period = periodName(register, rows.obligation.key, rows.period.start);
  const groups = grouped(register, rows, day);
  const all = groups.flatMap(({ lines }) => lines);
  const sent = all.filter((one) => one.sent);
  return {
    summary: `${period}: ${sent.length} of ${all.length} priorities reported`,
    blocks: [
      heading(`Progress reports to the ${bodyOwedTo(register, rows.obligation)}`),
      paragraph(strong(period)),
      paragraph(strong(countsOf(all))),
      ...section('Decisions asked for', decisions(all)),
      ...section('Red and changed ratings', notable(all)),
      ...groups.flatMap(({ name, lines }) => groupBlocks(name, lines)),
      ...section(
        'Not reported yet',
        all.filter((one) => !one.sent).map(({ title }) => lineOf(title)),
      ),
    ],
  };
}

function grouped(register: Register, rows: DigestRows, day: Day): { name: string | null; lines: Line[] }[] {
  const lineFor = (owed: Return): Line => ({
    title: subjectName(register, owed.subjectKind, owed.subjectKey, day),
    owed,
    sent: rows.current.find(({ returnId }) => returnId === owed.id) ?? null,
    before: rows.previous.get(owed.subjectKey) ?? null,
  });
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

/** "9 of 11 priorities reported: 5 green, 2 amber, 1 red, 1 nothing to report". */
function countsOf(all: Line[]): string {
  const sent = all.filter((one) => one.sent);
  const rated = (rating: Rating) => sent.filter((one) => reportIn(one.sent)?.rating === rating).length;
  const kinds = [
    ...(Object.keys(RATINGS) as Rating[]).map((rating) => [rated(rating), rating] as const),
    [sent.filter((one) => one.sent?.nil).length, 'nothing to report'] as const,
  ].filter(([number]) => number > 0);
  const counts = `${sent.length} of ${counted(all.length, 'priority', 'priorities')} reported`;
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

function notable(all: Line[]) {
  return all.flatMap(({ title, sent, before }) => {
    const rating = reportIn(sent)?.rating;
    const was = reportIn(before)?.rating;
    const changed = was !== undefined && was !== rating;
    if (!rating || (rating !== 'red' && !changed)) return [];
    return [lineOf(strong(title), ` – ${RATINGS[rating]}${changed ? `, was ${RATINGS[was]}` : ''}`)];
  });
}

function groupBlocks(name: string | null, lines: Line[]): Block[] {
  const reported = lines.filter((one) => one.sent);
  if (reported.length === 0) return [];
  const blocks = reported.map(
    (one): Block => ({ type: 'item', text: reportLine(one), button: readButton(one.title, one.owed.id) }),
  );
  return [heading(name ?? 'Other priorities'), ...blocks];
}

function reportLine({ title, sent, before }: Line) {
  const report = reportIn(sent);
  const late = sent?.late ? ' Sent late.' : '';
  if (!report) return lineOf(strong(title), ` – nothing to report.${late}`);
  const was = ratingWords(before);
  const facts = [RATINGS[report.rating], `direction: ${DIRECTIONS[report.direction].toLowerCase()}`];
  if (was) facts.push(`last time: ${was}`);
  return lineOf(strong(title), ` – ${facts.join('; ')}. ${report.headline}${late ? ` (${late.trim()})` : ''}`);
}
