import type { MessageShortcut } from '@slack/bolt';
import type { Quoted } from '../platform.ts';
import { asTyped } from './text.ts';

/** The message that somebody used a shortcut on: all that Slack hands over, as the bot may not be where it stands. */
export function quoted(shortcut: Pick<MessageShortcut, 'message' | 'channel' | 'team'>): Quoted {
  const { message } = shortcut;
  // What is left of a deleted message that was answered: Slack's own words stand in it.
  const isDeleted = message.subtype === 'tombstone';
  const link = linkTo(shortcut);
  return {
    text: isDeleted ? '' : wordsOf(message),
    ...(link ? { link } : {}),
    hasFiles: Array.isArray(message.files) && message.files.length > 0,
  };
}

/** What people wrote stands in the text. An app may have written none, and shows everything in blocks or attachments. */
function wordsOf({ text, blocks, attachments }: MessageShortcut['message']): string {
  for (const found of [text ?? '', inBlocks(blocks), inBlocks(attachments)]) {
    const words = asTyped(withoutMentions(found)).trim();
    if (words !== '') return words;
  }
  return '';
}

/** Slack names people by their account, which nobody can read. */
const withoutMentions = (text: string) =>
  text.replace(/<@[^<>|]+>/g, '@someone').replace(/<!(here|channel|everyone)>/g, '@$1');

type Part = Record<string, unknown>;

/** The words of anything that Slack shows, in order; a line for each block, section or item. */
function inBlocks(parts: unknown): string {
  if (!Array.isArray(parts)) return '';
  return parts
    .filter((part): part is Part => typeof part === 'object' && part !== null)
    .map(inPart)
    .filter((words) => words !== '')
    .join('\n');
}

function inPart(part: Part): string {
  const { text, elements, fields, blocks, fallback, type } = part;
  if (typeof text === 'string') return text;
  if (typeof text === 'object' && text !== null) return inPart(text as Part);
  if (type === 'rich_text_section' || type === 'rich_text_quote' || type === 'rich_text_preformatted') {
    return (Array.isArray(elements) ? elements : []).map(inSection).join('');
  }
  return inBlocks(elements) || inBlocks(fields) || inBlocks(blocks) || (typeof fallback === 'string' ? fallback : '');
}

function inSection({ type, text, url }: Part): string {
  if (type === 'user') return '@someone';
  return [text, url].find((one) => typeof one === 'string')?.toString() ?? '';
}

/**
 * Made here and not asked for: Slack tells it only where the bot is, and the trigger lasts three seconds. Whoever may
 * read the message finds it there.
 */
function linkTo({ message, channel, team }: Pick<MessageShortcut, 'message' | 'channel' | 'team'>): string | undefined {
  if (!team || !/^[\w-]+$/.test(team.domain ?? '') || !/^\d+\.\d+$/.test(message.ts)) return undefined;
  const place = `https://${team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
  const thread: unknown = message.thread_ts;
  const isReply = typeof thread === 'string' && thread !== message.ts;
  return isReply ? `${place}?thread_ts=${thread}&cid=${channel.id}` : place;
}
