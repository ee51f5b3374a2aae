import type { About } from '../partnership/about.ts';
import type { Register } from '../partnership/register.ts';
import type { Reader, Store } from '../store/store.ts';

/** Something that should happen once, at a calendar time. The key says what it is for ever: job, subject, step, due-date version. */
export interface Occurrence {
  key: string;
  at: Date;
  /** What `run` needs to know. */
  input: Record<string, string>;
}

export interface JobContext {
  store: Store;
  register: Register;
  now: Date;
  id(): string;
}

/** To whom an occurrence sends something and to whom it does not, and why. */
export interface Explained {
  /** The code of what is sent, and the rule that causes it. */
  about: About;
  because: string;
  /** Those whom it considers; why is null where it speaks to them. */
  people: { personKey: string; why: string | null }[];
  /** Why it is nothing to anybody else; null where it is about one person alone. */
  others: string | null;
}

export interface Job {
  name: string;
  /** One line for the operator: what it does and when. */
  help: string;
  /** Every occurrence that should have happened by `now`, claimed or not. Asked with a later time, it tells what comes next. */
  due(reader: Reader, now: Date): Promise<Occurrence[]>;
  /** Writes rows only. Run again after a crash, it changes nothing that is already so. */
  run(occurrence: Occurrence, context: JobContext): Promise<void>;
  /** For whoever rehearses: what `run` would do now for whom. Writes nothing. */
  explain?(occurrence: Occurrence, context: JobContext): Promise<Explained | null>;
}
