import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { accounts } from './accounts.ts';
import { delivering } from './delivering.ts';
import { edgeMemory } from './edge-memory.ts';
import { PrismaClient } from './generated/client.ts';
import { partnerships } from './partnerships.ts';
import type { Registers } from './register.ts';
import { transactions } from './transactions.ts';
import { typed } from './trouble.ts';

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
    ...withTypedErrors(partnerships(client, id)),
    ...withTypedErrors(accounts(client)),
    delivery: withTypedErrors(delivering(client)),
    memory: withTypedErrors(edgeMemory(client)),
    /** Whether the database answers. */
    async ready(): Promise<boolean> {
      return client.$queryRaw`select 1`.then(
        () => true,
        () => false,
      );
    },
    async close(): Promise<void> {
      await client.$disconnect();
      await pool.end();
    },
  };
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
