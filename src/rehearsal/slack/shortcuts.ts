import type { ClientAct } from '../stand-in.ts';
import { messageJson } from './api.ts';
import type { Desk } from './client.ts';
import type { Channel } from './state.ts';
import { taken } from './wire.ts';

/** What Slack shows where a shortcut came to nothing. */
const FAILED = 'That shortcut did not work. Try again.';

type Begin = Extract<ClientAct, { kind: 'begin' }>;

interface Making {
  /** What every payload about a person's act holds. */
  shared(account: string): { api_app_id: string };
  channelJson(channel: Channel): object;
  actionTs(): string;
}

/**
 * Shortcuts, as Slack sends them: one from the menu for everywhere names no conversation and has no address to answer
 * at; one on a message hands the message over wherever the person sees it, whether the bot is there or not.
 */
export function shortcuts({ state, send, ways, responses, responseUrl }: Desk, making: Making) {
  return async (account: string, { way, conversation, message: ts }: Begin): Promise<void> => {
    const declared = ways.find(({ id, onMessage }) => id === way && onMessage === (ts !== undefined));
    if (!declared) throw new Error(`The app declares no shortcut ${way} ${ts ? 'on messages' : 'for everywhere'}`);
    const payload = { ...making.shared(account), callback_id: way, action_ts: making.actionTs() };
    const answered = await send.interaction(
      ts
        ? { ...payload, ...about(account, conversation, ts) }
        : { ...payload, type: 'shortcut', api_app_id: undefined },
    );
    if (!taken(answered)) state.notices.set(account, FAILED);
  };

  function about(account: string, conversation: string, ts: string): object {
    const channel = state.channel(conversation);
    const message = state.messages.find((one) => one.channel === conversation && one.ts === ts);
    // What only one person sees has no such menu.
    if (!channel?.members.includes(account) || !message || message.ephemeralTo) {
      throw new Error(`${account} has no message ${ts} to begin on`);
    }
    return {
      type: 'message_action',
      channel: making.channelJson(channel),
      message_ts: ts,
      message: messageJson(message, true),
      response_url: responseUrl(responses.issue({ account, channel: conversation })),
    };
  }
}
