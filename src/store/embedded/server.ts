// A PostgreSQL server of the program's own: a Unix socket in a folder only we may enter, no port, no password. Several
// programs may share one data folder; the last to stop takes the server down.
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { OperatorError } from '../errors.ts';
import { accountFor } from './account.ts';
import { binaries } from './binaries.ts';
import { homeFor, socketFolder } from './folder.ts';
import { isRunning, launch, type Place, serverAlive, serverProcess } from './process.ts';

export interface EmbeddedPostgres {
  /** Connection string for a database on this server. */
  url(database: string): string;
  /** Settles when the server goes away under us. Never rejects. */
  readonly lost: Promise<Error>;
  /** Leaves the server running when another program still uses it; says which. */
  stop(): Promise<'stopped' | 'still in use'>;
}

export interface EmbeddedOptions {
  /** Settings of the server, over the program's own. */
  settings?: Record<string, string>;
  /** How long the server may take to answer; recovering after a crash takes a while. */
  timeoutMs?: number;
  /** Where the server's programs are copied to when its user may not read them where npm put them. */
  cache?: string;
}

/** For throw-away data only: a crash of the machine may destroy it. */
export const FAST: Record<string, string> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_connections: '200',
};

// Held shared by every program that uses the server.
const IN_USE = 72_657_012;

/**
 * Starts the server of this data folder, or joins the one that runs there already.
 * @throws OperatorError when the folder or the machine does not serve, saying what to do
 */
export async function startEmbeddedPostgres(folder: string, options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  const account = accountFor(folder);
  const home = homeFor(path.resolve(folder), account);
  const place: Place = {
    home,
    data: path.join(home, 'data'),
    socket: socketFolder(home, account),
    log: path.join(home, 'server.log'),
    account,
  };
  const patience = AbortSignal.timeout(options.timeoutMs ?? 60_000);
  let child: ChildProcess | undefined;
  let launches = 0;
  for (;;) {
    let reason: string;
    try {
      return await join(place);
    } catch (error) {
      reason = (error as Error).message;
    }
    const exited = !child || child.exitCode !== null || child.signalCode !== null;
    if ((exited && launches === 20) || patience.aborted)
      throw new OperatorError(
        `The built-in database in ${home} does not answer (${reason}). The end of ${place.log}:\n${endOf(place.log)}`,
      );
    if (exited && !serverAlive(place)) {
      if (launches > 0) await sleep(250); // the last server's processes may still be letting go of their memory
      launches += 1;
      child = launch(binaries(account, options.cache), place, options.settings ?? {});
    }
    await sleep(20);
  }
}

/** Connects, and marks the server as in use for as long as this process lives. */
async function join(place: Place): Promise<EmbeddedPostgres> {
  const keeper = new pg.Client({
    host: place.socket,
    port: 5432,
    user: 'postgres',
    database: 'postgres',
    ssl: false,
    application_name: `keeper ${process.pid}`,
  });
  let fail: (error: Error) => void = () => {};
  const lost = new Promise<Error>((resolve) => {
    fail = resolve;
  });
  keeper.on('error', fail);
  try {
    await keeper.connect();
    await keeper.query('select pg_advisory_lock_shared($1)', [IN_USE]);
  } catch (error) {
    await keeper.end().catch(() => {});
    throw error;
  }
  return {
    url: (database) =>
      `postgresql://postgres@localhost/${encodeURIComponent(database)}?host=${encodeURIComponent(place.socket)}`,
    lost,
    async stop() {
      keeper.removeAllListeners('error').on('error', () => {});
      const pid = serverProcess(place.data);
      try {
        await keeper.query('select pg_advisory_unlock_shared($1)', [IN_USE]);
        const { rows } = await keeper.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [IN_USE]);
        if (!rows[0]?.last) {
          await keeper.end();
          return 'still in use';
        }
        if (pid) process.kill(pid, 'SIGINT'); // a fast shutdown: cuts connections, writes a checkpoint
      } catch {
        // Another program's stop came first, or the server is gone.
      }
      while (serverAlive(place) || (pid && isRunning(pid))) await sleep(10);
      return 'stopped';
    },
  };
}

function endOf(log: string): string {
  try {
    return fs.readFileSync(log, 'utf8').split('\n').slice(-12).join('\n');
  } catch {
    return '';
  }
}
