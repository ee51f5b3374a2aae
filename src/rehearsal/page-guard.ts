import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';

/** A request that is not carried out, with the words that the person sees. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

const MB = 1024 * 1024;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** On every answer: nothing from elsewhere, no inline script, no frames. */
export function harden(response: ServerResponse): void {
  response.setHeader('content-security-policy', POLICY);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
}

/**
 * Only this machine's own pages may ask. The Host is checked because a name elsewhere can be pointed at loopback (DNS
 * rebinding), the origin because any web page can send requests to localhost. Programs send neither header and may ask.
 */
export function refuseStrangers(request: IncomingMessage): void {
  const host = request.headers.host ?? '';
  if (!LOOPBACK.test(host)) throw new Refused(403, 'The rehearsal answers at localhost only.');
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreign = origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`;
  // Following a link to the page is fine from anywhere; asking its API is for the page itself.
  const otherSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (foreign || (otherSite && request.headers['sec-fetch-mode'] !== 'navigate')) {
    throw new Refused(403, 'Only the rehearsal page may ask this.');
  }
}

/** The body of a request, checked. Throws Refused for another content type, too much, what is not JSON or does not fit. */
export async function readJson<T>(request: IncomingMessage, schema: z.ZodType<T>, most = MB): Promise<T> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Refused(415, 'The body must be JSON, with its content type.');
  const text = await readText(request, most);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refused(400, 'The body is not JSON.');
  }
  const checked = schema.safeParse(body);
  if (!checked.success) throw new Refused(400, `The body does not fit. ${z.prettifyError(checked.error)}`);
  return checked.data;
}

async function readText(request: IncomingMessage, most: number): Promise<string> {
  // The rest of a refused body is not read: the connection closes with the answer.
  const tooMuch = new Refused(413, `The body must be ${most / MB} MB or less.`, { connection: 'close' });
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooMuch;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > most) throw tooMuch;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

export function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${text}\n`);
}
