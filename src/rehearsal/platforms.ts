import { createHash, randomBytes } from 'node:crypto';
import type { SlackConnection } from '../bot/slack/edge.ts';
import type { TeamsRegistration } from '../bot/teams/edge.ts';
import type { Connection, Register } from '../partnership/register.ts';
import { startSlackStandIn } from './slack/server.ts';
import type { Journal, Member, Room, StandIn, StandInOptions, Way } from './stand-in.ts';
import { startTeamsStandIn } from './teams/server.ts';
import { declaredWays } from './ways.ts';

export interface RehearsedPlatforms {
  standIns: StandIn[];
  /** Configured exactly as real ones are. */
  slack: SlackConnection[];
  teams: TeamsRegistration[];
  close(): Promise<void>;
}

/** Somebody with an account on every connection who is not on the register: what they are told matters too. */
export const STRANGER: Omit<Member, 'accountId'> = {
  name: 'Robin Newcomer',
  email: 'robin.newcomer@elsewhere.example',
};

export function strangerOn(connection: Connection): string {
  return connection.platform === 'slack' ? 'U0STRANGER' : guid(`stranger/${connection.externalId}`);
}

/** Stands in for every workspace and tenant that a register names, with its people and channels. */
export async function startPlatforms(
  register: Register,
  options: {
    bot(): string;
    now(): Date;
    journal(connectionKey: string): Journal;
    /** What is in the platforms' menus; what the manifests declare where it is not given. */
    ways?: Way[];
    /** How long they wait for the bot, in milliseconds; as long as the platforms themselves where it is not given. */
    patienceMs?: number;
  },
): Promise<RehearsedPlatforms> {
  const platforms: RehearsedPlatforms = {
    standIns: [],
    slack: [],
    teams: [],
    close: async () => {
      await Promise.all(platforms.standIns.map((standIn) => standIn.close()));
    },
  };
  const patience = options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs };
  for (const connection of register.connections.filter(({ endedOn }) => endedOn === null)) {
    const { key, platform, externalId } = connection;
    const shared: StandInOptions = {
      connection: externalId,
      members: membersOf(register, connection),
      rooms: roomsOf(register, connection),
      bot: options.bot,
      now: options.now,
      journal: options.journal(key),
      ways: options.ways ?? declaredWays(platform),
    };
    if (platform === 'slack') {
      const secrets = { botToken: `xoxb-${secret()}`, signingSecret: secret() };
      const standIn = await startSlackStandIn({ ...shared, ...secrets, path: `/slack/${key}/events`, ...patience });
      platforms.standIns.push(standIn);
      platforms.slack.push({ key, team: externalId, ...secrets, api: `${standIn.url}api/` });
    } else {
      const app = { appId: guid(`app/${externalId}`), appPassword: secret() };
      const standIn = await startTeamsStandIn({ ...shared, ...app, path: `/teams/${key}/messages`, ...patience });
      platforms.standIns.push(standIn);
      const { url: serviceUrl, endpoints } = standIn;
      platforms.teams.push({ key, tenantId: externalId, ...app, serviceUrl, endpoints });
    }
  }
  return platforms;
}

function membersOf(register: Register, connection: Connection): Member[] {
  const people = new Map(register.people.map((person) => [person.key, person]));
  const members = register.accounts
    .filter((account) => account.connectionKey === connection.key && account.endedOn === null)
    .map(({ externalId, personKey }) => ({
      accountId: externalId,
      name: people.get(personKey)?.name ?? personKey,
      email: people.get(personKey)?.email ?? `${personKey}@rehearsal.example`,
    }));
  return [...members, { accountId: strangerOn(connection), ...STRANGER }];
}

/** Everybody on the connection is in its channels, the stranger too: a channel often holds somebody nobody registered. */
function roomsOf(register: Register, connection: Connection): Room[] {
  const members = membersOf(register, connection).map(({ accountId }) => accountId);
  return register.channels
    .filter((channel) => channel.connectionKey === connection.key && channel.endedOn === null)
    .map(({ externalId, name }) => ({ channelId: externalId, name, members }));
}

/** Secrets of one start: nobody but this program's two halves needs them. */
const secret = () => randomBytes(24).toString('hex');

/** The same for the same name, as what is kept over a restart names it. */
export function guid(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `4${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
