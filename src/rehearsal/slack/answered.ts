import { contentOf } from './api.ts';
import { isObject, type Json } from './check.ts';
import { type Posted, type State, unescaped } from './state.ts';
import type { Answered } from './wire.ts';

/** An answer that a command or a response address was given: Slack's error, or nothing when it is shown. */
export function respond(state: State, to: { account: string; channel: string }, body: Json): string | undefined {
  const content = contentOf(body);
  if ('ok' in content) return content.error;
  const toAll = body.response_type === 'in_channel';
  const message: Omit<Posted, 'ts' | 'at' | 'edited'> = {
    channel: to.channel,
    text: content.text,
    blocks: state.named(content.blocks),
    ...(toAll ? {} : { ephemeralTo: to.account }),
  };
  state.post(message);
  return undefined;
}

/** The JSON of an answer; undefined when it is empty, null when it is something else. */
export function jsonOf(answered: Answered): Json | undefined | null {
  const body = 'body' in answered ? answered.body : '';
  if (body === '') return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : null;
  } catch {
    return { text: unescaped(body) };
  }
}
