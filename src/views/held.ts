import type { Register } from '../partnership/register.ts';
import { type Block, line, list, paragraph } from './message.ts';
import { counted, together } from './words.ts';

/** A person's name, or a channel's with the connection that it is on. */
export function addressWords({ people, channels }: Register, { kind, key }: { kind: string; key: string }): string {
  if (kind !== 'channel') return people.find((one) => one.key === key)?.name ?? key;
  const channel = channels.find((one) => one.key === key);
  return channel ? `the channel ${channel.name} (${channel.connectionKey})` : key;
}

interface Held {
  to: string;
  summary: string;
}

function lines(held: Held[]): Block {
  return list(...held.map(({ to, summary }) => line(`“${summary}” to ${to}`)));
}

/** What waits while nothing is sent. */
export function heldBlocks(held: Held[]): Block[] {
  if (held.length === 0) return [paragraph('Nothing is waiting to be sent.')];
  return [paragraph(`Held: ${counted(held.length, 'message')}.`), lines(held)];
}

/** Who is asked once for what is due now, and what else that was held goes out. */
export function resumedBlocks(asked: string[], others: Held[]): Block[] {
  const one =
    asked.length > 0
      ? `One message with what is due now goes to ${together(asked)}, in place of what was held for them.`
      : 'Nobody has to be asked for anything that was held.';
  return [
    paragraph(one),
    ...(others.length > 0
      ? [paragraph(`Sent as they were: ${counted(others.length, 'message')}.`), lines(others)]
      : []),
  ];
}
