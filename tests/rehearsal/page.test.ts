import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rehearsalPage } from '../../src/rehearsal/page.ts';
import { pageFiles } from '../../src/rehearsal/page-files.ts';
import type { CalendarStep, Rehearsal, SentMessage } from '../../src/rehearsal/page-rehearsal.ts';
import type { ClientAct, Conversation, ShownDialog, StandIn } from '../../src/rehearsal/stand-in.ts';

/** A rehearsal with one lead, who is on one workspace; the bot answers whatever is said, and a button opens a form. */
function stage() {
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const onChange = (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
  let now = new Date('2021-03-31T07:00:00Z');
  const conversation: Conversation = { id: 'D1', kind: 'direct', name: 'Golden Thread', messages: [] };
  let dialog: ShownDialog | undefined;
  const acts: ClientAct[] = [];
  const standIn: StandIn = {
    platform: 'slack',
    connection: 'T1',
    url: 'http://127.0.0.1:1/',
    members: [{ accountId: 'U1', name: 'Amara Osei', email: 'amara.osei@example.org' }],
    calls: [],
    fail() {},
    async close() {},
    onChange,
    screen: () => ({ conversations: [conversation], dialog }),
    async act(_account, act) {
      acts.push(act);
      if (act.kind === 'say') {
        const node = { kind: 'text', text: act.text } as const;
        const message = { at: now.toISOString(), summary: 'Said', nodes: [node], ephemeral: false, edited: false };
        conversation.messages.push({ ...message, id: '1', from: 'person' }, { ...message, id: '2', from: 'bot' });
      } else if (act.kind === 'press') {
        if (act.button !== 'report') throw new Error('That button is no longer there.');
        dialog = { title: 'Hate crime report', nodes: [], submit: 'Continue' };
      }
      changed();
    },
  };
  const moves: CalendarStep[] = [];
  /** How much was written: all the time, unless a test says that nothing is. */
  const rows = { written: 0, quiet: false };
  let arrive: (() => void) | undefined;
  const log: SentMessage[] = [];
  const rehearsal: Rehearsal = {
    version: async () => String(rows.quiet ? rows.written : ++rows.written),
    describe: async () => ({
      partnership: 'Example partnership',
      timeZone: 'Europe/London',
      startWith: 'amara',
      boardChannels: ['C1'],
    }),
    people: async () => [
      {
        key: 'amara',
        name: 'Amara Osei',
        group: 'lead',
        posts: ['Chief Executive'],
        roles: ['Leads Hate crime'],
        accounts: [{ platform: 'slack', connection: 'T1', accountId: 'U1' }],
      },
    ],
    standIns: [standIn],
    calendar: {
      now: () => now,
      quarter: () => 'Quarter 4 (January to March 2021)',
      due: async () => ['1 progress report, due 16 April 2021'],
      next: async () => ({ at: new Date('2021-04-01T08:00:00Z'), what: 'Leads are asked for their reports.' }),
      async move(to, _others, tell) {
        moves.push(to);
        tell('Sending 1 message', 0.5);
        if (to === 'end') await new Promise<void>((resolve) => (arrive = resolve));
        now = new Date('2021-04-01T08:00:00Z');
        const where = { platform: 'slack', connection: 'T1', conversation: 'D1', message: '2' } as const;
        log.push({ id: '1', at: now, ...where, to: 'Amara Osei', about: 'report.prompt', because: 'A period opened' });
        changed();
      },
    },
    log: async () => log,
    onChange,
  };
  return { rehearsal, rows, acts, moves, listeners, changed, arrive: () => arrive?.() };
}

/** Made once: a bundle takes half a second. */
const files = pageFiles();
const agreements = { own: false, rehearse: async () => true, example: async () => true };
/** What the operator is told. */
let logged: string[];
const log = { info() {}, warn() {}, error: (_: object, words: string) => void logged.push(words) };
let server: http.Server;
let on: ReturnType<typeof stage>;
let address: string;

beforeEach(async () => {
  on = stage();
  logged = [];
  server = http.createServer(rehearsalPage({ rehearsal: on.rehearsal, files, agreements, log }).listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** `http.request`, since `fetch` would not let a test say which Host it asks for. */
function ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}) {
  return new Promise<{ status: number; headers: http.IncomingHttpHeaders; text: string; bytes: number }>(
    (resolve, reject) => {
      const request = http.request(address + path, { method, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => {
          const body = Buffer.concat(chunks);
          const { statusCode: status = 0, headers } = response;
          resolve({ status, headers, text: body.toString('utf8'), bytes: body.length });
        });
      });
      request.on('error', reject);
      request.end(body);
    },
  );
}

const json = { 'content-type': 'application/json' };

async function post(path: string, body: unknown, headers: Record<string, string> = json) {
  const answer = await ask(path, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, body: JSON.parse(answer.text) };
}

let ids = 0;
const asAmara = (act: unknown) => ({ person: 'amara', platform: 'slack', id: `act-${++ids}`, act });
const said = asAmara({ kind: 'say', conversation: 'D1', text: 'who hate crime' });

describe('the page', () => {
  it('is served with a policy that lets nothing in from elsewhere', async () => {
    const page = await ask('/');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(page.headers['x-content-type-options']).toBe('nosniff');
  });

  it('finds everything that it loads, each with its content type', async () => {
    const { text } = await ask('/');
    const loaded = [...text.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map((match) => match[1]!);
    const types = new Map<string, unknown>();
    for (const path of loaded) {
      const file = await ask(path);
      expect([path, file.status]).toEqual([path, 200]);
      types.set(path, file.headers['content-type']);
    }
    expect(types.get('/page.js')).toBe('text/javascript; charset=utf-8');
    expect(types.get('/page.css')).toBe('text/css; charset=utf-8');
  });

  it('loads a script of less than 500 KB, and not again while it is the same', async () => {
    /** Each script, and those that it has a name of. */
    const scripts = new Set(['/page.js']);
    let bytes = 0;
    for (const path of scripts) {
      const first = await ask(path, { headers: { 'accept-encoding': 'gzip, br' } });
      expect(first.headers['content-encoding']).toBe('gzip');
      bytes += first.bytes;
      const { etag = '' } = first.headers;
      expect(await ask(path, { headers: { 'if-none-match': etag } })).toMatchObject({ status: 304, bytes: 0 });
      for (const [, name] of (await ask(path)).text.matchAll(/"\.(\/[\w-]+\.js)"/g)) scripts.add(name!);
    }
    expect([...scripts].filter((path) => /slack|teams/.test(path))).toHaveLength(2);
    expect(bytes).toBeLessThan(500_000);
  });

  it('loads nothing from elsewhere', async () => {
    for (const path of ['/', '/page.css']) {
      expect((await ask(path)).text).not.toMatch(/(?:src|href)="?https?:|@import|url\((?!"?data:)/);
    }
  });

  it('never turns text into HTML, and carries no script or style inside its HTML', () => {
    const folder = new URL('../../src/rehearsal/page/', import.meta.url);
    for (const name of readdirSync(folder).filter((name) => /\.(tsx?|html)$/.test(name))) {
      const source = readFileSync(new URL(name, folder), 'utf8');
      expect([name, source.match(/innerHTML|outerHTML|insertAdjacentHTML|dangerously|document\.write|eval\(/)]).toEqual(
        [name, null],
      );
      if (!name.endsWith('.html')) continue;
      expect(source).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/);
    }
  });

  it.each([
    '/nothing',
    '/rehearsal/nothing',
    '/../page.ts',
    '/%2e%2e/page.ts',
    '/page-guard.ts',
    '/main.tsx',
    '//page.js',
  ])('answers 404 at %s', async (path) => {
    expect((await ask(path)).status).toBe(404);
  });

  it('says which method an address answers', async () => {
    const answer = await ask('/rehearsal/act');
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
    expect((await ask('/', { method: 'DELETE' })).headers.allow).toBe('GET');
  });
});

describe('who may ask', () => {
  it.each(['localhost:3000', '127.0.0.1', '[::1]:3000', 'LOCALHOST'])('the host %s', async (host) => {
    expect((await ask('/rehearsal/state', { headers: { host } })).status).toBe(200);
  });

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io:3000', '192.168.1.5', 'localhost@evil.example'])(
    'not the host %s, whose name may point here',
    async (host) => {
      for (const path of ['/', '/rehearsal/state', '/rehearsal/events']) {
        const answer = await ask(path, { headers: { host } });
        expect([path, answer.status]).toEqual([path, 403]);
      }
    },
  );

  it('the page itself may act, and no page from another origin', async () => {
    expect((await post('/rehearsal/act', said, { ...json, origin: address })).status).toBe(200);
    for (const origin of ['https://evil.example', 'http://localhost:1', 'null']) {
      expect((await post('/rehearsal/act', said, { ...json, origin })).status).toBe(403);
    }
    expect((await post('/rehearsal/act', said, { ...json, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(on.acts).toHaveLength(1);
  });

  it('a link from elsewhere may open the page', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await ask('/', { headers })).status).toBe(200);
  });

  it('a form on another site cannot act, since it cannot send JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expect((await post('/rehearsal/act', said, { 'content-type': type })).status).toBe(415);
    }
    expect((await post('/rehearsal/act', said, {})).status).toBe(415);
    expect((await post('/rehearsal/act', said, { 'content-type': 'application/json; charset=utf-8' })).status).toBe(
      200,
    );
  });
});

describe('the state', () => {
  it('tells who there is, what day it is, and what happens next', async () => {
    const state = JSON.parse((await ask('/rehearsal/state')).text);
    expect(state).toEqual({
      partnership: 'Example partnership',
      own: false,
      startWith: 'amara',
      boardChannels: ['C1'],
      people: [
        {
          key: 'amara',
          name: 'Amara Osei',
          group: 'lead',
          posts: ['Chief Executive'],
          roles: ['Leads Hate crime'],
          platforms: ['slack'],
          connections: ['T1'],
        },
      ],
      calendar: {
        now: '2021-03-31T07:00:00.000Z',
        timeZone: 'Europe/London',
        date: 'Wednesday 31 March 2021',
        quarter: 'Quarter 4 (January to March 2021)',
        next: { at: '2021-04-01T08:00:00.000Z', what: 'Leads are asked for their reports.' },
        due: ['1 progress report, due 16 April 2021'],
        moving: null,
      },
    });
  });
});

describe('what was made once', () => {
  it('is sent again while nothing is written, with how far the calendar is by then', async () => {
    on.rows.quiet = true;
    let asked = 0;
    on.rehearsal.calendar.due = async () => {
      asked += 1;
      return [`Asked ${asked} times`];
    };
    const state = async () => JSON.parse((await ask('/rehearsal/state')).text).calendar;
    expect((await state()).due).toEqual(['Asked 1 times']);
    const moving = post('/rehearsal/calendar', { to: 'end' });
    await vi.waitFor(async () => expect((await state()).moving).toMatchObject({ part: 0.5 }));
    expect((await state()).due).toEqual(['Asked 1 times']);
    on.rows.written += 1;
    expect((await state()).due).toEqual(['Asked 2 times']);
    on.arrive();
    await moving;
  });
});

describe('twenty tabs', () => {
  it('that ask at once share one answer, which is no older than their question', async () => {
    let asked = 0;
    let came = 0;
    let answer = () => {};
    const first = new Promise<void>((resolve) => (answer = resolve));
    on.rehearsal.calendar.due = async () => {
      asked += 1;
      await first;
      return [`Asked ${asked} times`];
    };
    server.on('request', () => {
      came += 1;
      if (came === 20) answer();
    });
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('/rehearsal/state')));
    expect(asked).toBe(2);
    expect(JSON.parse(answers.at(-1)!.text).calendar.due).toEqual(['Asked 2 times']);
  });

  it('are not stuck when one answer could not be made', async () => {
    on.rehearsal.describe = async () => {
      throw new Error('Away');
    };
    expect((await ask('/rehearsal/state')).status).toBe(500);
    expect(logged).toEqual(['The rehearsal page could not be answered']);
    on.rehearsal.describe = stage().rehearsal.describe;
    expect((await ask('/rehearsal/state')).status).toBe(200);
  });
});

describe('acting', () => {
  it('answers the screen as it is once the bot has answered', async () => {
    const { status, body } = await post('/rehearsal/act', said);
    expect(status).toBe(200);
    expect(body.conversations[0].messages.map((one: { from: string }) => one.from)).toEqual(['person', 'bot']);
    const screen = await ask('/rehearsal/screen?person=amara&platform=slack');
    expect(JSON.parse(screen.text)).toEqual(body);
  });

  it('takes every act that a client has', async () => {
    const acts: ClientAct[] = [
      { kind: 'say', conversation: 'D1', text: 'help' },
      { kind: 'command', conversation: 'D1', text: '' },
      { kind: 'press', message: '1', button: 'report' },
      { kind: 'type', values: { rating: 'green' } },
      { kind: 'pressInDialog', button: 'add' },
      { kind: 'submit' },
      { kind: 'close' },
    ];
    for (const act of acts) expect((await post('/rehearsal/act', asAmara(act))).status).toBe(200);
    expect(on.acts).toEqual(acts);
  });

  it('does what is asked for again, since its answer was lost, once', async () => {
    const press = asAmara({ kind: 'press', message: '1', button: 'report' });
    const [first, again] = await Promise.all([post('/rehearsal/act', press), post('/rehearsal/act', press)]);
    expect(again).toEqual(first);
    expect((await post('/rehearsal/act', press)).body.dialog.title).toBe('Hate crime report');
    expect(on.acts).toHaveLength(1);
    await post('/rehearsal/act', { ...press, id: 'another' });
    expect(on.acts).toHaveLength(2);
  });

  it('says what the client would not let them do', async () => {
    const answer = await post('/rehearsal/act', asAmara({ kind: 'press', message: '1', button: 'gone' }));
    expect(answer).toEqual({ status: 409, body: { error: 'That button is no longer there.' } });
  });

  it('knows nobody else, and no platform that they are not on', async () => {
    expect((await post('/rehearsal/act', { ...said, person: 'nobody' })).body.error).toContain('"nobody"');
    for (const query of ['person=nobody&platform=slack', 'person=amara&platform=teams']) {
      expect((await ask(`/rehearsal/screen?${query}`)).status).toBe(404);
    }
    expect((await post('/rehearsal/act', { ...said, platform: 'teams' })).body).toEqual({
      error: 'Amara Osei has no account on Teams.',
    });
    expect((await ask('/rehearsal/screen?person=amara&platform=email')).status).toBe(400);
    expect((await ask('/rehearsal/screen')).status).toBe(400);
  });

  it.each([
    ['{"person":', /not JSON/],
    ['', /not JSON/],
    ['[]', /does not fit/],
    [{ person: 'amara', platform: 'slack', id: '1' }, /act/],
    [{ ...said, id: '' }, /id/],
    [asAmara({ kind: 'shout', conversation: 'D1', text: 'x' }), /kind/],
    [asAmara({ kind: 'say', conversation: 'D1' }), /text/],
    [asAmara({ kind: 'type', values: { rating: 1 } }), /rating/],
    [asAmara({ kind: 'submit', extra: true }), /extra/],
    [{ ...said, extra: true }, /extra/],
  ])('refuses the body %j and says why', async (body, why) => {
    const answer = await post('/rehearsal/act', body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatch(why);
    expect(on.acts).toEqual([]);
  });

  it('takes what somebody typed whole, up to 1 MB', async () => {
    const long = '<b>&🧵</b>'.repeat(30_000);
    expect((await post('/rehearsal/act', asAmara({ kind: 'type', values: { what: long } }))).status).toBe(200);
    expect(on.acts).toEqual([{ kind: 'type', values: { what: long } }]);
    const longer = JSON.stringify(asAmara({ kind: 'type', values: { what: 'x'.repeat(1024 * 1024) } }));
    expect((await post('/rehearsal/act', longer)).status).toBe(413);
    const unannounced = { ...json, 'transfer-encoding': 'chunked' };
    expect((await post('/rehearsal/act', longer, unannounced)).status).toBe(413);
    expect(on.acts).toHaveLength(1);
  });
});

describe('the calendar', () => {
  it('moves, and answers the state where it stopped', async () => {
    for (const to of ['day', 'working-day', 'next', 'year']) await post('/rehearsal/calendar', { to });
    expect(on.moves).toEqual(['day', 'working-day', 'next', 'year']);
    const { body } = await post('/rehearsal/calendar', { to: 'next' });
    expect(body.calendar).toMatchObject({ date: 'Thursday 1 April 2021', moving: null });
    expect((await post('/rehearsal/calendar', { to: 'yesterday' })).status).toBe(400);
  });

  it('is moved by one person at a time', async () => {
    const first = post('/rehearsal/calendar', { to: 'end' });
    const moving = async () => JSON.parse((await ask('/rehearsal/state')).text).calendar.moving;
    await expect.poll(moving).toEqual({ doing: 'Sending 1 message', part: 0.5 });
    expect((await post('/rehearsal/calendar', { to: 'day' })).status).toBe(409);
    on.arrive();
    expect((await first).body.calendar.moving).toBe(null);
  });

  it('fills the log of what was sent and why', async () => {
    await post('/rehearsal/calendar', { to: 'next' });
    expect(JSON.parse((await ask('/rehearsal/log')).text)).toEqual([
      {
        id: '1',
        at: '2021-04-01T08:00:00.000Z',
        platform: 'slack',
        connection: 'T1',
        conversation: 'D1',
        message: '2',
        to: 'Amara Osei',
        about: 'report.prompt',
        because: 'A period opened',
      },
    ]);
  });
});

describe('events', () => {
  /** An open page: what it has heard so far, and how to close it. */
  function open() {
    const heard = { text: '' };
    const request = http.get(`${address}/rehearsal/events`, { agent: false }, (response) => {
      expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
      response.setEncoding('utf8').on('data', (chunk) => {
        heard.text += chunk;
      });
    });
    request.on('error', () => {});
    return { heard, close: () => request.destroy() };
  }

  it('tell open pages that something changed, once for a burst', async () => {
    const page = open();
    await expect.poll(() => page.heard.text).toContain('retry:');
    for (let times = 0; times < 50; times += 1) on.changed();
    await expect.poll(() => page.heard.text).toContain('event: changed\ndata: {}\n\n');
    expect(page.heard.text.match(/event: changed/g)).toHaveLength(1);
    page.close();
  });

  it('tell how a move of the calendar goes on', async () => {
    const page = open();
    await expect.poll(() => page.heard.text).toContain('retry:');
    await post('/rehearsal/calendar', { to: 'next' });
    await expect.poll(() => page.heard.text).toContain('event: progress\ndata: {"moving":null}\n\n');
    const told = { moving: { doing: 'Sending 1 message', part: 0.5 } };
    expect(page.heard.text).toContain(`event: progress\ndata: ${JSON.stringify(told)}\n\n`);
    page.close();
  });

  it('stop listening to the rehearsal when the last page is closed', async () => {
    const pages = [open(), open()];
    for (const page of pages) await expect.poll(() => page.heard.text).toContain('retry:');
    expect(on.listeners.size).toBeGreaterThan(0);
    for (const page of pages) page.close();
    await expect.poll(() => on.listeners.size).toBe(0);
  });
});
