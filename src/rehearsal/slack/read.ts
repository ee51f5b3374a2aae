import type { Node } from '../stand-in.ts';
import { isObject, type Json } from './check.ts';
import { optionsOf } from './elements.ts';

/** What stands in the inputs of an open modal, and what Slack marked at them. */
export interface Filled {
  value(blockId: string, actionId: string): string;
  error(blockId: string): string | undefined;
}

type InputNode = Extract<Node, { kind: 'input' }>;

/** A button's or an input's place: the block and the element. Block ids may hold anything, so they come last. */
export const placeId = (blockId: string, actionId: string) => `${encodeURIComponent(actionId)}/${blockId}`;

export function placeOf(id: string): { blockId: string; actionId: string } {
  const slash = id.indexOf('/');
  return { actionId: decodeURIComponent(id.slice(0, slash)), blockId: id.slice(slash + 1) };
}

/** Blocks as a person finds them on screen. Throws on anything that this client could not show. */
export function readBlocks(blocks: Json[], filled?: Filled): Node[] {
  return blocks.flatMap((block) => readBlock(block, filled));
}

function readBlock(block: Json, filled: Filled | undefined): Node[] {
  const blockId = String(block.block_id);
  switch (block.type) {
    case 'header':
      return [{ kind: 'heading', text: words(block.text) }];
    case 'divider':
      return [{ kind: 'divider' }];
    case 'context':
      return objects(block.elements).map((one) => ({ kind: 'text', text: words(one) }));
    case 'section':
      return [
        ...(block.text ? [{ kind: 'text', text: words(block.text) } as const] : []),
        ...objects(block.fields ?? []).map((one) => ({ kind: 'text', text: words(one) }) as const),
        ...(isObject(block.accessory) ? [readElement(block.accessory, blockId)] : []),
      ];
    case 'actions':
      return objects(block.elements).map((one) => readElement(one, blockId));
    case 'rich_text':
      return objects(block.elements).map(readRich);
    case 'input':
      return [readInput(block, blockId, filled)];
    default:
      throw new Error(`A block of type ${String(block.type)} cannot be shown`);
  }
}

function readElement(element: Json, blockId: string): Node {
  if (element.type !== 'button') throw new Error(`An element of type ${String(element.type)} cannot be shown here`);
  return { kind: 'button', id: placeId(blockId, String(element.action_id)), label: words(element.text) };
}

const INPUTS: Record<string, InputNode['type']> = {
  plain_text_input: 'text',
  radio_buttons: 'choice',
  static_select: 'choice',
  multi_static_select: 'choices',
  datepicker: 'date',
};

function readInput(block: Json, blockId: string, filled: Filled | undefined): InputNode {
  const element = isObject(block.element) ? block.element : {};
  const type = INPUTS[String(element.type)];
  if (!type || !filled) throw new Error(`An input of type ${String(element.type)} cannot be shown here`);
  const actionId = String(element.action_id);
  const error = filled.error(blockId);
  return {
    kind: 'input',
    id: placeId(blockId, actionId),
    // The client itself adds this to what may be left empty.
    label: block.optional === true ? `${words(block.label)} (optional)` : words(block.label),
    ...(block.hint ? { hint: words(block.hint) } : {}),
    ...(error ? { error } : {}),
    type: type === 'text' && element.multiline === true ? 'longText' : type,
    value: filled.value(blockId, actionId),
    ...(type === 'choice' || type === 'choices' ? { options: optionsOf(element).map(readOption) } : {}),
    ...(typeof element.max_selected_items === 'number' ? { most: element.max_selected_items } : {}),
  };
}

function readOption(option: Json): { value: string; label: string } {
  const description = option.description ? `: ${words(option.description)}` : '';
  return { value: String(option.value), label: `${words(option.text)}${description}` };
}

function readRich(element: Json): Node {
  if (element.type === 'rich_text_list') return { kind: 'list', items: objects(element.elements).map(inline) };
  if (['rich_text_section', 'rich_text_quote', 'rich_text_preformatted'].includes(String(element.type))) {
    return { kind: 'text', text: inline(element) };
  }
  throw new Error(`Rich text of type ${String(element.type)} cannot be shown`);
}

function inline(section: Json): string {
  return objects(section.elements)
    .map((one) => {
      if (one.type === 'text') return String(one.text);
      if (one.type === 'link') return String(one.text ?? one.url);
      throw new Error(`Rich text of type ${String(one.type)} cannot be shown`);
    })
    .join('');
}

/** The words of a text object. Markup is not read here: what this client shows must not depend on any. */
function words(text: unknown): string {
  if (!isObject(text)) throw new Error('A text object is missing');
  if (text.type === 'plain_text' && text.emoji === false) return String(text.text);
  throw new Error(`Text of type ${String(text.type)} would be interpreted`);
}

const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
