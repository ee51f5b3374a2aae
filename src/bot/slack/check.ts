import { webApi } from '@slack/bolt';
import type { Log } from '../platform.ts';
import { boltLogger, codeOf } from './logger.ts';
import { clientOptions, type SlackConnection } from './workspace.ts';

const QUIET: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Whether a connection's tokens work: null where they do, else what is wrong and what to do, without the tokens. */
export async function checkConnection(connection: SlackConnection): Promise<string | null> {
  const logger = boltLogger(QUIET, connection.team);
  const options = clientOptions(connection, logger);
  try {
    const { team_id: team } = await new webApi.WebClient(connection.botToken, options).auth.test();
    if (team !== connection.team) return `botToken belongs to the workspace ${team}, not to ${connection.team}.`;
  } catch (error) {
    return `Slack refuses botToken: ${codeOf(error)}. Install the app in the workspace again and copy its bot token.`;
  }
  if (!connection.appToken) return null;
  try {
    await new webApi.WebClient(connection.appToken, options).apps.connections.open();
    return null;
  } catch (error) {
    return `Slack refuses appToken: ${codeOf(error)}. Make an app-level token with the scope connections:write.`;
  }
}
