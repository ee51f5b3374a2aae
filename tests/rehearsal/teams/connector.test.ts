import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { memoryJournal } from '../../../src/rehearsal/journal.ts';
import type { Journal } from '../../../src/rehearsal/stand-in.ts';
import { startTeamsStandIn } from '../../../src/rehearsal/teams/server.ts';
import { throttle } from '../../../src/rehearsal/teams/throttle.ts';
import { botToken, token } from '../../../src/rehearsal/teams/tokens.ts';

const ADA = 'aad-ada';
const BEN = 'aad-ben';
const CHANNEL = '19:board@thread.tacv2';

async function microsoft(journal: Journal = memoryJournal()) {
  const app = { appId: randomUUID(), appPassword: 'a secret' };
  const standIn = await startTeamsStandIn({
    connection: 'tenant-1',
    ...app,
    path: '/teams/council/messages',
    members: [ADA, BEN].map((accountId) => ({ accountId, name: accountId, email: `${accountId}@council.example` })),
    rooms: [{ channelId: CHANNEL, name: 'Board', members: [ADA] }],
    bot: () => 'http://127.0.0.1:1',
    now: () => new Date('2021-04-01T08:00:00Z'),
    journal,
  });
  onTestFinished(() => standIn.close());
  const bearer = `Bearer ${botToken(app.appId, 'tenant-1').access_token}`;
  const call = async (method: string, path: string, body?: unknown, authorization = bearer) => {
    const response = await fetch(new URL(path, standIn.url), {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
  };
  const open = (accountId = ADA, over: object = {}) =>
    call('POST', 'v3/conversations', {
      isGroup: false,
      bot: { id: `28:${app.appId}` },
      members: [{ id: accountId }],
      tenantId: 'tenant-1',
      channelData: { tenant: { id: 'tenant-1' } },
      ...over,
    });
  return { standIn, ...app, bearer, call, open };
}

const card = (...body: object[]) => ({
  type: 'message',
  attachments: [
    { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard', version: '1.5', body } },
  ],
});
const words = (text: string) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] });
const activities = (conversation: string) => `v3/conversations/${encodeURIComponent(conversation)}/activities`;

describe('the login service', () => {
  test('gives a token for the right secret and scope only', async () => {
    const { call, appId } = await microsoft();
    const ask = async (over: Record<string, string>) => {
      const form = { grant_type: 'client_credentials', client_id: appId, client_secret: 'a secret' };
      const scope = 'https://api.botframework.com/.default';
      return (
        await call('POST', 'tenant-1/oauth2/v2.0/token', new URLSearchParams({ ...form, scope, ...over }).toString())
      ).status;
    };
    expect(await ask({})).toBe(200);
    expect(await ask({ client_secret: 'another' })).toBe(401);
    expect(await ask({ client_id: 'another' })).toBe(401);
    expect(await ask({ scope: 'https://graph.microsoft.com/.default' })).toBe(400);
  });
});

describe('the connector', () => {
  test('takes calls with the bot’s own token only', async () => {
    const { call, open, appId } = await microsoft();
    const tokens = [
      '',
      'Bearer nonsense',
      `Bearer ${botToken('another', 'tenant-1').access_token}`,
      `Bearer ${botToken(appId, 'another').access_token}`,
      `Bearer ${token({ aud: 'https://api.botframework.com', appid: appId, tid: 'tenant-1', exp: 1 })}`,
    ];
    for (const authorization of tokens) {
      expect((await call('POST', 'v3/conversations', {}, authorization)).status).toBe(401);
    }
    expect((await open()).status).toBe(201);
  });

  test('opens a chat with somebody of the tenant who has the app', async () => {
    const { open, standIn } = await microsoft();
    expect((await open()).body).toMatchObject({ id: `a:${ADA}` });
    expect((await open('nobody')).status).toBe(404);
    expect((await open(ADA, { channelData: { tenant: { id: 'another' } } })).status).toBe(403);
    expect((await open(ADA, { members: [{ id: ADA }, { id: BEN }] })).status).toBe(400);
    await standIn.app(BEN, 'missing');
    expect(await open(BEN)).toMatchObject({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });
    await standIn.app(BEN, 'blocked');
    expect(await open(BEN)).toMatchObject({ status: 403, body: { error: { code: 'ConversationBlockedByUser' } } });
  });

  test('knows no conversation that nobody opened, and changes no message but the bot’s own', async () => {
    const { call, open } = await microsoft();
    expect((await call('POST', activities(`a:${ADA}`), card(words('x')))).status).toBe(404);
    await open();
    const { body } = await call('POST', activities(`a:${ADA}`), card(words('x')));
    expect((await call('PUT', `${activities(`a:${ADA}`)}/${body.id}`, card(words('y')))).status).toBe(200);
    expect((await call('PUT', `${activities(`a:${ADA}`)}/404`, card(words('y')))).status).toBe(404);
    expect((await call('DELETE', `${activities(CHANNEL)}/${body.id}`)).status).toBe(404);
    expect((await call('DELETE', `${activities(`a:${ADA}`)}/${body.id}`)).status).toBe(200);
  });

  test('lists the members of a conversation', async () => {
    const { call } = await microsoft();
    const path = `v3/conversations/${encodeURIComponent(CHANNEL)}/members`;
    expect((await call('GET', path)).body).toMatchObject([{ id: `29:${ADA}`, aadObjectId: ADA }]);
    expect((await call('GET', `${path}/${encodeURIComponent(`29:${BEN}`)}`)).status).toBe(404);
  });

  test('refuses a message of more than 100 KB, counted as UTF-16', async () => {
    const { call } = await microsoft();
    expect((await call('POST', activities(CHANNEL), card(words('x'.repeat(50_000))))).status).toBe(201);
    expect(await call('POST', activities(CHANNEL), card(words('x'.repeat(52_000))))).toMatchObject({
      status: 413,
      body: { error: { code: 'MessageSizeTooBig' } },
    });
  });

  const option = (value: string) => ({ title: value, value });
  const choices = { type: 'Input.ChoiceSet', id: 'a', choices: [option('x')] };
  const submit = (over: object = {}) => ({
    type: 'ActionSet',
    actions: [{ type: 'Action.Submit', title: 'Go', ...over }],
  });
  test.each<[string, object]>([
    ['an element that does not exist', { type: 'Heading', text: 'x' }],
    ['a property that does not exist', { ...words('x'), colour: 'red' }],
    ['a value that does not exist', { ...words('x'), spacing: 'Huge' }],
    ['a missing property', { type: 'RichTextBlock' }],
    ['a wrong type', { type: 'TextBlock', text: 1 }],
    ['text in the place of an element', { type: 'Container', items: ['x'] }],
    [
      'an id twice',
      {
        type: 'Container',
        items: [
          { type: 'Input.Text', id: 'a' },
          { type: 'Input.Date', id: 'a' },
        ],
      },
    ],
    ['an input without an id', { type: 'Input.Text', label: 'x' }],
    ['a choice set without choices', { ...choices, choices: [] }],
    ['two choices of one value', { ...choices, choices: [option('x'), option('x')] }],
    ['a value that is no choice', { ...choices, value: 'y' }],
    ['values of which one is no choice', { ...choices, isMultiSelect: true, value: 'x,y' }],
    ['a comma in one of several', { ...choices, isMultiSelect: true, choices: [option('x,y')] }],
    ['a date that is none', { type: 'Input.Date', id: 'a', value: '31 June' }],
    ['an action that does not exist', { type: 'ActionSet', actions: [{ type: 'Action.Send', title: 'x' }] }],
    ['a button without words', submit({ title: '' })],
    ['a kind of button that does not exist', submit({ data: { msteams: { type: 'dialog/open' } } })],
    [
      'an address that is none',
      { type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', title: 'x', url: 'javascript:1' }] },
    ],
  ])('refuses a card with %s', async (_what, element) => {
    const { call } = await microsoft();
    expect(await call('POST', activities(CHANNEL), card(element))).toMatchObject({
      status: 400,
      body: { error: { code: 'BadSyntax' } },
    });
  });

  test('refuses what is no message, or has nothing in it', async () => {
    const { call } = await microsoft();
    expect((await call('POST', activities(CHANNEL), 'not json')).status).toBe(400);
    expect((await call('POST', activities(CHANNEL), { type: 'message' })).status).toBe(400);
    expect(
      (await call('POST', activities(CHANNEL), { type: 'message', attachments: [{ contentType: 'image/png' }] }))
        .status,
    ).toBe(400);
    const old = card(words('x'));
    old.attachments[0]!.content.version = '1.6';
    expect((await call('POST', activities(CHANNEL), old)).status).toBe(400);
  });

  test('fails as it is told to, once, with or without doing what was asked', async () => {
    const { call, standIn } = await microsoft();
    standIn.fail({ call: 'activities', status: 502, code: 'BadGateway' });
    standIn.fail({ call: 'activities', status: 504, code: 'GatewayTimeout', after: true });
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await call('POST', activities(CHANNEL), card(words('x')))).status);
    expect(statuses).toEqual([502, 504, 201]);
    expect(standIn.screen(ADA).conversations[1]?.messages).toHaveLength(2);
  });
});

test('markup is read as Teams shows it, where Teams interprets it', async () => {
  const { call, standIn } = await microsoft();
  const typed = '**bold** <at>everyone</at> [x](http://y)';
  const facts = { type: 'FactSet', facts: [{ title: 'Reason', value: typed }] };
  await call('POST', activities(CHANNEL), card({ type: 'TextBlock', text: typed }, words(typed), facts));
  expect(standIn.screen(ADA).conversations[1]?.messages[0]?.nodes).toEqual([
    { kind: 'text', text: 'bold everyone x' },
    { kind: 'text', text: typed },
    { kind: 'text', text: 'Reason: bold everyone x' },
  ]);
});

test('what Teams keeps outlives the program, and what stands in an open dialog does not', async () => {
  const journal = memoryJournal();
  const before = await microsoft(journal);
  await before.open();
  await before.call('POST', activities(`a:${ADA}`), card(words('one')));
  const { body } = await before.call('POST', activities(`a:${ADA}`), card(words('two')));
  await before.call('PUT', `${activities(`a:${ADA}`)}/${body.id}`, card(words('three')));
  await before.standIn.app(BEN, 'blocked');
  const shown = before.standIn.screen(ADA);

  const after = await microsoft(journal);
  expect(after.standIn.screen(ADA)).toEqual(shown);
  expect((await after.call('POST', activities(`a:${ADA}`), card(words('four')))).body.id).not.toBe(body.id);
  expect((await after.open(BEN)).status).toBe(403);
});

describe('the throttle', () => {
  test('takes 7 messages in a second and 8 in two, in each conversation', () => {
    let now = 0;
    const limits = throttle(() => now);
    const send = (conversation = 'a') => limits.take('send', conversation);
    expect(Array.from({ length: 8 }, () => send())).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
    expect(send('b')).toBe(0);
    now = 1_000;
    expect([send(), send()]).toEqual([0, 1]);
    now = 2_000;
    expect(send()).toBe(0);
  });

  test('takes 60 in half a minute, and 50 a second in the whole tenant', () => {
    let now = 0;
    const limits = throttle(() => now);
    const waits = Array.from({ length: 61 }, (_, n) => {
      now = n * 300;
      return limits.take('send', 'a');
    });
    expect(waits.filter((wait) => wait > 0)).toEqual([expect.any(Number)]);
    now = 100_000;
    expect(Array.from({ length: 51 }, (_, n) => limits.take('send', `c${n}`)).filter((wait) => wait > 0)).toEqual([1]);
  });
});
