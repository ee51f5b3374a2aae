import type { RequestListener } from 'node:http';
import { App, HTTPReceiver, type Logger } from '@slack/bolt';
import type { Edge, EdgeMemory, Handle, Log } from '../platform.ts';
import { slackPort } from './deliver.ts';
import { listen } from './listen.ts';
import { boltLogger, codeOf } from './logger.ts';
import { listenToModals } from './modals.ts';
import { listenToShortcuts } from './shortcuts.ts';
import { type Socket, socketTo } from './socket.ts';
import { unfinished } from './turns.ts';
import { clientOptions, type SlackConnection, workspace } from './workspace.ts';

export type { SlackConnection } from './workspace.ts';

export interface SlackEdgeOptions {
  connections: SlackConnection[];
  handle: Handle;
  memory: EdgeMemory;
  log: Log;
  /** For how long whoever did something is answered, where they wait longer than Slack does. */
  patienceMs?: number;
}

/**
 * Slack, wired up: one Bolt app for each workspace, mounted in the program's own server at `/slack/<key>/events`, or at
 * the end of a socket that the program opens.
 */
export function slackEdge(options: SlackEdgeOptions): Edge {
  const wired = options.connections.map((connection) => connect(connection, options));
  return {
    port: slackPort(new Map(wired.map(({ workspace }) => [workspace.team, workspace]))),
    listeners: wired.flatMap(({ listeners }) => listeners),
    open: async () => {
      await Promise.all(wired.map(({ open }) => open()));
    },
    close: async () => {
      await Promise.all(wired.map(({ close }) => close()));
      await Promise.all(wired.map(({ settled }) => settled()));
    },
  };
}

function connect(connection: SlackConnection, { handle, memory, log, patienceMs }: SlackEdgeOptions) {
  const { team } = connection;
  const logger = boltLogger(log, team);
  const way = wayIn(connection, logger, log, patienceMs);
  const app = new App({
    receiver: way.receiver,
    logger,
    convoStore: false,
    clientOptions: clientOptions(connection, logger),
    authorize: async () => ({ botToken: connection.botToken }),
  });
  const at = workspace(connection, memory, log, logger);
  const failed = (error: unknown) => log.error({ team, error: codeOf(error) }, 'Slack did not show an answer');
  const work = unfinished(failed, patienceMs);
  listen(app, at, handle, work);
  listenToModals(app, at, handle, work);
  listenToShortcuts(app, at, handle, work);
  return { ...way, workspace: at, settled: () => work.all() };
}

/** How what people do reaches this program: Slack posts it here, or it comes over a socket that is opened from here. */
function wayIn(connection: SlackConnection, logger: Logger, log: Log, patienceMs?: number): WayIn {
  const { key, signingSecret, appToken } = connection;
  if (appToken) return { ...socketTo(connection, appToken, logger, log), listeners: [] };
  const path = `/slack/${key}/events`;
  const receiver = new HTTPReceiver({
    signingSecret: signingSecret ?? '',
    endpoints: path,
    // What is acknowledged has been done: the answer leaves only when the listener is finished.
    processBeforeResponse: true,
    ...(patienceMs && { unhandledRequestTimeoutMillis: patienceMs }),
    logger,
  });
  const nothing = async () => {};
  return { receiver, listeners: [{ path, listener: answering(receiver) }], open: nothing, close: nothing };
}

interface WayIn extends Socket {
  listeners: Edge['listeners'];
}

/** Slack only ever posts; Bolt throws at anything else. */
function answering(receiver: HTTPReceiver): RequestListener {
  return (request, response) => {
    if (request.method === 'POST') return receiver.requestListener(request, response);
    response.writeHead(405, { allow: 'POST' }).end();
  };
}
