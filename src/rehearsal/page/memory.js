/**
 * What this tab remembers until it is closed: who you are being, and what you have seen. Where the browser blocks
 * storage, it remembers until the page is reloaded.
 *
 * @param {string} name
 * @returns {{ read(): Record<string, any>, write(facts: Record<string, any>): void }}
 */
export function memory(name) {
  let kept = '{}';
  return {
    read() {
      try {
        kept = sessionStorage.getItem(name) ?? kept;
        return JSON.parse(kept);
      } catch {
        return JSON.parse(kept);
      }
    },
    write(facts) {
      kept = JSON.stringify({ ...this.read(), ...facts });
      try {
        sessionStorage.setItem(name, kept);
      } catch {
        // Blocked or full: `kept` serves until the page is reloaded.
      }
    },
  };
}
