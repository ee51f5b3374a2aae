import { type Day, formatLongDay } from '../partnership/day.ts';
import type { Entry, EscalationState, Outcome, Urgency } from '../partnership/escalation.ts';
import type { Taken } from '../partnership/escalation-steps.ts';
import type { Dialog } from './dialog.ts';
import { happened, isNewestOutcome, quoteOf } from './escalation-happened.ts';
import { outcomeBlocks, replyBlocks } from './escalation-outcome.ts';
import { ANSWERS_QUESTION, ASKS, NEWS, STATES, STEP_LABELS, URGENCIES } from './escalation-words.ts';
import {
  actions,
  type Block,
  type Button,
  date,
  heading,
  line,
  type Message,
  paragraph,
  type Span,
  strong,
} from './message.ts';
import { inSentence, together } from './words.ts';

/** An escalation as people see it: names and titles in the place of keys. */
export interface Spoken {
  id: string;
  reference: string;
  title: string;
  priorities: string[];
  /** The community safety partnership for which it was raised, and those that it concerns. */
  partnership: string;
  concerns: string[];
  urgency: Urgency;
  neededBy: Day | null;
  sensitive: boolean;
  state: EscalationState;
  holder: string | null;
  /** The board's meeting on whose agenda it is. */
  meeting: { body: string; on: Day } | null;
  mergedInto: string | null;
  due: { what: 'acknowledgement' | 'answer'; on: Day; isPast: boolean } | null;
  isWaiting: boolean;
  /** What is asked, in one sentence, and of which kind. */
  ask: string;
  askKind: keyof typeof ASKS;
  outcome: Outcome | null;
  isOutcomeSent: boolean;
}

/** A step in words: who did it, what they said. */
export interface SpokenEntry extends Pick<Entry, 'step' | 'toState' | 'words' | 'link'> {
  by: string | null;
  /** Of somebody who raises it: for which partnership. */
  partnership: string | null;
  /** "16 April 2021 at 4:45pm". */
  at: string;
  /** By name; "you", where it is told to one of them. */
  told: string[];
}

/** To whom a message speaks: what they may do now, and why it is they. */
export interface Reader {
  steps: Taken[];
  because: string | null;
  /** They raised it, or joined it, or are sent what came of it in the place of somebody who did. */
  isRaiser: boolean;
  /** Something was asked of them, or of those for whom they speak, and waits for their answer. */
  isAsked: boolean;
  /** Until when they may say that what came of it is not what they asked; null while it is not known when they get it. */
  repliesUntil: Day | null;
}

/** Which commands the steps are, by the names that buttons carry. */
const COMMANDS: Record<Taken, { command: string; opens: boolean }> = {
  acknowledge: { command: 'acknowledge', opens: false },
  take: { command: 'take', opens: false },
  answer: { command: 'answer', opens: true },
  ask: { command: 'ask', opens: true },
  add: { command: 'add', opens: true },
  pass: { command: 'pass-on', opens: true },
  agenda: { command: 'agenda', opens: true },
  decide: { command: 'decide', opens: true },
  return: { command: 'advise', opens: true },
  merge: { command: 'merge', opens: true },
  join: { command: 'join', opens: false },
  object: { command: 'object', opens: true },
  withdraw: { command: 'withdraw-escalation', opens: true },
  close: { command: 'close', opens: false },
};

/** So many buttons stand in a message. All of them stand on its page. */
export const IN_MESSAGE = 4;

export const DANGER = 'If someone is in immediate danger, call 999.';

/** What a step brings to somebody: what happened, how the escalation stands now, and what they may do. */
export function escalationMessage(spoken: Spoken, entry: SpokenEntry, reader: Reader): Message {
  return {
    summary: `${summaryOf(spoken)} ${NEWS[entry.step]}`,
    blocks: [
      heading(`Escalation ${spoken.reference}`),
      ...(spoken.urgency === 'immediate' ? [paragraph(strong('Immediate. '), DANGER)] : []),
      paragraph(strong(spoken.title)),
      ...(isNewestOutcome(spoken, entry)
        ? [paragraph(happened(spoken, entry)), ...outcomeBlocks(spoken, reader)]
        : [paragraph(`${entry.at}. `, happened(spoken, entry)), ...saidShort(spoken, entry)]),
      ...(entry.step === 'close' ? replyBlocks(spoken, reader) : []),
      ...standing(spoken, reader.isRaiser),
      ...(reader.because ? [paragraph(`You get this as ${reader.because}.`)] : []),
      actions(...stepButtons(spoken, reader).slice(0, IN_MESSAGE), readButton(spoken)),
    ],
  };
}

/** "Escalation SNB-12 on hate crime", "Immediate: escalation SNB-12 on hate crime". */
export function summaryOf({
  reference,
  priorities,
  urgency,
}: Pick<Spoken, 'reference' | 'priorities' | 'urgency'>): string {
  const name = urgency === 'immediate' ? 'Immediate: escalation' : 'Escalation';
  return `${name} ${reference} on ${together(priorities.map(inSentence))}`;
}

export function readButton({ id, reference }: Pick<Spoken, 'id' | 'reference'>): Button {
  return { label: `Read all of ${reference}`, command: 'escalation', input: { escalation: id }, opens: true };
}

/** Steps that nobody is asked to take by what stands out most. */
const UNPRESSED: Taken[] = ['withdraw', 'object'];

export function stepButtons(
  { id }: Pick<Spoken, 'id'>,
  { steps, isAsked }: Pick<Reader, 'steps' | 'isAsked'>,
): Button[] {
  return steps.map((step, index) => ({
    label: step === 'add' && isAsked ? ANSWERS_QUESTION : STEP_LABELS[step],
    ...COMMANDS[step],
    input: { escalation: id },
    ...(index === 0 && !UNPRESSED.includes(step) ? { style: 'primary' as const } : {}),
  }));
}

function said(entry: SpokenEntry): Block[] {
  const quoted = quoteOf(entry);
  const { link } = entry;
  return [
    ...(quoted ? [paragraph(quoted)] : []),
    ...(link ? [paragraph('Link: ', { type: 'link', text: link, url: link })] : []),
  ];
}

/** The same in a message. A form that somebody filled in before they joined is read on the page. */
function saidShort(spoken: Spoken, entry: SpokenEntry): Block[] {
  const { step, words } = entry;
  if (step !== 'join' || !words) return said(entry);
  return [paragraph(`What they wrote stands under “${readButton(spoken).label}”.`)];
}

/** How it stands now. */
function standing(spoken: Spoken, isRaiser: boolean): Block[] {
  const { state, holder, due, isWaiting, neededBy, urgency, sensitive, priorities, ask, askKind } = spoken;
  const facts: { label: string; value: Span[] }[] = [
    { label: 'How it stands', value: line(stateWords(spoken)) },
    { label: priorities.length === 1 ? 'Priority' : 'Priorities', value: line(priorities.join('; ')) },
    { label: 'Asked for', value: line(`${ASKS[askKind]}: ${ask}`) },
    {
      label: 'How urgent',
      value: neededBy ? line(`${URGENCIES[urgency]}, by `, date(neededBy)) : line(URGENCIES[urgency]),
    },
  ];
  if (sensitive) facts.push({ label: 'Sensitive', value: line('Only those whom it concerns can read it') });
  if (holder && state !== 'closed') facts.push({ label: 'With', value: line(holder) });
  if (isWaiting) {
    facts.push({
      label: 'Next',
      value: line(isRaiser ? 'It waits for your answer' : 'It waits for an answer from those who raised it'),
    });
  } else if (due) facts.push({ label: DUE[due.what][due.isPast ? 'past' : 'coming'], value: [date(due.on)] });
  return [{ type: 'facts', facts }];
}

const DUE = {
  answer: { coming: 'Answer due', past: 'Answer was due' },
  acknowledgement: { coming: 'To be acknowledged by', past: 'Was to be acknowledged by' },
};

/** The state in a word or two, with what belongs to it. */
export function stateWords({ state, isOutcomeSent, meeting, mergedInto }: Spoken): string {
  if (state === 'on_agenda' && meeting) return `On the agenda of the ${meeting.body} on ${formatLongDay(meeting.on)}`;
  if (state === 'merged' && mergedInto) return `Joined with ${mergedInto}`;
  const settled = state === 'answered' || state === 'decided' || state === 'returned';
  return settled && isOutcomeSent ? `${STATES[state]}, outcome sent` : STATES[state];
}

/** So much of what happened stands on one page, as plain data; the steps before are reached from it. */
const ROOM = 24_000;
const MOST_STEPS = 20;

/** All of it, with what happened up to a step, and what its reader may do. */
export function escalationDialog(
  spoken: Spoken,
  answers: Block[],
  entries: SpokenEntry[],
  reader: Omit<Reader, 'because'>,
): Dialog {
  const buttons = stepButtons(spoken, reader);
  const blocks = [
    ...(spoken.urgency === 'immediate' ? [paragraph(strong('Immediate. '), DANGER)] : []),
    paragraph(strong(spoken.title)),
    ...standing(spoken, reader.isRaiser),
    ...outcomeBlocks(spoken, reader),
    ...(buttons.length > 0 ? [actions(...buttons)] : []),
    { type: 'divider' as const },
    ...answers,
    { type: 'divider' as const },
  ];
  const history = historyBlocks(spoken, entries, ROOM - JSON.stringify(blocks).length);
  return { title: `Escalation ${spoken.reference}`, blocks: [...blocks, ...history], opener: readButton(spoken) };
}

/** What happened before what stands on its page. */
export function earlierStepsDialog(spoken: Spoken, entries: SpokenEntry[]): Dialog {
  return { title: `Escalation ${spoken.reference}`, blocks: historyBlocks(spoken, entries, ROOM) };
}

/** The newest steps for which there is room, oldest first, and the way to those before. */
function historyBlocks(spoken: Spoken, entries: SpokenEntry[], room: number): Block[] {
  const shown: Block[][] = [];
  let left = room;
  for (const entry of entries.slice(-MOST_STEPS).reverse()) {
    const blocks = [
      paragraph(strong(`${entry.at}. `), happened(spoken, entry)),
      ...(isNewestOutcome(spoken, entry) ? [] : said(entry)),
    ];
    left -= JSON.stringify(blocks).length;
    if (left < 0 && shown.length > 0) break;
    shown.unshift(blocks);
  }
  const before = entries.length - shown.length;
  const earlier = {
    ...readButton(spoken),
    label: 'See what happened before',
    input: { escalation: spoken.id, before: String(before) },
  };
  return [heading('What happened'), ...(before > 0 ? [actions(earlier)] : []), ...shown.flat()];
}
