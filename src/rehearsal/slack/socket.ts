import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import WebSocket from 'ws';
import type { Answered } from './wire.ts';

/** The socket that a bot opens with its app token, in place of being posted to. */
export interface BotSocket {
  /** An address that can be connected to once. */
  address(): string;
  /** Sends an envelope and waits for its acknowledgement. `attempt`: how often it was sent before. */
  send(type: string, payload: unknown, attempt?: number, reason?: string): Promise<Answered>;
  /** Ends every connection, as Slack does now and then. */
  drop(): void;
  /** How many are connected. */
  connected(): number;
  close(): void;
}

export function botSocket(server: Server, url: () => string, patienceMs: number): BotSocket {
  const sockets = new WebSocket.Server({ noServer: true });
  const tickets = new Set<string>();
  const waiting = new Map<string, (answered: Answered) => void>();
  let numbers = 0;

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) return void stream.destroy();
    sockets.handleUpgrade(request, stream as never, head, (socket) => {
      socket.on('message', (data) => acknowledged(String(data)));
      socket.send(JSON.stringify({ type: 'hello', num_connections: sockets.clients.size }));
    });
  });

  function acknowledged(text: string): void {
    const { envelope_id: id, payload } = JSON.parse(text) as { envelope_id: string; payload?: object };
    const empty = payload === undefined || Object.keys(payload).length === 0;
    waiting.get(id)?.({ status: 200, body: empty ? '' : JSON.stringify(payload) });
    waiting.delete(id);
  }

  return {
    address() {
      numbers += 1;
      const ticket = `ticket-${numbers}`;
      tickets.add(ticket);
      return `${url().replace('http:', 'ws:')}link/?ticket=${ticket}`;
    },
    send(type, payload, attempt = 0, reason = '') {
      const [socket] = [...sockets.clients].filter(({ readyState }) => readyState === WebSocket.OPEN);
      if (!socket) return Promise.resolve({ failed: 'connection' });
      numbers += 1;
      const id = `envelope-${numbers}`;
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiting.delete(id);
          resolve({ failed: 'timeout' });
        }, patienceMs);
        waiting.set(id, (answered) => {
          clearTimeout(timer);
          resolve(answered);
        });
        const retries = type === 'events_api' ? { retry_attempt: attempt, retry_reason: reason } : {};
        const accepts = { accepts_response_payload: type !== 'events_api' };
        socket.send(JSON.stringify({ envelope_id: id, type, payload, ...accepts, ...retries }));
      });
    },
    drop() {
      for (const socket of sockets.clients) {
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
        socket.close();
      }
    },
    connected: () => [...sockets.clients].filter(({ readyState }) => readyState === WebSocket.OPEN).length,
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}
