import { type Line, type Reading, section } from './digest-lines.ts';
import { whenBefore } from './earlier.ts';
import { line as lineOf, strong } from './message.ts';
import { DIRECTIONS, RATINGS, type Rating, ratingWords, reportIn, stepsDone } from './report-words.ts';

/** What a board reads of progress reports: what it is asked to decide, and red and changed ratings, first. */
export const REPORTS: Reading = {
  title: 'Progress reports',
  about: ['priority', 'priorities'],
  others: 'Other priorities',

  counts: (sent) =>
    (Object.keys(RATINGS) as Rating[]).map((rating) => [
      sent.filter((one) => reportIn(one)?.rating === rating).length,
      rating,
    ]),

  first: (register, period, all) => [
    ...section('Decisions asked for', decisions(all)),
    ...section(
      'Red and changed ratings',
      all.flatMap(({ title, sent, before }) => {
        const rating = reportIn(sent)?.rating;
        const was = reportIn(before)?.rating;
        const changed = was !== undefined && was !== rating;
        if (!rating || (rating !== 'red' && !changed)) return [];
        const then = before && whenBefore(register, period, before);
        const since = changed ? `, was ${RATINGS[was]}${then === 'last time' ? '' : ` ${then}`}` : '';
        return [lineOf(strong(title), ` – ${RATINGS[rating]}${since}`)];
      }),
    ),
  ],

  headline: (version) => reportIn(version)?.headline,

  facts(register, period, { sent, before }) {
    const report = reportIn(sent);
    if (!report) return [];
    const facts = [RATINGS[report.rating], `direction: ${DIRECTIONS[report.direction].toLowerCase()}`];
    const was = ratingWords(before);
    if (before && was) facts.push(`${whenBefore(register, period, before)}: ${was}`);
    const steps = stepsDone(report);
    return steps ? [...facts, steps] : facts;
  },
};

function decisions(all: Line[]) {
  return all.flatMap(({ title, sent }) => {
    const report = reportIn(sent);
    return report?.needed === 'decide' ? [lineOf(strong(title), `: ${report.ask ?? report.headline}`)] : [];
  });
}
