import type { Dialog } from './dialog.ts';
import { type Block, type Message, paragraph } from './message.ts';

/** Why something cannot be done and what to do instead, in a dialog. Not an error: nobody did anything wrong. */
export function explanation(title: string, ...lines: (string | Block)[]): Dialog {
  return { title, blocks: lines.map((one) => (typeof one === 'string' ? paragraph(one) : one)) };
}

/** The same as a message. */
export function explained(summary: string, ...lines: string[]): Message {
  return { summary, blocks: lines.map((one) => paragraph(one)) };
}
