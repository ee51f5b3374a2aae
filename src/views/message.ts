import type { Day } from '../partnership/day.ts';

export type Platform = 'slack' | 'teams';

/** A piece of a line. What a person typed travels as `text` too: both renderers put it where nothing is interpreted. */
export type Span =
  | { type: 'text'; text: string }
  | { type: 'strong'; text: string }
  | { type: 'link'; text: string; url: string }
  | { type: 'person'; name: string }
  | { type: 'date'; day: Day };

/** A button. `opens` says that the command answers with a form or a page, which some platforms must know beforehand. */
export interface Button {
  label: string;
  command: string;
  input: Record<string, string>;
  opens: boolean;
  style?: 'primary' | 'danger';
  /** The partnership it acts in, which travels with the press. Put on every button by `inPartnership`. */
  partnershipId?: string;
}

export type Block =
  | { type: 'heading'; text: string }
  | { type: 'paragraph'; text: Span[] }
  | { type: 'facts'; facts: { label: string; value: Span[] }[] }
  | { type: 'list'; items: Span[][] }
  /** A word, never only a colour: the tone may colour it, the word says it. */
  | { type: 'status'; word: string; tone: 'good' | 'warning' | 'bad' | 'neutral' }
  /** A line that opens something. */
  | { type: 'item'; text: Span[]; button: Button }
  | { type: 'divider' }
  | { type: 'actions'; buttons: Button[] };

/** One message, for any platform. The summary is for notifications: our own words, never a report's content. */
export interface Message {
  summary: string;
  blocks: Block[];
}

/** The version of this vocabulary, kept with every stored message. */
export const MESSAGE_FORMAT = 1;

/** Spans from strings and spans. */
export const line = (...parts: (string | Span)[]): Span[] =>
  parts.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part));
export const strong = (text: string): Span => ({ type: 'strong', text });
export const date = (day: Day): Span => ({ type: 'date', day });
export const person = (name: string): Span => ({ type: 'person', name });
export const heading = (text: string): Block => ({ type: 'heading', text });
export const paragraph = (...parts: (string | Span)[]): Block => ({ type: 'paragraph', text: line(...parts) });
export const list = (...items: Span[][]): Block => ({ type: 'list', items });
export const actions = (...buttons: Button[]): Block => ({ type: 'actions', buttons });

const stamped = (button: Button, partnershipId: string): Button => ({ ...button, partnershipId });

/** The blocks with every button naming the partnership it acts in. */
export function blocksInPartnership(blocks: Block[], partnershipId: string): Block[] {
  return blocks.map((block) => {
    if (block.type === 'item') return { ...block, button: stamped(block.button, partnershipId) };
    if (block.type === 'actions') {
      return { ...block, buttons: block.buttons.map((button) => stamped(button, partnershipId)) };
    }
    return block;
  });
}

/** The message with every button naming the partnership it acts in. */
export function inPartnership(message: Message, partnershipId: string): Message {
  return { ...message, blocks: blocksInPartnership(message.blocks, partnershipId) };
}
