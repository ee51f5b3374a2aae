import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault, StandIn, StandInOptions } from '../stand-in.ts';
import { respond } from './answered.ts';
import { methods, type Result, refuse } from './api.ts';
import { isObject, type Json } from './check.ts';
import { clients, type Desk } from './client.ts';
import { botSocket } from './socket.ts';
import { workspaceState } from './state.ts';
import { throttle, tickets } from './tickets.ts';
import { PATIENCE_MS, wire } from './wire.ts';

export interface SlackStandInOptions extends StandInOptions {
  botToken: string;
  signingSecret?: string;
  /** With it the bot opens a socket, and nothing is posted to it. */
  appToken?: string;
  /** Where the bot listens for this workspace: `/slack/<key>/events`. */
  path: string;
  /** How long the bot may take to answer, in machine time. Slack waits three seconds. */
  patienceMs?: number;
}

/** What an administrator of the workspace can do. */
export interface SlackStandIn extends StandIn {
  deactivate(accountId: string): void;
  archive(channelId: string, archived?: boolean): void;
  /** An administrator deletes a message. */
  deletes(channelId: string, messageId: string): void;
  removeBot(channelId: string): void;
  /** Ends the bot's socket, as Slack does now and then; and whether one is open. */
  dropSocket(): void;
  hasSocket(): boolean;
}

/** Slack's server and its clients for one workspace, on loopback. As strict as Slack itself, with its error codes. */
export async function startSlackStandIn(options: SlackStandInOptions): Promise<SlackStandIn> {
  const state = workspaceState(options);
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const faults: Fault[] = [];
  const calls: StandIn['calls'] = [];
  let numbers = 0;
  let url = '';
  const server = createServer();
  const socket = botSocket(server, () => url, options.patienceMs ?? PATIENCE_MS);
  const desk: Desk = {
    team: options.connection,
    state,
    ways: options.ways ?? [],
    send: wire({ ...options, ...(options.appToken ? { socket } : {}) }),
    triggers: tickets('', 1, Math.max(PATIENCE_MS, options.patienceMs ?? 0)),
    responses: tickets('R', 5, 30 * 60_000),
    responseUrl: (id) => `${url}response/${id}`,
    hash: () => `${Math.floor(Date.now() / 1000)}.${(numbers++).toString(16).padStart(8, '0')}`,
    nextViewId: () => `V${String(numbers++).padStart(9, '0')}`,
    // Where somebody has more time than Slack, the bot cannot be too quick either.
    tooFast: (options.patienceMs ?? 0) > PATIENCE_MS ? () => 0 : throttle(5, 1),
  };
  const api = methods(desk);
  const act = clients(desk);

  function carryOut(method: string, body: Json, authorised: boolean): Result {
    if (!authorised) return refuse(body.token || method ? 'invalid_auth' : 'not_authed');
    if (method === 'apps.connections.open') return { ok: true, url: socket.address() };
    const run = Object.hasOwn(api, method) ? api[method] : undefined;
    return run ? run(body) : refuse('unknown_method');
  }

  async function answerCall(method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = fieldsOf(await read(request), request.headers['content-type']);
    const opening = method === 'apps.connections.open';
    const token = opening ? options.appToken : options.botToken;
    const authorised = token !== undefined && request.headers.authorization === `Bearer ${token}`;
    const index = faults.findIndex(({ call }) => method.includes(call));
    const [fault] = index >= 0 ? faults.splice(index, 1) : [];
    const result = fault && !fault.after ? undefined : carryOut(method, body, authorised);
    const status = fault ? fault.status : result?.ok === false && result.retryAfter !== undefined ? 429 : 200;
    calls.push({ at: Date.now(), call: method, body, status });
    changed();
    if (fault) return fail(fault, response);
    const { retryAfter, ...told } = result as Result & { retryAfter?: number };
    send(response, status, told, retryAfter);
  }

  /** Answers by the address that came with a command or a button. */
  async function answerResponse(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = fieldsOf(await read(request), request.headers['content-type']);
    const used = desk.responses.use(id);
    const refused = 'holder' in used ? respond(state, used.holder, body) : 'expired_url';
    calls.push({ at: Date.now(), call: 'response_url', body, status: refused ? 404 : 200 });
    changed();
    send(
      response,
      refused ? ('holder' in used ? 400 : 404) : 200,
      refused ? { ok: false, error: refused } : { ok: true },
    );
  }

  server.on('request', (request, response) => {
    const [, room = '', name = ''] = new URL(request.url ?? '/', 'http://localhost').pathname.split('/');
    const known = request.method === 'POST' && (room === 'api' || room === 'response');
    if (!known) return void response.writeHead(404).end();
    const answered = room === 'api' ? answerCall(name, request, response) : answerResponse(name, request, response);
    answered.catch((error: Error) => {
      if (!response.headersSent) response.writeHead(500).end(error.message);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  return {
    platform: 'slack',
    connection: options.connection,
    url,
    members: options.members,
    screen: (account) => state.screen(account),
    async act(account, what) {
      try {
        await act(account, what);
      } finally {
        changed();
      }
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    deletes: (id, ts) => state.remove({ channel: id, ts } as Parameters<typeof state.remove>[0]),
    fail: (fault) => void faults.push(fault),
    calls,
    deactivate: (account) => void state.deactivated.add(account),
    archive: (id, archived = true) => Object.assign(state.channel(id)!, { archived }),
    removeBot: (id) => Object.assign(state.channel(id)!, { botIsMember: false }),
    dropSocket: socket.drop,
    hasSocket: () => socket.connected() > 0,
    close: () =>
      new Promise((resolve) => {
        socket.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The failure that was asked for. Status 0 is a connection that breaks. */
function fail({ status, code, retryAfter }: Fault, response: ServerResponse): void {
  if (status === 0) return void response.destroy();
  send(response, status, { ok: false, error: code }, retryAfter);
}

function send(response: ServerResponse, status: number, body: object, retryAfter?: number): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  });
  response.end(JSON.stringify(body));
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The arguments of a call: JSON, or a form whose structured fields are JSON. */
function fieldsOf(body: string, contentType = ''): Json {
  if (contentType.startsWith('application/json')) {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : {};
  }
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      ['blocks', 'view', 'metadata'].includes(name) ? parsed(value) : value,
    ]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
