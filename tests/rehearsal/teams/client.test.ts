import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { memoryJournal } from '../../../src/rehearsal/journal.ts';
import { player } from '../../../src/rehearsal/player.ts';
import { startTeamsStandIn } from '../../../src/rehearsal/teams/server.ts';
import { botToken } from '../../../src/rehearsal/teams/tokens.ts';

const ADA = 'aad-ada';
const BEN = 'aad-ben';
const CHANNEL = '19:board@thread.tacv2';

type Heard = { type: string; name?: string; text?: string; value?: { data?: Record<string, unknown> } } & Record<
  string,
  unknown
>;

/** A bot of bare HTTP that answers every activity as `answer` says, and has posted one card to each of its people. */
async function teams(card: object[], answer: (heard: Heard) => { status?: number; body?: unknown } = () => ({})) {
  const heard: Heard[] = [];
  const bot = http.createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    heard.push(JSON.parse(text));
    const { status = 200, body } = answer(heard.at(-1)!);
    response.writeHead(status).end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((done) => bot.listen(0, '127.0.0.1', done));
  const appId = randomUUID();
  const standIn = await startTeamsStandIn({
    connection: 'tenant-1',
    appId,
    appPassword: 'a secret',
    path: '/teams/council/messages',
    members: [ADA, BEN].map((accountId) => ({ accountId, name: accountId, email: `${accountId}@council.example` })),
    rooms: [{ channelId: CHANNEL, name: 'Board', members: [ADA] }],
    bot: () => `http://127.0.0.1:${(bot.address() as AddressInfo).port}`,
    now: () => new Date('2021-04-01T08:00:00Z'),
    journal: memoryJournal(),
  });
  onTestFinished(async () => {
    bot.closeAllConnections();
    bot.close();
    await standIn.close();
  });
  const authorization = `Bearer ${botToken(appId, 'tenant-1').access_token}`;
  const posted = await fetch(new URL(`v3/conversations/${encodeURIComponent(CHANNEL)}/activities`, standIn.url), {
    method: 'POST',
    headers: { authorization },
    body: JSON.stringify({ type: 'message', attachments: [attachment(card)] }),
  });
  expect(posted.status).toBe(201);
  return { standIn, heard, ada: player(standIn, ADA), ben: player(standIn, BEN) };
}

const attachment = (body: object[]) => ({
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: { type: 'AdaptiveCard', version: '1.5', body },
});
const submit = (title: string, data: object) => ({
  type: 'ActionSet',
  actions: [{ type: 'Action.Submit', title, data }],
});
const opener = submit('Open', { c: 'report', msteams: { type: 'task/fetch' } });
const shows = (...body: object[]) => ({
  body: { task: { type: 'continue', value: { title: 'A form', card: attachment(body) } } },
});
const inputs = [
  { type: 'Input.Text', id: 'what', label: 'What', maxLength: 10 },
  { type: 'Input.ChoiceSet', id: 'rating', label: 'Rating', choices: [{ title: 'Green', value: 'green' }] },
  { type: 'Input.Date', id: 'by', label: 'By' },
];

test('a dialog’s button sends all of its inputs beside its own data', async () => {
  const { ada, heard } = await teams([opener], ({ name }) =>
    name === 'task/fetch' ? shows(...inputs, submit('Save', { page: 1 })) : {},
  );
  await ada.presses('Open');
  expect(heard[0]).toMatchObject({ type: 'invoke', name: 'task/fetch', value: { data: { c: 'report' } } });
  await ada.fills([['What', 'More than it takes']]);
  await ada.presses('Save');
  // Nothing was chosen, so there is no rating; an empty date is an empty text.
  expect(heard[1]?.value?.data).toEqual({ page: 1, what: 'More than ', by: '' });
  expect(ada.dialog()).toBeUndefined();
});

test('of several, those that are chosen are sent with commas between them, and nothing where none is', async () => {
  const several = {
    ...{ type: 'Input.ChoiceSet', id: 'areas', label: 'Areas', isMultiSelect: true, value: 'gedling' },
    choices: ['ashfield', 'gedling'].map((value) => ({ value, title: value.toUpperCase() })),
  };
  const { ada, heard, standIn } = await teams([opener], () => shows(several, submit('Save', {})));
  await ada.presses('Open');
  expect(ada.dialog()).toContain('Areas\n> GEDLING');
  await ada.fills([['Areas', ['GEDLING', 'ASHFIELD']]]);
  await ada.presses('Save');
  expect(heard.at(-1)?.value?.data).toEqual({ areas: 'gedling,ashfield' });
  await ada.fills([['Areas', []]]);
  await ada.presses('Save');
  expect(heard.at(-1)?.value?.data).toEqual({});
  await expect(standIn.act(ADA, { kind: 'type', values: { areas: 'gedling,x' } })).rejects.toThrow(
    'none of the choices',
  );
});

test('only what a person could type or choose is taken', async () => {
  const { ada, standIn } = await teams([opener], () => shows(...inputs));
  await ada.presses('Open');
  const type = (values: Record<string, string>) => standIn.act(ADA, { kind: 'type', values });
  await expect(type({ rating: 'purple' })).rejects.toThrow('none of the choices');
  await expect(type({ by: 'soon' })).rejects.toThrow('Not a date');
  await expect(type({ other: 'x' })).rejects.toThrow('no input');
  await expect(standIn.act(ADA, { kind: 'submit' })).rejects.toThrow('no button of its own');
  await expect(standIn.act('nobody', { kind: 'close' })).rejects.toThrow('not in this tenant');
});

test('a required input keeps the page from being sent, and the bot hears nothing of it', async () => {
  const needed = { ...inputs[0], isRequired: true, errorMessage: 'Fill in what' };
  const { ada, heard, standIn } = await teams([opener], () => shows(needed, submit('Save', {})));
  await ada.presses('Open');
  await ada.presses('Save');
  expect(heard).toHaveLength(1);
  expect(standIn.screen(ADA).notice).toBe('Fill in what');
});

test.each([
  ['an error', { status: 500 }],
  ['nothing to do', { status: 501 }],
])('a bot that answers with %s leaves the dialog as it was typed', async (_what, failure) => {
  const { ada, standIn } = await teams([opener], ({ name }) =>
    name === 'task/fetch' ? shows(...inputs, submit('Save', {})) : failure,
  );
  await ada.presses('Open');
  await ada.fills([['What', 'A thought']]);
  await ada.presses('Save');
  expect(standIn.screen(ADA).notice).toBeDefined();
  expect(ada.inputs()[0]).toMatchObject({ value: 'A thought' });
});

test.each<[string, unknown]>([
  ['a task that is missing', {}],
  ['a card with an error in it', shows({ type: 'Heading' }).body],
  ['an input that cannot be read out', shows({ type: 'Input.Text', id: 'x' }).body],
  ['a dialog without a title', { task: { type: 'continue', value: { card: attachment([]) } } }],
])('a bot that answers with %s is told', async (_what, body) => {
  const { standIn, ada } = await teams([opener], () => ({ body }));
  const pressed = ada.presses('Open').then(() => standIn.screen(ADA).dialog);
  await expect(pressed).rejects.toThrow();
});

test('a button of a message that opens nothing is sent as a message with what it carries', async () => {
  const { ada, heard, standIn } = await teams([submit('Help', { c: 'help' })]);
  const [message] = standIn.screen(ADA).conversations[1]?.messages ?? [];
  await ada.presses('Help');
  expect(heard).toMatchObject([{ type: 'message', value: { c: 'help' }, replyToId: message?.id }]);
  expect(heard[0]).not.toHaveProperty('text');
});

test('in a channel the bot hears only what mentions it, and only members are there', async () => {
  const { ada, heard, standIn } = await teams([opener]);
  await standIn.act(ADA, { kind: 'say', conversation: CHANNEL, text: 'Good morning' });
  expect(heard).toEqual([]);
  await standIn.act(ADA, { kind: 'say', conversation: CHANNEL, text: '@Golden Threads are not it' });
  expect(heard).toEqual([]);
  await standIn.act(ADA, { kind: 'say', conversation: CHANNEL, text: '@golden thread help' });
  expect(heard.splice(0)).toMatchObject([{ text: '<at>Golden Thread</at> help\n' }]);
  await ada.commands('help', 'Board');
  expect(heard).toMatchObject([
    {
      text: '<at>Golden Thread</at> help\n',
      entities: [{ type: 'mention', text: '<at>Golden Thread</at>' }],
      conversation: { conversationType: 'channel' },
    },
  ]);
  expect(standIn.screen(BEN).conversations.map(({ kind }) => kind)).toEqual(['direct']);
  await expect(standIn.act(BEN, { kind: 'say', conversation: CHANNEL, text: 'x' })).rejects.toThrow();
  await expect(standIn.act(BEN, { kind: 'press', message: '1', button: 'button-1' })).rejects.toThrow();
  await expect(standIn.act(ADA, { kind: 'say', conversation: `a:${BEN}`, text: 'x' })).rejects.toThrow();
});

test('whoever watches is told of every change', async () => {
  const { ada, standIn } = await teams([opener]);
  let changes = 0;
  const stop = standIn.onChange(() => {
    changes += 1;
  });
  await ada.commands('help');
  expect(changes).toBeGreaterThan(0);
  stop();
  const before = changes;
  await ada.commands('help');
  expect(changes).toBe(before);
});
