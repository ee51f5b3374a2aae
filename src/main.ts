import type { RequestListener } from 'node:http';
import type { Edge, Log } from './bot/platform.ts';
import { createRouter, type Patience } from './bot/router.ts';
import type { SlackConnection } from './bot/slack/edge.ts';
import type { TeamsRegistration } from './bot/teams/edge.ts';
import { follow } from './commands/following.ts';
import { commands } from './commands/index.ts';
import type { Config } from './config.ts';
import type { Connections } from './files/connections.ts';
import { keepApart } from './import.ts';
import { jobs } from './jobs/index.ts';
import type { Job } from './jobs/job.ts';
import { lookingAhead } from './runtime/ahead.ts';
import { type Clock, systemClock } from './runtime/clock.ts';
import { createHttpServer, type HttpServer } from './runtime/http.ts';
import { randomIds } from './runtime/ids.ts';
import { createLog } from './runtime/log.ts';
import { createRuntime } from './runtime/runtime.ts';
import { startDatabase } from './store/start.ts';
import type { Database, Store } from './store/store.ts';

export interface ServeOptions {
  database: Database;
  clock: Clock;
  id(): string;
  log: Log;
  http: HttpServer;
  slack: SlackConnection[];
  teams: TeamsRegistration[];
  /** What the clock does, where somebody watches it. */
  jobs?: readonly Job[];
  /** How long somebody waits for an answer, where it is not as long as people do. */
  patience?: Patience;
  /** Gets what no platform takes: the rehearsal's page. */
  page?: RequestListener;
}

export interface Served {
  /** Does what is due and sends what can be sent now. */
  settle(): Promise<void>;
  /** Lets time run: jobs each minute, deliveries as they are queued. */
  start(): void;
  stop(): Promise<void>;
}

/** Connects the platforms with what the program does. Nothing here knows whether a platform is real. */
export async function serve(options: ServeOptions): Promise<Served> {
  const { database, clock, id, log, http } = options;
  let wake = () => {};
  const following = (store: Store, now: Date) => follow(store, now, id);
  const handle = createRouter({
    ...{ database, commands, clock: clock.now, id, log },
    ahead: lookingAhead(jobs),
    lookUp: async ({ platform, connection, accountId }) =>
      (await edges.find(({ port }) => port.platform === platform)?.port.lookUp(connection, accountId)) ?? null,
    follow: following,
    committed: () => wake(),
    ...(options.patience && { patience: options.patience }),
  });
  const shared = { handle, memory: database.memory, log };
  const edges: Edge[] = await Promise.all([
    // Loaded only where they are needed: together they take a second.
    ...(options.slack.length > 0
      ? [
          import('./bot/slack/edge.ts').then(({ slackEdge }) =>
            slackEdge({ connections: options.slack, patienceMs: options.patience?.answer, ...shared }),
          ),
        ]
      : []),
    ...(options.teams.length > 0
      ? [import('./bot/teams/edge.ts').then(({ teamsEdge }) => teamsEdge({ registrations: options.teams, ...shared }))]
      : []),
  ]);
  const runtime = createRuntime({
    database,
    jobs: options.jobs ?? jobs,
    ports: edges.map(({ port }) => port),
    clock,
    id,
    follow: following,
    log,
  });
  wake = runtime.wake;
  http.route(edges.flatMap(({ listeners }) => listeners));
  if (options.page) http.otherwise(options.page);
  await Promise.all(edges.map((edge) => edge.open()));
  return {
    settle: runtime.settle,
    start: runtime.start,
    async stop() {
      await http.close();
      await runtime.stop();
      await Promise.all(edges.map((edge) => edge.close()));
    },
  };
}

const LOOPBACK = '127.0.0.1';

/**
 * Runs the program until it is stopped. With no platform configured it is a rehearsal: the same program against
 * stand-ins of both platforms, on this machine only.
 * @throws OperatorError when something has to be put right first
 */
export async function start(config: Config, say: (line: string) => void): Promise<{ stop(): Promise<void> }> {
  const log = createLog({ level: config.logLevel, pretty: process.stderr.isTTY === true, stream: process.stderr });
  const id = randomIds();
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    let database: Database | undefined;
    let serving = false;
    const notReady = async () => {
      if (!serving) return 'The program is starting.';
      return (await database?.ready()) ? null : 'The database does not answer.';
    };
    const host = config.connections ? config.host : LOOPBACK;
    const http = createHttpServer({ host, port: config.port, notReady, log });
    const port = await http.listen();
    stops.push(() => http.close());

    const where = config.database;
    say('url' in where ? 'Opening the database.' : `Starting the built-in database in ${where.dataDir}.`);
    // Loading the platforms takes about as long as starting the database, on another core.
    const loading = Promise.all([
      import('./bot/slack/edge.ts'),
      import('./bot/teams/edge.ts'),
      ...(config.connections ? [] : [import('./rehearsing.ts')]),
    ]);
    const opened = await startDatabase(where, { id, log });
    stops.push(opened.close);
    database = opened.database;
    await keepApart(database, config.connections === null);
    await loading;
    const started = { database: opened.database, id, log, http };
    const running = config.connections
      ? await real(config.connections, started, `${host}, port ${port}`, say)
      : await rehearsal(config, started, port, say);
    stops.push(running.stop);
    serving = true;
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Started = Pick<ServeOptions, 'database' | 'id' | 'log' | 'http'>;

/** Serves the platforms that are configured, on the real clock. */
async function real(connections: Connections, started: Started, listening: string, say: (line: string) => void) {
  const served = await serve({ ...started, ...connections, clock: systemClock });
  served.start();
  const partnerships = await started.database.partnerships();
  say(`Golden Thread is running, and listens on ${listening}.`);
  for (const { name, mode } of partnerships) say(`  ${name}: ${mode}`);
  if (partnerships.length === 0) say('  There is no partnership yet. Import one: npm run import -- agreement.yaml');
  return served;
}

async function rehearsal(config: Config, started: Started, port: number, say: (line: string) => void) {
  const { rehearsing } = await import('./rehearsing.ts');
  const running = await rehearsing({ ...started, config, bot: `http://${LOOPBACK}:${port}`, say, serve });
  for (const line of running.introduction(`http://localhost:${port}`)) say(line);
  return running;
}
