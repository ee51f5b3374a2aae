import type { Act, Dialog } from '../views/dialog.ts';
import type { Message, Platform } from '../views/message.ts';

/** Who acted, as the platform vouches for it. `connection` is the workspace's or tenant's id. */
export interface Actor {
  platform: Platform;
  connection: string;
  accountId: string;
  /** The platform gives each person a page of their own with the bot, beside their conversations. */
  hasHome?: boolean;
}

/** Where it happened. A channel by the platform's id. */
export type Place = { kind: 'direct' } | { kind: 'channel'; channelId: string };

/** A message that somebody points at, as it was when they did. */
export interface Quoted {
  /** What stands in it, as typed. Empty where it has no words, or was deleted. */
  text: string;
  link?: string;
  /** Files or pictures were sent with it. */
  hasFiles: boolean;
  /** It said more than this. */
  isCut?: boolean;
}

/** What somebody did, in words that no platform owns. */
export type Interaction = { actor: Actor; place: Place } & (
  | { kind: 'said'; text: string }
  /** Somebody opened the page of their own that the platform gives them. */
  | { kind: 'home' }
  /** Somebody began a command from a platform's own menu, anywhere or on a message. */
  | { kind: 'begun'; command: string; on?: Quoted }
  | { kind: 'pressed'; partnershipId: string; command: string; input: Record<string, string> }
  | {
      kind: 'filled';
      partnershipId: string;
      command: string;
      draftId: string;
      revision: number;
      page: string;
      act: Act;
      /** The values of the inputs on screen, and only those, by path. */
      values: Record<string, string>;
      /** Sorts after earlier saves of the same form. Empty where the platform keeps order itself. */
      order: string;
    }
);

/** What the person sees now. `private` matters in a channel: nobody else sees it there. */
export type Answer =
  | { kind: 'message'; message: Message; private: boolean }
  | { kind: 'dialog'; dialog: Dialog }
  /** Nothing to show: a draft was saved. */
  | { kind: 'nothing' };

/** The way in: an edge turns what it received into an Interaction and shows the Answer. Never rejects, but for a page that was opened. */
export type Handle = (interaction: Interaction) => Promise<Answer>;

/**
 * Where a message goes: to a person's account, to the page of their own that the platform gives them (their
 * conversation, where it gives none), or to a channel.
 */
export type Destination =
  | { kind: 'account' | 'home'; connection: string; accountId: string }
  | {
      kind: 'channel';
      connection: string;
      channelId: string;
      /** The message there under which it is posted, in its thread: the channel itself gets nothing new. */
      under?: string;
    };

/** What became of one attempt. `seconds` is the platform's wish, or the adapter's own when it said nothing. */
export type Outcome =
  | { kind: 'sent'; conversation: string; messageId: string }
  | {
      kind: 'retry';
      seconds: number;
      reason: string /** The platform may have taken it all the same. */;
      unsure: boolean;
    }
  /** `gone`: what was to be changed is there no more. */
  | { kind: 'refused'; reason: string; gone?: boolean };

export interface Placed {
  conversation: string;
  messageId: string;
}

/** The way out: one for each platform, serving all of its connections. */
export interface PlatformPort {
  platform: Platform;
  /** `repeated`: an earlier attempt may have arrived; look for it by `deliveryId`, or say that this is a repeat. */
  post(connection: string, to: Destination, message: Message, deliveryId: string, repeated: boolean): Promise<Outcome>;
  update(connection: string, at: Placed, message: Message): Promise<Outcome>;
  remove(connection: string, at: Placed): Promise<Outcome>;
  /** What the platform vouches for about an account: its verified email. Null where it knows no such member. Rejects where it cannot be asked. */
  lookUp(connection: string, accountId: string): Promise<Profile | null>;
}

/** An account as the platform describes it. `email` is null where it vouches for none. */
export interface Profile {
  name: string;
  email: string | null;
}

/** Small facts that an edge keeps between restarts: conversations it opened, the newest service address. */
export interface EdgeMemory {
  get(platform: Platform, connection: string, key: string): Promise<string | undefined>;
  set(platform: Platform, connection: string, key: string, value: string): Promise<void>;
}

/** Where an edge writes what an operator should know. Never the content of a message. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** One platform, wired up: the way out, and what the HTTP server has to pass on to it. */
export interface Edge {
  port: PlatformPort;
  /** `path` is matched exactly. The listener answers every request it is given. */
  listeners: { path: string; listener: import('node:http').RequestListener }[];
  /** Opens what the platform has to be asked for before anything comes in. Never rejects: it is tried until it works. */
  open(): Promise<void>;
  close(): Promise<void>;
}
