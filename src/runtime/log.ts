import { type Level, pino, stdSerializers } from 'pino';
import type { Log } from '../bot/platform.ts';

export interface LogOptions {
  level: Level | 'silent';
  /** One plain line an entry for somebody at a terminal; JSON otherwise. */
  pretty: boolean;
  /** Standard error, for standard output belongs to what a command prints. */
  stream: { write(text: string): unknown };
}

/** Names under which content travels. A log says that something happened, never what somebody wrote. */
const CONTENTS = ['message', 'text', 'values', 'blocks', 'body', 'content', 'headline', 'summary', 'params', 'args'];

/** What an operator reads: facts beside a sentence. Contents are left out wherever they stand, two levels down. */
export function createLog({ level, pretty, stream }: LogOptions): Log {
  return pino(
    {
      level,
      base: null,
      messageKey: 'msg',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: withoutContents, err: withoutContents },
      redact: {
        paths: CONTENTS.flatMap((name) => [name, `*.${name}`].filter((path) => path !== '*.message')),
        remove: true,
      },
    },
    pretty ? { write: (entry: string) => void stream.write(asLine(entry)) } : (stream as { write(text: string): void }),
  );
}

/**
 * What an error may say in a log: its kind, code, last line and frames. A database client's message carries the query
 * with what a person typed above that line, and an HTTP client's error carries the request.
 */
function withoutContents(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? lastLine(error) : typeof error;
  const { type, stack } = stdSerializers.err(error);
  const code = (error as { code?: unknown }).code;
  return {
    type,
    code: typeof code === 'string' || typeof code === 'number' ? code : undefined,
    reason: lastLine(error.message),
    stack: stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .join('\n'),
  };
}

/** The last line of an error's message: the others may hold what it was about. At most 300 characters. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)!.trim().slice(0, 300);
}

function asLine(entry: string): string {
  const { time, level, msg, error, ...facts } = JSON.parse(entry) as Record<string, unknown>;
  const at = String(time).slice(11, 19);
  const rest = Object.entries(facts).map(
    ([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const cause = error as { type?: string; reason?: string; stack?: string } | undefined;
  const why = cause ? `\n  ${cause.type ?? 'Error'}: ${cause.reason ?? ''}\n${cause.stack ?? ''}` : '';
  return `${at} ${level === 'info' ? '' : `${level}: `}${msg ?? ''}${rest.join('')}${why}\n`;
}
