import type { Log } from '../bot/platform.ts';
import { type Database, openDatabase } from './database.ts';
import { type EmbeddedOptions, startEmbeddedPostgres } from './embedded/server.ts';
import { prepareDatabase } from './migrate.ts';

/** A PostgreSQL of one's own, or a database of the built-in one whose files are in `dataDir`. */
export type Where = { url: string } | { dataDir: string; name: string; embedded?: EmbeddedOptions };

export interface StartedDatabase {
  database: Database;
  /** Lets go of the database, and stops the built-in server where nobody else uses it. */
  close(): Promise<void>;
}

/**
 * Opens the database with its tables up to date. A built-in server that dies is started again.
 * @throws OperatorError saying what the operator can do
 */
export async function startDatabase(where: Where, { id, log }: { id(): string; log: Log }): Promise<StartedDatabase> {
  if ('url' in where) {
    await prepareDatabase(where.url);
    const database = openDatabase({ url: where.url, id });
    return { database, close: () => database.close() };
  }
  const start = () => startEmbeddedPostgres(where.dataDir, where.embedded);
  let server = await start();
  let closing = false;
  const watch = async () => {
    for (;;) {
      const error = await server.lost;
      if (closing) return;
      log.error({ error }, 'The built-in database stopped. It is started again');
      server = await start();
    }
  };
  const url = server.url(where.name);
  await prepareDatabase(url);
  const database = openDatabase({ url, id });
  watch().catch((error) => log.error({ error }, 'The built-in database could not be started again'));
  return {
    database,
    async close() {
      closing = true;
      await database.close();
      await server.stop();
    },
  };
}
