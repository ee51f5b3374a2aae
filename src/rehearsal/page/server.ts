import type { ClientAct, Screen } from '../stand-in.ts';
import type { Moving, Platform, Sent, State } from './wire.ts';

/** An answer that is not what was asked for, in words for the person. */
export class Answered extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

async function ask<T>(path: string, request?: RequestInit): Promise<T> {
  let response: Response;
  let body: T & { error?: string };
  try {
    response = await fetch(path, request);
    body = await response.json();
  } catch {
    throw new Answered(0, 'The rehearsal did not answer. Look whether it is still running.');
  }
  if (!response.ok) throw new Answered(response.status, body.error ?? 'The rehearsal could not do that.');
  return body;
}

const post = <T>(path: string, body: unknown) =>
  ask<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** The rehearsal's server, as the page knows it. Every call throws an Answered in words for the person. */
export const server = {
  state: () => ask<State>('/rehearsal/state'),
  log: () => ask<Sent[]>('/rehearsal/log'),
  screen: (person: string, platform: Platform) =>
    ask<Screen>(`/rehearsal/screen?${new URLSearchParams({ person, platform })}`),
  act: (person: string, platform: Platform, act: ClientAct) =>
    post<Screen>('/rehearsal/act', { person, platform, act }),
  /** With `othersExcept`, everybody but these people answers meanwhile. */
  move: (to: string, othersExcept?: string[]) => post<State>('/rehearsal/calendar', { to, othersExcept }),
  listen,
};

export type Server = typeof server;

export interface Heard {
  /** Something changed, or the connection is back and something may have. */
  changed(): void;
  moving(now: Moving | null): void;
  lost(): void;
}

const NAME = 'golden-thread-rehearsal';

/**
 * Listens until the page is closed. A browser opens six connections to one server and no more, so of twenty tabs one
 * listens and tells the others; when it is closed, the next one does.
 */
function listen(heard: Heard): void {
  const tell = (event: Event) => {
    if (event.type === 'changed') heard.changed();
    else if (event.type === 'lost') heard.lost();
    else heard.moving(event.moving);
  };
  let tabs: BroadcastChannel | undefined;
  try {
    tabs = new BroadcastChannel(NAME);
    tabs.onmessage = ({ data }) => tell(data);
  } catch {
    // Blocked with the storage: each tab listens for itself.
  }
  const listening = () =>
    new Promise<never>(() => {
      connect((event) => {
        tell(event);
        tabs?.postMessage(event);
      });
    });
  if (!tabs || !navigator.locks) return void listening();
  navigator.locks.request(NAME, listening).catch(listening);
}

type Event = { type: 'changed' } | { type: 'lost' } | { type: 'moving'; moving: Moving | null };

function connect(tell: (event: Event) => void): void {
  const events = new EventSource('/rehearsal/events');
  events.addEventListener('open', () => tell({ type: 'changed' }));
  events.addEventListener('changed', () => tell({ type: 'changed' }));
  events.addEventListener('progress', ({ data }) => tell({ type: 'moving', moving: JSON.parse(data).moving }));
  events.addEventListener('error', () => {
    tell({ type: 'lost' });
    if (events.readyState !== EventSource.CLOSED) return;
    // The browser has given up: what answered was no stream of events.
    setTimeout(() => connect(tell), 1_000);
  });
}
