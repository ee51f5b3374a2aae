import type { types } from '@slack/bolt';
import { formatDay } from '../../partnership/day.ts';
import type { Span } from '../../views/message.ts';
import { LIMITS } from './limits.ts';

type Plain = types.PlainTextElement;
type Rich = types.RichTextElement;

/** Slack shows this as it is: no markup, no `:names:` turned into pictures. Must not be empty. */
export function plain(text: string): Plain {
  return { type: 'plain_text', text, emoji: false };
}

/** The text in pieces that each fit. Never between the halves of one character; together they are the text. */
export function split(text: string, limit: number = LIMITS.text): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length; ) {
    let to = Math.min(from + limit, text.length);
    if (to < text.length && isHighSurrogate(text.charCodeAt(to - 1))) to -= 1;
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;

/** The text, or as much of it as fits with an ellipsis. Only for labels whose whole text is shown beside them. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${split(text, limit - 1)[0]}…`;
}

/** Text as rich text elements, where Slack interprets nothing. */
export function richText(text: string, bold = false): Rich[] {
  return split(text).map((piece) => ({ type: 'text', text: piece, ...(bold ? { style: { bold: true } } : {}) }));
}

export function richSpans(spans: Span[]): Rich[] {
  return spans.flatMap(richSpan);
}

function richSpan(span: Span): Rich[] {
  switch (span.type) {
    case 'text':
      return richText(span.text);
    case 'strong':
      return richText(span.text, true);
    case 'person':
      return richText(span.name);
    case 'date':
      return richText(formatDay(span.day));
    case 'link':
      return link(span);
  }
}

/** Slack refuses a link without words or with an address that is too long; the words are shown all the same. */
function link(span: { text: string; url: string }): Rich[] {
  const address = span.url.length <= LIMITS.url && /^(https?|mailto):/i.test(span.url);
  if (!address) return richText(span.text);
  return split(span.text || span.url).map((text) => ({ type: 'link', url: span.url, text }));
}

/** One block of lines. Undefined when there is nothing to show, which Slack would refuse. */
export function richBlock(lines: Rich[][]): types.RichTextBlock | undefined {
  const elements = lines
    .filter((line) => line.length > 0)
    .map((line): types.RichTextSection => ({ type: 'rich_text_section', elements: line }));
  return elements.length > 0 ? { type: 'rich_text', elements } : undefined;
}

/** For the one place that Slack interprets: a message's top-level text. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What somebody typed, from what Slack made of it: addresses and mentions in angle brackets, three entities. */
export function asTyped(text: string): string {
  return text
    .replace(/<([^<>|]+)\|([^<>]*)>/g, '$2')
    .replace(/<((?:https?|mailto):[^<>]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
