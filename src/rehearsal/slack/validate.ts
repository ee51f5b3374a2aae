import {
  array,
  bool,
  type Check,
  isObject,
  type Json,
  object,
  oneOf,
  type Problems,
  say,
  string,
  typed,
} from './check.ts';
import { element, id, inputElement, plain, sectionAccessory, text } from './elements.ts';
import { richText } from './rich-text.ts';

const of = (type: string) => oneOf(type);
const blockId = { 'block_id?': id };

const common: Record<string, Check> = {
  header: object({ type: of('header'), text: plain(1, 150), ...blockId }),
  divider: object({ type: of('divider'), ...blockId }),
  section: object(
    {
      type: of('section'),
      'text?': text(1, 3_000),
      'fields?': array(1, 10, text(1, 2_000)),
      'accessory?': sectionAccessory,
      'expand?': bool,
      ...blockId,
    },
    (block, at, problems) => {
      if (!block.text && !block.fields) say(problems, 'missing required field: text', at);
    },
  ),
  context: object({ type: of('context'), elements: array(1, 10, text(1, 3_000)), ...blockId }),
  actions: object({ type: of('actions'), elements: array(1, 25, element), ...blockId }, uniqueActions),
  rich_text: richText(blockId),
};

const input = object({
  type: of('input'),
  label: plain(1, 2_000),
  'hint?': plain(1, 2_000),
  'optional?': bool,
  'dispatch_action?': bool,
  element: inputElement,
  ...blockId,
});

const messageBlock = typed(common);
const modalBlock = typed({ ...common, input });

function uniqueActions(block: Json, at: string, problems: Problems): void {
  const seen = new Set<unknown>();
  for (const one of Array.isArray(block.elements) ? block.elements : []) {
    const actionId = isObject(one) ? one.action_id : undefined;
    if (actionId === undefined) continue;
    if (seen.has(actionId))
      say(problems, `\`action_id\` "${String(actionId)}" already exists in this block`, `${at}/elements`);
    seen.add(actionId);
  }
}

function uniqueBlocks(blocks: unknown[], at: string, problems: Problems): void {
  const seen = new Set<unknown>();
  blocks.forEach((block, index) => {
    const id = isObject(block) ? block.block_id : undefined;
    if (id === undefined) return;
    if (seen.has(id)) say(problems, `\`block_id\` "${String(id)}" already exists`, `${at}/${index}/block_id`);
    seen.add(id);
  });
}

/** What Slack says about a message's blocks: an error code and what is wrong, or nothing. */
export function messageProblems(blocks: unknown): { error: string; messages: string[] } | undefined {
  const problems: Problems = [];
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format', messages: [] };
  array(0, 50, messageBlock)(blocks, '/blocks', problems);
  uniqueBlocks(blocks, '/blocks', problems);
  if (problems.length > 0) return { error: 'invalid_blocks', messages: problems.map((one) => `[ERROR] ${one}`) };
  if (JSON.stringify(blocks).length > 13_200) return { error: 'msg_blocks_too_long', messages: [] };
  return undefined;
}

const view = object(
  {
    type: oneOf('modal'),
    title: plain(1, 24),
    blocks: array(1, 100, modalBlock),
    'submit?': plain(1, 24),
    'close?': plain(1, 24),
    'private_metadata?': string(0, 3_000),
    'callback_id?': string(0, 255),
    'external_id?': string(0, 255),
    'clear_on_close?': bool,
    'notify_on_close?': bool,
    'submit_disabled?': bool,
  },
  (modal, at, problems) => {
    const blocks = Array.isArray(modal.blocks) ? modal.blocks : [];
    uniqueBlocks(blocks, `${at}/blocks`, problems);
    const hasInput = blocks.some((block) => isObject(block) && block.type === 'input');
    if (hasInput && !modal.submit) say(problems, 'missing required field: submit', at);
    const focused = JSON.stringify(blocks).split('"focus_on_load":true').length - 1;
    if (focused > 1) say(problems, 'only one element can have focus_on_load', at);
  },
);

const home = object(
  {
    type: oneOf('home'),
    blocks: array(1, 100, modalBlock),
    'private_metadata?': string(0, 3_000),
    'callback_id?': string(0, 255),
    'external_id?': string(0, 255),
  },
  (tab, at, problems) => uniqueBlocks(Array.isArray(tab.blocks) ? tab.blocks : [], `${at}/blocks`, problems),
);

/** What Slack says about a modal, or nothing. */
export function viewProblems(modal: unknown): { error: string; messages: string[] } | undefined {
  return problemsOf(view, modal);
}

/** What Slack says about a Home tab, or nothing. */
export function homeProblems(tab: unknown): { error: string; messages: string[] } | undefined {
  return problemsOf(home, tab);
}

function problemsOf(check: Check, shown: unknown): { error: string; messages: string[] } | undefined {
  const problems: Problems = [];
  check(shown, '/view', problems);
  if (problems.length > 0) return { error: 'invalid_arguments', messages: problems.map((one) => `[ERROR] ${one}`) };
  if (Buffer.byteLength(JSON.stringify(shown)) > 250_000) return { error: 'view_too_large', messages: [] };
  return undefined;
}

const metadata = object({ event_type: string(1, 255), event_payload: isFlat });

function isFlat(value: unknown, at: string, problems: Problems): void {
  if (!isObject(value)) return void say(problems, 'must provide an object', at);
  for (const [name, one] of Object.entries(value)) {
    if (!['string', 'number', 'boolean'].includes(typeof one)) say(problems, 'must be a flat value', `${at}/${name}`);
  }
}

export function metadataProblems(value: unknown): string[] {
  const problems: Problems = [];
  metadata(value, '/metadata', problems);
  if (JSON.stringify(value).length > 8_000) say(problems, 'too large', '/metadata');
  return problems;
}
