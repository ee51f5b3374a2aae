import { formatInstant, localDay } from '../partnership/contact.ts';
import { type Day, formatDay } from '../partnership/day.ts';
import { reportKindOf } from '../partnership/obligations.ts';
import { returnTitle } from '../partnership/owed.ts';
import type { Register } from '../partnership/register.ts';
import type { EarlierVersion, ReturnVersion, SentReturn } from '../partnership/returns.ts';
import { personName, subjectName } from '../partnership/roles.ts';
import { noun } from './called.ts';
import type { Dialog } from './dialog.ts';
import { readButton } from './digest.ts';
import { earlierPeriodName, saysTheSame, whenBefore } from './earlier.ts';
import { givenFacts } from './given-facts.ts';
import { withdrawButton } from './managing.ts';
import { actions, type Block, type Button, heading, line, paragraph, type Span } from './message.ts';
import { narrativeAnswers } from './narrative-page.ts';
import { narrativeIn } from './narrative-words.ts';
import { changeButton } from './prompt.ts';
import {
  DIRECTIONS,
  NEEDED,
  OUTCOMES,
  RATINGS,
  type ReportValues,
  ratingWords,
  reportIn,
  stepsDone,
  toneOf,
} from './report-words.ts';
import { delegatedBy } from './who-sent.ts';
import { inSentence, periodName, together } from './words.ts';

/** A report to read: one version of one return, among all that was sent about its subject. */
export interface ReadReport {
  register: Register;
  today: Day;
  /** The newest period first. */
  sent: SentReturn[];
  found: SentReturn;
  version: ReturnVersion;
  before: EarlierVersion | null;
  /** Whoever reads it may change it now. */
  changes: boolean;
  /** Whoever reads it may withdraw it. */
  withdraws: boolean;
}

type Fact = { label: string; value: Span[] };

/** How many reports of other periods one page leads to, each way. The others are reached from those. */
const EARLIER = 12;
const LATER = 8;

/** The whole of a report: who sent it and when, which version it is and what changed, every answer, and the others. */
export function reportPage(read: ReadReport): Dialog {
  const { register, today, found, version } = read;
  const { owed, period } = found;
  const kind = reportKindOf(register, period.obligationKey);
  const isReport = kind === 'progress_report';
  const report = version.withdrawnAt || !isReport ? null : reportIn(version);
  const narrative = version.withdrawnAt || isReport ? null : narrativeIn(version);
  const blocks: Block[] = [
    heading(subjectName(register, owed.subjectKind, owed.subjectKey, today)),
    paragraph(periodName(register, period.obligationKey, period.start)),
  ];
  if (version.withdrawnAt) blocks.push(paragraph(withdrawn(read, version.withdrawnAt)));
  else if (report) blocks.push({ type: 'status', word: RATINGS[report.rating], tone: toneOf(report.rating) });
  else if (!narrative) blocks.push(paragraph('Nothing to report for this period.'));
  blocks.push({ type: 'facts', facts: about(read) });
  if (report) blocks.push(...answers(report, unchanged(read, reportIn)));
  if (narrative) blocks.push(...narrativeAnswers(narrative, unchanged(read, narrativeIn)));
  const one = { report: kind, owed, title: returnTitle(register, owed, period.obligationKey, today) };
  const hands = [
    ...(read.changes ? [changeButton(one)] : []),
    ...(read.withdraws ? [{ ...withdrawButton(one), label: `Withdraw this ${noun(one)}` }] : []),
  ];
  if (hands.length > 0) blocks.push(actions(...hands));
  const opener = readButton(one, version.version);
  return { title: isReport ? 'Progress report' : 'Narrative', blocks: [...blocks, ...others(read)], opener };
}

function withdrawn({ register, version }: ReadReport, at: Date): string {
  const by = nameOf(register, version.withdrawnBy);
  const why = version.withdrawnFor ? ` The reason given: ${version.withdrawnFor}` : '';
  return `Withdrawn on ${formatDay(localDay(at, register.partnership.timeZone))}${by ? ` by ${by}` : ''}.${why}`;
}

const nameOf = (register: Register, key: string | null) => personName(register, key) ?? key ?? '';

function about({ register, found, version, before }: ReadReport): Fact[] {
  const { owed, period, versions } = found;
  const sent = formatInstant(version.sentAt, register.partnership.timeZone);
  const facts: Fact[] = [
    { label: 'Reference', value: line(owed.reference ?? '') },
    { label: 'Sent', value: line(`${sent}${version.late ? ' (late)' : ''}`) },
    { label: 'Sent by', value: line({ type: 'person', name: nameOf(register, version.authorKey) }) },
  ];
  const people: [string, string | null][] = [
    ['Prepared by', version.preparedBy],
    ['Approved by', version.approvedBy],
    ['Delegated by', delegatedBy(register, owed.subjectKey, version)],
    ['Recorded by', version.recordedBy],
  ];
  for (const [label, key] of people) {
    if (key) facts.push({ label, value: line({ type: 'person', name: nameOf(register, key) }) });
  }
  if (version.receivedOn) facts.push({ label: 'Received on', value: line(formatDay(version.receivedOn)) });
  const isReport = reportKindOf(register, period.obligationKey) === 'progress_report';
  const was = isReport ? ratingWords(before) : null;
  if (before && was) {
    facts.push({ label: `Rating ${whenBefore(register, period, before)}`, value: line(was) });
  }
  if (versions.length > 1 && !version.withdrawnAt) {
    const changed = version.changed.length > 0 ? together(version.changed.map(inSentence)) : 'no answer';
    const words = version.version > 1 ? `${version.version}. Changed: ${changed}` : `${version.version}`;
    facts.push({ label: 'Version', value: line(words) });
  }
  return facts;
}

/** A button for each other version of this report, and for the reports of other periods. */
function others({ register, sent, found, version }: ReadReport): Block[] {
  const { timeZone } = register.partnership;
  const of = (label: string, input: Record<string, string>): Button => {
    return { label, command: 'read-report', input, opens: true };
  };
  const versions = found.versions
    .filter((one) => one.version !== version.version)
    .map((one) => {
      const gone = one.withdrawnAt ? ', withdrawn' : '';
      const label = `Version ${one.version}, sent ${formatDay(localDay(one.sentAt, timeZone))}${gone}`;
      return of(label, { return: found.owed.id, version: String(one.version) });
    });
  const place = sent.indexOf(found);
  const near = [...sent.slice(Math.max(0, place - LATER), place), ...sent.slice(place + 1, place + 1 + EARLIER)];
  const periods = near.map(({ owed, period }) =>
    of(periodName(register, period.obligationKey, period.start), { return: owed.id }),
  );
  return [
    ...(versions.length > 0 ? [heading('Other versions'), actions(...versions)] : []),
    ...(periods.length > 0 ? [heading('For other periods'), actions(...periods)] : []),
  ];
}

/** Says of a text of this report that the report before said the same. */
type Unchanged<V> = (text: string | undefined, then: (before: V) => (string | undefined)[]) => string;

function unchanged<V>(
  { register, found, before }: ReadReport,
  valuesIn: (version: ReturnVersion | null) => V | null,
): Unchanged<V> {
  const last = valuesIn(before);
  if (!before || !last) return () => '';
  const words = ` (unchanged since ${earlierPeriodName(register, found.period, before.periodStart)})`;
  return (text, then) => (then(last).some((one) => saysTheSame(one, text)) ? words : '');
}

/** Every answer that was given, by section. */
function answers(report: ReportValues, since: Unchanged<ReportValues>): Block[] {
  const blocks: Block[] = [];
  const facts = (...all: Parameters<typeof givenFacts>) => blocks.push(...givenFacts(...all));
  const section = (title: string, ...more: Block[]) => blocks.push(heading(title), ...more);

  facts(
    ['Headline', report.headline, since(report.headline, ({ headline }) => [headline])],
    ['Reason for the rating', report.reason, since(report.reason, ({ reason }) => [reason])],
    ['Direction', DIRECTIONS[report.direction]],
  );
  const done = stepsDone(report);
  if (done) {
    section('What became of the last next steps', paragraph(`${done}.`));
    for (const { what, who, by, outcome } of report.steps ?? [])
      facts(['Next step', what], ['Who', who], ['By', by && formatDay(by)], ['What became of it', OUTCOMES[outcome]]);
  }
  section('What we need from the board');
  facts(['Needed', NEEDED[report.needed]], ['What we ask', report.ask, since(report.ask, ({ ask }) => [ask])]);
  section('What was achieved');
  for (const { what, difference } of report.achieved)
    facts(
      ['Achieved', what, since(what, ({ achieved }) => achieved.map((one) => one.what))],
      [
        'What difference it made',
        difference,
        since(difference, ({ achieved }) => achieved.map((one) => one.difference)),
      ],
    );
  section('What happens next');
  for (const { what, who, by } of report.next)
    facts(
      ['Next', what, since(what, ({ next }) => next.map((one) => one.what))],
      ['Who', who],
      ['By', by && formatDay(by)],
    );
  if (report.risks?.length) {
    section('Risks and blockages');
    for (const { what, action } of report.risks)
      facts(
        ['Risk or blockage', what, since(what, ({ risks = [] }) => risks.map((one) => one.what))],
        ['What is being done', action, since(action, ({ risks = [] }) => risks.map((one) => one.action))],
      );
  }
  if ([report.budget, report.spent, report.forecast, report.moneyNote].some((one) => one !== undefined)) {
    section('Money');
    facts(
      ['Budget', pounds(report.budget)],
      ['Spent so far', pounds(report.spent)],
      ['Forecast', pounds(report.forecast)],
      ['About the money', report.moneyNote, since(report.moneyNote, ({ moneyNote }) => [moneyNote])],
    );
  }
  if (report.goodPractice) {
    const note = since(report.goodPractice, ({ goodPractice }) => [goodPractice]);
    section('Good practice to share', paragraph(`${report.goodPractice}${note}`));
  }
  return blocks;
}

function pounds(amount: number | undefined): string | undefined {
  return amount === undefined ? undefined : `£${amount.toLocaleString('en-GB')}`;
}
