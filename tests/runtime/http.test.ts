import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createHttpServer, type HttpServer } from '../../src/runtime/http.ts';
import { silent } from './support.ts';

const open: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

function server(notReady: () => Promise<string | null> = async () => null, port = 0): HttpServer {
  const made = createHttpServer({ host: '127.0.0.1', port, notReady, log: silent });
  open.push(made);
  return made;
}

test('the program says that it is alive at once, and ready once it is', async () => {
  let reason: string | null = 'The database is being prepared';
  const http = server(async () => reason);
  const url = `http://127.0.0.1:${await http.listen()}`;
  expect(await (await fetch(`${url}/healthz`)).text()).toBe('ok\n');
  const before = await fetch(`${url}/readyz`);
  expect([before.status, await before.text()]).toEqual([503, 'The database is being prepared\n']);
  reason = null;
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
});

test('a probe that fails itself is not ready', async () => {
  const http = server(async () => Promise.reject(new Error('no')));
  expect((await fetch(`http://127.0.0.1:${await http.listen()}/readyz`)).status).toBe(503);
});

test('a listener gets its own path and no other, with any query', async () => {
  const http = server();
  const url = `http://127.0.0.1:${await http.listen()}`;
  http.route([{ path: '/slack/events', listener: (_, response) => response.end('edge') }]);
  expect(await (await fetch(`${url}/slack/events?x=1`)).text()).toBe('edge');
  for (const path of ['/slack/events/', '/slack', '/']) {
    const answer = await fetch(url + path);
    expect([answer.status, await answer.text()]).toEqual([404, 'There is nothing at this address.\n']);
  }
  http.otherwise((_, response) => response.end('page'));
  expect(await (await fetch(`${url}/anything`)).text()).toBe('page');
  expect(await (await fetch(`${url}/slack/events`)).text()).toBe('edge');
});

test('a listener that throws, at once or later, leaves the others working', async () => {
  const http = server();
  const url = `http://127.0.0.1:${await http.listen()}`;
  http.route([
    {
      path: '/throws',
      listener: () => {
        throw new Error('broken');
      },
    },
    { path: '/rejects', listener: (async () => Promise.reject(new Error('broken'))) as () => void },
  ]);
  expect((await fetch(`${url}/throws`)).status).toBe(500);
  expect((await fetch(`${url}/rejects`)).status).toBe(500);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test('a port in use says what to do', async () => {
  const port = await server().listen();
  await expect(server(undefined, port).listen()).rejects.toThrow(
    `Port ${port} is in use. Stop the other program or set PORT`,
  );
});

test('an address that this machine does not have says what to do', async () => {
  const http = createHttpServer({ host: '203.0.113.1', port: 0, notReady: async () => null, log: silent });
  await expect(http.listen()).rejects.toThrow('This machine has no address 203.0.113.1. Set HOST');
});

test('closing ends connections that are kept alive and pages that listen, but lets a platform have its answer', async () => {
  const http = server();
  const port = await http.listen();
  const arrived = new Promise<() => void>((resolve) => {
    http.route([{ path: '/slow', listener: (_, response) => resolve(() => response.end('done')) }]);
  });
  http.otherwise((_, response) => void response.write('event\n'));

  const agent = new Agent({ keepAlive: true });
  const kept = httpRequest({ port, path: '/healthz', agent }).end();
  const [first] = await once(kept, 'response');
  first.resume();
  await once(first, 'end');
  const page = connect(port, '127.0.0.1');
  page.write('GET /events HTTP/1.1\r\nhost: x\r\n\r\n');
  await once(page, 'data');

  const slow = fetch(`http://127.0.0.1:${port}/slow`);
  const answer = await arrived;
  const ended = once(page, 'close');
  const closed = http.close();
  answer();
  expect(await (await slow).text()).toBe('done');
  await Promise.all([closed, ended]);
  agent.destroy();
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
});
