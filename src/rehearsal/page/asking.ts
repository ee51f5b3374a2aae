import type { AgreementBody, CheckedAgreement } from '../page-agreement.ts';
import type { ClientAct, Screen } from '../stand-in.ts';
import type { Moving, Platform, Sent, State } from './wire.ts';

/** The rehearsal's server, as the page knows it. Every call throws an Answered in words for the person. */
export interface Server {
  state(): Promise<State>;
  log(): Promise<Sent[]>;
  screen(person: string, platform: Platform): Promise<Screen>;
  /** An act that is asked for again with the same id is done once. */
  act(person: string, platform: Platform, act: ClientAct, how: { id: string; leaving?: boolean }): Promise<Screen>;
  /** With `othersExcept`, everybody but these people answers meanwhile. */
  move(to: string, othersExcept?: string[]): Promise<State>;
  /** Checks an agreement that was brought, or changes which one is rehearsed. */
  agreement(body: AgreementBody): Promise<CheckedAgreement | null>;
  /** Listens until the page is closed. */
  listen(heard: Heard): void;
}

export interface Heard {
  /** Something changed, or the connection is back and something may have. */
  changed(): void;
  moving(now: Moving | null): void;
  lost(): void;
}

/** An answer that is not what was asked for, in words for the person. */
export class Answered extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Whether the client does not have what was to be used in it, so that asking again is of no use. */
export const isRefusal = (error: unknown): boolean => error instanceof Answered && error.status === 409;

/** Whether nobody knows if it was done: the answer, or the way there, was lost. */
export const isLost = (error: unknown): boolean => error instanceof Answered && error.status === 0;
