import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Platform } from '../views/message.ts';
import { type Agreements, agreementBody, bring, MOST_BYTES } from './page-agreement.ts';
import { changes } from './page-events.ts';
import type { pageFiles } from './page-files.ts';
import { answerJson, answerText, harden, Refused, readJson, refuseStrangers } from './page-guard.ts';
import type { ClientAct, Screen, StandIn } from './stand-in.ts';

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
const STEPS = ['day', 'working-day', 'next', 'end', 'year'] as const;

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

/** What every open page shows beside the screens of those it is. */
export interface PageState {
  partnership: string;
  /** Whether that is one that somebody brought, and not the example. */
  own: boolean;
  startWith: string;
  boardChannels: string[];
  people: (Omit<RehearsalPerson, 'accounts'> & { platforms: Platform[]; connections: string[] })[];
  calendar: {
    now: Date;
    timeZone: string;
    date: string;
    quarter: string;
    next: { at: Date; what: string } | null;
    due: string[];
    moving: Moving | null;
  };
}

/** How far the calendar is on its way, and what it is doing. */
export interface Moving {
  doing: string | null;
  part: number;
}

export type Tell = (doing: string, part: number) => void;

/** What the page needs of a running rehearsal. */
export interface Rehearsal {
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

const platform = z.enum(['slack', 'teams']);
const words = z.string();

const clientAct: z.ZodType<ClientAct> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('say'), conversation: words, text: words }),
  z.strictObject({ kind: z.literal('command'), conversation: words, text: words }),
  z.strictObject({ kind: z.literal('press'), message: words, button: words }),
  z.strictObject({ kind: z.literal('begin'), way: words, conversation: words, message: words.optional() }),
  z.strictObject({ kind: z.literal('openHome') }),
  z.strictObject({ kind: z.literal('pressAtHome'), button: words }),
  z.strictObject({ kind: z.literal('type'), values: z.record(z.string(), z.string()) }),
  z.strictObject({ kind: z.literal('pressInDialog'), button: words }),
  z.strictObject({ kind: z.literal('submit') }),
  z.strictObject({ kind: z.literal('close') }),
]);
const actBody = z.strictObject({ person: words, platform, act: clientAct });
const calendarBody = z.strictObject({
  to: z.enum(STEPS),
  /** The people who do nothing by themselves, because you are they; absent: nobody does anything. */
  othersExcept: z.array(words).optional(),
});
const screenQuery = z.object({ person: words, platform });

export interface PageOptions {
  rehearsal: Rehearsal;
  files: ReturnType<typeof pageFiles>;
  agreements: Agreements;
}

export interface Page {
  listener: RequestListener;
  /** Ends what browsers listen to, so that they ask whatever comes in this page's place. */
  close(): void;
}

/**
 * The rehearsal's web page and its JSON API, for browsers on this machine only. Answers every request it is given; an
 * error is `{ error }` in words that the page shows as they are.
 */
export function rehearsalPage({ rehearsal, files, agreements }: PageOptions): Page {
  const events = changes((listener) => {
    const stops = [rehearsal.onChange(listener), ...rehearsal.standIns.map((standIn) => standIn.onChange(listener))];
    return () => {
      for (const stop of stops) stop();
    };
  });
  /** How far the calendar is on its way; null while it stands. */
  let moving: Moving | null = null;

  const state = shared(async (): Promise<PageState> => {
    const { calendar } = rehearsal;
    const [about, people, next, due] = await Promise.all([
      rehearsal.describe(),
      rehearsal.people(),
      calendar.next(),
      calendar.due(),
    ]);
    return {
      partnership: about.partnership,
      own: agreements.own,
      startWith: about.startWith,
      boardChannels: about.boardChannels,
      people: people.map(({ accounts, ...person }) => {
        const clients = accounts.filter((one, index) => accounts.findIndex(on(one.platform)) === index);
        const platforms = clients.map(({ platform }) => platform);
        return { ...person, platforms, connections: clients.map(({ connection }) => connection) };
      }),
      calendar: {
        now: calendar.now(),
        timeZone: about.timeZone,
        date: dayInWords(calendar.now(), about.timeZone),
        quarter: calendar.quarter(),
        next,
        due,
        moving,
      },
    };
  });

  const log = shared(() => rehearsal.log());

  /** The person's client on a platform. Throws Refused when there is nobody, or no such account. */
  async function client(key: string, on: Platform) {
    const person = (await rehearsal.people()).find((one) => one.key === key);
    if (!person) throw new Refused(404, `Nobody in this rehearsal has the key "${key}".`);
    for (const account of person.accounts) {
      const standIn = rehearsal.standIns.find((one) => one.platform === on && one.connection === account.connection);
      if (account.platform !== on || !standIn) continue;
      return {
        screen: (): Screen => standIn.screen(account.accountId),
        act: (act: ClientAct) => standIn.act(account.accountId, act),
      };
    }
    throw new Refused(404, `${person.name} has no account on ${on === 'slack' ? 'Slack' : 'Teams'}.`);
  }

  async function act(request: IncomingMessage): Promise<Screen> {
    const body = await readJson(request, actBody);
    const theirs = await client(body.person, body.platform);
    try {
      await theirs.act(body.act);
    } catch (error) {
      // What the client itself would not let them do: a button that is no longer there, say.
      throw new Refused(409, inWords(error));
    }
    return theirs.screen();
  }

  async function move(request: IncomingMessage) {
    const { to, othersExcept } = await readJson(request, calendarBody);
    const others = othersExcept === undefined ? null : { except: othersExcept };
    if (moving) throw new Refused(409, 'The calendar is already moving. Wait until it stops.');
    const progress = (now: Moving | null) => {
      moving = now;
      events.tell('progress', { moving });
    };
    progress({ doing: null, part: 0 });
    try {
      await rehearsal.calendar.move(to, others, (doing, part) => progress({ doing, part }));
    } finally {
      progress(null);
    }
    return state();
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    refuseStrangers(request);
    // As it came: a path that would have to be normalised or decoded is not one of ours.
    const [path = '/', query] = (request.url ?? '/').split('?', 2);
    const method = request.method === 'HEAD' && !path.startsWith('/rehearsal/') ? 'GET' : request.method;
    const allowed = ['/rehearsal/act', '/rehearsal/calendar', '/rehearsal/agreement'].includes(path) ? 'POST' : 'GET';
    if (method !== allowed) throw new Refused(405, `This address answers ${allowed} only.`, { allow: allowed });
    switch (path) {
      case '/rehearsal/state':
        return answerJson(response, 200, await state());
      case '/rehearsal/screen': {
        const asked = screenQuery.safeParse(Object.fromEntries(new URLSearchParams(query)));
        if (!asked.success) throw new Refused(400, 'Name a person, and a platform: slack or teams.');
        return answerJson(response, 200, (await client(asked.data.person, asked.data.platform)).screen());
      }
      case '/rehearsal/act':
        return answerJson(response, 200, await act(request));
      case '/rehearsal/calendar':
        return answerJson(response, 200, await move(request));
      case '/rehearsal/agreement':
        return answerJson(response, 200, await bring(agreements, await readJson(request, agreementBody, MOST_BYTES)));
      case '/rehearsal/log':
        return answerJson(response, 200, await log());
      case '/rehearsal/events':
        return events.open(response);
      default:
        return files.answer(path, request, response);
    }
  }

  const listener: RequestListener = (request, response) => {
    harden(response);
    respond(request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      const status = error instanceof Refused ? error.status : 500;
      const words =
        error instanceof Refused ? error.message : 'Something went wrong here. Wait a moment, then do it again.';
      for (const [name, value] of Object.entries(error instanceof Refused ? error.headers : {})) {
        response.setHeader(name, value);
      }
      if (request.url?.startsWith('/rehearsal/')) answerJson(response, status, { error: words });
      else answerText(response, status, words);
    });
  };
  return { listener, close: events.close };
}

const on = (platform: Platform) => (one: { platform: Platform }) => one.platform === platform;

/** Made once for everybody who asks while it is being made: they wait for one that was begun after they asked. */
function shared<T>(make: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> | undefined;
  let next: Promise<T> | undefined;
  return () => {
    next ??= (running ?? Promise.resolve())
      .catch(() => {})
      .then(() => {
        next = undefined;
        const made = make();
        running = made;
        return made;
      });
    return next;
  };
}

const inWords = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** "Wednesday 31 March 2021". */
function dayInWords(at: Date, timeZone: string): string {
  const style = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone } as const;
  // Some releases of the locale data put a comma after the weekday, which the style guide does not.
  return new Intl.DateTimeFormat('en-GB', style).format(at).replace(',', '');
}
