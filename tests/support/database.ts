import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import type { Database } from '../../src/store/store.ts';

export interface TestDatabase {
  database: Database;
  url: string;
  /** Closes it and removes it. */
  drop(): Promise<void>;
}

/** Ids that are the same in every run: `id-1`, `id-2` ... */
export function countedIds(prefix = 'id'): () => string {
  let last = 0;
  return () => `${prefix}-${++last}`;
}

/** A migrated, empty database that nobody else uses. Whoever asks for it drops it. */
export async function freshDatabase(id = countedIds()): Promise<TestDatabase> {
  const url = new URL(inject('templateUrl'));
  const template = url.pathname.slice(1);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  url.pathname = `/${name}`;
  await administer(`create database ${name} template ${template} strategy file_copy`);
  const database = openDatabase({ url: url.href, id });
  return {
    database,
    url: url.href,
    async drop() {
      await database.close();
      await administer(`drop database ${name} with (force)`);
    },
  };
}

/** A fresh database for the tests of one file: call it at the top of the file or of a `describe`. */
export async function testDatabase(id?: () => string): Promise<Database> {
  const { database, drop } = await freshDatabase(id);
  afterAll(drop);
  return database;
}

async function administer(statement: string): Promise<void> {
  const url = new URL(inject('templateUrl'));
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(statement);
  await client.end();
}
