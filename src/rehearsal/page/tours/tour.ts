import type { PersonGroup } from '../../page-rehearsal.ts';

/** What the page does in a step, by itself, in the order given. Words are the start of what stands on the screen. */
export type Deed =
  /** Becomes somebody, and opens their conversation with Golden Thread or a channel of the board. */
  | ['be', PersonGroup, 'direct' | 'channel']
  /** Moves the calendar to the next thing that happens, until a button that starts so is there. */
  | ['wait for', string]
  /** Moves it to the next thing that happens, once. */
  | ['move']
  | ['press', string]
  /** Fills the page of the form that has these fields and goes on from it; a form that was begun before may be past it. */
  | ['page', [label: string, value: string][]]
  | ['say', string]
  | ['close'];

export interface Step {
  /** What the visitor sees now, after the deeds are done. */
  words: string;
  does?: Deed[];
}

/** A few minutes in somebody's place, which the page performs on itself. */
export interface Tour {
  title: string;
  about: string;
  steps: Step[];
  /** Something to try alone, at the end. */
  alone: string;
}
