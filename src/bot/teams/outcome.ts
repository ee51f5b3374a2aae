import type { Outcome } from '../platform.ts';

/** What a connector call failed with, as far as it is told: an HTTP answer, or none. */
interface Failure {
  name?: string;
  message?: string;
  code?: string;
  statusCode?: number;
  response?: { bodyAsText?: string | null; headers?: { get(name: string): string | undefined } };
}

/** Seconds to wait after so many failures in a row, where Teams names none: 2, 4, 8 ... five minutes at most. */
export const backoff = (failures: number): number => Math.min(300, 2 ** Math.max(1, failures));

const REFUSED: Record<string, string> = {
  BotNotInConversationRoster: 'The app is not installed for this person or team. Add it in Teams, then send again.',
  ConversationBlockedByUser: 'This person has blocked the app in Teams. They can unblock it in its chat.',
  MessageSizeTooBig: 'Teams refused the message because it is too long.',
};

/** Certain to have failed before anything was handed over. */
const NEVER_ARRIVED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'];

const codeOf = (failure: Failure): string => {
  try {
    return JSON.parse(failure.response?.bodyAsText ?? '').error.code;
  } catch {
    return '';
  }
};

/** Whether Teams says that what was written to does not exist (any more). */
export const isGone = (failure: unknown): boolean => (failure as Failure)?.statusCode === 404;

/**
 * What a failed attempt means.
 * @param handedOver whether the message itself was being handed over, not only its conversation opened
 * @param failures how many attempts on this connection failed in a row, this one included
 */
export function outcomeOf(error: unknown, handedOver: boolean, failures: number): Outcome {
  const failure = error as Failure;
  const status = failure?.statusCode;
  const retry = (reason: string, unsure: boolean): Outcome => {
    const asked = Number(failure.response?.headers?.get('retry-after'));
    return { kind: 'retry', seconds: asked > 0 ? asked : backoff(failures), reason, unsure: unsure && handedOver };
  };
  if (status === undefined) {
    const answered = failure?.name === 'RestError' || failure?.name === 'AbortError';
    // Anything else failed before the connector was called: no token, or no database to look up where to write.
    if (!answered) return retry(`Microsoft could not be asked: ${failure?.message ?? failure}`, false);
    return retry('Teams did not answer.', !NEVER_ARRIVED.includes(failure.code ?? ''));
  }
  const code = codeOf(failure);
  if (status === 429) return retry('Teams asked to send more slowly.', false);
  if (status === 412) return retry('Teams asked to try again.', false);
  if (status === 401) return retry('Microsoft did not accept the credentials of the registration.', false);
  if (status >= 500) return retry(`Teams answered ${status}.`, true);
  const known = REFUSED[code] ?? (status === 413 ? REFUSED.MessageSizeTooBig : undefined);
  if (known) return { kind: 'refused', reason: known };
  if (status === 404)
    return { kind: 'refused', reason: 'Teams does not know this person, channel or message (any more).', gone: true };
  return { kind: 'refused', reason: `Teams refused it: ${status} ${code}`.trim() };
}
