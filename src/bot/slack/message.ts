import type { types } from '@slack/bolt';
import type { Block, Button, Message } from '../../views/message.ts';
import { plainSpans } from '../../views/plain.ts';
import { pressValue } from './ids.ts';
import { LIMITS } from './limits.ts';
import { escaped, plain, richBlock, richSpans, richText, shortened } from './text.ts';

/** What Slack is sent for a message. What a person typed is only ever in rich_text and plain_text. */
export interface Rendered {
  text: string;
  blocks: types.KnownBlock[];
}

/** A message as Block Kit. Its summary is the text of the notification. */
export function renderMessage(message: Message): Rendered {
  return { text: escaped(message.summary), blocks: together(renderBlocks(message.blocks), LIMITS.blocksInMessage) };
}

/** Whether Slack takes this message in one piece. */
export function fits({ blocks }: Rendered): boolean {
  return blocks.length <= LIMITS.blocksInMessage && JSON.stringify(blocks).length <= LIMITS.messageBlocks;
}

/** How the message is sent besides its blocks: nothing in it is looked up, linked or unfurled. */
export const AS_WRITTEN = {
  parse: 'none',
  link_names: false,
  mrkdwn: false,
  unfurl_links: false,
  unfurl_media: false,
} as const;

/** Blocks of our vocabulary as Block Kit, in order. */
export function renderBlocks(blocks: Block[]): types.KnownBlock[] {
  return blocks.flatMap((block, index) => renderBlock(block, index));
}

/** The blocks; with neighbouring text as one block where there would be more than Slack takes. */
export function together(blocks: types.KnownBlock[], limit: number): types.KnownBlock[] {
  if (blocks.length <= limit) return blocks;
  const merged: types.KnownBlock[] = [];
  for (const block of blocks) {
    const last = merged.at(-1);
    if (last?.type === 'rich_text' && block.type === 'rich_text') last.elements.push(...block.elements);
    else merged.push(block.type === 'rich_text' ? { ...block, elements: [...block.elements] } : block);
  }
  return merged;
}

function renderBlock(block: Block, index: number): types.KnownBlock[] {
  switch (block.type) {
    case 'heading':
      return heading(block.text);
    case 'paragraph':
      return some(richBlock([richSpans(block.text)]));
    case 'status':
      return some(richBlock([richText(block.word, true)]));
    case 'facts':
      return some(
        richBlock(block.facts.map(({ label, value }) => [...richText(`${label}: `, true), ...richSpans(value)])),
      );
    case 'list':
      return list(block.items.map(richSpans));
    case 'divider':
      return [{ type: 'divider' }];
    case 'item':
      return item(block, index);
    case 'actions':
      return buttons(block.buttons);
  }
}

export function heading(text: string): types.KnownBlock[] {
  if (text.trim() === '') return [];
  if (text.length <= LIMITS.header) return [{ type: 'header', text: plain(text) }];
  return some(richBlock([richText(text, true)]));
}

function list(items: types.RichTextElement[][]): types.KnownBlock[] {
  const elements = items
    .filter((item) => item.length > 0)
    .map((item): types.RichTextSection => ({ type: 'rich_text_section', elements: item }));
  if (elements.length === 0) return [];
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements }] }];
}

function item({ text, button }: Extract<Block, { type: 'item' }>, index: number): types.KnownBlock[] {
  const words = plainSpans(text);
  // A section's plain text has no links and holds only so much; then the button stands below the line.
  const below = words.trim() === '' || words.length > LIMITS.text || text.some((span) => span.type === 'link');
  if (below) return [...some(richBlock([richSpans(text)])), ...buttons([button])];
  return [
    ...wholeLabels([button]),
    { type: 'section', text: plain(words), accessory: pressable(button, `press.${index}`) },
  ];
}

function buttons(all: Button[]): types.KnownBlock[] {
  const blocks: types.KnownBlock[] = [...wholeLabels(all)];
  for (let from = 0; from < all.length; from += LIMITS.actionsElements) {
    const some = all.slice(from, from + LIMITS.actionsElements);
    blocks.push({ type: 'actions', elements: some.map((button, index) => pressable(button, `press.${index}`)) });
  }
  return blocks;
}

/** A button's label holds 75 characters; a longer one stands above its button as well, whole. */
function wholeLabels(all: Button[]): types.KnownBlock[] {
  return list(all.filter(({ label }) => label.length > LIMITS.buttonText).map(({ label }) => richText(label)));
}

function pressable(button: Button, actionId: string): types.Button {
  return {
    type: 'button',
    action_id: actionId,
    text: plain(shortened(button.label, LIMITS.buttonText)),
    value: pressValue(button),
    ...(button.style ? { style: button.style } : {}),
  };
}

export function some<T>(one: T | undefined): T[] {
  return one === undefined ? [] : [one];
}
