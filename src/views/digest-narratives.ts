import { type Reading, section } from './digest-lines.ts';
import { line as lineOf, strong } from './message.ts';
import { narrativeIn } from './narrative-words.ts';
import { counted } from './words.ts';

/** What a performance group reads of narratives: what needs countywide consideration first. */
export const NARRATIVES: Reading = {
  title: 'Narratives',
  about: ['partnership', 'partnerships'],
  others: 'What has changed locally',

  counts: (sent) => [
    [sent.filter((one) => narrativeIn(one)?.countywide === 'yes').length, 'for countywide consideration'],
  ],

  first: (_, __, all) => [
    ...section(
      'For countywide consideration',
      all.flatMap(({ title, sent }) => {
        const narrative = narrativeIn(sent);
        if (narrative?.countywide !== 'yes') return [];
        return [lineOf(strong(title), `: ${narrative.consider ?? narrative.inShort}`)];
      }),
    ),
  ],

  headline: (version) => narrativeIn(version)?.inShort,
  facts(_, __, { sent }) {
    const emerging = narrativeIn(sent)?.emerging ?? [];
    return emerging.length > 0 ? [counted(emerging.length, 'emerging risk or issue', 'emerging risks and issues')] : [];
  },
};
