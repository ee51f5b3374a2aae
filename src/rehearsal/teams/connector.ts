import { type AppState, channelOf, chatWith, type State, threadOf } from './state.ts';
import type { throttle } from './throttle.ts';
import { CardFault, checkMessage, type Json, MOST_BYTES, messageBytes } from './validate.ts';

export interface Reply {
  status: number;
  body?: unknown;
  /** Seconds. */
  retryAfter?: number;
}

const refuse = (status: number, code: string, message = code): Reply => ({
  status,
  body: { error: { code, message } },
});

const UNREACHABLE: Record<Exclude<AppState, 'installed'>, Reply> = {
  missing: refuse(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.'),
  blocked: refuse(403, 'ConversationBlockedByUser', 'User blocked the conversation with the bot.'),
};

/** What the Bot Connector does for a bot: conversations, messages, members. It keeps to what Teams keeps to. */
export function connector(state: State, appId: string, serviceUrl: () => string, limits: ReturnType<typeof throttle>) {
  const withoutApp = (accountId: string): Reply | undefined => {
    const app = state.app(accountId);
    return app === 'installed' ? undefined : UNREACHABLE[app];
  };

  /** The conversation, or why it cannot be written to. */
  const reach = (conversation: string): Reply | undefined => {
    const place = state.place(conversation);
    if (!place) return refuse(404, 'ConversationNotFound', 'Conversation not found.');
    return place.kind === 'direct' ? withoutApp(place.member.accountId) : undefined;
  };

  const faultIn = (activity: Json): Reply | undefined => {
    if (messageBytes(activity) > MOST_BYTES) return refuse(413, 'MessageSizeTooBig', 'Message size too large.');
    try {
      checkMessage(activity);
    } catch (error) {
      if (error instanceof CardFault) return refuse(400, 'BadSyntax', error.message);
      throw error;
    }
    return undefined;
  };

  const post = (conversation: string, activity: Json): string => {
    const id = state.nextId();
    state.change({
      kind: 'posted',
      message: {
        ...{ id, conversation: channelOf(conversation), at: state.now(), activity, edited: false },
        ...(threadOf(conversation) ? { thread: threadOf(conversation) } : {}),
      },
    });
    return id;
  };

  const create = (body: Json): Reply => {
    const { bot, isGroup, members, tenantId, channelData, activity } = body as {
      bot?: { id?: string };
      isGroup?: boolean;
      members?: { id?: string }[];
      tenantId?: string;
      channelData?: { tenant?: { id?: string } };
      activity?: Json;
    };
    const tenant = channelData?.tenant?.id ?? tenantId;
    if (bot?.id !== `28:${appId}`) return refuse(403, 'BotMismatch', 'The bot is not the caller.');
    if (tenant !== state.tenantId) return refuse(403, 'Forbidden', 'The bot is not in this tenant.');
    if (isGroup || members?.length !== 1) return refuse(400, 'BadSyntax', 'Incorrect conversation creation parameters');
    const accountId = String(members[0]?.id).replace(/^29:/, '');
    if (!state.member(accountId)) return refuse(404, 'NotFound', 'The user was not found.');
    const unreachable = withoutApp(accountId);
    if (unreachable) return unreachable;
    const id = chatWith(accountId);
    if (!state.place(id)) state.change({ kind: 'opened', accountId });
    if (activity) {
      const fault = faultIn(activity);
      if (fault) return fault;
      post(id, activity);
    }
    return { status: 201, body: { id, activityId: state.nextId(), serviceUrl: serviceUrl() } };
  };

  const change = (method: string, conversation: string, messageId: string, body: Json): Reply => {
    const message = state.message(messageId);
    const theirs = message && message.by === undefined && message.conversation === channelOf(conversation);
    if (!theirs) return refuse(404, 'ActivityNotFoundInConversation', 'The activity was not found.');
    if (method === 'DELETE') {
      state.change({ kind: 'deleted', id: messageId });
      return { status: 200 };
    }
    const fault = faultIn(body);
    if (fault) return fault;
    state.change({ kind: 'edited', id: messageId, activity: body });
    return { status: 200, body: { id: messageId } };
  };

  const people = (conversation: string) => {
    const place = state.place(conversation);
    const accounts = place?.kind === 'channel' ? place.room.members : place ? [place.member.accountId] : [];
    return accounts.flatMap((accountId) => {
      const member = state.member(accountId);
      if (!member) return [];
      const { name, email } = member;
      return [{ id: `29:${accountId}`, aadObjectId: accountId, name, email, userPrincipalName: email }];
    });
  };

  /** Carries out one call. The path is everything after the service's address. */
  return (method: string, path: string, body: Json): Reply => {
    const [, conversations, conversation, what, id] = path.replace(/^v3\//, '/').split('/').map(decodeURIComponent);
    if (conversations !== 'conversations') return refuse(404, 'NotFound', path);
    const sending = method !== 'GET';
    const thread = conversation ? channelOf(conversation) : JSON.stringify(body.members);
    const wait = limits.take(sending ? 'send' : 'read', thread);
    if (wait > 0) return { ...refuse(429, 'TooManyRequests', 'API calls quota exceeded'), retryAfter: wait };

    if (!conversation) return method === 'POST' ? create(body) : refuse(405, 'MethodNotAllowed');
    const unreachable = reach(conversation);
    if (unreachable) return unreachable;
    if (what === 'activities' && method === 'POST') {
      const fault = faultIn(body);
      if (fault) return fault;
      return { status: 201, body: { id: post(conversation, body) } };
    }
    if (what === 'activities' && id && (method === 'PUT' || method === 'DELETE')) {
      return change(method, conversation, id, body);
    }
    if (method === 'GET' && (what === 'members' || what === 'pagedmembers')) {
      const members = people(conversation);
      if (what === 'pagedmembers') return { status: 200, body: { members } };
      if (!id) return { status: 200, body: members };
      const found = members.find((one) => one.id === id || one.aadObjectId === id);
      return found ? { status: 200, body: found } : refuse(404, 'MemberNotFoundInConversation');
    }
    return refuse(405, 'MethodNotAllowed');
  };
}
