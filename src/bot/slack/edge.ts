import type { RequestListener } from 'node:http';
import { App, HTTPReceiver } from '@slack/bolt';
import type { Edge, EdgeMemory, Handle, Log } from '../platform.ts';
import { slackPort } from './deliver.ts';
import { listen } from './listen.ts';
import { boltLogger, codeOf } from './logger.ts';
import { listenToModals } from './modals.ts';
import { unfinished } from './turns.ts';
import { clientOptions, type SlackConnection, workspace } from './workspace.ts';

export type { SlackConnection } from './workspace.ts';

export interface SlackEdgeOptions {
  connections: SlackConnection[];
  handle: Handle;
  memory: EdgeMemory;
  log: Log;
}

/** Slack, wired up: one Bolt app for each workspace, mounted in the program's own server at `/slack/<key>/events`. */
export function slackEdge({ connections, handle, memory, log }: SlackEdgeOptions): Edge {
  const wired = connections.map((connection) => connect(connection, handle, memory, log));
  return {
    port: slackPort(new Map(wired.map(({ workspace }) => [workspace.team, workspace]))),
    listeners: wired.map(({ path, listener }) => ({ path, listener })),
    close: async () => {
      await Promise.all(wired.map(({ settled }) => settled()));
    },
  };
}

function connect(connection: SlackConnection, handle: Handle, memory: EdgeMemory, log: Log) {
  const { team, key } = connection;
  const path = `/slack/${key}/events`;
  const logger = boltLogger(log, team);
  const receiver = new HTTPReceiver({
    signingSecret: connection.signingSecret,
    endpoints: path,
    // What is acknowledged has been done: the answer leaves only when the listener is finished.
    processBeforeResponse: true,
    logger,
  });
  const app = new App({
    receiver,
    logger,
    convoStore: false,
    clientOptions: clientOptions(connection, logger),
    authorize: async () => ({ botToken: connection.botToken }),
  });
  const at = workspace(connection, memory, log, logger);
  const work = unfinished((error) => log.error({ team, error: codeOf(error) }, 'Slack did not show an answer'));
  listen(app, at, handle, work);
  listenToModals(app, at, handle, work);
  return { path, listener: answering(receiver), workspace: at, settled: () => work.all() };
}

/** Slack only ever posts; Bolt throws at anything else. */
function answering(receiver: HTTPReceiver): RequestListener {
  return (request, response) => {
    if (request.method === 'POST') return receiver.requestListener(request, response);
    response.writeHead(405, { allow: 'POST' }).end();
  };
}
