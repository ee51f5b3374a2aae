import type { App, Logger, Receiver, ReceiverEvent } from '@slack/bolt';
import { SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../platform.ts';
import { codeOf } from './logger.ts';
import { clientOptions, type SlackConnection } from './workspace.ts';

/** The longest pause between attempts to open the socket again. Milliseconds of machine time. */
const LONGEST_PAUSE = 30_000;

export interface Socket {
  receiver: Receiver;
  /** Opens the socket and keeps it open. Resolves after the first attempt, however it went. */
  open(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A socket that this program opens to Slack, for where Slack cannot reach it: what Slack would post comes over it. It is
 * opened again by itself whenever it closes; Bolt's own way of doing so ends the process where Slack is out of reach.
 */
export function socketTo(connection: SlackConnection, appToken: string, logger: Logger, log: Log): Socket {
  const { team } = connection;
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(connection, logger) },
  });
  let closed = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  async function open(): Promise<void> {
    try {
      await receiver.client.start();
      failures = 0;
      log.info({ team }, 'The socket to Slack is open');
    } catch (error) {
      if (closed) return;
      failures += 1;
      log.error({ team, error: codeOf(error) }, 'The socket to Slack could not be opened. It is tried again');
      again();
    }
  }
  function again(): void {
    if (closed) return;
    const pause = failures === 0 ? 0 : Math.min(LONGEST_PAUSE, 500 * 2 ** failures);
    timer ??= setTimeout(() => {
      timer = undefined;
      void open();
    }, pause);
  }
  receiver.client.on('disconnected', again);

  return {
    receiver: {
      init: (app: App) =>
        receiver.init({ processEvent: (event: ReceiverEvent) => acknowledgedWhenDone(app, event) } as App),
      start: open,
      stop: () => receiver.stop(),
    },
    open,
    async close() {
      closed = true;
      clearTimeout(timer);
      await receiver.stop();
    },
  };
}

/** Bolt acknowledges an event before it is handled; over HTTP the answer can be held back, and so it is here. */
async function acknowledgedWhenDone(app: App, event: ReceiverEvent): Promise<void> {
  if (event.body.type !== 'event_callback') return app.processEvent(event);
  let acknowledged = false;
  await app.processEvent({
    ...event,
    ack: async () => {
      acknowledged = true;
    },
  });
  if (acknowledged) await event.ack();
}
