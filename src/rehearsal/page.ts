import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Log } from '../bot/platform.ts';
import { type Agreements, agreementBody, bring, MOST_BYTES } from './page-agreement.ts';
import { pageClients } from './page-clients.ts';
import { changes } from './page-events.ts';
import type { pageFiles } from './page-files.ts';
import { answerJson, answerText, harden, Refused, readJson, refuseStrangers } from './page-guard.ts';
import { type Moving, type Rehearsal, STEPS } from './page-rehearsal.ts';
import { pageState } from './page-state.ts';

const calendarBody = z.strictObject({
  to: z.enum(STEPS),
  /** The people who do nothing by themselves, because you are they; absent: nobody does anything. */
  othersExcept: z.array(z.string()).optional(),
});

export interface PageOptions {
  rehearsal: Rehearsal;
  files: ReturnType<typeof pageFiles>;
  agreements: Agreements;
  log: Log;
}

export interface Page {
  listener: RequestListener;
  /** Makes what takes long the first time, so that the first browser need not wait for it. */
  prepare(): Promise<void>;
  /** Ends what browsers listen to, so that they ask whatever comes in this page's place. */
  close(): void;
}

/**
 * The rehearsal's web page and its JSON API, for browsers on this machine only. Answers every request it is given; an
 * error is `{ error }` in words that the page shows as they are.
 */
export function rehearsalPage({ rehearsal, files, agreements, log }: PageOptions): Page {
  const events = changes((listener) => {
    const stops = [rehearsal.onChange(listener), ...rehearsal.standIns.map((standIn) => standIn.onChange(listener))];
    return () => {
      for (const stop of stops) stop();
    };
  });
  /** How far the calendar is on its way; null while it stands. */
  let moving: Moving | null = null;
  let closed = false;

  const clients = pageClients(rehearsal);
  const state = shared(kept(() => pageState(rehearsal, agreements.own, () => moving)));
  const sent = shared(kept(() => rehearsal.log()));

  /** Made again only once something was written, or the calendar moved. */
  function kept<T>(make: () => Promise<T>): () => Promise<T> {
    let known: { version: string; made: T } | undefined;
    return async () => {
      const version = await rehearsal.version();
      if (known?.version !== version) known = { version, made: await make() };
      return known.made;
    };
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
      case '/rehearsal/screen':
        return answerJson(response, 200, await clients.screen(query));
      case '/rehearsal/act':
        return answerJson(response, 200, await clients.act(request));
      case '/rehearsal/calendar':
        return answerJson(response, 200, await move(request));
      case '/rehearsal/agreement':
        return answerJson(response, 200, await bring(agreements, await readJson(request, agreementBody, MOST_BYTES)));
      case '/rehearsal/log':
        return answerJson(response, 200, await sent());
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
      // What was asked while everything stops could not be answered any more.
      if (!(error instanceof Refused || closed)) log.error({ error }, 'The rehearsal page could not be answered');
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
  return {
    listener,
    prepare: async () => void (await state()),
    close() {
      closed = true;
      events.close();
    },
  };
}

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
