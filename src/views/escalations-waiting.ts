import { type Day, formatLongDay } from '../partnership/day.ts';
import type { Waiting, WaitsFor } from '../partnership/escalations-waiting.ts';
import { escalateButton } from './escalate-button.ts';
import { type Reader, readButton, stepButtons } from './escalation.ts';
import { actions, type Block, type Button, heading, line, paragraph, strong } from './message.ts';
import { counted } from './words.ts';

/** So many have a line of their own on a page that must stay one piece. */
const MOST = 5;

export const SEE_ALL: Button = { label: 'See escalations', command: 'escalations', input: {}, opens: false };

/** "2 escalations wait for you". */
export const waitingTitle = (waiting: Waiting[]): string =>
  `${counted(waiting.length, 'escalation')} ${waiting.length === 1 ? 'waits' : 'wait'} for you`;

/** The escalations that wait for somebody, each with the next step, and the way to raise one for those who may. */
export function waitingEscalations(
  waiting: Waiting[],
  { mayEscalate, isTitled, short }: { mayEscalate: boolean; isTitled: boolean; short: boolean },
  today: Day,
): Block[] {
  const shown = short ? [] : waiting.slice(0, MOST);
  const more = waiting.length - shown.length;
  const buttons = [...(mayEscalate ? [escalateButton()] : []), ...(waiting.length > 0 || mayEscalate ? [SEE_ALL] : [])];
  return [
    ...(waiting.length > 0 && !isTitled ? [heading(waitingTitle(waiting))] : []),
    ...shown.map((one) => waitingItem(one, today)),
    ...(more > 0 && shown.length > 0 ? [paragraph(`And ${more} more.`)] : []),
    ...(buttons.length > 0 ? [actions(...buttons)] : []),
  ];
}

function waitingItem({ escalation, what, due }: Waiting, today: Day): Block {
  const { reference, title } = escalation;
  return {
    type: 'item',
    text: line(strong(`${reference} ${title}`), `: ${WORDS[what](due, today)}`),
    button: buttonFor(escalation, what),
  };
}

/** Until when, and whether that has gone by. */
function by(due: Waiting['due'], today: Day): string {
  if (!due) return '';
  return due.on < today ? `, was due on ${formatLongDay(due.on)}` : ` by ${formatLongDay(due.on)}`;
}

const WORDS: Record<WaitsFor, (due: Waiting['due'], today: Day) => string> = {
  acknowledgement: (due, today) => `to be acknowledged${by(due, today)}`,
  answer: (due, today) => `to be answered${by(due, today)}`,
  passing: (due, today) => `to be passed on and answered${by(due, today)}, as nobody else is there`,
  decision: () => 'its meeting is over, and the decision is to be recorded',
  question: () => 'a question for you, and it waits until you answer',
  outcome: () => 'there is an outcome to read',
};

function buttonFor({ id, reference }: Waiting['escalation'], what: WaitsFor): Button {
  const of = (step: Reader['steps'][number], label: string): Button => {
    const { style: _, ...button } = stepButtons({ id }, { steps: [step], isAsked: false })[0]!;
    return { ...button, label };
  };
  switch (what) {
    case 'acknowledgement':
      return of('acknowledge', `Acknowledge ${reference}`);
    case 'answer':
      return of('answer', `Answer ${reference}`);
    case 'passing':
      return of('pass', `Pass ${reference} on`);
    case 'decision':
      return of('decide', `Record the decision on ${reference}`);
    default:
      return readButton({ id, reference });
  }
}
