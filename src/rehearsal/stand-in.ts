import type { Platform } from '../views/message.ts';

/**
 * What a client of the platform shows, read from the platform's own JSON into what a screen reader would say. The page,
 * the tests' stories and `rehearse` all work from this, so what nobody could read or press cannot be pressed here either.
 */
export type Node =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'divider' }
  | { kind: 'button'; id: string; label: string }
  | {
      kind: 'input';
      id: string;
      label: string;
      hint?: string;
      error?: string;
      type: 'text' | 'longText' | 'choice' | 'choices' | 'date';
      /** Of several that are chosen, their values with commas between them. */
      value: string;
      options?: { value: string; label: string }[];
      /** How many of several the client lets somebody choose. */
      most?: number;
    };

/** The platform's own JSON of what is on screen, for whoever draws it as the platform's client would. */
export type Drawn =
  | { platform: 'slack'; blocks: Record<string, unknown>[] }
  | { platform: 'teams'; cards: Record<string, unknown>[] };

export interface ShownMessage {
  id: string;
  /** Calendar time, ISO 8601. */
  at: string;
  from: 'bot' | 'person';
  /** The name of the person whom it is from. */
  by?: string;
  /** What a notification would say. */
  summary: string;
  nodes: Node[];
  /** Absent where there are only words. */
  drawn?: Drawn;
  /** Only this person sees it. */
  ephemeral: boolean;
  edited: boolean;
  /** The message in whose thread it stands: it is not in the conversation itself, and notifies nobody there. */
  thread?: string;
  /** The opaque id of the delivery that caused it, where the platform carries one. */
  deliveryId?: string;
}

export interface Conversation {
  id: string;
  kind: 'direct' | 'channel';
  name: string;
  messages: ShownMessage[];
}

export interface ShownDialog {
  title: string;
  nodes: Node[];
  drawn?: Drawn;
  /** The platform's own main button, where it draws one outside the content (a Slack modal's submit). */
  submit?: string;
}

/** Something that the app's manifest puts into the platform's menus: the one of a message, or the one for everywhere. */
export interface Way {
  id: string;
  label: string;
  onMessage: boolean;
}

/** What one person has on screen on this platform. */
export interface Screen {
  conversations: Conversation[];
  /** What they can begin from the platform's menus. Absent where that is nothing. */
  ways?: Way[];
  /** The page of their own beside the conversations, where the platform has one and the bot has put something there. */
  home?: { nodes: Node[]; drawn?: Drawn };
  dialog?: ShownDialog;
  /** Something the platform itself told the person ("That did not work. Try again"). */
  notice?: string;
}

/** What a person does in their client. Resolves when the bot has answered and the client has shown it. */
export type ClientAct =
  | { kind: 'say'; conversation: string; text: string; files?: string[] }
  /** Slack only in form, both in effect: a slash command, or the bot's command typed in a personal chat. */
  | { kind: 'command'; conversation: string; text: string }
  | { kind: 'press'; message: string; button: string }
  /** Chooses from the platform's menu for everywhere, or from that of a message. */
  | { kind: 'begin'; way: string; conversation: string; message?: string }
  /** Opens the page of their own, where the platform has one. */
  | { kind: 'openHome' }
  | { kind: 'pressAtHome'; button: string }
  | { kind: 'type'; values: Record<string, string> }
  | { kind: 'pressInDialog'; button: string }
  | { kind: 'submit' }
  | { kind: 'close' };

export interface Member {
  accountId: string;
  name: string;
  email: string;
}

export interface Room {
  channelId: string;
  name: string;
  /** Account ids. */
  members: string[];
}

/** One failure that the platform is told to make: the next matching call fails like this. */
export interface Fault {
  /** A part of the method's or route's name: `chat.postMessage`, `activities`. */
  call: string;
  status: number;
  /** The platform's error code. */
  code: string;
  retryAfter?: number;
  /** The call is carried out all the same, and only the answer is lost. */
  after?: boolean;
}

/** A platform's server and its clients, for one workspace or tenant. */
export interface StandIn {
  platform: Platform;
  connection: string;
  /** The server's address on loopback, ending in a slash. */
  url: string;
  members: Member[];
  screen(accountId: string): Screen;
  act(accountId: string, act: ClientAct): Promise<void>;
  /** Called after anything on any screen changed. Returns how to stop. */
  onChange(listener: () => void): () => void;
  fail(fault: Fault): void;
  /** Every call the bot made, oldest first. */
  calls: { at: number; call: string; body: unknown; status: number }[];
  close(): Promise<void>;
}

/** What a stand-in needs from outside. The journal keeps what the platform would keep, over a restart of the program. */
export interface StandInOptions {
  connection: string;
  members: Member[];
  rooms: Room[];
  /** Where the bot listens, once it does: `http://127.0.0.1:3000`. */
  bot(): string;
  /** Calendar time, shown beside messages. */
  now(): Date;
  journal: Journal;
  /** What the app's manifest declares. */
  ways?: Way[];
}

/** Append-only lines that outlive the program. In memory for tests. */
export interface Journal {
  entries: readonly unknown[];
  append(entry: unknown): void;
}
