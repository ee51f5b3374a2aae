import { REPLY } from '../partnership/escalation-clock.ts';
import type { Reader, Spoken } from './escalation.ts';
import { AS_ASKED, OUTCOMES_OF } from './escalation-words.ts';
import { type Block, date, line, paragraph, type Span } from './message.ts';

type Replying = Pick<Reader, 'steps' | 'isRaiser' | 'repliesUntil'>;

/** What came of it, in the words of whoever decided it. */
export function outcomeBlocks(spoken: Spoken, reader: Replying): Block[] {
  const { outcome } = spoken;
  if (!outcome) return [];
  const facts: { label: string; value: Span[] }[] = [
    { label: OUTCOMES_OF[outcome.kind], value: line(`“${outcome.words}”`) },
    { label: 'Made by', value: line(outcome.madeBy, ', ', date(outcome.on)) },
    { label: 'What happens next', value: line(outcome.next) },
    { label: 'Is it what was asked', value: line(AS_ASKED[outcome.asAsked]) },
  ];
  return [{ type: 'facts', facts }, ...replyBlocks(spoken, reader)];
}

/** Until when they may say that it is not what they asked, and what comes of it if they do, and if nobody does. */
export function replyBlocks({ state }: Spoken, { isRaiser, steps, repliesUntil }: Replying): Block[] {
  if (!isRaiser || !steps.includes('object')) return [];
  const when = repliesUntil ? ['by ', date(repliesUntil)] : [`within ${REPLY} working days of this message`];
  return [
    paragraph(
      ...line('If this is not what you asked, say so ', ...when),
      state === 'closed'
        ? '. It is closed, and is opened again if you do.'
        : ', and it goes back to them. If nobody says so, it closes by itself after that.',
    ),
  ];
}
