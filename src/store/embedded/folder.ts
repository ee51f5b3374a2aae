import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { OperatorError } from '../errors.ts';
import type { Account } from './account.ts';

/**
 * The data folder, made where it is missing; or, where the server's user may not enter it (root's own home), a link in
 * its place to a folder under /var/lib.
 * @throws OperatorError naming the folder and what is needed
 */
export function homeFor(folder: string, account: Account | undefined): string {
  try {
    makeFolder(folder, account);
    const home = fs.realpathSync(folder);
    if (account && fs.statSync(home).uid !== account.uid) fs.chownSync(home, account.uid, account.gid);
    if (!account) fs.accessSync(home, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
    if (!account || mayEnter(home, account)) return home;
    return linkedElsewhere(home, account);
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw new OperatorError(
      `The data folder ${folder} cannot be used: ${whyNot(error)}. Give DATA_DIR a folder that the program may create and write to, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

/**
 * A folder of mode 0700 for the socket, beside the data where its path is short enough: a socket's path holds 107 bytes
 * on Linux and 103 elsewhere.
 */
export function socketFolder(home: string, account: Account | undefined): string {
  const near = path.join(home, 'run');
  const room = (process.platform === 'linux' ? 107 : 103) - '/.s.PGSQL.5432'.length;
  const folder = Buffer.byteLength(near) <= room ? near : path.join('/tmp', `pg-${shortHash(home)}`);
  makeFolder(folder, account);
  const { uid, mode } = fs.lstatSync(folder);
  const owner = account?.uid ?? process.getuid?.();
  // Anybody may make a folder in /tmp: one that is not ours alone is not used.
  if (uid !== owner || (mode & 0o170777) !== 0o40700)
    throw new OperatorError(`${folder} must be a folder of mode 0700 that belongs to user ${owner}. Remove it.`);
  return folder;
}

function makeFolder(folder: string, account: Account | undefined): void {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another program that starts at the same time was first.
    if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
    throw error;
  }
  if (account) fs.chownSync(folder, account.uid, account.gid);
}

function mayEnter(folder: string, account: Account): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { cwd: '/', ...account }).status === 0;
}

function linkedElsewhere(home: string, account: Account): string {
  if (fs.readdirSync(home).length > 0)
    throw new OperatorError(
      `User ${account.uid}, which the built-in database runs as, may not enter ${home}, and the folder is not empty. Give DATA_DIR another folder.`,
    );
  const far = path.join('/var/lib/golden-thread', shortHash(home));
  fs.mkdirSync(path.dirname(far), { recursive: true, mode: 0o755 });
  makeFolder(far, account);
  fs.rmdirSync(home);
  fs.symlinkSync(far, home);
  return far;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function whyNot(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'part of its path is a file',
    EEXIST: 'it is a file',
    ENAMETOOLONG: 'its path is too long',
    ELOOP: 'its path is a circle of links',
  };
  return reasons[code ?? ''] ?? message;
}
