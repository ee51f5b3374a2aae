import type { ServerResponse } from 'node:http';

const GATHER_MS = 40;
const HEARTBEAT_MS = 20_000;

/**
 * Server-Sent Events for every open page. `changed` says only that something did, so a burst of changes is one event;
 * `subscribe` is called while at least one page is open.
 */
export function changes(subscribe: (listener: () => void) => () => void) {
  const open = new Set<ServerResponse>();
  let stop: (() => void) | undefined;
  let gathering: NodeJS.Timeout | undefined;

  function tell(event: string, data: unknown): void {
    for (const response of open) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  function changed(): void {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      tell('changed', {});
    }, GATHER_MS).unref();
  }

  function start(): () => void {
    const unsubscribe = subscribe(changed);
    // A page that vanished without a word is noticed when this cannot be written.
    const heartbeat = setInterval(() => {
      for (const response of open) response.write(':\n\n');
    }, HEARTBEAT_MS).unref();
    return () => {
      clearInterval(heartbeat);
      clearTimeout(gathering);
      gathering = undefined;
      unsubscribe();
    };
  }

  return {
    tell,
    close(): void {
      for (const response of open) response.end();
    },
    open(response: ServerResponse): void {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
      response.write('retry: 1000\n\n');
      open.add(response);
      stop ??= start();
      response.on('close', () => {
        open.delete(response);
        if (open.size > 0) return;
        stop?.();
        stop = undefined;
      });
    },
  };
}
