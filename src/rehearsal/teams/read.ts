import type { Node } from '../stand-in.ts';
import type { Json } from './validate.ts';

/** What a client shows of a card: what is read, and what its buttons and inputs are. */
export interface Reading {
  nodes: Node[];
  /** By the id of the button's node. */
  actions: Map<string, Json>;
  /** By their own id. */
  inputs: Map<string, Json>;
}

/** How Teams reads the Markdown of a TextBlock or a FactSet. Only what matters for telling that it was interpreted. */
export function interpreted(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)/g, '$2')
    .replace(/<\/?at>/g, '')
    .replace(/^[-*+] /gm, '• ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

/** Dates are put in the reader's own language, in a run as in a block. */
const dated = (text: string): string => text.replace(/\{\{(DATE|TIME)\([^)]*\)\}\}/g, '(a date)');

const plain = (block: Json): string | undefined => {
  if (block.type === 'TextBlock') return dated(interpreted(block.text as string));
  if (block.type !== 'RichTextBlock') return undefined;
  return (block.inlines as Json[]).map((run) => dated(run.text as string)).join('');
};

const isHeading = (block: Json): boolean => {
  if (block.type === 'TextBlock') return block.style === 'heading';
  const inlines = block.inlines as Json[];
  return inlines.every(
    (run) => run.weight === 'Bolder' && ['Medium', 'Large', 'ExtraLarge'].includes(run.size as string),
  );
};

const ALERT = /^Error: /;
const kindOf = (block: Json): 'error' | 'hint' | undefined => {
  const [first] = (block.inlines ?? []) as Json[];
  if (block.type !== 'RichTextBlock' || !first) return undefined;
  if (first.color === 'Attention' && ALERT.test(first.text as string)) return 'error';
  return first.isSubtle ? 'hint' : undefined;
};

const isInput = (element: Json | undefined): boolean => /^Input\./.test(String(element?.type));

/**
 * Reads a card in the order a screen reader would. `typed` is what stands in the inputs, by id, where it was changed;
 * `actions` are those of the cards above it in the same message.
 */
export function readCard(card: Json, typed: Record<string, string> = {}, actions = new Map<string, Json>()): Reading {
  const nodes: Node[] = [];
  const inputs = new Map<string, Json>();

  const readInput = (element: Json, around: { hint?: string; error?: string } = {}): void => {
    const id = element.id as string;
    inputs.set(id, element);
    if (!element.label) throw new Error(`An input without a label cannot be read out: ${id}`);
    const types: Record<string, Extract<Node, { kind: 'input' }>['type']> = {
      'Input.Text': element.isMultiline ? 'longText' : 'text',
      'Input.Date': 'date',
      'Input.ChoiceSet': element.isMultiSelect ? 'choices' : 'choice',
    };
    const type = types[element.type as string];
    if (!type) throw new Error(`${element.type} is not an input that can be filled here`);
    const choices = element.choices as { title: string; value: string }[] | undefined;
    nodes.push({
      kind: 'input',
      id,
      label: element.label as string,
      ...around,
      type,
      value: typed[id] ?? (element.value as string | undefined) ?? '',
      // The labels of choices that are all in view are interpreted, unlike those in a list that opens.
      ...(choices && {
        options: choices.map((one) => ({
          value: one.value,
          label: element.style === 'expanded' ? interpreted(one.title) : one.title,
        })),
      }),
    });
  };

  const readActions = (list: Json[]): void => {
    for (const action of list) {
      const id = `button-${actions.size + 1}`;
      actions.set(id, action);
      nodes.push({ kind: 'button', id, label: action.title as string });
    }
  };

  const readText = (text: string): void => {
    nodes.push({ kind: 'text', text });
  };

  const readField = (items: Json[]): boolean => {
    const last = items.at(-1);
    const before = items.slice(0, -1);
    if (!last || !isInput(last) || !before.every(kindOf)) return false;
    const around: { hint?: string; error?: string } = {};
    for (const block of before) {
      const kind = kindOf(block) as 'hint' | 'error';
      around[kind] = (plain(block) ?? '').replace(ALERT, '');
    }
    readInput(last, around);
    return true;
  };

  const readColumns = (set: Json): void => {
    const columns = (set.columns as Json[]).map((column) => column.items as Json[]);
    const texts = columns.map((items) => (items.length === 1 ? plain(items[0] as Json) : undefined));
    const [first, second] = texts;
    if (columns.length === 2 && first === '•' && second !== undefined) {
      const previous = nodes.at(-1);
      if (previous?.kind === 'list') previous.items.push(second);
      else nodes.push({ kind: 'list', items: [second] });
    } else if (columns.length === 2 && first !== undefined && second !== undefined) readText(`${first}: ${second}`);
    else for (const items of columns) readAll(items);
  };

  const readOne = (element: Json): void => {
    if (element.isVisible === false) return;
    if (element.separator) nodes.push({ kind: 'divider' });
    const text = plain(element);
    if (text !== undefined && isHeading(element)) nodes.push({ kind: 'heading', text });
    else if (text !== undefined) readText(text);
    else if (isInput(element)) readInput(element);
    else if (element.type === 'ActionSet') readActions(element.actions as Json[]);
    else if (element.type === 'ColumnSet') readColumns(element);
    else if (element.type === 'FactSet') {
      for (const fact of element.facts as Json[]) {
        readText(`${interpreted(fact.title as string)}: ${interpreted(fact.value as string)}`);
      }
    } else if (element.type === 'Container') {
      const items = element.items as Json[];
      if (!readField(items)) readAll(items);
    } else throw new Error(`${element.type} cannot be read out`);
  };
  const readAll = (elements: Json[]): void => {
    for (const element of elements) readOne(element);
  };

  readAll(card.body as Json[]);
  readActions((card.actions ?? []) as Json[]);
  return { nodes, actions, inputs };
}

/** Reads a message: its text, which Teams interprets as Markdown, then its cards. */
export function readMessage(activity: Json): Reading {
  const reading: Reading = { nodes: [], actions: new Map(), inputs: new Map() };
  if (activity.text) reading.nodes.push({ kind: 'text', text: interpreted(activity.text as string) });
  for (const attachment of (activity.attachments ?? []) as { content: Json }[]) {
    reading.nodes.push(...readCard(attachment.content, {}, reading.actions).nodes);
  }
  return reading;
}
