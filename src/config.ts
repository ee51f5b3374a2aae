import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Connections, readConnections } from './files/connections.ts';
import { formatMistakes } from './files/mistake.ts';

/** The folder that holds package.json: the program finds its own files from here, whatever folder it is started from. */
export const HOME = fileURLToPath(new URL('..', import.meta.url));

interface Setting {
  help: string;
  /** As it would be written in the environment; undefined means that leaving it out has a meaning of its own. */
  standard?: string;
  /** What is allowed, for the person who has to correct it. */
  allowed: string;
  /** Not shown when it is wrong. */
  secret?: boolean;
  schema: z.ZodType;
}

/** Every setting the program reads. `--help`, .env.example and the validation all come from this list. */
export const SETTINGS = {
  PORT: {
    help: 'Where the program listens, for the platforms and for the rehearsal page.',
    standard: '3000',
    allowed: 'a whole number from 1 to 65535, or 0 for any free port',
    schema: z.coerce.number().int().min(0).max(65535),
  },
  HOST: {
    help: 'The address on which the program listens. The rehearsal listens on this machine only, whatever this says.',
    standard: '127.0.0.1',
    allowed: 'an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them',
    schema: z.string().trim().min(1),
  },
  CONNECTIONS: {
    help: 'The file that lists the chat platforms. Without one the program is a rehearsal.',
    allowed: 'the path of a YAML file',
    schema: z.string().trim().min(1).optional(),
  },
  DATA_DIR: {
    help: 'The folder of the built-in database, made where it is missing. A relative path starts at the program.',
    standard: 'data',
    allowed: 'the path of a folder',
    schema: z.string().trim().min(1),
  },
  DATABASE_URL: {
    help: 'Your own PostgreSQL, in place of the built-in one.',
    secret: true,
    allowed: 'an address such as postgresql://user:password@host:5432/golden_thread',
    schema: z
      .string()
      .regex(/^postgres(ql)?:\/\/./)
      .optional(),
  },
  LOG_LEVEL: {
    help: 'How much is logged. Logs never hold the content of a report.',
    standard: 'warn',
    allowed: 'debug, info, warn, error or silent',
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']),
  },
} as const satisfies Record<string, Setting>;

export interface Config {
  host: string;
  port: number;
  /** The chat platforms that are served; null in a rehearsal. */
  connections: Connections | null;
  /** Your own server, or a database of the built-in one. The rehearsal has one to itself there. */
  database: { url: string } | { dataDir: string; name: string };
  /** Where the rehearsal keeps what is not in the database: its calendar, and what the platforms would keep. */
  rehearsalDir: string;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** The folder that the operator was in: npm runs the program in its own. File names they type start here. */
  workingDir: string;
}

/** The configuration cannot be used: each line names a setting, its value, and what is allowed. */
export class ConfigError extends Error {}

/**
 * Reads the environment, and the file `.env` beside package.json for what the environment leaves out.
 * @throws ConfigError naming every setting that is wrong
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const file = path.join(HOME, '.env');
  if (environment === process.env && existsSync(file)) process.loadEnvFile(file);
  const mistakes: string[] = [];
  const read = <N extends keyof typeof SETTINGS>(name: N): z.infer<(typeof SETTINGS)[N]['schema']> => {
    const setting: Setting = SETTINGS[name];
    // An empty value, as `PORT= npm start` leaves behind, means the same as none.
    const given = environment[name] || setting.standard;
    const result = setting.schema.safeParse(given);
    if (!result.success)
      mistakes.push(`${name} is ${setting.secret ? 'set to something else' : `“${given}”`}. Give ${setting.allowed}.`);
    return result.data as z.infer<(typeof SETTINGS)[N]['schema']>;
  };
  const [port, folder, url, logLevel] = [read('PORT'), read('DATA_DIR'), read('DATABASE_URL'), read('LOG_LEVEL')];
  const [host, listed] = [read('HOST'), read('CONNECTIONS')];
  const connections = listed ? connectionsIn(listed, environment, mistakes) : null;
  if (mistakes.length > 0) throw new ConfigError(mistakes.join('\n'));
  const dataDir = path.resolve(HOME, folder);
  return Object.freeze({
    host,
    port,
    connections,
    database: url ? { url } : { dataDir, name: connections ? 'golden_thread' : 'rehearsal' },
    rehearsalDir: path.join(dataDir, 'rehearsal'),
    logLevel,
    workingDir: environment.INIT_CWD ?? process.cwd(),
  });
}

/** The platforms in the file that CONNECTIONS names. What is wrong with it is added to the mistakes. */
function connectionsIn(listed: string, environment: NodeJS.ProcessEnv, mistakes: string[]): Connections | null {
  let text: string;
  try {
    text = readFileSync(path.resolve(HOME, listed), 'utf8');
  } catch (error) {
    mistakes.push(`CONNECTIONS is “${listed}”, which cannot be read: ${(error as Error).message}`);
    return null;
  }
  const reading = readConnections(text, listed, (name) => environment[name]);
  if (reading.ok) return reading.connections;
  mistakes.push(formatMistakes(reading.mistakes));
  return null;
}

/** The settings as `--help` shows them. */
export function settingsHelp(): string {
  const lines = Object.entries<Setting>(SETTINGS).map(
    ([name, setting]) =>
      `  ${name.padEnd(14)} ${setting.help}${setting.standard ? ` Standard: ${setting.standard}.` : ''}`,
  );
  return ['Settings, from the environment or a file .env beside package.json:', ...lines].join('\n');
}
