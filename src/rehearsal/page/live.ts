import type { ClientAct, Screen, ShownMessage } from '../stand-in.ts';
import { Answered, isLost, isRefusal, type Server } from './asking.ts';
import { arrived } from './inbox.ts';
import type { Moving, Platform, Sent, State } from './wire.ts';

/** One person on one platform, whose screen is on the page. */
export interface Watched {
  person: string;
  platform: Platform;
}

/** What the server last said. Replaced as a whole, so that whoever draws it sees one moment. */
export interface View {
  state?: State;
  log: Sent[];
  screens: Record<string, Screen | undefined>;
  moving: Moving | null;
  /** Why the page may be behind, in words; undefined while it is up to date. */
  behind?: string;
  /** What went wrong with what the person did last. */
  failed?: string;
  /** How much has arrived on each watched screen since the page was opened, and what came last, to be read out. */
  arrived: Record<string, Watched & { count: number; newest: ShownMessage }>;
}

export const keyOf = ({ person, platform }: Watched) => `${platform} ${person}`;

const LOST = 'The connection to the rehearsal was lost. Trying again.';
const CLOSED =
  'The program was started again, and the form that was open here is closed. Open it again: what was saved is in it.';
const AGAIN_MS = 1_500;
/** While the calendar moves everything changes all the time. */
const MOVING_MS = 500;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The page's picture of the rehearsal: the server's word is the truth, and this keeps up with it. */
export function live(server: Omit<Server, 'agreement'>) {
  let view: View = { log: [], screens: {}, moving: null, arrived: {} };
  let watched: Watched[] = [];
  const listeners = new Set<() => void>();
  /** Raised by every act, so that a screen that was asked for before it is not drawn over its result. */
  const acts: Record<string, number> = {};
  const queues: Record<string, Promise<unknown>> = {};
  /** The act that had no answer: asked for once more, it is the same one and no other. */
  const unanswered: Record<string, { id: string; act: string } | undefined> = {};
  /** This page moves the calendar: what was said before that does not know of it. */
  let moves = false;
  let wanted = false;
  let round: Promise<void> | undefined;

  function set(change: Partial<View>): void {
    view = { ...view, ...change };
    for (const listener of listeners) listener();
  }

  const movingNow = (said: Moving | null) => said ?? (moves ? view.moving : null);

  function show(one: Watched, screen: Screen): void {
    const key = keyOf(one);
    const before = view.screens[key];
    const messages = before ? arrived(before, screen) : [];
    const newest = messages.at(-1);
    const count = (view.arrived[key]?.count ?? 0) + messages.length;
    set({
      screens: { ...view.screens, [key]: screen },
      ...(newest && { arrived: { ...view.arrived, [key]: { ...one, count, newest } } }),
    });
  }

  async function load(): Promise<void> {
    const asked = [...watched];
    const before = asked.map((one) => acts[keyOf(one)]);
    // Long after a year: nobody waits for it, and nobody reads it while the calendar moves.
    const log = view.moving ? Promise.resolve(view.log) : server.log();
    log.catch(() => {});
    const [state, screens] = await Promise.all([
      server.state(),
      Promise.all(asked.map((one) => server.screen(one.person, one.platform).catch(gone))),
    ]);
    const wasLost = view.behind === LOST && view.state?.partnership === state.partnership;
    set({ state, moving: movingNow(state.calendar.moving), behind: undefined });
    for (const [index, one] of asked.entries()) {
      const screen = screens[index];
      // Nobody looks at it any more, so it would not be kept up to date.
      if (!watched.some((other) => keyOf(other) === keyOf(one))) continue;
      if (!screen) set({ screens: { ...view.screens, [keyOf(one)]: undefined } });
      else if (before[index] === acts[keyOf(one)]) {
        if (wasLost && view.screens[keyOf(one)]?.dialog && !screen.dialog) set({ failed: CLOSED });
        show(one, screen);
      } else wanted = true;
    }
    set({ log: await log });
    if (view.moving) await wait(MOVING_MS);
  }

  /** Somebody who was not on the page before, without waiting for all the rest. */
  async function look(one: Watched): Promise<void> {
    const key = keyOf(one);
    const before = acts[key];
    const screen = await server.screen(one.person, one.platform);
    const isKnown = view.screens[key] || before !== acts[key];
    if (!isKnown && watched.some((other) => keyOf(other) === key)) show(one, screen);
  }

  async function loadWhileWanted(): Promise<void> {
    while (wanted) {
      wanted = false;
      try {
        await load();
      } catch (error) {
        set({ behind: view.state ? LOST : inWords(error) });
        wanted = true;
        await wait(AGAIN_MS);
      }
    }
  }

  /** Brings the page up to date; calls that come while it is doing so are one more round, and wait for it. */
  function refresh(): Promise<void> {
    wanted = true;
    round ??= loadWhileWanted().finally(() => {
      round = undefined;
    });
    return round;
  }

  return {
    get: () => view,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start() {
      server.listen({
        changed: () => void refresh(),
        moving: (now) => set({ moving: movingNow(now) }),
        lost: () => set({ behind: LOST }),
      });
      return refresh();
    },
    /** Whose screens are on the page. */
    watch(people: Watched[]): void {
      const fresh = people.filter((one) => !watched.some((known) => keyOf(known) === keyOf(one)));
      watched = people;
      const keys = new Set(people.map(keyOf));
      const kept = Object.entries(view.screens).filter(([key]) => keys.has(key));
      // What is not watched is not kept up to date, and would be drawn as if it were.
      if (kept.length < Object.keys(view.screens).length) set({ screens: Object.fromEntries(kept) });
      for (const one of fresh) look(one).catch(refresh);
    },
    /**
     * Does something in somebody's client, after what they did before it, and shows what came of it.
     * @throws Answered in words for the person
     */
    act(one: Watched, act: ClientAct): Promise<void> {
      const key = keyOf(one);
      const done = (queues[key] ?? Promise.resolve()).then(async () => {
        const said = JSON.stringify(act);
        const before = unanswered[key];
        const id = before?.act === said ? before.id : crypto.randomUUID();
        const screen = await server.act(one.person, one.platform, act, { id }).catch((error: unknown) => {
          unanswered[key] = isLost(error) ? { id, act: said } : undefined;
          // What is on the page is not what the client has.
          if (isRefusal(error)) refresh();
          throw error;
        });
        unanswered[key] = undefined;
        acts[key] = (acts[key] ?? 0) + 1;
        set({ failed: undefined });
        if (watched.some((known) => keyOf(known) === key)) show(one, screen);
      });
      queues[key] = done.catch(() => {});
      return done;
    },
    /** Gives somebody's client what they typed last, as the page goes away: there is no queue and no answer any more. */
    leave(one: Watched, values: Record<string, string>): void {
      const how = { id: crypto.randomUUID(), leaving: true };
      server.act(one.person, one.platform, { kind: 'type', values }, how).catch(() => {});
    },
    async move(to: string, othersExcept?: string[]): Promise<void> {
      if (view.moving) return;
      moves = true;
      set({ moving: { doing: null, part: 0 } });
      try {
        set({ state: await server.move(to, othersExcept), failed: undefined });
      } catch (error) {
        set({ failed: inWords(error) });
      }
      moves = false;
      set({ moving: null });
      await refresh();
    },
    fail: (error: unknown) => set({ failed: inWords(error) }),
    dismiss: () => set({ failed: undefined }),
  };
}

export type Live = ReturnType<typeof live>;

export const inWords = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Somebody who is not in this rehearsal any more has no screen; everything else that fails is a failure. */
function gone(error: unknown): undefined {
  if (error instanceof Answered && error.status === 404) return undefined;
  throw error;
}
