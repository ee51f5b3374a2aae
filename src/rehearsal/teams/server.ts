import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Endpoints } from '../../bot/teams/tenant.ts';
import type { Fault, StandIn, StandInOptions } from '../stand-in.ts';
import { type Client, openClient } from './client.ts';
import { connector, type Reply } from './connector.ts';
import { type AppState, openState } from './state.ts';
import { throttle } from './throttle.ts';
import { botToken, ISSUER, isBotToken, listedKeys } from './tokens.ts';
import type { Json } from './validate.ts';

export interface TeamsStandInOptions extends StandInOptions {
  appId: string;
  appPassword: string;
  /** Where the bot takes what Teams sends: `/teams/<key>/messages`. */
  path: string;
  /** Longer than Teams waits for the bot, in milliseconds. Where time is of no matter, the bot cannot be too quick either. */
  patienceMs?: number;
}

export interface TeamsStandIn extends StandIn {
  /** An administrator deletes a message. */
  deletes(channelId: string, messageId: string): void;
  /** What points the bot at this stand-in. */
  endpoints: Endpoints;
  /** Changes what the app is to a person: added (the bot is told), never added, or blocked. */
  app(accountId: string, state: AppState): Promise<void>;
  /** Sends the bot any activity, with Teams' token or another; answers with what the bot answered. */
  send: Client['send'];
}

const METADATA = '/v1/.well-known/openidconfiguration';

/** Microsoft's side of a bot in one tenant, and the clients of everybody in it. Listens on loopback only. */
export async function startTeamsStandIn(options: TeamsStandInOptions): Promise<TeamsStandIn> {
  const { appId, appPassword, connection: tenantId } = options;
  const state = openState(options);
  const faults: Fault[] = [];
  const calls: StandIn['calls'] = [];
  let url = '';
  const carryOut = connector(
    state,
    appId,
    () => url,
    options.patienceMs === undefined ? throttle() : { take: () => 0 },
  );

  const login = (form: URLSearchParams): Reply => {
    if (form.get('client_id') !== appId || form.get('client_secret') !== appPassword) {
      const body = { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' };
      return { status: 401, body };
    }
    const wanted = form.get('grant_type') === 'client_credentials' && form.get('scope')?.includes(`${ISSUER}/.default`);
    if (!wanted) return { status: 400, body: { error: 'invalid_scope', error_description: 'AADSTS70011' } };
    return { status: 200, body: botToken(appId, tenantId) };
  };

  /** A connector call; undefined where the line is to drop. */
  const call = (request: http.IncomingMessage, path: string, text: string): Reply | undefined => {
    const name = `${request.method} ${path}`;
    let body: Json = {};
    const note = (reply: Reply): Reply => {
      calls.push({ at: Date.now(), call: name, body, status: reply.status });
      return reply;
    };
    const { authorization = '' } = request.headers;
    if (!isBotToken(authorization, appId, tenantId)) {
      return note({
        status: 401,
        body: { error: { code: 'Unauthorized', message: 'Authorization has been denied.' } },
      });
    }
    try {
      body = text ? JSON.parse(text) : {};
    } catch {
      return note({ status: 400, body: { error: { code: 'BadSyntax', message: 'The body is not JSON.' } } });
    }
    const index = faults.findIndex((fault) => name.includes(fault.call));
    const [fault] = index < 0 ? [] : faults.splice(index, 1);
    if (fault?.after) carryOut(request.method ?? '', path, body);
    if (fault?.status === 0) {
      note({ status: 0 });
      return undefined;
    }
    if (fault) {
      const error = { code: fault.code, message: fault.code };
      return note({ status: fault.status, body: { error }, retryAfter: fault.retryAfter });
    }
    return note(carryOut(request.method ?? '', path, body));
  };

  const answer = (request: http.IncomingMessage, path: string, text: string): Reply | undefined => {
    if (path === METADATA) {
      const signing = { jwks_uri: `${url}v1/keys`, id_token_signing_alg_values_supported: ['RS256'] };
      return { status: 200, body: { issuer: ISSUER, ...signing } };
    }
    if (path === '/v1/keys') return { status: 200, body: listedKeys() };
    if (path === `/${tenantId}/oauth2/v2.0/token`) return login(new URLSearchParams(text));
    if (path.startsWith('/v3/')) return call(request, path.slice(1), text);
    return { status: 404 };
  };

  const server = http.createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const reply = answer(request, new URL(request.url ?? '/', 'http://localhost').pathname, text);
    if (!reply) return void request.socket.destroy();
    response.writeHead(reply.status, {
      'content-type': 'application/json',
      ...(reply.retryAfter ? { 'retry-after': String(reply.retryAfter) } : {}),
    });
    response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  // msal knows Microsoft's login service by its https address; what it asks there is carried here.
  const carry =
    (method: string) =>
    async (to: string, given?: { headers?: Record<string, string>; body?: string }): Promise<never> => {
      const { pathname, search } = new URL(to);
      const sent = { method, headers: given?.headers, ...(method === 'POST' ? { body: given?.body } : {}) };
      const response = await fetch(new URL(`${pathname}${search}`, url), sent);
      const carried = {
        headers: Object.fromEntries(response.headers),
        body: await response.json(),
        status: response.status,
      };
      return carried as never;
    };

  const client = openClient(state, { ...options, serviceUrl: url });
  return {
    platform: 'teams',
    connection: tenantId,
    url,
    members: options.members,
    calls,
    endpoints: {
      openIdMetadata: `${url.slice(0, -1)}${METADATA}`,
      issuer: ISSUER,
      oauth: url.slice(0, -1),
      network: { sendGetRequestAsync: carry('GET'), sendPostRequestAsync: carry('POST') },
    },
    screen: client.screen,
    act: client.act,
    send: client.send,
    async app(accountId, to) {
      const before = state.app(accountId);
      state.change({ kind: 'app', accountId, state: to });
      if (to === 'installed' && before === 'missing') await client.installed(accountId);
    },
    deletes: (_, id) => state.change({ kind: 'deleted', id }),
    onChange: state.onChange,
    fail: (fault) => void faults.push(fault),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
