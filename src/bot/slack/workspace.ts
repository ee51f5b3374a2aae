import type { Logger } from '@slack/bolt';
import { webApi } from '@slack/bolt';
import type { EdgeMemory, Log } from '../platform.ts';

export interface SlackConnection {
  /** Names the connection in its address: `/slack/<key>/events`. */
  key: string;
  /** The workspace's id, `T...`. */
  team: string;
  botToken: string;
  /** Slack posts to this program, signed with this. Where it is absent, this program opens a socket with `appToken`. */
  signingSecret?: string;
  appToken?: string;
  /** Another server than Slack's, for the rehearsal; ends in `/api/`. */
  api?: string;
}

/** One workspace that the program is connected to. */
export interface Workspace {
  team: string;
  client: webApi.WebClient;
  memory: EdgeMemory;
  log: Log;
}

/**
 * The client as every call uses it: one attempt, ten seconds, and a limit is an answer. Sending again is decided by what
 * keeps the deliveries, which knows whether a message may have arrived.
 */
export function clientOptions(connection: SlackConnection, logger: Logger): webApi.WebClientOptions {
  return {
    ...(connection.api ? { slackApiUrl: connection.api } : {}),
    timeout: 10_000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger,
  };
}

export function workspace(connection: SlackConnection, memory: EdgeMemory, log: Log, logger: Logger): Workspace {
  const client = new webApi.WebClient(connection.botToken, clientOptions(connection, logger));
  return { team: connection.team, client, memory, log };
}

/** The conversation with one person. Asked for once, then remembered. */
export async function directMessage({ client, memory, team }: Workspace, accountId: string): Promise<string> {
  const known = await memory.get('slack', team, `direct:${accountId}`);
  if (known) return known;
  const { channel } = await client.conversations.open({ users: accountId });
  if (!channel?.id) throw new Error('conversations.open named no conversation');
  await memory.set('slack', team, `direct:${accountId}`, channel.id);
  return channel.id;
}
