import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { OperatorError } from './errors.ts';

const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

// The number that Prisma's own engine locks, so that both exclude each other.
const LOCK = 72_707_369;

/**
 * Makes the database of this connection string where it is missing, and brings its tables up to date. Any number of
 * programs may do so at once. Returns the migrations that were applied.
 *
 * The bookkeeping is Prisma's own, so `prisma migrate deploy` and `status` see the same history. Unlike Prisma, a
 * migration is applied whole or not at all.
 * @throws OperatorError when the database cannot be reached, or its history is not this program's
 */
export async function prepareDatabase(url: string, folder = MIGRATIONS): Promise<string[]> {
  const client = await connected(url);
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    // The lock ends with the connection.
    return await migrate(client, folder);
  } finally {
    await client.end();
  }
}

async function connected(url: string): Promise<pg.Client> {
  try {
    return await connect(url);
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') throw unreachable(url, error);
  }
  // There is no such database yet.
  try {
    await create(url);
    return await connect(url);
  } catch (error) {
    throw unreachable(url, error);
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'golden-thread',
  });
  client.on('error', () => {}); // the statement under way rejects
  await client.connect();
  return client;
}

async function create(url: string): Promise<void> {
  const at = new URL(url);
  const database = decodeURIComponent(at.pathname.slice(1));
  at.pathname = '/postgres';
  const client = await connect(at.href);
  try {
    await client.query(`create database ${pg.escapeIdentifier(database)}`);
  } catch (error) {
    const madeMeanwhile = ['42P04', '23505'].includes((error as { code?: string }).code ?? '');
    if (!madeMeanwhile) throw error;
  } finally {
    await client.end();
  }
}

/** Without the password. */
function unreachable(url: string, error: unknown): OperatorError {
  const at = URL.canParse(url) ? new URL(url) : undefined;
  if (at) at.password = '';
  const { message, code } = error as { message?: string; code?: string };
  return new OperatorError(
    `The database ${at?.href ?? 'in DATABASE_URL'} cannot be used: ${message || code || 'no answer'}. Check that it is running, and that DATABASE_URL names a host, user and database that this machine may use.`,
  );
}

async function migrate(client: pg.Client, folder: string): Promise<string[]> {
  await client.query(
    `create table if not exists _prisma_migrations (id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null, logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`,
  );
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
  );
  const stuck = rows.find((row) => !row.finished_at);
  if (stuck)
    throw new OperatorError(
      `The migration ${stuck.migration_name} failed earlier. Resolve it first: npx prisma migrate resolve.`,
    );
  const done = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  const applied: string[] = [];
  for (const name of namesIn(folder)) {
    const sql = fs.readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    if (!done.has(name)) {
      await apply(client, name, sql, checksum);
      applied.push(name);
    } else if (done.get(name) !== checksum)
      throw new OperatorError(`The migration ${name} was changed after it was applied to this database.`);
    done.delete(name);
  }
  const [unknown] = done.keys();
  if (unknown)
    throw new OperatorError(
      `The database has the migration ${unknown}, which this version of the program does not know. Start the newer version.`,
    );
  return applied;
}

function namesIn(folder: string): string[] {
  return fs
    .readdirSync(folder)
    .filter((name) => fs.existsSync(path.join(folder, name, 'migration.sql')))
    .sort();
}

async function apply(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query(
      'insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) values (gen_random_uuid(), $1, $2, now(), 1)',
      [checksum, name],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new OperatorError(`The migration ${name} failed, and nothing of it was kept: ${(error as Error).message}`);
  }
}
