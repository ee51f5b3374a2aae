import type { CheckedAgreement } from '../page-agreement.ts';
import type { Screen } from '../stand-in.ts';
import { Answered, type Heard, type Server } from './asking.ts';
import type { Moving, Sent, State } from './wire.ts';

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

/** With `keepalive` it is sent even if the page goes away meanwhile, as long as it is short. */
const post = <T>(path: string, body: unknown, keepalive = false) => {
  const headers = { 'content-type': 'application/json' };
  return ask<T>(path, { method: 'POST', headers, body: JSON.stringify(body), keepalive });
};

export const server: Server = {
  state: () => ask<State>('/rehearsal/state'),
  log: () => ask<Sent[]>('/rehearsal/log'),
  screen: (person, platform) => ask<Screen>(`/rehearsal/screen?${new URLSearchParams({ person, platform })}`),
  act: (person, platform, act, { id, leaving }) =>
    post<Screen>('/rehearsal/act', { person, platform, id, act }, leaving),
  move: (to, othersExcept) => post<State>('/rehearsal/calendar', { to, othersExcept }),
  agreement: (body) => post<CheckedAgreement | null>('/rehearsal/agreement', body),
  listen,
};

const NAME = 'golden-thread-rehearsal';
const ASK_MS = 2_000;

/**
 * A browser opens six connections to one server and no more, so of twenty tabs one listens and tells the others; when it
 * is closed, the next one does. Where the browser blocks that with the storage, each asks from time to time.
 */
function listen(heard: Heard): void {
  const tell = (event: Event) => {
    if (event.type === 'changed') whenSeen(heard.changed);
    else if (event.type === 'lost') heard.lost();
    else heard.moving(event.moving);
  };
  let tabs: BroadcastChannel | undefined;
  try {
    tabs = new BroadcastChannel(NAME);
    tabs.onmessage = ({ data }) => tell(data);
  } catch {
    // Blocked.
  }
  const listening = () =>
    new Promise<never>(() => {
      connect((event) => {
        tell(event);
        tabs?.postMessage(event);
      });
    });
  const asking = () => {
    setInterval(() => whenSeen(heard.changed), ASK_MS);
  };
  if (tabs && navigator.locks) navigator.locks.request(NAME, listening).catch(asking);
  else asking();
}

/** A tab that nobody sees catches up once it is looked at. */
function whenSeen(changed: () => void): void {
  if (!document.hidden) changed();
  else document.addEventListener('visibilitychange', changed, { once: true });
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
