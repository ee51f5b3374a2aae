/**
 * @param {string} path
 * @param {RequestInit} [request]
 */
async function ask(path, request) {
  let response;
  try {
    response = await fetch(path, request);
  } catch {
    throw new Error('The rehearsal did not answer. Look whether it is still running.');
  }
  const body = await response.json();
  if (!response.ok) throw new Error(body.error);
  return body;
}

/** @param {string} path @param {unknown} body */
const post = (path, body) =>
  ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** The rehearsal's server, as the page knows it. Every call throws an Error in words for the person. */
export const server = {
  state: () => ask('/rehearsal/state'),
  log: () => ask('/rehearsal/log'),
  /** @param {string} person @param {string} platform */
  screen: (person, platform) => ask(`/rehearsal/screen?${new URLSearchParams({ person, platform })}`),
  /** @param {string} person @param {string} platform @param {object} act */
  act: (person, platform, act) => post('/rehearsal/act', { person, platform, act }),
  /** @param {string} to @param {string} [othersExcept] everybody but this person answers meanwhile */
  move: (to, othersExcept) => post('/rehearsal/calendar', { to, othersExcept }),

  /**
   * Listens until the page is closed. `lost` is told when the connection goes, and `changed` when it is back.
   *
   * @param {{ changed(): void, progress(doing: string | null): void, lost(): void }} heard
   */
  listen(heard) {
    const events = new EventSource('/rehearsal/events');
    events.addEventListener('open', () => heard.changed());
    events.addEventListener('changed', () => heard.changed());
    events.addEventListener('progress', (event) => heard.progress(JSON.parse(event.data).doing));
    events.addEventListener('error', () => heard.lost());
  },
};
