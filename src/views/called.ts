import type { ReportKind } from '../partnership/register.ts';
import { counted, inSentence, together } from './words.ts';

/** A return as it is spoken of: its kind, and the title of what it is about. */
export interface Called {
  report: ReportKind;
  title: string;
}

interface KindWords {
  noun: string;
  /** What stands between the noun and what it is about. */
  of: string;
  /** The command that opens its form. */
  command: string;
  /** Who reads it, as the people who write it say. */
  reader: string;
}

const KINDS: Record<ReportKind, KindWords> = {
  progress_report: { noun: 'report', of: 'on', command: 'report', reader: 'board' },
  csp_narrative: { noun: 'narrative', of: 'from', command: 'narrative', reader: 'performance group' },
};

export function wordsFor(report: ReportKind): KindWords {
  return KINDS[report];
}

/** "report", "narrative". */
export const noun = ({ report }: Pick<Called, 'report'>): string => KINDS[report].noun;

/** "on hate crime", "from Community Safety Partnership 1". */
export const ofIt = ({ report, title }: Called): string => `${KINDS[report].of} ${inSentence(title)}`;

/** "report on hate crime", "narrative from Community Safety Partnership 1". */
export const called = (one: Called): string => `${noun(one)} ${ofIt(one)}`;

/** The words before a title on a button: "Change the report on", "Nothing to report from". */
export const before = (words: string, { report }: Pick<Called, 'report'>): string => `${words} ${KINDS[report].of}`;

/** How many there are of each kind: "2 reports and 1 narrative". */
export function countedReturns(all: Pick<Called, 'report'>[]): string {
  const kinds = kindsAmong(all);
  return together(kinds.map((kind) => counted(all.filter(({ report }) => report === kind).length, KINDS[kind].noun)));
}

/** What they are called together: "reports", "reports and narratives". */
export function nouns(all: Pick<Called, 'report'>[]): string {
  return together(kindsAmong(all).map((kind) => `${KINDS[kind].noun}s`));
}

/** The kinds that are there, in a fixed order; of nothing, the usual one. */
function kindsAmong(all: Pick<Called, 'report'>[]): ReportKind[] {
  const found = (Object.keys(KINDS) as ReportKind[]).filter((kind) => all.some(({ report }) => report === kind));
  return found.length > 0 ? found : ['progress_report'];
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The kind that a form carries; one that was opened before there were several carries none. */
export const kindIn = (kind: string | undefined): Pick<Called, 'report'> => ({
  report: kind === 'csp_narrative' ? kind : 'progress_report',
});
