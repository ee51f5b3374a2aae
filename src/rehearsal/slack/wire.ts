import { createHmac } from 'node:crypto';
import type { BotSocket } from './socket.ts';

/** What the bot answered: its status and its body, or why there was none. */
export type Answered = { status: number; body: string } | { failed: 'timeout' | 'connection' };

export const taken = (answered: Answered): answered is { status: number; body: string } =>
  !('failed' in answered) && answered.status >= 200 && answered.status < 300;

/** Slack's own waiting time. */
export const PATIENCE_MS = 3_000;

/** Tells the bot as Slack does: posted and signed, or over its socket, and with no patience beyond three seconds. */
export function wire(options: {
  bot(): string;
  path: string;
  signingSecret?: string;
  patienceMs?: number;
  /** Where the bot has opened a socket, everything goes over it. */
  socket?: BotSocket;
}) {
  async function send(body: string, type: string, headers: Record<string, string> = {}): Promise<Answered> {
    const timestamp = String(Math.floor(Date.now() / 1000));
    try {
      const response = await fetch(`${options.bot()}${options.path}`, {
        method: 'POST',
        headers: {
          'content-type': type,
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signature(options.signingSecret ?? '', timestamp, body),
          ...headers,
        },
        body,
        signal: AbortSignal.timeout(options.patienceMs ?? PATIENCE_MS),
      });
      return { status: response.status, body: await response.text() };
    } catch (error) {
      return { failed: (error as Error).name === 'TimeoutError' ? 'timeout' : 'connection' };
    }
  }

  return {
    command: (fields: Record<string, string>) =>
      options.socket?.send('slash_commands', fields) ??
      send(new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded'),
    interaction: (payload: object) =>
      options.socket?.send('interactive', payload) ??
      send(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), 'application/x-www-form-urlencoded'),
    /** Sent again up to three times while it is not taken. Slack waits minutes in between; nobody here would. */
    async event(envelope: object): Promise<boolean> {
      const body = JSON.stringify(envelope);
      let reason = '';
      for (const [attempt, pause] of [0, 0, 50, 200].entries()) {
        if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
        const again: Record<string, string> =
          attempt === 0 ? {} : { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': reason };
        const answered = options.socket
          ? await options.socket.send('events_api', envelope, attempt, reason)
          : await send(body, 'application/json', again);
        if (taken(answered)) return true;
        reason = 'failed' in answered && answered.failed === 'timeout' ? 'http_timeout' : 'http_error';
      }
      return false;
    },
  };
}

/** Slack's signature of a request: version 0, the time, the body. */
export function signature(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}
