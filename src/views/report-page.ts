import { formatInstant } from '../partnership/contact.ts';
import { formatDay } from '../partnership/day.ts';
import type { Return, ReturnVersion } from '../partnership/returns.ts';
import type { Dialog } from './dialog.ts';
import { type Block, heading, line, paragraph, type Span } from './message.ts';
import { DIRECTIONS, NEEDED, RATINGS, type ReportValues, ratingWords, reportIn, toneOf } from './report-words.ts';
import { inSentence, together } from './words.ts';

/** A report to read. */
export interface ReadReport {
  title: string;
  period: string;
  owed: Return;
  version: ReturnVersion;
  before: ReturnVersion | null;
  author: string;
  timeZone: string;
}

type Fact = { label: string; value: Span[] };

/** The whole of a report: who sent it and when, which version it is and what changed, and every answer. */
export function reportPage(read: ReadReport): Dialog {
  const { title, period, version } = read;
  const report = reportIn(version);
  const blocks: Block[] = [heading(title), paragraph(period)];
  if (report) blocks.push({ type: 'status', word: RATINGS[report.rating], tone: toneOf(report.rating) });
  else blocks.push(paragraph('Nothing to report this quarter.'));
  blocks.push({ type: 'facts', facts: about(read) });
  if (report) blocks.push(...answers(report));
  return { title: 'Progress report', blocks };
}

function about({ owed, version, before, author, timeZone }: ReadReport): Fact[] {
  const facts: Fact[] = [
    { label: 'Reference', value: line(owed.reference ?? '') },
    { label: 'Sent', value: line(`${formatInstant(version.sentAt, timeZone)}${version.late ? ' (late)' : ''}`) },
    { label: 'Sent by', value: line({ type: 'person', name: author }) },
  ];
  const was = ratingWords(before);
  if (was) facts.push({ label: 'Rating last time', value: line(was) });
  if (version.version > 1) {
    const changed = version.changed.length > 0 ? together(version.changed.map(inSentence)) : 'no answer';
    facts.push({ label: 'Version', value: line(`${version.version}. Changed: ${changed}`) });
  }
  return facts;
}

function answers(report: ReportValues): Block[] {
  const blocks: Block[] = [];
  const facts = (...all: [string, string | undefined][]) => {
    const given = all.filter((one): one is [string, string] => !!one[1]);
    if (given.length > 0)
      blocks.push({ type: 'facts', facts: given.map(([label, value]) => ({ label, value: line(value) })) });
  };
  const section = (title: string, ...more: Block[]) => blocks.push(heading(title), ...more);

  facts(
    ['Headline', report.headline],
    ['Reason for the rating', report.reason],
    ['Direction', DIRECTIONS[report.direction]],
  );
  section('What we need from the board');
  facts(['Needed', NEEDED[report.needed]], ['What we ask', report.ask]);
  section('What was achieved');
  for (const { what, difference } of report.achieved)
    facts(['Achieved', what], ['What difference it made', difference]);
  section('What happens next');
  for (const { what, who, by } of report.next) facts(['Next', what], ['Who', who], ['By', by && formatDay(by)]);
  if (report.risks?.length) {
    section('Risks and blockages');
    for (const { what, action } of report.risks) facts(['Risk or blockage', what], ['What is being done', action]);
  }
  if ([report.budget, report.spent, report.forecast, report.moneyNote].some((one) => one !== undefined)) {
    section('Money');
    facts(
      ['Budget', pounds(report.budget)],
      ['Spent so far', pounds(report.spent)],
      ['Forecast', pounds(report.forecast)],
      ['About the money', report.moneyNote],
    );
  }
  if (report.goodPractice) section('Good practice to share', paragraph(report.goodPractice));
  return blocks;
}

function pounds(amount: number | undefined): string | undefined {
  return amount === undefined ? undefined : `£${amount.toLocaleString('en-GB')}`;
}
