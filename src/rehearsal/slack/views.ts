import { keysIn } from '../../views/several.ts';
import type { ShownDialog } from '../stand-in.ts';
import { isObject, type Json } from './check.ts';
import { optionsOf } from './elements.ts';
import { placeId, readBlocks } from './read.ts';

/** One modal on a person's screen, with what they typed in it. */
export interface OpenView {
  id: string;
  root: string;
  previous: string | null;
  hash: string;
  /** As the bot sent it, with ids where it named none. */
  json: Json;
  /** What Slack marked, by block. */
  errors: Map<string, string>;
  inputs(): Input[];
  input(placeId: string): Input | undefined;
  button(placeId: string): { block: Json; element: Json } | undefined;
  set(input: Input, value: string): void;
  /** The bot replaces what is shown. What is typed stays where block and action are the same. */
  replace(json: Json, hash: string): void;
  state(): Json;
  shown(): ShownDialog;
}

export interface Input {
  key: string;
  block: Json;
  element: Json;
  value: string;
}

export function openView(id: string, root: string, previous: string | null, json: Json, hash: string): OpenView {
  let values = new Map<string, string>();
  // Fields that an update filled in and nobody touched: Slack leaves those out of the state (slackapi/bolt-js 1258).
  const silent = new Set<string>();

  const view: OpenView = {
    id,
    root,
    previous,
    hash,
    json,
    errors: new Map(),
    inputs: () =>
      inputBlocks(view.json).map(({ key, block, element }) => ({ key, block, element, value: values.get(key) ?? '' })),
    input: (place) => view.inputs().find(({ key }) => key === place),
    button: (place) => buttons(view.json).find(({ key }) => key === place),
    set(input, value) {
      values.set(input.key, value);
      silent.delete(input.key);
      view.errors.delete(String(input.block.block_id));
    },
    replace(next, nextHash) {
      const kept = new Map<string, string>();
      for (const { key, element } of inputBlocks(next)) {
        const typed = values.get(key);
        const stays = typed !== undefined && (typed === '' || canHold(element, typed));
        kept.set(key, stays ? typed : initial(element));
        if (!stays && initial(element) !== '') silent.add(key);
      }
      values = kept;
      view.json = next;
      view.hash = nextHash;
      view.errors.clear();
    },
    state() {
      const state: Record<string, Json> = {};
      for (const { key, block, element, value } of view.inputs()) {
        const blockId = String(block.block_id);
        state[blockId] = { [String(element.action_id)]: stateOf(element, silent.has(key) ? '' : value) };
      }
      return { values: state };
    },
    shown: () => {
      const nodes = readBlocks(blocksOf(view.json), {
        value: (blockId, actionId) => values.get(placeId(blockId, actionId)) ?? '',
        error: (blockId) => view.errors.get(blockId),
      });
      const title = textOf(view.json.title);
      const submit = isObject(view.json.submit) ? textOf(view.json.submit) : undefined;
      const drawn = { platform: 'slack' as const, blocks: blocksOf(view.json) };
      return { title, nodes, drawn, ...(submit ? { submit } : {}) };
    },
  };
  for (const { key, element } of inputBlocks(json)) values.set(key, initial(element));
  return view;
}

const blocksOf = (json: Json): Json[] => (Array.isArray(json.blocks) ? json.blocks.filter(isObject) : []);
const textOf = (text: unknown) => (isObject(text) ? String(text.text) : '');

function inputBlocks(json: Json): { key: string; block: Json; element: Json }[] {
  return blocksOf(json).flatMap((block) => {
    if (block.type !== 'input' || !isObject(block.element)) return [];
    const key = placeId(String(block.block_id), String(block.element.action_id));
    return [{ key, block, element: block.element }];
  });
}

function buttons(json: Json): { key: string; block: Json; element: Json }[] {
  return blocksOf(json).flatMap((block) => buttonsIn(block));
}

/** The buttons of one block, wherever they stand in it. */
export function buttonsIn(block: Json): { key: string; block: Json; element: Json }[] {
  const elements = block.type === 'actions' && Array.isArray(block.elements) ? block.elements : [block.accessory];
  return elements.filter(isObject).flatMap((element) => {
    if (element.type !== 'button') return [];
    return [{ key: placeId(String(block.block_id), String(element.action_id)), block, element }];
  });
}

function initial(element: Json): string {
  if (isObject(element.initial_option)) return String(element.initial_option.value);
  if (Array.isArray(element.initial_options)) return element.initial_options.map(({ value }) => value).join(',');
  return String(element.initial_value ?? element.initial_date ?? '');
}

function canHold(element: Json, value: string): boolean {
  return !isChoice(element) || chosenIn(element, value).every((key) => valuesOf(element).includes(key));
}

const isChoice = (element: Json) => optionsOf(element).length > 0;
const isSeveral = (element: Json) => element.type === 'multi_static_select';
const chosenIn = (element: Json, value: string) => (isSeveral(element) ? keysIn(value) : [value]);
const valuesOf = (element: Json) => optionsOf(element).map(({ value }) => value);

/** One input's state as Slack writes it. */
export function stateOf(element: Json, value: string): Json {
  const { type } = element;
  if (type === 'plain_text_input') return { type, value: value === '' ? null : value };
  if (type === 'datepicker') return { type, selected_date: value === '' ? null : value };
  if (isSeveral(element)) {
    const selected = keysIn(value).flatMap((key) => optionsOf(element).filter((one) => one.value === key));
    return { type, selected_options: selected };
  }
  return { type, selected_option: optionsOf(element).find((one) => one.value === value) ?? null };
}

/** What the client itself finds before it sends a form: by block, in Slack's words. */
export function notReady(view: OpenView): Map<string, string> {
  const missing = new Map<string, string>();
  for (const { block, element, value } of view.inputs()) {
    const blockId = String(block.block_id);
    const most = typeof element.max_length === 'number' ? element.max_length : 3_000;
    if (value.trim() === '' && block.optional !== true) missing.set(blockId, 'Please complete this required field.');
    else if ([...value].length > most) missing.set(blockId, `Must be less than ${most + 1} characters.`);
  }
  return missing;
}

/** Whether the client sends each change of this input. */
export function dispatches({ block, element }: Input): boolean {
  if (block.dispatch_action !== true) return false;
  if (element.type !== 'plain_text_input') return true;
  const config = isObject(element.dispatch_action_config) ? element.dispatch_action_config : {};
  return Array.isArray(config.trigger_actions_on) && config.trigger_actions_on.includes('on_character_entered');
}

/** Throws on what a person could not do in this input. */
export function canType({ element }: Input, value: string): void {
  if (element.type === 'datepicker' && value !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    throw new Error('A date picker holds dates only');
  }
  if (isChoice(element)) {
    if (!canHold(element, value)) throw new Error(`There is no option ${value}`);
    const most = Number(element.max_selected_items ?? 100);
    if (isSeveral(element) && keysIn(value).length > most) throw new Error(`No more than ${most} can be selected`);
  }
  if (element.type === 'plain_text_input' && element.multiline !== true && value.includes('\n')) {
    throw new Error('This field holds one line');
  }
}
