import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { isRunning } from '../../src/store/embedded/process.ts';
import { type EmbeddedOptions, type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded/server.ts';
import { Unreachable } from '../../src/store/errors.ts';
import { prepareDatabase } from '../../src/store/migrate.ts';
import { countedIds } from '../support/database.ts';
import { aPartnership, NOW } from './fixture.ts';

// What is tried here does not depend on the disk; one test keeps the real settings.
const QUICK = { settings: { fsync: 'off' } };
const ROOT = process.getuid?.() === 0;

// Making a database takes a second; most tests start from a copy of this one.
const template = path.join(openFolder(), 'template');
await (await startEmbeddedPostgres(template, QUICK)).stop();
afterAll(() => fs.rmSync(path.dirname(template), { recursive: true, force: true }));

/** A folder that the server's user can enter too, whoever that is. */
function openFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'golden-thread-embedded-'));
  fs.chmodSync(folder, 0o755);
  return folder;
}

function temporaryFolder(): string {
  const folder = openFolder();
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A data folder that was used before. */
function usedFolder(): string {
  const folder = path.join(temporaryFolder(), 'used');
  spawnSync('cp', ['-a', template, folder]);
  return folder;
}

async function started(folder: string, options: EmbeddedOptions = QUICK): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(folder, options);
  onTestFinished(async () => void (await server.stop()));
  return server;
}

async function ask(server: EmbeddedPostgres, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  client.on('error', () => {});
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

function postmaster(folder: string): number {
  return Number.parseInt(fs.readFileSync(path.join(fs.realpathSync(folder), 'data/postmaster.pid'), 'utf8'), 10);
}

describe('the built-in database', () => {
  test('listens on a socket in a folder that only its user may enter, and on no port', async () => {
    const folder = path.join(temporaryFolder(), 'not', 'there', 'yet');
    const server = await started(folder, {});
    const { rows } = await ask(
      server,
      `select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync`,
    );
    expect(rows).toEqual([{ addresses: '', fsync: 'on' }]);
    for (const inside of ['', 'run', 'data']) expect(fs.statSync(path.join(folder, inside)).mode & 0o777).toBe(0o700);
  });

  test('serves two programs on one folder; the last one out stops it, and what was written is there next time', async () => {
    const folder = usedFolder();
    const [one, other] = await Promise.all([
      startEmbeddedPostgres(folder, QUICK),
      startEmbeddedPostgres(folder, QUICK),
    ]);
    await ask(one, 'create table kept as select 1 as a');
    const pid = postmaster(folder);
    expect(await one.stop()).toBe('still in use');
    expect((await ask(other, 'select a from kept')).rows).toEqual([{ a: 1 }]);
    expect(await other.stop()).toBe('stopped');
    expect(isRunning(pid)).toBe(false);
    const again = await started(folder);
    expect((await ask(again, 'select a from kept')).rows).toEqual([{ a: 1 }]);
  });

  test('starts although its last process number now belongs to another process', async () => {
    const folder = usedFolder();
    const server = await startEmbeddedPostgres(folder, QUICK);
    const file = path.join(folder, 'data/postmaster.pid');
    const left = fs.readFileSync(file, 'utf8');
    await server.stop();
    // Ours is such a process: alive, and no server of this folder.
    fs.writeFileSync(file, left.replace(/^\d+/, String(process.ppid)));
    const again = await started(folder);
    expect((await ask(again, 'select 1 as a')).rows).toEqual([{ a: 1 }]);
  });

  test('says when it goes away, and is started again by whoever asks next', async () => {
    const folder = usedFolder();
    const server = await startEmbeddedPostgres(folder, QUICK);
    process.kill(postmaster(folder), 'SIGKILL');
    await expect(server.lost).resolves.toBeInstanceOf(Error);
    const next = await started(folder);
    expect((await ask(next, 'select 1 as a')).rows).toEqual([{ a: 1 }]);
  });

  test('takes a folder whose path is too long for a socket', async () => {
    const folder = path.join(temporaryFolder(), 'a-long-name-'.repeat(8));
    fs.renameSync(usedFolder(), folder);
    const server = await started(folder);
    const socket = new URL(server.url('postgres')).searchParams.get('host')!;
    onTestFinished(() => fs.rmSync(socket, { recursive: true }));
    expect((await ask(server, 'select 1 as a')).rows).toEqual([{ a: 1 }]);
  });

  test('killed in the middle of its work loses nothing that was acknowledged, and keeps nothing that was not finished', async () => {
    const folder = usedFolder();
    const server = await started(folder, {});
    await prepareDatabase(server.url('golden_thread'));
    const database = openDatabase({ url: server.url('golden_thread'), id: countedIds() });
    onTestFinished(() => database.close());
    const id = await aPartnership(database, 'killed');

    const acknowledged: string[] = [];
    const write = async (writer: number) => {
      for (let number = 0; ; number += 1) {
        const key = `${writer}-${number}`;
        await database.transact(id, async (store) => {
          await store.occurrences.claim(key, 'job', NOW, NOW);
          await store.occurrences.claim(`${key}-too`, 'job', NOW, NOW);
        });
        acknowledged.push(key);
        if (acknowledged.length === 20) process.kill(postmaster(folder), 'SIGKILL');
      }
    };
    const ends = await Promise.allSettled([1, 2, 3, 4].map(write));
    for (const end of ends) expect(end).toMatchObject({ status: 'rejected', reason: expect.any(Unreachable) });

    const again = await started(folder, {});
    expect(again.url('golden_thread')).toBe(server.url('golden_thread'));
    const keys = acknowledged.flatMap((key) => [key, `${key}-too`]);
    const kept = await database.read(id, (reader) => reader.occurrences.claimed(keys));
    expect(keys.filter((key) => !kept.has(key))).toEqual([]);
    const { rows } = await askIn(again, 'golden_thread', 'select count(*)::int % 2 as odd from "Occurrence"');
    expect(rows).toEqual([{ odd: 0 }]);
  }, 60_000);
});

async function askIn(server: EmbeddedPostgres, database: string, sql: string): Promise<pg.QueryResult> {
  return ask({ ...server, url: () => server.url(database) }, sql);
}

describe('what the operator is told', () => {
  test('when the data folder is a file, or inside one', async () => {
    const file = path.join(temporaryFolder(), 'file');
    fs.writeFileSync(file, '');
    await expect(startEmbeddedPostgres(file)).rejects.toThrow(`The data folder ${file} cannot be used: it is a file.`);
    const inside = path.join(file, 'data');
    await expect(startEmbeddedPostgres(inside)).rejects.toThrow(
      `The data folder ${inside} cannot be used: part of its path is a file. Give DATA_DIR a folder`,
    );
  });

  test('when the data folder holds another version’s data', async () => {
    const folder = usedFolder();
    fs.writeFileSync(path.join(folder, 'data/PG_VERSION'), '17\n');
    await expect(startEmbeddedPostgres(folder)).rejects.toThrow(/holds data of PostgreSQL 17, .* brings PostgreSQL 18/);
  });

  // Root may write anywhere.
  test.skipIf(ROOT)('when the data folder may not be written to', async () => {
    const folder = temporaryFolder();
    fs.chmodSync(folder, 0o500);
    const inside = path.join(folder, 'data');
    await expect(startEmbeddedPostgres(inside)).rejects.toThrow(
      `The data folder ${inside} cannot be used: this user may not write there.`,
    );
    await expect(startEmbeddedPostgres(folder)).rejects.toThrow('cannot be used: this user may not write there.');
  });
});

describe.runIf(ROOT)('started by root', () => {
  test('runs as a user who is not, in a folder that only root can enter', async () => {
    const closed = temporaryFolder();
    fs.chmodSync(closed, 0o700);
    const folder = path.join(closed, 'data');
    const server = await started(folder);
    const far = fs.realpathSync(folder);
    onTestFinished(() => fs.rmSync(far, { recursive: true, force: true }));
    expect(far).toMatch(/^\/var\/lib\/golden-thread\//);
    const owner = spawnSync('stat', ['-c', '%u', `/proc/${postmaster(folder)}`], { encoding: 'utf8' }).stdout.trim();
    expect(Number(owner)).toBeGreaterThan(0);
    await server.stop();
    const again = await started(folder);
    expect((await ask(again, 'select 1 as a')).rows).toEqual([{ a: 1 }]);
  });
});
