import type { Register } from '../partnership/register.ts';
import type { EarlierVersion, Period, Return, ReturnVersion } from '../partnership/returns.ts';
import type { Called } from './called.ts';
import { type Block, heading, type line, list } from './message.ts';

/** One return in a digest. */
export interface Line extends Called {
  owed: Return;
  /** The version in force. */
  sent: ReturnVersion | null;
  before: EarlierVersion | null;
  /** The newest of what was sent, where all of it was withdrawn. */
  withdrawn: ReturnVersion | null;
  excused: boolean;
}

/** How a body reads one kind of return. */
export interface Reading {
  /** What the digest is of: "Progress reports". */
  title: string;
  /** What one return is about. */
  about: [one: string, many: string];
  /** What stands over those that belong to no theme. */
  others: string;
  /** What is counted beside what is there, as "2 amber". */
  counts(sent: ReturnVersion[]): [number: number, what: string][];
  /** What comes first, above the lines. */
  first(register: Register, period: Period, all: Line[]): Block[];
  /** The line that its author wrote; undefined where there was nothing to report. */
  headline(version: ReturnVersion | null): string | undefined;
  /** What is said before the headline. */
  facts(register: Register, period: Period, line: Line): string[];
}

/** A heading with a list, where there is something to list. */
export function section(title: string, items: ReturnType<typeof line>[]): Block[] {
  return items.length > 0 ? [heading(title), list(...items)] : [];
}
