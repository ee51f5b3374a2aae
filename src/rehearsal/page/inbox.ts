import type { ClientAct, Conversation, Drawn, Node, Screen, ShownMessage } from '../stand-in.ts';
import type { Person, Platform, Sent } from './wire.ts';

export const HOME = 'home';

/** One line of somebody's inbox: a conversation, or on Slack the app's Home tab. */
export type Entry = Conversation | HomeTab;
interface HomeTab {
  id: typeof HOME;
  kind: 'home';
  name: string;
  messages: never[];
  shown?: { nodes: Node[]; drawn?: Drawn };
}

export function entriesOf(screen: Screen, platform: Platform): Entry[] {
  if (platform !== 'slack') return screen.conversations;
  return [...screen.conversations, { id: HOME, kind: 'home', name: 'Home', messages: [], shown: screen.home }];
}

/** How the newest message that was seen is remembered: with its time, for when it is not there any more. */
export const markOf = ({ at, id }: ShownMessage) => `${at} ${id}`;

/**
 * The messages in a conversation that came after what was last seen there: all of them where nobody has looked yet.
 * What is in a thread is not in the conversation.
 */
export function unread(entry: Pick<Entry, 'messages'>, seen: string | undefined): ShownMessage[] {
  const messages: ShownMessage[] = entry.messages;
  const from = messages.findIndex((message) => markOf(message) === seen);
  const since = seen?.split(' ')[0] ?? '';
  const after = from >= 0 ? messages.slice(from + 1) : messages.filter(({ at }) => at > since);
  return after.filter((message) => message.from === 'bot' && !message.thread);
}

/** What the bot wrote on a screen since another look at it. */
export function arrived(before: Screen, after: Screen): ShownMessage[] {
  const known = new Set(before.conversations.flatMap(({ messages }) => messages.map(({ id }) => id)));
  return after.conversations
    .flatMap(({ messages }) => messages)
    .filter((message) => message.from === 'bot' && !known.has(message.id));
}

/** The keys of those who see a message: whom it went to, or everybody where its channel is. */
export function readersOf(sent: Pick<Sent, 'person' | 'connection'>, people: Pick<Person, 'key' | 'connections'>[]) {
  return people
    .filter(({ key, connections }) => (sent.person ? key === sent.person : connections.includes(sent.connection)))
    .map(({ key }) => key);
}

/** What typing this and sending it does, or the platform's own words for why it does nothing. */
export function actFor(platform: Platform, conversation: string, text: string): ClientAct | { refused: string } {
  if (platform !== 'slack' || !text.startsWith('/')) return { kind: 'say', conversation, text };
  const [, name = '', rest = ''] = /^\/(\S*)\s*(.*)$/s.exec(text) ?? [];
  if (name === 'thread') return { kind: 'command', conversation, text: rest };
  return { refused: `/${name} is not a valid command. This app has one: /thread, with what you ask after it.` };
}
