import type { Platform } from '../views/message.ts';
import type { StandIn } from './stand-in.ts';

/** The heading that the page lists a person under: the first of these that fits them. */
export type PersonGroup = 'lead' | 'support' | 'manager' | 'board' | 'csp' | 'unknown';

/** Somebody whom the page lets you be. `unknown` is somebody with an account who is not on the register. */
export interface RehearsalPerson {
  key: string;
  name: string;
  group: PersonGroup;
  /** The posts they hold, as published: "Chief Executive, Broxtowe Borough Council". */
  posts: string[];
  /** What they do here, in words: "Leads Hate crime". */
  roles: string[];
  accounts: { platform: Platform; connection: string; accountId: string }[];
}

/** By a day, by a working day, to the next thing that will happen, to when all about a period is over, or by a year. */
export type CalendarStep = (typeof STEPS)[number];
export const STEPS = ['day', 'working-day', 'next', 'end', 'year'] as const;

/** A message that reached somebody. `because` is the rule that caused it, in words. */
export interface SentMessage {
  id: string;
  /** Calendar time. */
  at: Date;
  platform: Platform;
  /** The workspace or tenant: everybody who is on it reads its channels. */
  connection: string;
  /** A person's or a channel's name. */
  to: string;
  /** The person's key, where it went to a person: the page offers to open their inbox. */
  person?: string;
  /** Where it stands on the platform; null for a page of a person's own, and for what has been taken away. */
  conversation: string | null;
  message: string | null;
  /** A short code: `report.prompt`. */
  about: string;
  because: string;
}

/** How far the calendar is on its way, and what it is doing. */
export interface Moving {
  doing: string | null;
  part: number;
}

export type Tell = (doing: string, part: number) => void;

/** What the page needs of a running rehearsal. */
export interface Rehearsal {
  /** While it stays the same, everything asked of the rows gets the answer that it got since. */
  version(): Promise<string>;
  describe(): Promise<{
    partnership: string;
    /** IANA name: every time on the page is in it. */
    timeZone: string;
    /** Key of the person the page starts with. */
    startWith: string;
    /** Ids of the channels in which the board reads its digest. */
    boardChannels: string[];
  }>;
  people(): Promise<RehearsalPerson[]>;
  standIns: readonly StandIn[];
  calendar: {
    now(): Date;
    /** The quarter that today is in: "Quarter 4 (January to March 2021)". */
    quarter(): string;
    /** What is owed now, one line each: "11 progress reports, due 16 April 2021". */
    due(): Promise<string[]>;
    next(): Promise<{ at: Date; what: string } | null>;
    /**
     * Resolves once everything that this move made happen has been delivered. With `others`, everybody but those people
     * answers what they are asked meanwhile. `tell` says what it is doing, and how far it is: 0 to 1.
     */
    move(to: CalendarStep, others: { except: string[] } | null, tell: Tell): Promise<void>;
  };
  /** Oldest first. */
  log(): Promise<SentMessage[]>;
  /** Called after the calendar, the people or the log changed; the stand-ins tell of screens themselves. */
  onChange(listener: () => void): () => void;
}
