import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SlackStandIn, startSlackStandIn } from '../../../src/rehearsal/slack/server.ts';
import type { Journal } from '../../../src/rehearsal/stand-in.ts';

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
const rich = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});
const press = { type: 'actions', elements: [{ type: 'button', action_id: 'a', text: plain('Open'), value: 'v' }] };
const text = (more: object = {}) => ({
  type: 'input',
  block_id: 'what',
  dispatch_action: true,
  label: plain('What'),
  element: {
    type: 'plain_text_input',
    action_id: 'value',
    dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
    ...more,
  },
});
const modal = (...blocks: object[]) => ({ type: 'modal', title: plain('Report'), submit: plain('Send'), blocks });

// biome-ignore lint/suspicious/noExplicitAny: Slack's payloads, read as they come
type Received = { headers: IncomingMessage['headers']; payload: any; body: string };

let slack: SlackStandIn;
let bot: Server;
let address: string;
let received: Received[];
let respond: (received: Received, response: ServerResponse) => void | Promise<void>;
let entries: unknown[];
let journal: Journal;

async function start(patienceMs?: number) {
  slack = await startSlackStandIn({
    connection: 'T1',
    members: ['U1', 'U2'].map((accountId) => ({ accountId, name: accountId, email: `${accountId}@council.example` })),
    rooms: [{ channelId: 'C1', name: 'board', members: ['U1'] }],
    bot: () => address,
    now: () => new Date('2021-04-01T08:00:00Z'),
    journal,
    botToken: 'xoxb-1',
    signingSecret: 'secret',
    path: '/slack/x/events',
    ...(patienceMs ? { patienceMs } : {}),
  });
}

beforeEach(async () => {
  received = [];
  entries = [];
  journal = { entries, append: (entry) => void entries.push(JSON.parse(JSON.stringify(entry))) };
  respond = (_, response) => void response.end();
  bot = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const form = new URLSearchParams(body).get('payload');
    const json = request.headers['content-type'] === 'application/json' ? body : form;
    const one = {
      headers: request.headers,
      payload: json ? JSON.parse(json) : Object.fromEntries(new URLSearchParams(body)),
      body,
    };
    received.push(one);
    await respond(one, response);
  });
  await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(bot.address() as AddressInfo).port}`;
  await start();
});
afterEach(async () => {
  await slack.close();
  bot.closeAllConnections();
  await new Promise((resolve) => bot.close(resolve));
});

async function call(method: string, body: object = {}, token = 'xoxb-1') {
  const response = await fetch(`${slack.url}api/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    // biome-ignore lint/suspicious/noExplicitAny: Slack's answers, read as they come
    ...((await response.json()) as any),
  };
}

const open = async (who = 'U1') => (await call('conversations.open', { users: who })).channel.id as string;
const latest = (who = 'U1') =>
  slack
    .screen(who)
    .conversations.flatMap(({ messages }) => messages)
    .at(-1)!;

/** A message with a button in it, pressed; what the bot received. */
async function pressed(): Promise<Received> {
  const channel = await open();
  await call('chat.postMessage', { channel, text: 'x', blocks: [press] });
  const message = latest();
  const [button] = message.nodes;
  await slack.act('U1', { kind: 'press', message: message.id, button: button!.kind === 'button' ? button!.id : '' });
  return received.at(-1)!;
}

async function opened(view: object) {
  const { payload } = await pressed();
  return call('views.open', { trigger_id: payload.trigger_id, view });
}

describe('the server', () => {
  it.each<[string, string, object, string]>([
    ['somebody unknown', 'users.info', { user: 'U9' }, 'user_not_found'],
    ['an unknown email', 'users.lookupByEmail', { email: 'x@y' }, 'users_not_found'],
    ['an unknown channel', 'chat.postMessage', { channel: 'C9', text: 'x' }, 'channel_not_found'],
    ['a conversation that nobody opened', 'chat.postMessage', { channel: 'DU1', text: 'x' }, 'channel_not_found'],
    ['a message without words', 'chat.postMessage', { channel: 'C1' }, 'no_text'],
    ['words beyond 40,000', 'chat.postMessage', { channel: 'C1', text: 'x'.repeat(40_001) }, 'msg_too_long'],
    [
      'an ephemeral message to somebody who is not there',
      'chat.postEphemeral',
      { channel: 'C1', user: 'U2', text: 'x' },
      'user_not_in_channel',
    ],
    ['a message that is not there', 'chat.update', { channel: 'C1', ts: '1.1', text: 'x' }, 'message_not_found'],
    ['a view that is not open', 'views.update', { view_id: 'V9', view: modal(rich('x')) }, 'not_found'],
    ['a trigger that nobody gave', 'views.open', { trigger_id: '1.2.3', view: modal(rich('x')) }, 'invalid_trigger_id'],
    ['a method that does not exist', 'chat.shout', {}, 'unknown_method'],
  ])('refuses %s', async (_, method, body, error) => {
    expect(await call(method, body)).toMatchObject({ ok: false, error });
  });

  it('refuses a wrong token', async () => {
    expect(await call('auth.test', {}, 'xoxb-2')).toMatchObject({ ok: false, error: 'invalid_auth' });
    expect(await call('auth.test')).toMatchObject({ ok: true, team_id: 'T1' });
  });

  it('says what is wrong with blocks, and where', async () => {
    const refused = await call('chat.postMessage', { channel: 'C1', text: 'x', blocks: [{ type: 'nothing' }] });
    expect(refused).toMatchObject({ error: 'invalid_blocks' });
    expect(refused.response_metadata.messages[0]).toContain('[json-pointer:/blocks/0/type]');
  });

  it('takes a few messages at once, then about one a second', async () => {
    const answers = [];
    for (let i = 0; i < 8; i += 1) answers.push(await call('chat.postMessage', { channel: 'C1', text: `${i}` }));
    expect(answers.slice(0, 5).every(({ ok }) => ok)).toBe(true);
    expect(answers.at(-1)).toMatchObject({ status: 429, error: 'ratelimited', retryAfter: '1' });
  });

  it('takes a message to a deactivated account without a word', async () => {
    const channel = await open();
    slack.deactivate('U1');
    expect(await call('chat.postMessage', { channel, text: 'x' })).toMatchObject({ ok: true });
    expect(await call('users.info', { user: 'U1' })).toMatchObject({ user: { deleted: true } });
  });

  it('opens a view once for each trigger, and says when another version is newer', async () => {
    const { payload } = await pressed();
    const first = await call('views.open', { trigger_id: payload.trigger_id, view: modal(rich('x')) });
    expect(first.ok).toBe(true);
    expect(await call('views.open', { trigger_id: payload.trigger_id, view: modal(rich('x')) })).toMatchObject({
      error: 'exchanged_trigger_id',
    });
    const { id, hash } = first.view;
    expect(await call('views.update', { view_id: id, hash, view: modal(rich('y')) })).toMatchObject({ ok: true });
    expect(await call('views.update', { view_id: id, hash, view: modal(rich('z')) })).toMatchObject({
      error: 'hash_conflict',
    });
  });

  it('fails as it is told to, once', async () => {
    slack.fail({ call: 'chat.postMessage', status: 200, code: 'is_archived' });
    expect(await call('chat.postMessage', { channel: 'C1', text: 'x' })).toMatchObject({ error: 'is_archived' });
    expect(await call('chat.postMessage', { channel: 'C1', text: 'x' })).toMatchObject({ ok: true });
  });

  it('knows its messages again after a restart of the program', async () => {
    const channel = await open();
    await call('chat.postMessage', {
      channel,
      text: 'one',
      metadata: { event_type: 'x', event_payload: { delivery: 'd1' } },
    });
    const { ts } = await call('chat.postMessage', { channel, text: 'two' });
    await call('chat.update', { channel, ts, text: 'two, newer' });
    const third = await call('chat.postMessage', { channel, text: 'three' });
    await call('chat.delete', { channel, ts: third.ts });
    const before = slack.screen('U1');
    await slack.close();
    await start();
    expect(slack.screen('U1')).toEqual(before);
    expect(await call('chat.postMessage', { channel, text: 'four' })).toMatchObject({ ok: true });
    expect(new Set(slack.screen('U1').conversations[0]!.messages.map(({ id }) => id)).size).toBe(3);
  });

  it('gives no message a number that another has, though what only one person saw is not kept over a restart', async () => {
    await call('chat.postEphemeral', { channel: 'C1', user: 'U1', text: 'one' });
    const { ts } = await call('chat.postMessage', { channel: 'C1', text: 'two' });
    await slack.close();
    await start();
    const first = await call('chat.postMessage', { channel: 'C1', text: 'three' });
    const second = await call('chat.postMessage', { channel: 'C1', text: 'four' });
    expect(new Set([ts, first.ts, second.ts]).size).toBe(3);
  });
});

describe('a person', () => {
  it('sends an event again while the bot does not take it, at most three times', async () => {
    respond = (_, response) => void response.writeHead(500).end();
    await slack.act('U1', { kind: 'say', conversation: 'DU1', text: 'help' });
    expect(received.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(received[1]!.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(received.map(({ payload }) => payload.event_id)).size).toBe(1);
  });

  it('is told by the client when a command gets no answer', async () => {
    await slack.close();
    await start(50);
    respond = async () => {};
    await slack.act('U1', { kind: 'command', conversation: 'C1', text: 'help' });
    expect(slack.screen('U1').notice).toBe('/thread failed with the error "operation_timeout"');
    await slack.close();
    await start();
    respond = (_, response) => void response.writeHead(500).end();
    await slack.act('U1', { kind: 'command', conversation: 'C1', text: 'help' });
    expect(slack.screen('U1').notice).toBe('/thread failed with the error "dispatch_failed"');
  });

  it('keeps what was typed when a modal gets no answer', async () => {
    await opened(modal(text()));
    const [input] = slack.screen('U1').dialog!.nodes;
    const id = input!.kind === 'input' ? input!.id : '';
    await slack.act('U1', { kind: 'type', values: { [id]: 'Two hubs' } });
    expect(received.at(-1)!.payload.view.state.values).toEqual({
      what: { value: { type: 'plain_text_input', value: 'Two hubs' } },
    });
    respond = (_, response) => void response.writeHead(500).end();
    await slack.act('U1', { kind: 'submit' });
    expect(slack.screen('U1').notice).toBe('We had some trouble connecting. Try again?');
    expect(slack.screen('U1').dialog!.nodes).toMatchObject([{ value: 'Two hubs' }]);
  });

  it('keeps what was typed when a view changes around it, and its new first value is ignored', async () => {
    const { view } = await opened(modal(text()));
    const [input] = slack.screen('U1').dialog!.nodes;
    await slack.act('U1', { kind: 'type', values: { [input!.kind === 'input' ? input!.id : '']: 'Two hubs' } });
    await call('views.update', { view_id: view.id, view: modal(rich('New'), text({ initial_value: 'Other' })) });
    expect(slack.screen('U1').dialog!.nodes).toMatchObject([{ text: 'New' }, { value: 'Two hubs' }]);
  });

  it('sees an error of the bot at the field, and one for a block that is not there is refused', async () => {
    await opened(modal(text()));
    const [input] = slack.screen('U1').dialog!.nodes;
    await slack.act('U1', { kind: 'type', values: { [input!.kind === 'input' ? input!.id : '']: 'x' } });
    const answer = (body: object) => {
      respond = (_, response) => void response.writeHead(200).end(JSON.stringify(body));
    };
    answer({ response_action: 'errors', errors: { what: 'Enter more' } });
    await slack.act('U1', { kind: 'submit' });
    expect(slack.screen('U1').dialog!.nodes).toMatchObject([{ value: 'x', error: 'Enter more' }]);
    answer({ response_action: 'errors', errors: { other: 'Enter more' } });
    await slack.act('U1', { kind: 'submit' });
    expect(slack.screen('U1').notice).toBe('We had some trouble connecting. Try again?');
  });

  it('cannot press what is not on their screen, nor choose what is not offered', async () => {
    await pressed();
    await expect(slack.act('U2', { kind: 'press', message: latest().id, button: 'a/b1' })).rejects.toThrow(
      'no message',
    );
    await expect(slack.act('U1', { kind: 'submit' })).rejects.toThrow('No dialog');
    await expect(slack.act('U2', { kind: 'say', conversation: 'C1', text: 'x' })).rejects.toThrow('not in the');
  });

  it('is answered through the address that came with a command, five times at most', async () => {
    await slack.act('U1', { kind: 'command', conversation: 'C1', text: 'help' });
    const { response_url: url } = received[0]!.payload;
    const statuses = [];
    for (let i = 0; i < 6; i += 1) {
      statuses.push(
        (
          await fetch(url, {
            method: 'POST',
            body: JSON.stringify({ text: `${i}` }),
            headers: { 'content-type': 'application/json' },
          })
        ).status,
      );
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(latest()).toMatchObject({ summary: '4', ephemeral: true });
  });
});
