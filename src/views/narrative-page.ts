import { givenFacts } from './given-facts.ts';
import { type Block, heading, paragraph } from './message.ts';
import { COUNTYWIDE, type NarrativeValues } from './narrative-words.ts';

/** Says of a text that the narrative before said the same. */
type Unchanged = (text: string | undefined, then: (before: NarrativeValues) => (string | undefined)[]) => string;

/** Every answer of a narrative that was given, by section. */
export function narrativeAnswers(narrative: NarrativeValues, since: Unchanged): Block[] {
  const { changed, inShort, countywide, consider, emerging = [], doing, applied, practice } = narrative;
  const section = (title: string, text: string | undefined, then: Parameters<Unchanged>[1]): Block[] =>
    text ? [heading(title), paragraph(`${text}${since(text, then)}`)] : [];
  return [
    ...givenFacts(['Headline', inShort, since(inShort, (before) => [before.inShort])]),
    ...section('What has changed locally', changed, (before) => [before.changed]),
    heading('Countywide consideration'),
    ...givenFacts(
      ['Needed', COUNTYWIDE[countywide]],
      ['What needs it', consider, since(consider, (before) => [before.consider])],
    ),
    ...(emerging.length > 0 ? [heading('Emerging risks and issues')] : []),
    ...emerging.flatMap(({ what }) =>
      givenFacts(['Risk or issue', what, since(what, (before) => (before.emerging ?? []).map((one) => one.what))]),
    ),
    ...section('What we are doing about them', doing, (before) => [before.doing]),
    ...section('How county priorities are applied here', applied, (before) => [before.applied]),
    ...section('Good practice to share', practice, (before) => [before.practice]),
  ];
}
