import { type Day, formatDay } from '../partnership/day.ts';
import type { Outcome } from '../partnership/escalation.ts';
import { ASKS, OUTCOMES_OF } from './escalation-words.ts';
import { outsideWords } from './escalations.ts';
import { actions, type Block, heading, line, list, type Message, paragraph, strong } from './message.ts';
import { inSentence, labelled, together } from './words.ts';

/** An escalation that came to something, as the partnership that raised it tells of it. */
export interface Said {
  reference: string;
  title: string;
  priorities: string[];
  askKind: keyof typeof ASKS;
  ask: string;
  outcome: Outcome;
  sensitive: boolean;
  /** Whoever asked may read all of it. */
  isWhole: boolean;
}

/**
 * What a community safety partnership asked, and what came of it: plain words that can be copied into a meeting's paper.
 * What is sensitive stands apart from it, at the end.
 */
export function youSaidMessage(partnership: string, said: Said[], from: Day, to: Day): Message {
  const open = said.filter(({ sensitive }) => !sensitive);
  const sensitive = said.filter((one) => one.sensitive);
  const dates = `${formatDay(from)} to ${formatDay(to)}`;
  return {
    summary: `You said, we did: ${partnership}`,
    blocks: [
      heading('You said, we did'),
      paragraph(strong(partnership), `, ${dates}`),
      ...(said.length === 0
        ? [paragraph('Nothing that this partnership escalated was answered or decided in this time.')]
        : []),
      ...open.flatMap(saidBlocks),
      ...(sensitive.length > 0
        ? [
            heading('Sensitive: not for a paper'),
            ...sensitive.flatMap((one) =>
              one.isWhole ? saidBlocks(one) : [paragraph(...outsideWords(one.reference, one.priorities))],
            ),
          ]
        : []),
    ],
  };
}

function saidBlocks({ reference, title, priorities, askKind, ask, outcome }: Said): Block[] {
  const { kind, words, madeBy, on, next } = outcome;
  return [
    paragraph(strong(`${reference} ${title}`), ` (${together(priorities.map(inSentence))})`),
    list(
      line(strong('You said: '), `${ask} (${inSentence(ASKS[askKind])})`),
      line(strong('We did: '), `“${words}” (${inSentence(OUTCOMES_OF[kind])} of ${madeBy}, ${formatDay(on)})`),
      line(strong('What happens next: '), next),
    ),
  ];
}

/** Of which community safety partnership? */
export function whoseMessage(words: string, bodies: { key: string; name: string }[]): Message {
  const buttons = bodies.map(({ key, name }) => ({
    label: labelled('You said, we did:', name),
    command: 'you-said-we-did',
    input: { body: key },
    opens: false,
  }));
  return {
    summary: 'Which partnership?',
    blocks: [
      paragraph(words ? `“${words}” is none of these alone. Which partnership?` : 'Which partnership?'),
      actions(...buttons),
    ],
  };
}
