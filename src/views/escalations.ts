import { type Day, formatDay, formatLongDay } from '../partnership/day.ts';
import { OPEN } from '../partnership/escalation.ts';
import { escalateButton } from './escalate-button.ts';
import { readButton, type Spoken, stateWords } from './escalation.ts';
import { SEE_ALL } from './escalations-waiting.ts';
import { actions, type Block, heading, line, type Message, paragraph, type Span, strong } from './message.ts';
import { counted, inSentence, together } from './words.ts';

/** One escalation in a list: all of it, or, to somebody outside its circle, its reference and priorities alone. */
export interface Listed {
  spoken: Spoken;
  isWhole: boolean;
  raisedOn: Day;
}

export interface ListedSection {
  title: string;
  listed: Listed[];
}

/** So many have a line each. */
const MOST = 40;

/**
 * The escalations that somebody may see, in the sections that concern them, in the order given. Where there are more than
 * fit, those that are open come first, and it is said how many more there are.
 */
export function escalationsMessage(sections: ListedSection[], mayEscalate: boolean, today: Day): Message {
  const all = sections.flatMap(({ listed }) => listed);
  if (all.length === 0) return nothingMessage(mayEscalate);
  const isOpen = ({ spoken }: Listed) => OPEN.includes(spoken.state);
  const openFirst = [...all.filter(isOpen), ...all.filter((one) => !isOpen(one))];
  const shown = new Set(openFirst.slice(0, MOST));
  const more = all.length - shown.size;
  return {
    summary: counted(all.length, 'escalation'),
    blocks: [
      ...sections.flatMap(({ title, listed }) => {
        const lines = listed.filter((one) => shown.has(one));
        return lines.length > 0 ? [heading(title), ...lines.map((one) => listedItem(one, today))] : [];
      }),
      ...(more > 0
        ? [paragraph(`And ${more} more. Type “escalation” and the reference to read one that is not listed.`)]
        : []),
      ...(mayEscalate ? [actions(escalateButton())] : []),
    ],
  };
}

function nothingMessage(mayEscalate: boolean): Message {
  const words = mayEscalate
    ? 'You and your partnership have raised nothing that is open, and no other escalation is.'
    : 'No escalation is open.';
  return {
    summary: 'No open escalations',
    blocks: [heading('No open escalations'), paragraph(words), ...(mayEscalate ? [actions(escalateButton())] : [])],
  };
}

function listedItem({ spoken, isWhole, raisedOn }: Listed, today: Day): Block {
  const { reference, title, priorities } = spoken;
  if (!isWhole) return paragraph(...outsideWords(reference, priorities));
  const text = line(strong(`${reference} ${title}`), ` – ${wordsOf(spoken, raisedOn, today)}`);
  return { type: 'item', text, button: readButton(spoken) };
}

/** What is said of a sensitive escalation outside its circle. */
export function outsideWords(reference: string, priorities: string[]): Span[] {
  return line(strong(reference), ` – ${together(priorities.map(inSentence))}. Sensitive`);
}

/** "Acknowledged. Answer due on Friday 30 April 2021. Raised for Community Safety Partnership 1 on 14 April 2021". */
function wordsOf(spoken: Spoken, raisedOn: Day, today: Day): string {
  const { due, isWaiting, partnership, urgency, sensitive } = spoken;
  const next = due?.what === 'answer' ? 'Answer' : 'Acknowledgement';
  return [
    ...(urgency === 'immediate' ? ['Immediate'] : []),
    ...(sensitive ? ['Sensitive'] : []),
    stateWords(spoken),
    ...(isWaiting ? ['Waits for those who raised it'] : []),
    ...(due ? [`${next} ${due.on < today ? 'was ' : ''}due on ${formatLongDay(due.on)}`] : []),
    `Raised for ${partnership} on ${formatDay(raisedOn)}`,
  ].join('. ');
}

/** How many are open and how many of them are overdue, for whoever keeps watch over them. */
export function openBlocks({ open, overdue }: { open: number; overdue: number }): Block[] {
  if (open === 0) return [];
  const late = overdue > 0 ? `, ${overdue} of them overdue` : '';
  return [{ type: 'item', text: line(strong('Escalations'), `: ${open} open${late}`), button: SEE_ALL }];
}
