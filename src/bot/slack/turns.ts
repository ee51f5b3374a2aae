/** How long after a request its acknowledgement leaves at the latest. Slack itself waits three seconds. */
const ANSWER_WITHIN_MS = 2_600;

/** What the edge has promised and not finished. */
export interface Unfinished {
  /**
   * Called when a request arrives. What it returns waits for what is shown, but not so long that the acknowledgement
   * would be late; then the work goes on by itself.
   */
  begin(): (work: Promise<void>) => Promise<void>;
  /** Waits for all of it, when closing. */
  all(): Promise<void>;
}

/** `failed` is told about work that failed; nobody else is listening then. */
export function unfinished(failed: (error: unknown) => void, answerWithinMs = ANSWER_WITHIN_MS): Unfinished {
  const open = new Set<Promise<void>>();
  return {
    begin() {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, answerWithinMs).unref();
      });
      return async (work) => {
        const watched = work.catch(failed).finally(() => open.delete(watched));
        open.add(watched);
        await Promise.race([watched, late]);
        clearTimeout(timer);
      };
    },
    async all() {
      await Promise.all(open);
    },
  };
}

/** Whether the work is finished within so many milliseconds. It goes on if not. */
export async function within(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const done = work.then(
    () => true,
    () => true,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}

/** Events that were handled already, by their ids: Slack sends one again when the answer was slow to arrive. */
export function once(limit = 2_000): (id: string, work: () => Promise<void>) => Promise<void> {
  const seen = new Map<string, Promise<void>>();
  return (id, work) => {
    const known = seen.get(id);
    if (known) return known;
    const running = work();
    seen.set(id, running);
    // What failed may be tried again.
    running.catch(() => seen.delete(id));
    if (seen.size > limit) seen.delete(seen.keys().next().value!);
    return running;
  };
}

/**
 * The order of things within one open view. Buttons run one after another. The main button waits for saves under way,
 * and what it carries is newer than any save that arrives after it from the same version of the view: those are dropped.
 */
export function viewTurns(limit = 2_000) {
  const last = new Map<string, Promise<unknown>>();
  const saving = new Map<string, Set<Promise<unknown>>>();
  const submitting = new Set<string>();
  const left = new Set<string>();
  const version = (view: { id: string; hash: string }) => `${view.id} ${view.hash}`;

  function inTurn<T>(viewId: string, work: () => Promise<T>): Promise<T> {
    const before = last.get(viewId) ?? Promise.resolve();
    const running = before.then(work, work);
    last.set(viewId, running);
    const done = () => {
      if (last.get(viewId) === running) last.delete(viewId);
    };
    running.then(done, done);
    return running;
  }

  return {
    inTurn,
    /** Undefined when the save is older than what was already sent. */
    async save<T>(view: { id: string; hash: string }, work: () => Promise<T>): Promise<T | undefined> {
      if (left.has(version(view)) || submitting.has(view.id)) return undefined;
      const running = work();
      const open = saving.get(view.id) ?? new Set();
      saving.set(view.id, open.add(running));
      try {
        return await running;
      } finally {
        open.delete(running);
        if (open.size === 0) saving.delete(view.id);
      }
    },
    /** `moved` says whether the answer replaces what was on screen. */
    submit<T>(view: { id: string; hash: string }, work: () => Promise<T>, moved: (answer: T) => boolean): Promise<T> {
      return inTurn(view.id, async () => {
        submitting.add(view.id);
        try {
          await Promise.allSettled(saving.get(view.id) ?? []);
          const answer = await work();
          if (moved(answer)) left.add(version(view));
          if (left.size > limit) left.delete(left.values().next().value!);
          return answer;
        } finally {
          submitting.delete(view.id);
        }
      });
    },
  };
}
