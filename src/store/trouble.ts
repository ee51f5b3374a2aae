import { OutOfTime, Unreachable } from './errors.ts';

// Serialization failure, deadlock, and two that made the same unique row at once: the second run finds the first's.
const AGAIN = new Set(['40001', '40P01', 'P2034', '23505', 'P2002']);
// Statement timeout, and the client's own for a whole transaction.
const LATE = new Set(['57014', 'P2028', 'P2024']);
const AWAY = new Set([
  ...['P1001', 'P1002', 'P1008', 'P1017', '57P01', '57P02', '57P03', '53300', '25P03'],
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'],
]);
const AWAY_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']);
const CUT = new Set(['P1017', '57P01', '57P02', 'ECONNRESET', 'EPIPE']);
const CUT_KINDS = new Set(['ConnectionClosed']);
const CUT_WORDS = /connection terminated|not queryable/i;
const AWAY_WORDS = /connection terminated|connection timeout|timeout exceeded when trying to connect|not queryable/i;

/** Whether running the transaction again may succeed. */
export function mayBeTriedAgain(error: unknown): boolean {
  return signs(error).some(({ code }) => AGAIN.has(code));
}

/**
 * Whether the connection was cut, as a database that was stopped leaves those that wait in the pool: another one may do.
 * Only where nothing had begun does that say that nothing was done.
 */
export function wasCut(error: unknown): boolean {
  return signs(error).some(({ code, kind, words }) => CUT.has(code) || CUT_KINDS.has(kind) || CUT_WORDS.test(words));
}

/** The error as callers know it: OutOfTime, Unreachable, or itself. */
export function typed(error: unknown): unknown {
  if (error instanceof OutOfTime || error instanceof Unreachable) return error;
  const found = signs(error);
  const message = error instanceof Error ? error.message : String(error);
  if (found.some(({ code, kind, words }) => AWAY.has(code) || AWAY_KINDS.has(kind) || AWAY_WORDS.test(words)))
    return new Unreachable(`The database cannot be reached: ${message}`, { cause: error });
  if (found.some(({ code }) => LATE.has(code)))
    return new OutOfTime(`The database took too long: ${message}`, { cause: error });
  return error;
}

/** The driver's codes come wrapped in different ways: alone at COMMIT, as a cause, or inside Prisma's own error. */
function signs(error: unknown, depth = 0): { code: string; kind: string; words: string }[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const { code, originalCode, kind, message, cause, meta } = error as Record<string, unknown>;
  const inner = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  // Only errors of the database speak of it: what the work itself throws is its own affair.
  return [
    { code: String(code ?? ''), kind: String(kind ?? ''), words: String(message ?? '') },
    { code: String(originalCode ?? ''), kind: '', words: '' },
    ...signs(cause, depth + 1),
    ...signs(inner, depth + 1),
  ];
}
