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

/** Somebody to whom an occurrence might have sent something and did not. */
export interface Unsent {
  personKey: string;
  /** The code of what they would have got, and the rule that would have caused it. */
  about: About;
  because: string;
  why: string;
}

export interface Job {
  name: string;
  /** One line for the operator: what it does and when. */
  help: string;
  /** Every occurrence that should have happened by `now`, claimed or not. Asked with a later time, it tells what comes next. */
  due(reader: Reader, now: Date): Promise<Occurrence[]>;
  /** Writes rows only. Run again after a crash, it changes nothing that is already so. */
  run(occurrence: Occurrence, context: JobContext): Promise<void>;
  /** For whoever rehearses: to whom `run` would send nothing now, though it considers them, and why. Writes nothing. */
  explain?(occurrence: Occurrence, context: JobContext): Promise<Unsent[]>;
}
