import type { Act, FormState } from '../../views/dialog.ts';
import type { Button } from '../../views/message.ts';
import { LIMITS } from './limits.ts';

/** What a form's view carries through Slack and back. */
export type FormKey = Pick<FormState, 'draftId' | 'command' | 'partnershipId' | 'revision' | 'page'> & {
  /** What the modal's own main button does. */
  submit: Act;
};

/** Every modal of ours, so that Slack's events about it find their way. */
export const VIEW = 'golden-thread';

/** The one interactive thing in a field's block. */
export const VALUE = 'value';

/**
 * The block of a field. A field keeps what was typed while this stays the same, so it holds the path (row ids, never
 * positions) and the revision, which rises when the program replaces a value.
 */
export function fieldBlock(path: string, revision: number): string {
  return within(`field.${revision}.${path}`, LIMITS.id, 'The path of a field');
}

/** The path of a field's block, or undefined for any other block. */
export function pathOfField(blockId: string): string | undefined {
  return /^field\.\d+\.(.+)$/s.exec(blockId)?.[1];
}

/** The block that says what is wrong with a field, in a view that was shown again. */
export function errorBlock(path: string, revision: number): string {
  return within(`error.${revision}.${path}`, LIMITS.id, 'The path of a field');
}

export const isErrorBlock = (blockId: string) => blockId.startsWith('error.');

/** The action id of a button in a form. */
export function actId(act: Act): string {
  return within(`act.${act}`, LIMITS.id, 'What a button does');
}

export function actOf(actionId: string): Act | undefined {
  return actionId.startsWith('act.') ? (actionId.slice('act.'.length) as Act) : undefined;
}

/** What a button in a message carries: where it acts, the command, its input, and whether it opens a dialog. */
export function pressValue(button: Button): string {
  const value = {
    p: button.partnershipId ?? '',
    c: button.command,
    i: button.input,
    ...(button.opens ? { o: 1 } : {}),
  };
  return within(JSON.stringify(value), LIMITS.buttonValue, 'What a button carries');
}

export interface Press {
  partnershipId: string;
  command: string;
  input: Record<string, string>;
  opens: boolean;
}

/** What `pressValue` wrote, or undefined for something else. */
export function pressOf(value: string | undefined): Press | undefined {
  const read = parsed(value);
  if (typeof read?.p !== 'string' || typeof read.c !== 'string') return undefined;
  return { partnershipId: read.p, command: read.c, input: strings(read.i), opens: read.o === 1 };
}

const RESUMES = 'golden-thread:resumes';

/** The input of a button of our own that goes on with an open form, instead of running its command. */
export function resuming({ draftId, revision, page }: Pick<FormKey, 'draftId' | 'revision' | 'page'>) {
  return { [RESUMES]: draftId, revision: String(revision), page };
}

/** The form that such a button goes on with. */
export function resumedBy({ input, command, partnershipId }: Press): Omit<FormKey, 'submit'> | undefined {
  const draftId = input[RESUMES];
  if (draftId === undefined) return undefined;
  return { draftId, command, partnershipId, revision: Number(input.revision), page: input.page ?? '' };
}

export function formMetadata(form: FormState): string {
  const { draftId, command, partnershipId, revision, page, submit } = form;
  const value = { d: draftId, c: command, p: partnershipId, r: revision, g: page, s: submit.act };
  return within(JSON.stringify(value), LIMITS.privateMetadata, 'What a form carries');
}

/** What `formMetadata` wrote, or undefined for a view that only shows something. */
export function formOf(metadata: string | undefined): FormKey | undefined {
  const read = parsed(metadata);
  if (typeof read?.d !== 'string' || typeof read.c !== 'string') return undefined;
  return {
    draftId: read.d,
    command: read.c,
    partnershipId: String(read.p ?? ''),
    revision: Number(read.r ?? 0),
    page: String(read.g ?? ''),
    submit: String(read.s ?? 'continue') as Act,
  };
}

function within(text: string, limit: number, what: string): string {
  if ([...text].length > limit) throw new RangeError(`${what} must be ${limit} characters or less for Slack`);
  return text;
}

function parsed(text: string | undefined): Record<string, unknown> | undefined {
  if (!text) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function strings(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, one]) => typeof one === 'string'));
}
