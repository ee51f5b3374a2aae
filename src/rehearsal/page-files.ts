import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { bundled } from './page-bundle.ts';
import { Refused } from './page-guard.ts';

const FOLDER = fileURLToPath(new URL('./page/', import.meta.url));

interface Served {
  type: string;
  etag: string;
  plain: Buffer;
  zipped: Buffer;
}

const TYPES: Record<string, string> = {
  html: 'text/html',
  svg: 'image/svg+xml',
  js: 'text/javascript',
  css: 'text/css',
};

/** What the browser loads: made once, when the program starts or a browser first asks, and kept compressed in memory. */
export function pageFiles() {
  const made = once(async () => {
    const { files, needed } = await bundled(`${FOLDER}main.tsx`);
    const links = needed.map((name) => `<link rel="modulepreload" href="/${name}">\n    `).join('');
    const index = (await readFile(`${FOLDER}index.html`, 'utf8')).replace('<script', `${links}<script`);
    const all = [
      ...files.map(({ name, content }) => [`/${name}`, name, content] as const),
      ['/icon.svg', 'icon.svg', await readFile(`${FOLDER}icon.svg`)] as const,
      ['/', 'index.html', Buffer.from(index)] as const,
    ];
    return new Map<string, Served>(
      await Promise.all(all.map(async ([path, name, content]) => [path, await packed(name, content)] as const)),
    );
  });

  return {
    /** Makes everything now, so that the first browser need not wait for it. */
    prepare: async () => void (await made()),
    async answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
      const file = (await made()).get(path);
      if (!file) throw new Refused(404, 'There is nothing at this address.');
      const { type, etag, plain, zipped } = file;
      const compressed = /\bgzip\b/.test(String(request.headers['accept-encoding']));
      // Asked for each time, since the next start may bring another page; what is unchanged is not sent again.
      const headers = { etag, 'cache-control': 'no-cache', vary: 'accept-encoding', 'content-type': type };
      if (request.headers['if-none-match'] === etag) return void response.writeHead(304, headers).end();
      response.writeHead(200, { ...headers, ...(compressed ? { 'content-encoding': 'gzip' } : {}) });
      response.end(request.method === 'HEAD' ? undefined : compressed ? zipped : plain);
    },
  };
}

async function packed(name: string, content: Uint8Array): Promise<Served> {
  const type = TYPES[name.split('.').at(-1)!]!;
  const plain = Buffer.from(content);
  const etag = `"${createHash('sha256').update(plain).digest('base64url')}"`;
  return { type: `${type}; charset=utf-8`, etag, plain, zipped: await promisify(gzip)(plain, { level: 9 }) };
}

/** The same promise for everybody who asks, unless it failed: then the next one tries again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
