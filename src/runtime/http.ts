import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../bot/platform.ts';

export interface HttpOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Why the program cannot serve yet, in words for an operator; null once it can. */
  notReady(): Promise<string | null>;
  log: Log;
}

export interface HttpServer {
  /** Listeners of exact paths. They may be added while the server listens. */
  route(listeners: { path: string; listener: RequestListener }[]): void;
  /** Gets every request that nothing else takes. */
  otherwise(listener: RequestListener): void;
  /** Resolves with the port; rejects with what the operator can do about it. */
  listen(): Promise<number>;
  /** Takes every listener away again, and lets requests to them finish, 5 seconds at most. */
  clear(): Promise<void>;
  /** Lets requests to the listeners finish, 5 seconds at most, then ends every connection. */
  close(): Promise<void>;
}

const GRACE_MS = 5_000;

/** One server for everything: what the platforms send, the probes of whoever runs it, and the rehearsal's page. */
export function createHttpServer({ host, port, notReady, log }: HttpOptions): HttpServer {
  const routes = new Map<string, RequestListener>();
  let fallback: RequestListener = notFound;
  let inFlight = 0;
  let idle = () => {};

  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0]!;
    const route = routes.get(path);
    if (route) {
      inFlight += 1;
      response.once('close', () => {
        inFlight -= 1;
        if (inFlight === 0) idle();
      });
      return guarded(route, request, response, log);
    }
    if (path === '/healthz') return text(request, response, 200, 'ok');
    if (path === '/readyz') return void ready(notReady, request, response, log);
    guarded(fallback, request, response, log);
  });

  async function finished(): Promise<void> {
    if (inFlight === 0) return;
    const timer = { id: undefined as NodeJS.Timeout | undefined };
    await Promise.race([
      new Promise<void>((resolve) => {
        idle = resolve;
      }),
      new Promise<void>((resolve) => {
        timer.id = setTimeout(resolve, GRACE_MS);
      }),
    ]);
    clearTimeout(timer.id);
  }

  return {
    route(listeners) {
      for (const { path, listener } of listeners) routes.set(path, listener);
    },
    otherwise(listener) {
      fallback = listener;
    },
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, host, port)));
        server.listen(port, host, () => {
          server.removeAllListeners('error');
          server.on('error', (error) => log.error({ error }, 'The HTTP server met an error'));
          resolve((server.address() as AddressInfo).port);
        });
      }),
    async clear() {
      routes.clear();
      fallback = notFound;
      await finished();
    },
    async close() {
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await finished();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function ready(
  notReady: HttpOptions['notReady'],
  request: IncomingMessage,
  response: ServerResponse,
  log: Log,
): Promise<void> {
  try {
    const reason = await notReady();
    text(request, response, reason === null ? 200 : 503, reason ?? 'ready');
  } catch (error) {
    log.error({ error }, 'Could not tell whether the program is ready');
    text(request, response, 503, 'Could not tell whether the program is ready. The log says why.');
  }
}

/** A listener that throws must not take the program with it, nor leave the other side waiting. */
function guarded(listener: RequestListener, request: IncomingMessage, response: ServerResponse, log: Log): void {
  const failed = (error: unknown) => {
    log.error({ error, path: request.url?.split('?')[0] }, 'A request could not be answered');
    if (response.headersSent) response.destroy();
    else text(request, response, 500, 'Something went wrong here. It has been written to the log.');
  };
  try {
    const answered: unknown = listener(request, response);
    if (answered instanceof Promise) answered.catch(failed);
  } catch (error) {
    failed(error);
  }
}

function notFound(request: IncomingMessage, response: ServerResponse): void {
  text(request, response, 404, 'There is nothing at this address.');
}

function text(request: IncomingMessage, response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(words) + 1,
    'cache-control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : `${words}\n`);
}

function explained(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const words: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use. Stop the other program or set PORT to another number.`,
    EACCES: `Port ${port} may not be used by this user. Set PORT to a number from 1024 to 65535.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Set HOST to one that it has, such as 127.0.0.1.`,
    ENOTFOUND: `${host} is not an address of this machine. Set HOST to one that is, such as 127.0.0.1.`,
  };
  const known = words[error.code ?? ''];
  if (known) return Object.assign(new Error(known, { cause: error }), { name: 'OperatorError' });
  return new Error(`The HTTP server cannot listen on ${host}, port ${port}: ${error.message}`, { cause: error });
}
