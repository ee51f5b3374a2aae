import type { Conversation, Screen, ShownMessage, Way } from '../stand-in.ts';
import { interpreted, readCard, readMessage } from './read.ts';
import { BOT_NAME, chatWith, type Posted, type State } from './state.ts';
import type { Json } from './validate.ts';

/** What each person's client shows. */
export function screens(state: State, waysOf: (accountId: string) => Way[]) {
  const drawn = (cards: Json[]) => ({ platform: 'teams' as const, cards });
  const cardsOf = (activity: Json) =>
    ((activity.attachments ?? []) as { content: Json }[]).map(({ content }) => content);

  const shown = (message: Posted): ShownMessage => ({
    id: message.id,
    at: message.at,
    from: message.by ? 'person' : 'bot',
    ...(message.by ? { by: state.member(message.by)?.name } : {}),
    summary: (message.activity.summary as string) ?? interpreted((message.activity.text as string) ?? ''),
    // What somebody typed themselves is shown to them as they typed it.
    nodes: message.by
      ? [message.activity.text as string, ...(message.files ?? [])].map((text) => ({ kind: 'text', text }))
      : readMessage(message.activity).nodes,
    ...(message.activity.attachments ? { drawn: drawn(cardsOf(message.activity)) } : {}),
    ephemeral: false,
    edited: message.edited,
    ...(message.thread ? { thread: message.thread } : {}),
  });

  return (accountId: string): Screen => {
    const messagesIn = (conversation: string) =>
      state.messages.filter((message) => message.conversation === conversation).map(shown);
    const chat = chatWith(accountId);
    const conversations: Conversation[] = [
      { id: chat, kind: 'direct', name: BOT_NAME, messages: messagesIn(chat) },
      ...state.rooms
        .filter((room) => room.members.includes(accountId))
        .map(
          ({ channelId, name }): Conversation => ({
            id: channelId,
            kind: 'channel',
            name,
            messages: messagesIn(channelId),
          }),
        ),
    ];
    const dialog = state.dialogs.get(accountId);
    const notice = state.notices.get(accountId);
    const ways = waysOf(accountId);
    return {
      conversations,
      ...(ways.length > 0 ? { ways } : {}),
      ...(dialog && {
        dialog: {
          title: dialog.title,
          nodes: readCard(dialog.card, dialog.typed).nodes,
          drawn: drawn([dialog.card]),
        },
      }),
      ...(notice && { notice }),
    };
  };
}
