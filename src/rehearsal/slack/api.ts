import { isObject, type Json } from './check.ts';
import { BOT, type HomeTab, type Posted, type State } from './state.ts';
import type { Tickets } from './tickets.ts';
import { homeProblems, messageProblems, metadataProblems, viewProblems } from './validate.ts';
import { type OpenView, openView } from './views.ts';

/** Slack's answer to a call: `ok` and what goes with it, an error code, or a status of its own. */
export type Result = { ok: true; [field: string]: unknown } | Refusal;
export interface Refusal {
  ok: false;
  error: string;
  response_metadata?: { messages: string[] };
  retryAfter?: number;
}

export const refuse = (error: string, messages: string[] = []): Refusal => ({
  ok: false,
  error,
  ...(messages.length > 0 ? { response_metadata: { messages } } : {}),
});

type Method = (call: Json) => Result;

export interface Workplace {
  team: string;
  state: State;
  triggers: Tickets<string>;
  /** A new version of a view. */
  hash(): string;
  nextViewId(): string;
  /** Seconds until the bot may post in a channel again; 0 where it may now. */
  tooFast(channel: string): number;
}

/** The methods that the bot may call, by name. */
export function methods({ team, state, triggers, hash, nextViewId, tooFast }: Workplace): Record<string, Method> {
  const profile = (accountId: unknown) => state.members.find((one) => one.accountId === accountId);
  const userOf = (member: { accountId: string; name: string; email: string }) => ({
    id: member.accountId,
    team_id: team,
    name: member.name,
    real_name: member.name,
    deleted: state.deactivated.has(member.accountId),
    is_bot: false,
    profile: { real_name: member.name, email: member.email },
  });

  return {
    'auth.test': () => ({
      ok: true,
      url: 'https://rehearsal.example/',
      team: 'Rehearsal',
      team_id: team,
      user: BOT.name,
      user_id: BOT.user,
      bot_id: BOT.bot,
      is_enterprise_install: false,
    }),

    'users.info': ({ user }) => {
      const member = profile(user);
      return member ? { ok: true, user: userOf(member) } : refuse('user_not_found');
    },

    'users.lookupByEmail': ({ email }) => {
      const member = state.members.find((one) => one.email.toLowerCase() === String(email).toLowerCase());
      // A deactivated account is not found by its email.
      const found = member && !state.deactivated.has(member.accountId);
      return found ? { ok: true, user: userOf(member) } : refuse('users_not_found');
    },

    'conversations.open': ({ users }) => {
      const member = profile(users);
      if (!member) return refuse('user_not_found');
      if (state.deactivated.has(member.accountId)) return refuse('user_disabled');
      return { ok: true, channel: { id: state.openDirect(member.accountId).id } };
    },

    'conversations.history': ({ channel: id, limit, include_all_metadata: withMetadata }) => {
      const channel = state.channel(id);
      if (!channel) return refuse('channel_not_found');
      if (!channel.botIsMember) return refuse('not_in_channel');
      const most = Math.min(Number(limit ?? 100), 999);
      const messages = state.messages.filter((one) => one.channel === id && !one.ephemeralTo && !one.thread);
      const page = messages.slice(-most).reverse();
      return {
        ok: true,
        messages: page.map((one) => messageJson(one, flag(withMetadata))),
        has_more: messages.length > page.length,
      };
    },

    'chat.postMessage': (call) => {
      const channel = state.channel(call.channel);
      const refused = channelRefusal(channel);
      if (refused) return refused;
      const wait = tooFast(channel!.id);
      if (wait > 0) return { ...refuse('ratelimited'), retryAfter: wait };
      const content = contentOf(call);
      if ('ok' in content) return content;
      const wrong = call.metadata === undefined ? [] : metadataProblems(call.metadata);
      if (wrong.length > 0) return refuse('invalid_metadata_format', wrong);
      const message = state.post({
        channel: channel!.id,
        text: content.text,
        blocks: state.named(content.blocks),
        ...(isObject(call.metadata) ? { metadata: call.metadata } : {}),
        ...(call.thread_ts ? { thread: String(call.thread_ts) } : {}),
      });
      return { ok: true, channel: message.channel, ts: message.ts, message: messageJson(message, true) };
    },

    'chat.postEphemeral': (call) => {
      const channel = state.channel(call.channel);
      const refused = channelRefusal(channel);
      if (refused) return refused;
      if (!channel!.members.includes(String(call.user))) return refuse('user_not_in_channel');
      const content = contentOf(call);
      if ('ok' in content) return content;
      const message = state.post({
        channel: channel!.id,
        text: content.text,
        blocks: state.named(content.blocks),
        ephemeralTo: String(call.user),
      });
      return { ok: true, message_ts: message.ts };
    },

    'chat.update': (call) => {
      const found = written(call);
      if ('error' in found) return found;
      const content = contentOf(call);
      if ('ok' in content) return content;
      state.update(found.message, content.text, state.named(content.blocks));
      return { ok: true, channel: found.message.channel, ts: found.message.ts, text: content.text };
    },

    'chat.delete': (call) => {
      const found = written(call);
      if ('error' in found) return found;
      state.remove(found.message);
      return { ok: true, channel: found.message.channel, ts: found.message.ts };
    },

    'views.open': (call) => {
      const account = exchanged(call);
      if (typeof account !== 'string') return account;
      const id = nextViewId();
      return shown(call, (json) => {
        const view = openView(id, id, null, json, hash());
        state.views.set(account, [view]);
        return view;
      });
    },

    'views.push': (call) => {
      const account = exchanged(call);
      if (typeof account !== 'string') return account;
      const stack = state.views.get(account) ?? [];
      const top = stack.at(-1);
      if (!top) return refuse('not_found');
      if (stack.length >= 3) return refuse('push_limit_reached');
      return shown(call, (json) => {
        const view = openView(nextViewId(), top.root, top.id, json, hash());
        stack.push(view);
        return view;
      });
    },

    'views.update': (call) => {
      for (const stack of state.views.values()) {
        const view = stack.find(({ id }) => id === call.view_id);
        if (!view) continue;
        if (call.hash !== undefined && call.hash !== view.hash) return refuse('hash_conflict');
        return shown(call, (json) => {
          view.replace(json, hash());
          return view;
        });
      }
      return refuse('not_found');
    },

    'views.publish': (call) => {
      const member = profile(call.user_id);
      if (!member || state.deactivated.has(member.accountId)) return refuse('user_not_found');
      const wrong = homeProblems(call.view);
      if (wrong) return refuse(wrong.error, wrong.messages);
      const before = state.homes.get(member.accountId);
      if (call.hash !== undefined && call.hash !== before?.hash) return refuse('hash_conflict');
      const json = namedView(state, call.view as Json);
      const view = { id: before?.id ?? nextViewId(), hash: hash(), json };
      state.publish(member.accountId, view);
      return { ok: true, view: homeJson(view, team) };
    },
  };

  function exchanged({ trigger_id: trigger }: Json): string | Refusal {
    const used = triggers.use(String(trigger));
    if ('holder' in used) return used.holder;
    return refuse(
      { unknown: 'invalid_trigger_id', expired: 'expired_trigger_id', used: 'exchanged_trigger_id' }[used.refused],
    );
  }

  function shown({ view: json }: Json, show: (json: Json) => OpenView): Result {
    const wrong = viewProblems(json);
    if (wrong) return refuse(wrong.error, wrong.messages);
    return { ok: true, view: viewJson(show(namedView(state, json as Json)), team) };
  }

  function written({ channel: id, ts }: Json): { message: Posted } | Refusal {
    if (!state.channel(id)) return refuse('channel_not_found');
    const message = state.messages.find((one) => one.channel === id && one.ts === ts && !one.ephemeralTo);
    if (!message) return refuse('message_not_found');
    return message.user ? refuse('cant_update_message') : { message };
  }
}

const flag = (value: unknown) => value === true || value === 'true' || value === '1';

function channelRefusal(channel: ReturnType<State['channel']>): Refusal | undefined {
  if (!channel) return refuse('channel_not_found');
  if (channel.archived) return refuse('is_archived');
  if (!channel.botIsMember) return refuse('not_in_channel');
  return undefined;
}

/** A message's own content, or why Slack refuses it. */
export function contentOf({ text, blocks }: Json): { text: string; blocks: Json[] } | Refusal {
  const words = typeof text === 'string' ? text : '';
  if (words === '' && blocks === undefined) return refuse('no_text');
  if ([...words].length > 40_000) return refuse('msg_too_long');
  if (blocks === undefined) return { text: words, blocks: [] };
  const wrong = messageProblems(blocks);
  return wrong ? refuse(wrong.error, wrong.messages) : { text: words, blocks: blocks as Json[] };
}

export const namedView = (state: State, json: Json): Json => ({ ...json, blocks: state.named(json.blocks as Json[]) });

/** A message as Slack hands it out. */
export function messageJson(message: Posted, metadata = false): Json {
  return {
    type: 'message',
    ts: message.ts,
    text: message.text,
    ...(message.user ? { user: message.user } : { user: BOT.user, bot_id: BOT.bot, app_id: BOT.app }),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.thread ? { thread_ts: message.thread } : {}),
    ...(message.files
      ? { subtype: 'file_share', files: message.files.map((name, index) => ({ id: `F${message.ts}${index}`, name })) }
      : {}),
    ...(message.edited ? { edited: { user: BOT.user, ts: message.ts } } : {}),
    ...(metadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}

/** A Home tab as Slack hands it out. */
export function homeJson({ id, hash, json }: HomeTab, team: string): Json {
  return {
    id,
    team_id: team,
    app_id: BOT.app,
    app_installed_team_id: team,
    bot_id: BOT.bot,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    ...json,
    hash,
    root_view_id: id,
    previous_view_id: null,
    state: { values: {} },
  };
}

/** A view as Slack hands it out. */
export function viewJson(view: OpenView, team: string): Json {
  return {
    id: view.id,
    team_id: team,
    app_id: BOT.app,
    app_installed_team_id: team,
    bot_id: BOT.bot,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    submit: null,
    close: null,
    ...view.json,
    hash: view.hash,
    root_view_id: view.root,
    previous_view_id: view.previous,
    state: view.state(),
  };
}
