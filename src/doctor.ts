import type { SlackConnection } from './bot/slack/edge.ts';
import type { TeamsRegistration } from './bot/teams/edge.ts';
import type { Config } from './config.ts';
import { keepApart } from './import.ts';
import { randomIds } from './runtime/ids.ts';
import { createLog } from './runtime/log.ts';
import { startDatabase, type Where } from './store/start.ts';

export interface Examined {
  database: Where;
  /** The platforms that are configured; null in a rehearsal. */
  connections: { slack: SlackConnection[]; teams: TeamsRegistration[] } | null;
}

/** Checks what the program needs, one line each. True where everything is in order. */
export async function examine({ database, connections }: Examined, say: (line: string) => void): Promise<boolean> {
  let well = true;
  const tell = (what: string, problem: string | null, good = 'in order') => {
    if (problem !== null) well = false;
    say(`${problem === null ? 'OK     ' : 'PROBLEM'}  ${what}: ${problem ?? good}`);
  };
  const wired = connections ? connections.slack.length + connections.teams.length : 0;
  tell('Configuration', null, connections ? `in order, connections: ${wired}` : 'in order, for a rehearsal');

  const log = createLog({ level: 'silent', pretty: false, stream: process.stderr });
  const known: { platform: string; externalId: string }[] = [];
  try {
    const { database: opened, close } = await startDatabase(database, { id: randomIds(), log });
    try {
      await keepApart(opened, connections === null);
      const all = await opened.partnerships();
      tell(
        'Database',
        null,
        all.length > 0 ? `holds ${all.map(({ name, mode }) => `${name} (${mode})`).join(', ')}` : 'in order, and empty',
      );
      for (const { id } of all) {
        const { connections: listed } = await opened.read(id, (reader) => reader.register());
        known.push(...listed.filter(({ endedOn }) => endedOn === null));
      }
    } finally {
      await close();
    }
  } catch (error) {
    tell('Database', (error as Error).message);
  }

  for (const connection of connections?.slack ?? []) {
    const { checkConnection } = await import('./bot/slack/check.ts');
    tell(`Slack ${connection.key} (${connection.team})`, await checkConnection(connection));
  }
  for (const registration of connections?.teams ?? []) {
    const { checkRegistration } = await import('./bot/teams/check.ts');
    tell(`Teams ${registration.key} (${registration.tenantId})`, await checkRegistration(registration));
  }
  const configured = new Set([
    ...(connections?.slack ?? []).map(({ team }) => `slack ${team}`),
    ...(connections?.teams ?? []).map(({ tenantId }) => `teams ${tenantId}`),
  ]);
  for (const { platform, externalId } of connections ? known : []) {
    if (configured.has(`${platform} ${externalId}`)) continue;
    tell(`Agreement, ${platform} ${externalId}`, 'is named in an agreement and not in the connections file.');
  }
  return well;
}

/** The operator's check-up. True where everything is in order. */
export function doctor(config: Config, say: (line: string) => void): Promise<boolean> {
  return examine(config, say);
}
