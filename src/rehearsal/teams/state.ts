import type { Member, Room, StandInOptions } from '../stand-in.ts';
import type { Json } from './validate.ts';

export const BOT_NAME = 'Golden Thread';

/** One message as Teams keeps it. */
export interface Posted {
  id: string;
  conversation: string;
  /** The message in whose thread it is, where it does not stand in the channel itself. */
  thread?: string;
  at: string;
  /** The account of whoever wrote it; absent for the bot. */
  by?: string;
  activity: Json;
  /** The names of files that somebody sent with it. */
  files?: string[];
  edited: boolean;
}

/** What the app is to a person: there, never added, or blocked. */
export type AppState = 'installed' | 'missing' | 'blocked';

export type Change =
  | { kind: 'posted'; message: Posted }
  | { kind: 'edited'; id: string; activity: Json }
  | { kind: 'deleted'; id: string }
  | { kind: 'opened'; accountId: string }
  | { kind: 'app'; accountId: string; state: AppState };

/** The dialog somebody has open, and what they typed in it so far: their client's alone, lost when it closes. */
export interface OpenDialog {
  title: string;
  card: Json;
  typed: Record<string, string>;
  from: Opener;
}

/** What opened a dialog: a message's button, or something begun from a menu, in the words in which Teams tells of it. */
export type Opener = { conversation: string } & (
  | { message: string }
  | { begun: { commandId: string; commandContext: 'message' | 'compose'; messagePayload?: Json } }
);

/** Everything the platform and its clients keep for one tenant. What the platform keeps outlives a restart. */
export interface State {
  tenantId: string;
  members: Member[];
  rooms: Room[];
  messages: Posted[];
  dialogs: Map<string, OpenDialog>;
  notices: Map<string, string>;
  /** Whether Teams knows a conversation of this id: a personal chat that was opened, or a channel (or thread) of the team. */
  place(conversation: string): { kind: 'direct'; member: Member } | { kind: 'channel'; room: Room } | undefined;
  member(accountId: string): Member | undefined;
  app(accountId: string): AppState;
  message(id: string): Posted | undefined;
  nextId(): string;
  now(): string;
  change(change: Change): void;
  changed(): void;
  onChange(listener: () => void): () => void;
}

export const chatWith = (accountId: string): string => `a:${accountId}`;

/** A thread's id is the channel's, with the message it hangs from. */
export const channelOf = (conversation: string): string => conversation.split(';messageid=')[0] ?? conversation;
export const threadOf = (conversation: string): string | undefined => conversation.split(';messageid=')[1];

export function openState({ connection, members, rooms, journal, now }: StandInOptions): State {
  const messages: Posted[] = [];
  const opened = new Set<string>();
  const apps = new Map<string, AppState>();
  const listeners = new Set<() => void>();
  let given = 0;

  const apply = (change: Change): void => {
    const index = 'id' in change ? messages.findIndex((message) => message.id === change.id) : -1;
    if (change.kind === 'posted') {
      messages.push({ ...change.message });
      given = Math.max(given, Number(change.message.id));
    } else if (change.kind === 'edited') {
      const message = messages[index];
      if (message) Object.assign(message, { activity: change.activity, edited: true });
    } else if (change.kind === 'deleted') messages.splice(index, index < 0 ? 0 : 1);
    else if (change.kind === 'opened') opened.add(change.accountId);
    else apps.set(change.accountId, change.state);
  };
  for (const entry of journal.entries) apply(entry as Change);

  const state: State = {
    tenantId: connection,
    members,
    rooms,
    messages,
    dialogs: new Map(),
    notices: new Map(),
    place(conversation) {
      const room = rooms.find((one) => one.channelId === channelOf(conversation));
      if (room) return { kind: 'channel', room };
      const member = members.find((one) => chatWith(one.accountId) === conversation && opened.has(one.accountId));
      return member && { kind: 'direct', member };
    },
    member: (accountId) => members.find((one) => one.accountId === accountId),
    app: (accountId) => apps.get(accountId) ?? 'installed',
    message: (id) => messages.find((one) => one.id === id),
    nextId() {
      given += 1;
      return String(given);
    },
    now: () => now().toISOString(),
    change(change) {
      apply(change);
      journal.append(structuredClone(change));
      state.changed();
    },
    changed() {
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return state;
}
