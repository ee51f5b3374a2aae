import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Platform } from '../views/message.ts';
import { changes } from './page-events.ts';
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

/** By a day, by a working day, to the next thing that will happen, or to the end of what is rehearsed. */
export type CalendarStep = 'day' | 'working-day' | 'next' | 'end';

/** A message that reached somebody. `because` is the rule that caused it, in words. */
export interface SentMessage {
  /** Calendar time. */
  at: Date;
  platform: Platform;
  /** A person's or a channel's name. */
  to: string;
  /** The person's key, where it went to a person: the page offers to open their inbox. */
  person?: string;
  /** A short code: `report.prompt`. */
  about: string;
  because: string;
}

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
     * Resolves once everything that this move made happen has been delivered. With `others`, everybody but that person
     * answers what they are asked meanwhile. `tell` says what it is doing.
     */
    move(to: CalendarStep, others: { except: string } | null, tell: (doing: string) => void): Promise<void>;
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
  z.strictObject({ kind: z.literal('openHome') }),
  z.strictObject({ kind: z.literal('pressAtHome'), button: words }),
  z.strictObject({ kind: z.literal('type'), values: z.record(z.string(), z.string()) }),
  z.strictObject({ kind: z.literal('pressInDialog'), button: words }),
  z.strictObject({ kind: z.literal('submit') }),
  z.strictObject({ kind: z.literal('close') }),
]);
const actBody = z.strictObject({ person: words, platform, act: clientAct });
const calendarBody = z.strictObject({
  to: z.enum(['day', 'working-day', 'next', 'end']),
  /** The person who does nothing by themselves, because you are they; absent: nobody does. */
  othersExcept: words.optional(),
});
const screenQuery = z.object({ person: words, platform });

const FOLDER = fileURLToPath(new URL('./page/', import.meta.url));
const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

/**
 * The rehearsal's web page and its JSON API, for browsers on this machine only. Answers every request it is given; an
 * error is `{ error }` in words that the page shows as they are.
 */
export function rehearsalPage({ rehearsal }: { rehearsal: Rehearsal }): RequestListener {
  const files = new Set(readdirSync(FOLDER).filter((name) => extname(name) in CONTENT_TYPES));
  const events = changes((listener) => {
    const stops = [rehearsal.onChange(listener), ...rehearsal.standIns.map((standIn) => standIn.onChange(listener))];
    return () => {
      for (const stop of stops) stop();
    };
  });
  let moving = false;

  async function state() {
    const { calendar } = rehearsal;
    const [about, people, next, due] = await Promise.all([
      rehearsal.describe(),
      rehearsal.people(),
      calendar.next(),
      calendar.due(),
    ]);
    return {
      partnership: about.partnership,
      startWith: about.startWith,
      boardChannels: about.boardChannels,
      people: people.map(({ accounts, ...person }) => ({
        ...person,
        platforms: [...new Set(accounts.map((account) => account.platform))],
      })),
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
  }

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
    moving = true;
    try {
      await rehearsal.calendar.move(to, others, (doing) => events.tell('progress', { doing }));
    } finally {
      moving = false;
      events.tell('progress', { doing: null });
    }
    return state();
  }

  async function file(name: string, response: ServerResponse): Promise<void> {
    if (!files.has(name)) throw new Refused(404, 'There is nothing at this address.');
    const type = CONTENT_TYPES[extname(name)]!;
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(await readFile(FOLDER + name));
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    refuseStrangers(request);
    // As it came: a path that would have to be normalised or decoded is not one of ours.
    const [path = '/', query] = (request.url ?? '/').split('?', 2);
    const method = request.method === 'HEAD' && !path.startsWith('/rehearsal/') ? 'GET' : request.method;
    const allowed = ['/rehearsal/act', '/rehearsal/calendar'].includes(path) ? 'POST' : 'GET';
    if (method !== allowed) throw new Refused(405, `This address answers ${allowed} only.`, { allow: allowed });
    switch (path) {
      case '/':
        return file('index.html', response);
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
      case '/rehearsal/log':
        return answerJson(response, 200, await rehearsal.log());
      case '/rehearsal/events':
        return events.open(response);
      default:
        return file(path.slice(1), response);
    }
  }

  return (request, response) => {
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
}

const inWords = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** "Wednesday 31 March 2021". */
function dayInWords(at: Date, timeZone: string): string {
  const style = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone } as const;
  // Some releases of the locale data put a comma after the weekday, which the style guide does not.
  return new Intl.DateTimeFormat('en-GB', style).format(at).replace(',', '');
}
