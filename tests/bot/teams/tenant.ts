import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Answer, Edge, EdgeMemory, Interaction } from '../../../src/bot/platform.ts';
import { teamsEdge } from '../../../src/bot/teams/edge.ts';
import { memoryJournal } from '../../../src/rehearsal/journal.ts';
import { type Player, player } from '../../../src/rehearsal/player.ts';
import type { Journal, Way } from '../../../src/rehearsal/stand-in.ts';
import { startTeamsStandIn, type TeamsStandIn } from '../../../src/rehearsal/teams/server.ts';
import { heading, type Message, paragraph } from '../../../src/views/message.ts';

export const CHANNEL = '19:board@thread.tacv2';
export const LEAD = 'aad-lead';
export const OFFICER = 'aad-officer';

export const message = (...blocks: Message['blocks']): Message => ({ summary: 'Something to read', blocks });
export const says = (text: string): Answer => ({ kind: 'message', private: true, message: message(paragraph(text)) });

export interface Bench {
  standIn: TeamsStandIn;
  edge: Edge;
  lead: Player;
  officer: Player;
  /** What the bot was told, oldest first. */
  heard: Interaction[];
  logged: string[];
  memory: Map<string, string>;
  /** The bot's address for what Teams sends. */
  path: string;
  tenantId: string;
  appId: string;
}

interface TenantOptions {
  journal?: Journal;
  memory?: Map<string, string>;
  /** What the app has in people's menus. */
  ways?: Way[];
}

/** A tenant with two people and a channel, and the real bot in it, which answers as `answer` says. */
export async function tenant(
  answer: (interaction: Interaction) => Answer | Promise<Answer> = () => says('Hello'),
  { journal = memoryJournal(), memory = new Map(), ways = [] }: TenantOptions = {},
): Promise<Bench> {
  const heard: Interaction[] = [];
  const logged: string[] = [];
  const appId = randomUUID();
  const tenantId = 'tenant-1';
  const path = '/teams/council/messages';
  let address = '';
  const standIn = await startTeamsStandIn({
    connection: tenantId,
    appId,
    appPassword: 'a secret',
    path,
    members: [
      { accountId: LEAD, name: 'Ada Marsh', email: 'ada@council.example' },
      { accountId: OFFICER, name: 'Ben Oakes', email: 'ben@council.example' },
    ],
    rooms: [{ channelId: CHANNEL, name: 'Community Safety Board', members: [LEAD] }],
    bot: () => address,
    now: () => new Date('2021-04-01T08:00:00Z'),
    journal,
    ways,
  });
  const keyed = (...parts: string[]) => parts.join('|');
  const edgeMemory: EdgeMemory = {
    get: async (...at) => memory.get(keyed(...at)),
    set: async (platform, connection, key, value) => void memory.set(keyed(platform, connection, key), value),
  };
  const log = (facts: object, text: string) => void logged.push(`${text} ${JSON.stringify(facts)}`);
  const edge = teamsEdge({
    registrations: [
      {
        key: 'council',
        appId,
        appPassword: 'a secret',
        tenantId,
        serviceUrl: standIn.url,
        endpoints: standIn.endpoints,
      },
    ],
    async handle(interaction) {
      heard.push(interaction);
      return answer(interaction);
    },
    memory: edgeMemory,
    log: { info: log, warn: log, error: log },
  });
  const server = http.createServer((request, reply) => {
    const found = edge.listeners.find((one) => one.path === request.url);
    if (found) found.listener(request, reply);
    else reply.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(async () => {
    await edge.close();
    await standIn.close();
    await new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
  });
  return {
    standIn,
    edge,
    lead: player(standIn, LEAD),
    officer: player(standIn, OFFICER),
    heard,
    logged,
    memory,
    path: `${address}${path}`,
    tenantId,
    appId,
  };
}

export const title = heading('Progress report');
