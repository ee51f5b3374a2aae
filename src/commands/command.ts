import type { z } from 'zod';
import type { Day } from '../partnership/day.ts';
import type { Person, Register } from '../partnership/register.ts';
import type { Pretended, Queued, Store } from '../store/store.ts';
import type { Dialog } from '../views/dialog.ts';
import type { Carried, Errors, Form, FormValues, Raw } from '../views/form.ts';
import type { Message } from '../views/message.ts';

/** Everything a command may use. The store is bound to this transaction and this partnership. */
export interface Context {
  store: Store;
  register: Register;
  /** The person acting, as the register knows them today. */
  person: Person;
  /** Calendar time, and its local date. */
  now: Date;
  today: Day;
  id(): string;
  /** The account from which they act; absent where the register has it no more. `several`: in other partnerships, too. */
  account?: { key: string; hasHome: boolean; several: boolean };
  /** What would be sent from now until a time, if nobody did anything: everything the clock does is done in `store`. */
  ahead(store: Pretended, until: Date): Promise<Ahead>;
}

/** What would be sent, and how far ahead that is known: not to the time asked for where too much happens before it. */
export interface Ahead {
  sent: (Queued & { at: Date })[];
  until: Date;
}

/** What the person sees now. Whatever is promised is also a delivery. */
export type Reply =
  | { kind: 'message'; message: Message }
  /** Something to read, in a dialog where the platform can open one. */
  | { kind: 'page'; dialog: Dialog }
  /** It was put where only they see it, and stays up to date there: nothing more is to be said beside it. */
  | { kind: 'placed' };

/**
 * What becomes of a form that is sent. Refused: nothing was done; what was typed stays as it is, and is shown below the
 * words. Wrong: an answer that only the command could judge; the page is shown again with what is wrong, and the form
 * carries what it is given; the alert says what to do where no answer is wrong. `made`: what came of a form that was about
 * nothing that is kept, as events name it.
 */
export type Sent =
  | (Reply & { made?: string })
  | { kind: 'refused'; dialog: Dialog }
  | { kind: 'wrong'; page: string; errors: Errors; carried?: Carried; alert?: string };

/** What a command answers when it is opened: its form, or a reply instead. */
export type Opened =
  | Reply
  | {
      kind: 'form';
      /** What the form is about: one open draft a person, command and subject. */
      subject: string;
      /** What is true now and must still be known when it is sent. */
      carried: Carried;
      /** What of it follows the present in a form that was opened before, too: how it is sent, say. */
      current?: Carried;
      /** What the fields hold when nothing was typed yet. */
      values: Raw;
    };

/** A command without a form: it does what it does at once. */
export interface PlainCommand<I> extends Declared<I> {
  form?: undefined;
  run(input: I, context: Context): Promise<Reply>;
}

/** A command with a form: `open` decides whether and with what, `run` does the work when it is sent. */
export interface FormCommand<I, F extends Form> extends Declared<I> {
  form: F;
  open(input: I, context: Context): Promise<Opened>;
  /** Reached only with values that the form's schema accepted. Checks permission again, on the subject as it is now. */
  run(
    input: I,
    values: FormValues<F>,
    context: Context,
    draft: { id: string; carried: Carried; raw: Raw },
  ): Promise<Sent>;
}

interface Declared<I> {
  /** The word that is typed, and the name that buttons carry. */
  name: string;
  /** One line for help: "See who leads each priority". */
  help: string;
  /** How it is typed, where it takes words: "who hate crime". Absent for commands that only buttons reach. */
  usage?: string;
  /** Whether this person may use it at all; help shows only these. What it acts on is checked by `open` and `run`. */
  may(person: Person, register: Register, today: Day): boolean;
  input: z.ZodType<I>;
  /** It can be begun from anywhere, by the menu that a platform keeps for its apps: what it is called there. */
  shortcut?: { label: string };
  /**
   * It can be begun on a message that somebody wrote: what it is called in a message's menu. Its input then holds what
   * stands in the message, as much as the schema takes, and the link to it: `text` and `link`, each where there is one.
   */
  onMessage?: { label: string };
  /** From what was typed after the name. Absent for commands that only buttons reach. */
  parse?(words: string): unknown;
}

// biome-ignore lint/suspicious/noExplicitAny: a list of commands holds every input and form
export type Command = PlainCommand<any> | FormCommand<any, any>;

/** Declares a command; the types of its input and its form's values are inferred. */
export function command<I>(declared: PlainCommand<I>): PlainCommand<I>;
export function command<I, F extends Form>(declared: FormCommand<I, F>): FormCommand<I, F>;
export function command(declared: Command): Command {
  return declared;
}
