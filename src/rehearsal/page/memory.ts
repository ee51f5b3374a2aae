/** The part of a browser's storage that is used here. Reaching for it throws where the browser blocks storage. */
type Keep = () => { getItem(key: string): string | null; setItem(key: string, value: string): void };

/** What the browser remembers under a name, for as long as its storage does; where it blocks that, until a reload. */
export function memory(name: string, storage: Keep) {
  let kept: Record<string, string> = {};
  try {
    kept = JSON.parse(storage().getItem(name) ?? '{}');
  } catch {
    // Blocked, or not ours: nothing was seen yet.
  }
  return {
    get: (key: string): string | undefined => kept[key],
    set(key: string, value: string): void {
      if (kept[key] === value) return;
      kept = { ...kept, [key]: value };
      try {
        storage().setItem(name, JSON.stringify(kept));
      } catch {
        // Blocked or full: `kept` serves until the page is reloaded.
      }
    },
  };
}

export type Memory = ReturnType<typeof memory>;
