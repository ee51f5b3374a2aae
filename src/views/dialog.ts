import type { FieldKind, Option } from './form.ts';
import type { Block, Button } from './message.ts';

/** What a person did in a form. `change` goes to a page from the answers; `save` only keeps what was typed. */
export type Act =
  | 'save'
  | 'continue'
  | 'back'
  | 'send'
  | `add:${string}`
  | `remove:${string}:${string}`
  | `change:${string}`;

/** One input as it is to be shown now: with what was typed, and what is wrong with it. */
export interface Input {
  path: string;
  kind: Exclude<FieldKind, 'rows' | 'given'>;
  label: string;
  hint?: string;
  optional: boolean;
  value: string;
  error?: string;
  options?: Option[];
  /** How many of several may be chosen. */
  max?: number;
  limit?: number;
}

export interface Rows {
  path: string;
  kind: 'rows';
  label: string;
  hint?: string;
  error?: string;
  rows: { id: string; label: string; inputs: Input[]; removable: boolean }[];
  /** "Add another achievement"; absent when there is no room for one. */
  add?: string;
}

export interface GivenAnswer {
  label: string;
  /** Lines, as typed; empty means "Not provided". */
  lines: string[];
}

/** Answers of one page, with the button that goes back to it ("Change rating", "Add money"). */
export interface AnswerGroup {
  title: string;
  answers: GivenAnswer[];
  change: { label: string; act: Act };
}

/**
 * What a dialog shows: plain data that both platforms can draw. Without `form` it is something to read, and has no
 * button but the platform's own for closing.
 */
export interface Dialog {
  /** At most 24 characters. */
  title: string;
  blocks: Block[];
  form?: FormState;
  /**
   * The button that opens this. Where only a button can open a dialog, it is shown in a message instead. What shows a
   * report has one: a report can be withdrawn, and an answer that stands in a conversation cannot be taken back.
   */
  opener?: Button;
}

export interface FormState {
  command: string;
  partnershipId: string;
  draftId: string;
  revision: number;
  page: string;
  /** "Page 2 of 4". */
  progress?: string;
  /** Something that concerns the whole page: what is wrong, or that sending was not confirmed. */
  alert?: string;
  fields: (Input | Rows)[];
  answers: AnswerGroup[];
  audience: string;
  /** Beside the main button. */
  back?: { label: string; act: Act };
  submit: { label: string; act: Act };
}
