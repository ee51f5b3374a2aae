import type { Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../platform.ts';

/**
 * Bolt's log in ours. Bolt writes whole requests and answers when it explains itself, so those are left out: of what it
 * warns about, only its own sentence is kept.
 */
export function boltLogger(log: Log, team: string): Logger {
  const sentence = (parts: unknown[]) => {
    const first = parts[0];
    return first instanceof Error ? `${first.name}: ${codeOf(first)}` : String(first).split('\n')[0]!.slice(0, 200);
  };
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => log.warn({ team }, sentence(parts)),
    error: (...parts) => log.error({ team }, sentence(parts)),
    setLevel: () => {},
    getLevel: () => 'warn' as LogLevel,
    setName: () => {},
  };
}

/** The platform's own code for what went wrong, which never holds what anybody wrote. */
export function codeOf(error: unknown): string {
  const { data, code } = error as { data?: { error?: unknown }; code?: unknown };
  if (typeof data?.error === 'string') return data.error;
  return typeof code === 'string' ? code : 'unknown';
}
