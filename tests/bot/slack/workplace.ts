import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Edge, EdgeMemory, Handle, Interaction, Log } from '../../../src/bot/platform.ts';
import { slackEdge } from '../../../src/bot/slack/edge.ts';
import { type SlackStandIn, startSlackStandIn } from '../../../src/rehearsal/slack/server.ts';
import type { Node, Screen, ShownMessage, Way } from '../../../src/rehearsal/stand-in.ts';

export const TEAM = 'T0COUNCIL';
export const LEAD = 'U0LEAD';
export const OTHER = 'U0OTHER';
export const BOARD = 'C0BOARD';

export interface Workplace {
  slack: SlackStandIn;
  edge: Edge;
  /** Everything that reached the program, oldest first. */
  heard: Interaction[];
  logged: { facts: object; message: string }[];
  url: string;
  signingSecret: string;
  /** What the program answers from now on. */
  answer(handle: Handle): void;
  close(): Promise<void>;
}

export function memory(): EdgeMemory {
  const kept = new Map<string, string>();
  return {
    get: async (...place) => kept.get(place.join(' ')),
    set: async (platform, connection, key, value) => void kept.set([platform, connection, key].join(' '), value),
  };
}

/** A workspace with two people and a channel, and the real Bolt app mounted in a server, as the program does it. */
export async function workplace(options: { patienceMs?: number; ways?: Way[] } = {}): Promise<Workplace> {
  const heard: Interaction[] = [];
  const logged: Workplace['logged'] = [];
  let handle: Handle = async () => ({ kind: 'nothing' });
  let url = '';
  const secrets = { botToken: 'xoxb-test', signingSecret: 'a signing secret' };
  const slack = await startSlackStandIn({
    connection: TEAM,
    members: [
      { accountId: LEAD, name: 'Ada Lead', email: 'ada@council.example' },
      { accountId: OTHER, name: 'Ben Other', email: 'ben@council.example' },
    ],
    rooms: [{ channelId: BOARD, name: 'board', members: [LEAD, OTHER] }],
    bot: () => url,
    now: () => new Date('2021-04-01T08:00:00Z'),
    journal: { entries: [], append: () => {} },
    path: '/slack/council/events',
    ...secrets,
    ...options,
  });
  const note = (facts: object, message: string) => void logged.push({ facts, message });
  const log: Log = { info: note, warn: note, error: note };
  const edge = slackEdge({
    connections: [{ key: 'council', team: TEAM, ...secrets, api: `${slack.url}api/` }],
    handle: async (interaction) => {
      heard.push(interaction);
      return handle(interaction);
    },
    memory: memory(),
    log,
  });
  const server = createServer((request, response) => {
    const listener = edge.listeners.find(({ path }) => path === request.url)?.listener;
    if (listener) listener(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    slack,
    edge,
    heard,
    logged,
    url,
    signingSecret: secrets.signingSecret,
    answer: (next) => {
      handle = next;
    },
    close: async () => {
      await edge.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await slack.close();
    },
  };
}

export const direct = (screen: Screen): ShownMessage[] =>
  screen.conversations.find(({ kind }) => kind === 'direct')!.messages;
export const inRoom = (screen: Screen): ShownMessage[] => screen.conversations.find(({ id }) => id === BOARD)!.messages;
export const directId = (screen: Screen): string => screen.conversations.find(({ kind }) => kind === 'direct')!.id;

/** All the words on screen, in order. */
export function wordsOf(nodes: Node[]): string[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'list') return node.items;
    if (node.kind === 'divider') return [];
    if (node.kind === 'input') return [node.label, ...(node.error ? [node.error] : [])];
    return [node.kind === 'button' ? node.label : node.text];
  });
}

export function buttonCalled(nodes: Node[], label: string): string {
  const found = nodes.find((node) => node.kind === 'button' && node.label === label);
  if (found?.kind !== 'button') throw new Error(`No button "${label}" among ${wordsOf(nodes).join(', ')}`);
  return found.id;
}

export function inputCalled(nodes: Node[], label: string): Extract<Node, { kind: 'input' }> {
  const found = nodes.find((node) => node.kind === 'input' && node.label === label);
  if (found?.kind !== 'input') throw new Error(`No input "${label}" among ${wordsOf(nodes).join(', ')}`);
  return found;
}
