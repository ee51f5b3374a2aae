/** Any object of a card or an activity. */
export type Json = Record<string, unknown>;

/** What Teams would refuse, or silently not show, with where it stands. */
export class CardFault extends Error {}

type Check = (value: unknown, at: string, seen: Seen) => void;
interface Seen {
  ids: Set<string>;
}

const fail = (at: string, what: string): never => {
  throw new CardFault(`${at}: ${what}`);
};
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text: Check = (value, at) => {
  if (typeof value !== 'string') fail(at, 'must be a string');
};
const filledText: Check = (value, at) => {
  if (typeof value !== 'string' || value === '') fail(at, 'must be a string with something in it');
};
const flag: Check = (value, at) => {
  if (typeof value !== 'boolean') fail(at, 'must be true or false');
};
const count: Check = (value, at) => {
  if (!Number.isInteger(value) || (value as number) < 1) fail(at, 'must be a whole number above 0');
};
const url: Check = (value, at) => {
  if (typeof value !== 'string' || !/^https?:\/\/\S+$/.test(value)) fail(at, 'must be an address');
};
const day: Check = (value, at) => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value))) {
    fail(at, 'must be a date, YYYY-MM-DD');
  }
};
const object: Check = (value, at) => {
  if (!isObject(value)) fail(at, 'must be an object');
};
const oneOf =
  (...allowed: unknown[]): Check =>
  (value, at) => {
    if (!allowed.includes(value)) fail(at, `must be one of ${allowed.join(', ')}`);
  };
const width: Check = (value, at) => {
  if (value === 'auto' || value === 'stretch' || (typeof value === 'number' && value > 0)) return;
  if (typeof value !== 'string' || !/^\d+px$/.test(value)) fail(at, 'must be auto, stretch, a weight or pixels');
};
const listOf =
  (check: Check, least = 0): Check =>
  (value, at, seen) => {
    if (!Array.isArray(value)) return fail(at, 'must be a list');
    if (value.length < least) fail(at, `needs at least ${least}`);
    value.forEach((one, index) => {
      check(one, `${at}[${index}]`, seen);
    });
  };

const shape = (required: Record<string, Check>, optional: Record<string, Check>): Check => {
  const known = { ...required, ...optional };
  return (value, at, seen) => {
    if (!isObject(value)) return fail(at, 'must be an object');
    for (const name of Object.keys(required)) if (value[name] === undefined) fail(at, `${name} is missing`);
    for (const [name, given] of Object.entries(value)) {
      const check = known[name] ?? fail(at, `${name} is not a property of ${value.type ?? 'this'}`);
      if (given !== undefined) check(given, `${at}.${name}`, seen);
    }
  };
};

const anyOf =
  (family: string, types: () => Record<string, Check>): Check =>
  (value, at, seen) => {
    if (!isObject(value)) return fail(at, 'must be an object');
    const check = types()[String(value.type)] ?? fail(at, `${value.type} is not ${family}`);
    check(value, at, seen);
  };

const id: Check = (value, at, seen) => {
  filledText(value, at, seen);
  if (seen.ids.has(value as string)) fail(at, `the id ${value} occurs twice`);
  seen.ids.add(value as string);
};

const type: Record<string, Check> = { type: text };
const common: Record<string, Check> = {
  id,
  spacing: oneOf('None', 'Small', 'Default', 'Medium', 'Large', 'ExtraLarge', 'Padding'),
  separator: flag,
  isVisible: flag,
};
const lettering: Record<string, Check> = {
  color: oneOf('Default', 'Dark', 'Light', 'Accent', 'Good', 'Warning', 'Attention'),
  fontType: oneOf('Default', 'Monospace'),
  isSubtle: flag,
  size: oneOf('Default', 'Small', 'Medium', 'Large', 'ExtraLarge'),
  weight: oneOf('Lighter', 'Default', 'Bolder'),
};
const alignment = oneOf('Left', 'Center', 'Right');
const container = oneOf('default', 'emphasis', 'good', 'attention', 'warning', 'accent');

const actionTypes: Record<string, Check> = {};
const action = anyOf('an action', () => actionTypes);
const submitData: Check = (value, at, seen) => {
  object(value, at, seen);
  const { msteams } = value as Json;
  if (msteams !== undefined)
    shape({ type: oneOf('task/fetch', 'messageBack', 'imBack', 'invoke') }, {})(msteams, at, seen);
};
const actionLook = { id, style: oneOf('default', 'positive', 'destructive'), isEnabled: flag, tooltip: text };
Object.assign(actionTypes, {
  'Action.Submit': shape(
    { ...type, title: filledText },
    { data: submitData, associatedInputs: oneOf('auto', 'none'), ...actionLook },
  ),
  'Action.OpenUrl': shape({ ...type, url }, { title: filledText, ...actionLook }),
});

const run = anyOf('part of a rich text', () => ({
  TextRun: shape(
    { ...type, text },
    { ...lettering, highlight: flag, italic: flag, strikethrough: flag, underline: flag, selectAction: action },
  ),
}));

interface ChoiceSet {
  choices: { value: string }[];
  value?: string;
  isMultiSelect?: boolean;
}

const elementTypes: Record<string, Check> = {};
const element = anyOf('an element', () => elementTypes);
const input = { label: filledText, isRequired: flag, errorMessage: text };
const choice = shape({ title: filledText, value: filledText }, {});
Object.assign(elementTypes, {
  TextBlock: shape(
    { ...type, text },
    {
      ...common,
      ...lettering,
      wrap: flag,
      maxLines: count,
      horizontalAlignment: alignment,
      style: oneOf('default', 'heading'),
    },
  ),
  RichTextBlock: shape({ ...type, inlines: listOf(run, 1) }, { ...common, horizontalAlignment: alignment }),
  FactSet: shape({ ...type, facts: listOf(shape({ title: text, value: text }, {}), 1) }, common),
  Container: shape(
    { ...type, items: listOf(element) },
    { ...common, style: container, bleed: flag, selectAction: action },
  ),
  ColumnSet: shape(
    {
      ...type,
      columns: listOf(shape({ ...type, items: listOf(element) }, { ...common, width, style: container }), 1),
    },
    { ...common, style: container },
  ),
  ActionSet: shape({ ...type, actions: listOf(action, 1) }, common),
  'Input.Text': shape(
    { ...type, id },
    { ...common, ...input, value: text, placeholder: text, isMultiline: flag, maxLength: count },
  ),
  'Input.Date': shape({ ...type, id }, { ...common, ...input, value: day, min: day, max: day }),
  'Input.ChoiceSet': (value: unknown, at: string, seen: Seen) => {
    shape(
      { ...type, id, choices: listOf(choice, 1) },
      {
        ...{ ...common, ...input, value: text, style: oneOf('compact', 'expanded'), placeholder: text, wrap: flag },
        isMultiSelect: flag,
      },
    )(value, at, seen);
    const { choices, value: given, isMultiSelect: several } = value as ChoiceSet;
    const values = choices.map((one) => one.value);
    if (new Set(values).size < values.length) fail(at, 'two choices have the same value');
    if (several && values.some((one) => one.includes(','))) fail(at, 'a value among several holds a comma');
    const chosen = given ? (several ? given.split(',') : [given]) : [];
    if (!chosen.every((one) => values.includes(one))) fail(at, 'the value is none of the choices');
  },
} satisfies Record<string, Check>);

const card = shape(
  { ...type, version: oneOf('1.0', '1.1', '1.2', '1.3', '1.4', '1.5'), body: listOf(element) },
  {
    $schema: text,
    actions: listOf(action),
    msteams: shape({}, { width: oneOf('Full') }),
    fallbackText: text,
    lang: text,
  },
);

const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';

/** Bytes as Teams counts them. */
export const messageBytes = (value: unknown): number => JSON.stringify(value).length * 2;
export const MOST_BYTES = 100 * 1024;

/**
 * The Adaptive Card in an attachment.
 * @throws CardFault where it is not a card that Teams' clients show whole
 */
export function cardIn(attachment: unknown): Json {
  if (!isObject(attachment) || attachment.contentType !== ADAPTIVE) throw new CardFault('not an Adaptive Card');
  const { content } = attachment;
  if (!isObject(content) || content.type !== 'AdaptiveCard') throw new CardFault('content is not an AdaptiveCard');
  card(content, 'card', { ids: new Set() });
  return content;
}

/** @throws CardFault where an activity is not a message that can be shown */
export function checkMessage(activity: unknown): void {
  if (!isObject(activity) || activity.type !== 'message') throw new CardFault('not a message');
  const { attachments = [], text: said = '' } = activity;
  if (!Array.isArray(attachments) || typeof said !== 'string') throw new CardFault('not a message');
  if (attachments.length === 0 && said === '') throw new CardFault('a message with nothing in it');
  if (activity.summary !== undefined && typeof activity.summary !== 'string')
    throw new CardFault('summary must be text');
  attachments.forEach(cardIn);
}

/**
 * The answer to a dialog's button: a card or a line to show, or nothing, which closes it.
 * @throws CardFault where it is none of these
 */
export function taskIn(body: unknown): { title: string; card: Json } | { line: string } | undefined {
  if (body === undefined) return undefined;
  const { task } = isObject(body) ? body : ({} as Json);
  if (!isObject(task)) throw new CardFault('an answer without a task');
  if (task.type === 'message' && typeof task.value === 'string') return { line: task.value };
  if (task.type !== 'continue' || !isObject(task.value))
    throw new CardFault('a task that is neither continue nor message');
  const { title, card: attachment, width: wide, height, ...others } = task.value;
  if (Object.keys(others).length > 0) throw new CardFault(`${Object.keys(others)} is not part of a task`);
  if (typeof title !== 'string') throw new CardFault('a dialog without a title');
  for (const size of [wide, height]) {
    if (size !== undefined && typeof size !== 'number')
      oneOf('small', 'medium', 'large')(size, 'task', { ids: new Set() });
  }
  if (messageBytes(body) > MOST_BYTES) throw new CardFault('a dialog larger than Teams takes');
  return { title, card: cardIn(attachment) };
}
