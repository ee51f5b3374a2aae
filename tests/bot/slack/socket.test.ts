import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Edge, Handle, Interaction } from '../../../src/bot/platform.ts';
import { slackEdge } from '../../../src/bot/slack/edge.ts';
import { player } from '../../../src/rehearsal/player.ts';
import { type SlackStandIn, startSlackStandIn } from '../../../src/rehearsal/slack/server.ts';
import { createHttpServer } from '../../../src/runtime/http.ts';
import { createLog } from '../../../src/runtime/log.ts';
import { dialog, field, formProgram, told } from './forms.ts';
import { LEAD, memory, TEAM } from './workplace.ts';

let slack: SlackStandIn;
let edge: Edge;
let heard: Interaction[];
let handle: Handle;
const quiet = createLog({ level: 'silent', pretty: false, stream: process.stderr });

async function connect(appToken: string): Promise<void> {
  const connection = { key: 'council', team: TEAM, botToken: 'xoxb-test', appToken, api: `${slack.url}api/` };
  const passing: Handle = async (interaction) => {
    heard.push(interaction);
    return handle(interaction);
  };
  edge = slackEdge({ connections: [connection], handle: passing, memory: memory(), log: quiet });
  await edge.open();
}

beforeEach(async () => {
  heard = [];
  handle = async () => told('Answered');
  slack = await startSlackStandIn({
    connection: TEAM,
    members: [{ accountId: LEAD, name: 'Ada Lead', email: 'ada@council.example' }],
    rooms: [],
    // Nothing is ever posted to it: it may be where Slack cannot reach.
    bot: () => 'http://127.0.0.1:1',
    now: () => new Date('2021-04-01T08:00:00Z'),
    journal: { entries: [], append: () => {} },
    path: '/slack/council/events',
    botToken: 'xoxb-test',
    appToken: 'xapp-test',
    ways: [{ id: 'raise', label: 'Raise an issue', onMessage: false }],
    patienceMs: 1_000,
  });
});
afterEach(async () => {
  await edge.close();
  await slack.close();
});

const lead = () => player(slack, LEAD);

test('commands, messages, buttons and forms all come over the socket, and no address is served', async () => {
  await connect('xapp-test');
  expect(edge.listeners).toEqual([]);
  await lead().commands('priorities');
  expect(heard.at(-1)).toMatchObject({ kind: 'said', text: 'priorities' });
  expect(lead().reads()).toContain('Answered');

  const program = formProgram(
    ({ what = '' }) => dialog([field('what', 'Headline', { value: what })]),
    () => told('Thank you'),
  );
  handle = program.handle;
  const conversation = lead().conversation()!.id;
  await slack.act(LEAD, { kind: 'say', conversation, text: 'report' });
  await lead().presses('Report');
  // Over a socket the acknowledgement comes before what is shown, not with it.
  await expect.poll(() => lead().dialog()).toContain('Headline');
  await lead().fills([['Headline', 'Two hubs']]);
  expect(program.values).toEqual({ what: 'Two hubs' });
  await lead().presses('Save and continue');
  expect(lead().dialog()).toContain('Thank you');
});

test('a shortcut comes over the socket like everything else', async () => {
  await connect('xapp-test');
  handle = async () => ({ kind: 'dialog', dialog: dialog([field('what', 'Headline')]) });
  await lead().begins('Raise an issue');
  expect(heard).toMatchObject([{ kind: 'begun', command: 'raise' }]);
  await expect.poll(() => lead().dialog()).toContain('Headline');
});

test('a message is acknowledged when it has been handled, and comes again when that failed', async () => {
  await connect('xapp-test');
  let failures = 1;
  handle = async () => {
    if (failures-- > 0) throw new Error('not this time');
    return told('The second time');
  };
  await slack.act(LEAD, { kind: 'say', conversation: lead().conversation()!.id, text: 'help' });
  expect(heard).toHaveLength(2);
  expect(lead().reads()).toContain('The second time');
});

test('a socket that Slack ends is opened again by itself', async () => {
  await connect('xapp-test');
  slack.dropSocket();
  await expect.poll(() => slack.calls.filter(({ call }) => call === 'apps.connections.open').length).toBe(2);
  await expect.poll(() => slack.hasSocket()).toBe(true);
  await lead().commands('help');
  expect(lead().reads()).toContain('Answered');
});

test('a token that is refused does not stop the program', async () => {
  await connect('xapp-wrong');
  expect(slack.hasSocket()).toBe(false);
  const http = createHttpServer({ host: '127.0.0.1', port: 0, notReady: async () => null, log: quiet });
  expect(await http.listen()).toBeGreaterThan(0);
  await http.close();
});
