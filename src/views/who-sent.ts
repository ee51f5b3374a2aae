import { localDay } from '../partnership/contact.ts';
import { holds } from '../partnership/holding.ts';
import type { Register } from '../partnership/register.ts';
import { maySend } from '../partnership/responsibility.ts';
import type { Return, ReturnVersion } from '../partnership/returns.ts';
import { personName } from '../partnership/roles.ts';

/**
 * Who had a part in a version beside whoever sent it: "Prepared by Nadia Wren, approved by Helen Tranter"; null where
 * nobody had. Somebody whom a lead let send without approval is named with that lead.
 */
export function preparedWords(
  register: Register,
  { subjectKey }: Pick<Return, 'subjectKey'>,
  version: Pick<ReturnVersion, 'authorKey' | 'preparedBy' | 'approvedBy' | 'sentAt'>,
): string | null {
  const name = (key: string) => personName(register, key) ?? key;
  const { authorKey, preparedBy, approvedBy } = version;
  if (preparedBy) {
    return approvedBy
      ? `Prepared by ${name(preparedBy)}, approved by ${name(approvedBy)}`
      : `Prepared by ${name(preparedBy)}, changed and sent by ${name(authorKey)}`;
  }
  if (approvedBy) return `Approved by ${name(approvedBy)}`;
  const lead = delegatedBy(register, subjectKey, version);
  return lead && `Sent by ${name(authorKey)}, whom ${name(lead)} lets send without approval`;
}

/** Key of the lead who let the author send without approval; one who leads needed nobody to. */
export function delegatedBy(
  register: Register,
  priorityKey: string,
  { authorKey, sentAt }: Pick<ReturnVersion, 'authorKey' | 'sentAt'>,
): string | null {
  const day = localDay(sentAt, register.partnership.timeZone);
  if (maySend(register, { key: authorKey }, 'priority', priorityKey, day)) return null;
  // One that was ended that day may have stood when it was sent.
  const found = register.delegations.find(
    (one) =>
      one.priorityKey === priorityKey &&
      one.toKey === authorKey &&
      (holds(one, day) || (one.endedOn === day && one.from <= day)),
  );
  return found?.fromKey ?? null;
}
