import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { accounts } from './accounts.ts';
import { delivering } from './delivering.ts';
import { edgeMemory } from './edge-memory.ts';
import { PrismaClient } from './generated/client.ts';
import { partnerships } from './partnerships.ts';
import type { Registers } from './register.ts';
import { MOST_CUT, transactions } from './transactions.ts';
import { typed, wasCut } from './trouble.ts';

export interface DatabaseOptions {
  /** Connection string of a database that `prepareDatabase` has brought up to date. */
  url: string;
  /** The program's one source of ids. */
  id(): string;
  /** How many connections at most; 10 where not given. */
  connections?: number;
}

/** What the loops ask across partnerships. Everything else goes through `read` and `transact`. */
export type Database = ReturnType<typeof openDatabase>;

/** Opens the database: connects when first asked, and again after the server was away. */
export function openDatabase({ url, id, connections = 10 }: DatabaseOptions) {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    // A program that hangs must not hold what others wait for.
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'golden-thread',
  });
  // An idle connection that breaks would end the process; the next question finds out by itself.
  pool.on('error', () => {});
  const adapter = new PrismaPg(pool, { onConnectionError: () => {} });
  const client = new PrismaClient({ adapter, errorFormat: 'minimal' });
  const registers: Registers = new Map();
  return {
    ...transactions(client, registers, id),
    ...withTypedErrors(again(partnerships(client, id))),
    ...withTypedErrors(again(accounts(client))),
    delivery: withTypedErrors(delivering(client)),
    memory: withTypedErrors(again(edgeMemory(client))),
    /** Whether the database answers. */
    async ready(): Promise<boolean> {
      return client.$queryRaw`select 1`.then(
        () => true,
        () => false,
      );
    },
    /** Which transactions a reader sees. While it stays the same, what was read since still holds. */
    async snapshot(): Promise<string> {
      const [row] = await client.$queryRaw<{ seen: string }[]>`select pg_current_snapshot()::text as seen`;
      return row!.seen;
    },
    async close(): Promise<void> {
      await client.$disconnect();
      await pool.end();
    },
  };
}

/** The same functions, asked again where a cut connection was given to them: asking twice changes nothing more than once. */
function again<T extends object>(functions: T): T {
  const wrapped = Object.entries(functions).map(([name, asked]) => [
    name,
    async (...given: unknown[]) => {
      for (let left = MOST_CUT; ; left -= 1) {
        try {
          return await asked(...given);
        } catch (error) {
          if (left === 0 || !wasCut(error)) throw error;
        }
      }
    },
  ]);
  return Object.fromEntries(wrapped);
}

/** The same functions, which reject with Unreachable or OutOfTime where the database is the reason. */
function withTypedErrors<T extends object>(functions: T): T {
  const wrapped = Object.entries(functions).map(([name, asked]) => [
    name,
    (...given: unknown[]) =>
      asked(...given).catch((error: unknown) => {
        throw typed(error);
      }),
  ]);
  return Object.fromEntries(wrapped);
}
