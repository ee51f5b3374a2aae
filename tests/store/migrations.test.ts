import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { difference } from '../../prisma/difference.ts';
import { prepareDatabase } from '../../src/store/migrate.ts';

const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

function urlOf(database: string): string {
  const url = new URL(inject('templateUrl'));
  url.pathname = `/${database}`;
  return url.href;
}

async function query<R extends object>(url: string, sql: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}

function dropLater(...names: string[]): void {
  onTestFinished(async () => {
    for (const name of names) await query(urlOf('postgres'), `drop database if exists ${name} with (force)`);
  });
}

/** Everything that a table is made of, as PostgreSQL describes it. */
async function tables(url: string) {
  return query(
    url,
    `select c.relname as table, 'column ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) ||
        case when a.attnotnull then ' not null' else '' end || coalesce(' ' || pg_get_expr(d.adbin, d.adrelid), '') as part
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> '_prisma_migrations'
    union all select tablename, indexdef from pg_indexes where schemaname = 'public' and tablename <> '_prisma_migrations'
    union all select conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace
    order by 1, 2`,
  );
}

test('the migrations, one after the other, make exactly the tables that schema.prisma describes', async () => {
  dropLater('as_described');
  await query(urlOf('postgres'), 'create database as_described');
  await query(urlOf('as_described'), await difference(urlOf('as_described')));
  dropLater('as_migrated');
  await prepareDatabase(urlOf('as_migrated'));
  const described = await tables(urlOf('as_described'));
  expect(described.length).toBeGreaterThan(200);
  expect(await tables(urlOf('as_migrated'))).toEqual(described);
});

test('four starts at once make the database and apply each migration once', async () => {
  dropLater('four_starts');
  const applied = await Promise.all([1, 2, 3, 4].map(() => prepareDatabase(urlOf('four_starts'))));
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  const rows = await query<{ migration_name: string }>(
    urlOf('four_starts'),
    'select migration_name from _prisma_migrations',
  );
  expect(rows.map((row) => row.migration_name)).toEqual(applied.flat());
  expect(await prepareDatabase(urlOf('four_starts'))).toEqual([]);
});

function copyOfMigrations(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'migrations-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(MIGRATIONS, folder, { recursive: true });
  return folder;
}

function addMigration(folder: string, name: string, sql: string): void {
  mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

test('a migration that fails leaves nothing of itself behind', async () => {
  dropLater('half');
  const folder = copyOfMigrations();
  addMigration(folder, '9999_broken', 'create table half_made (a int); select 1 / 0;');
  await expect(prepareDatabase(urlOf('half'), folder)).rejects.toThrow(/division by zero/);
  const left = await query(urlOf('half'), `select 1 from pg_class where relname = 'half_made'`);
  expect(left).toEqual([]);
  expect(await prepareDatabase(urlOf('half'))).toEqual([]);
});

test('a database that a newer version made is refused, not used', async () => {
  dropLater('newer');
  const folder = copyOfMigrations();
  addMigration(folder, '9999_newer', 'create table newer (a int);');
  await prepareDatabase(urlOf('newer'), folder);
  await expect(prepareDatabase(urlOf('newer'))).rejects.toThrow(/9999_newer, which this version .* does not know/);
});

test('a migration that was changed after it was applied is refused', async () => {
  dropLater('changed');
  const folder = copyOfMigrations();
  addMigration(folder, '9999_changed', 'create table changed (a int);');
  await prepareDatabase(urlOf('changed'), folder);
  writeFileSync(path.join(folder, '9999_changed/migration.sql'), 'create table changed (a int, b int);');
  await expect(prepareDatabase(urlOf('changed'), folder)).rejects.toThrow(/9999_changed was changed/);
});

test('a database that cannot be reached is named without its password', async () => {
  const refused = prepareDatabase('postgresql://someone:secret@127.0.0.1:1/golden_thread');
  await expect(refused).rejects.toThrow(/someone@127\.0\.0\.1:1\/golden_thread cannot be used/);
  await expect(refused).rejects.not.toThrow(/secret/);
});
