import { formatDay } from '../../partnership/day.ts';
import type { Block, Button, Message, Span } from '../../views/message.ts';
import { parts } from '../../views/parts.ts';
import { actionSets, attachment, cardOf, columns, type Element, richText, runs } from './card.ts';

const TONES = { good: 'Good', warning: 'Warning', bad: 'Attention', neutral: undefined } as const;
const STYLES = { primary: 'positive', danger: 'destructive' } as const;

const inlines = (spans: Span[]): Element[] =>
  spans.flatMap((span) => {
    if (span.type === 'strong') return runs(span.text, { weight: 'Bolder' });
    if (span.type === 'link') return runs(span.text, { selectAction: { type: 'Action.OpenUrl', url: span.url } });
    if (span.type === 'person') return runs(span.name);
    return runs(span.type === 'date' ? formatDay(span.day) : span.text);
  });

/** A button. What it carries comes back as it is when it is pressed: partnership, command, input. */
export const button = (button: Button): Element => ({
  type: 'Action.Submit',
  title: button.label,
  ...(button.style ? { style: STYLES[button.style] } : {}),
  data: {
    p: button.partnershipId ?? '',
    c: button.command,
    i: button.input,
    // Only such a button can open a dialog; the client sends its press as an invoke.
    ...(button.opens ? { msteams: { type: 'task/fetch' } } : {}),
  },
});

const elementsOf = (block: Block): Element[] => {
  switch (block.type) {
    case 'heading':
      return [richText(runs(block.text, { weight: 'Bolder', size: 'Medium' }), { spacing: 'Medium' })];
    case 'paragraph':
      return [richText(inlines(block.text))];
    case 'facts':
      return block.facts.map((fact) =>
        columns(
          { width: 1, items: [richText(runs(fact.label, { weight: 'Bolder' }))] },
          { width: 2, items: [richText(inlines(fact.value))] },
        ),
      );
    case 'list':
      return block.items.map((item) => ({
        ...columns(
          { width: 'auto', items: [richText(runs('•'))] },
          { width: 'stretch', items: [richText(inlines(item))] },
        ),
        spacing: 'Small',
      }));
    case 'status': {
      const color = TONES[block.tone];
      return [richText(runs(block.word, { weight: 'Bolder', ...(color ? { color } : {}) }))];
    }
    case 'item':
      return [
        columns(
          { width: 'stretch', items: [richText(inlines(block.text))] },
          { width: 'auto', items: actionSets([button(block.button)]) },
        ),
      ];
    case 'divider':
      return [];
    case 'actions':
      return actionSets(block.buttons.map(button));
  }
};

/** The elements of a card's body. What a person typed stands only where nothing interprets it. */
export function bodyOf(blocks: Block[]): Element[] {
  const body: Element[] = [];
  let ruled = false;
  for (const block of blocks) {
    const [first, ...rest] = elementsOf(block);
    if (block.type === 'divider') ruled = true;
    if (!first) continue;
    body.push(ruled ? { ...first, separator: true } : first, ...rest);
    ruled = false;
  }
  return body;
}

const REPEATED =
  'This may be the second time you get this message: it could not be confirmed that the first one arrived.';

/** A message as one activity. The summary is what a notification shows; the content is only in the card. */
export function activityOf(message: Message, repeated = false) {
  const body = bodyOf(message.blocks);
  const card = cardOf(repeated ? [richText(runs(REPEATED, { isSubtle: true })), ...body] : body);
  return { type: 'message', summary: message.summary, attachments: [attachment(card)] };
}

/** A message as the activities it takes to say all of it. */
export const activitiesOf = (message: Message) => parts(message).map((part) => activityOf(part));
