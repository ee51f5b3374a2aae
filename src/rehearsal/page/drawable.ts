import type { Drawn, Node } from '../stand-in.ts';
import { readCard } from '../teams/read.ts';

export type Json = Record<string, unknown>;
export type InputNode = Extract<Node, { kind: 'input' }>;

export const objects = (value: unknown): Json[] =>
  Array.isArray(value) ? value.filter((one): one is Json => typeof one === 'object' && one !== null) : [];

/** The words of one of Slack's text objects. */
export const textOf = (text: unknown): string => String((text as Json | undefined)?.text ?? '');

const BLOCKS = ['header', 'divider', 'context', 'section', 'actions', 'rich_text', 'input'];
const INPUTS = ['plain_text_input', 'radio_buttons', 'static_select', 'multi_static_select', 'datepicker'];
const RICH = ['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'];
const INLINE = ['text', 'link', 'rich_text_section'];
const CARD = ['RichTextBlock', 'TextBlock', 'FactSet', 'Container', 'ColumnSet', 'Column', 'ActionSet', 'TextRun'];
const CARD_INPUTS = ['Input.Text', 'Input.Date', 'Input.ChoiceSet'];
const CARD_ACTIONS = ['Action.Submit', 'Action.OpenUrl'];

/** What the page cannot draw of something, each named once: the page says so in its place. */
export function undrawn(drawn: Drawn): string[] {
  const found = drawn.platform === 'slack' ? drawn.blocks.flatMap(inBlock) : drawn.cards.flatMap(inCard);
  return [...new Set(found)];
}

export function inBlock(block: Json): string[] {
  const type = String(block.type);
  if (!BLOCKS.includes(type)) return [`a block of type ${type}`];
  const elements =
    type === 'actions'
      ? objects(block.elements).filter((one) => one.type !== 'button')
      : type === 'rich_text'
        ? objects(block.elements).flatMap((one) => (RICH.includes(String(one.type)) ? inlines(one) : [one]))
        : type === 'input'
          ? objects([block.element]).filter((one) => !INPUTS.includes(String(one.type)))
          : objects([block.accessory]).filter((one) => one.type !== 'button');
  return elements.map((one) => `an element of type ${String(one.type)}`);
}

const inlines = (line: Json): Json[] =>
  objects(line.elements).flatMap((one) => (INLINE.includes(String(one.type)) ? inlines(one) : [one]));

/** Everything of a card that has a type, wherever it stands. */
function inCard(card: Json): string[] {
  const known = [...CARD, ...CARD_INPUTS, ...CARD_ACTIONS];
  const look = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(look);
    if (typeof value !== 'object' || value === null) return [];
    const { type, data: _, ...parts } = value as Json;
    const here = type !== undefined && !known.includes(String(type)) ? [`an element of type ${String(type)}`] : [];
    return [...here, ...Object.values(parts).flatMap(look)];
  };
  return [...look(card.body), ...look(card.actions)];
}

/** What the page draws by itself in a card, in the place where its renderer leaves a gap. */
export type Slot =
  | { id: string; kind: 'buttons'; buttons: { id: string; label: string; style: string }[] }
  | { id: string; kind: 'input'; input: string };

export const SLOT = 'Page.Slot';

/** Cards with a gap for every row of buttons and for every field, its hint and its error; and what belongs in each gap. */
export function slotted(cards: Json[], nodes: Node[]): { cards: Json[]; slots: Slot[] } {
  const ids = new Map<Json, string>();
  const actions = new Map<string, Json>();
  for (const card of cards) readCard(card, {}, actions);
  for (const [id, action] of actions) ids.set(action, id);
  const inputs = new Map(nodes.flatMap((node) => (node.kind === 'input' ? [[node.id, node] as const] : [])));
  const slots: Slot[] = [];

  const gap = (around: Json, slot: (id: string) => Slot): Json => {
    const id = `slot-${slots.length + 1}`;
    slots.push(slot(id));
    const { spacing, separator } = around;
    return { type: SLOT, id, ...(spacing ? { spacing } : {}), ...(separator ? { separator } : {}) };
  };
  const buttons = (set: Json): Json =>
    gap(set, (id) => ({
      id,
      kind: 'buttons',
      buttons: objects(set.actions).map((action) => ({
        id: ids.get(action) ?? '',
        label: String(action.title),
        style: String(action.style ?? 'default'),
      })),
    }));
  const input = (around: Json, element: Json): Json =>
    gap(around, (id) => ({ id, kind: 'input', input: String(element.id) }));

  const walk = (element: Json): Json => {
    if (element.type === 'ActionSet') return buttons(element);
    if (CARD_INPUTS.includes(String(element.type))) return input(element, element);
    if (element.type === 'Container') {
      const items = objects(element.items);
      const last = items.at(-1);
      const field = last && inputs.get(String(last.id));
      // The lines above an input are its hint and its error where the client reads them so.
      if (last && field && items.length - 1 === [field.hint, field.error].filter(Boolean).length) {
        return input(element, last);
      }
      return { ...element, items: items.map(walk) };
    }
    if (element.type === 'ColumnSet') {
      const columns = objects(element.columns).map((column) => ({ ...column, items: objects(column.items).map(walk) }));
      return { ...element, columns };
    }
    return element;
  };

  const drawn = cards.map(({ actions: own, ...card }) => ({
    ...card,
    body: [...objects(card.body).map(walk), ...(objects(own).length > 0 ? [buttons({ actions: own })] : [])],
  }));
  return { cards: drawn, slots };
}
