import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { OperatorError } from '../errors.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';

const VERSION = '18';

const SETTINGS: Record<string, string> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  max_connections: '50',
  deadlock_timeout: '200ms',
  shared_buffers: '32MB',
  max_wal_size: '256MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  io_method: 'sync',
  jit: 'off',
  max_logical_replication_workers: '0',
  max_parallel_workers_per_gather: '0',
};

/** Where one server keeps its things. */
export interface Place {
  home: string;
  data: string;
  socket: string;
  log: string;
  account: Account | undefined;
}

/** Starts the server, making its database first where there is none. It outlives this process. */
export function launch(programs: Binaries, place: Place, settings: Record<string, string>): ChildProcess {
  const run = { cwd: '/', env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' }, ...place.account };
  if (!fs.existsSync(path.join(place.data, 'PG_VERSION'))) initialise(programs, place, run, settings.fsync === 'off');
  const version = fs.readFileSync(path.join(place.data, 'PG_VERSION'), 'utf8').trim();
  if (version !== VERSION)
    throw new OperatorError(
      `${place.data} holds data of PostgreSQL ${version}, and this program brings PostgreSQL ${VERSION}. Start the version of the program that made it, or give DATA_DIR another folder.`,
    );
  const log = fs.openSync(place.log, 'a', 0o600);
  const flags = Object.entries({ ...SETTINGS, unix_socket_directories: place.socket, ...settings }).flatMap(
    ([name, value]) => ['-c', `${name}=${value}`],
  );
  // Detached: Ctrl-C in a terminal reaches us and not the server, which must outlive our last write.
  const child = spawn(programs.postgres, ['-D', place.data, ...flags], {
    ...run,
    detached: true,
    stdio: ['ignore', log, log],
  });
  child.on('error', (error) => fs.appendFileSync(place.log, `${error.message}\n`));
  child.unref();
  fs.closeSync(log);
  return child;
}

/** Built beside its place and renamed, so that a half-made folder is never taken for a database. */
function initialise(
  programs: Binaries,
  place: Place,
  run: { cwd: string; env: Record<string, string> },
  throwAway: boolean,
): void {
  const made = fs.mkdtempSync(path.join(place.home, 'init-'));
  if (place.account) fs.chownSync(made, place.account.uid, place.account.gid);
  const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['-U', 'postgres', '--auth-local=trust', '--auth-host=reject'];
  const pace = throwAway ? ['--no-sync'] : [];
  const flags = ['-D', made, ...access, ...locale, ...pace, '--wal-segsize=4', '--no-instructions'];
  const ended = spawnSync(programs.initdb, flags, { ...run, encoding: 'utf8' });
  if (ended.status !== 0) {
    fs.rmSync(made, { recursive: true, force: true });
    throw new OperatorError(
      `The database could not be made in ${place.home}: ${ended.error?.message ?? ended.stderr.trim()}`,
    );
  }
  try {
    fs.renameSync(made, place.data);
  } catch {
    fs.rmSync(made, { recursive: true, force: true }); // another program was first
  }
}

/** The server's process, as it says itself. */
export function serverProcess(data: string): number | undefined {
  try {
    return Number.parseInt(fs.readFileSync(path.join(data, 'postmaster.pid'), 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}

/** Whether there is such a process, and it has not ended: one that its parent has yet to notice does not count. */
export function isRunning(pid: number): boolean {
  return folderOf(pid) !== undefined;
}

/**
 * Whether the process named in postmaster.pid is a live server. Its number may since have gone to another process (a
 * restarted container): PostgreSQL would then refuse to start, so the file is made harmless.
 */
export function serverAlive(place: Place): boolean {
  const pid = serverProcess(place.data);
  if (!pid || !exists(pid)) return false;
  const folder = folderOf(pid);
  if (folder === place.data || folder === UNKNOWN) return true;
  disown(place, pid);
  return false;
}

const UNKNOWN = '';

/** Where a running process works: a server, in its data folder. UNKNOWN where the system does not tell. */
function folderOf(pid: number): string | undefined {
  if (!exists(pid)) return undefined;
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    if (!fs.existsSync('/proc/self')) return UNKNOWN;
    // What may not be looked at is not ours.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : '/';
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * PostgreSQL takes no notice of its own parent's number, and still makes sure that no child of the old server holds its
 * memory.
 */
function disown(place: Place, pid: number): void {
  const file = path.join(place.data, 'postmaster.pid');
  if (serverProcess(place.data) !== pid) return;
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)));
  fs.rmSync(path.join(place.socket, '.s.PGSQL.5432.lock'), { force: true });
}
