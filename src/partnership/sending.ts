import type { Day } from './day.ts';
import { holds } from './holding.ts';
import type { Delegation, Person, Register } from './register.ts';
import { maySend, responsibleFor, supportOfficersOf } from './responsibility.ts';

type Known = Pick<Person, 'key'>;

/**
 * What becomes of a return that a person sends. `own`: it is sent, because they lead or deputise. `delegated`: it is
 * sent, because a lead lets them. `approval`: a lead has to approve it first.
 */
export type Sends = 'own' | 'delegated' | 'approval';

/** How a person sends the return about a subject on a day; null where they may not even prepare it. */
export function sendsAs(
  register: Register,
  person: Known,
  subjectKind: string,
  subjectKey: string,
  day: Day,
): Sends | null {
  if (maySend(register, person, subjectKind, subjectKey, day)) return 'own';
  if (!mayDraft(register, person, subjectKind, subjectKey, day)) return null;
  return delegationTo(register, person, subjectKind, subjectKey, day) ? 'delegated' : 'approval';
}

/** Whether a person prepares the return about a subject for its lead on a day, as a support officer. */
export function mayDraft(
  register: Register,
  person: Known,
  subjectKind: string,
  subjectKey: string,
  day: Day,
): boolean {
  return supportOfficersOf(register, subjectKind, subjectKey, day).some(({ key }) => key === person.key);
}

/** The delegations of a priority that are in force on a day. */
export function delegationsInForce(register: Register, priorityKey: string, day: Day): Delegation[] {
  return register.delegations.filter((one) => one.priorityKey === priorityKey && isInForce(register, one, day));
}

/** By which delegation a person sends the return about a subject without approval on a day. */
export function delegationTo(
  register: Register,
  person: Known,
  subjectKind: string,
  subjectKey: string,
  day: Day,
): Delegation | null {
  if (subjectKind !== 'priority') return null;
  return delegationsInForce(register, subjectKey, day).find(({ toKey }) => toKey === person.key) ?? null;
}

/** A delegation counts only while who gave it may send the report, and who got it is a support officer. */
function isInForce(register: Register, delegation: Delegation, day: Day): boolean {
  const { priorityKey, fromKey, toKey } = delegation;
  return (
    holds(delegation, day) &&
    maySend(register, { key: fromKey }, 'priority', priorityKey, day) &&
    mayDraft(register, { key: toKey }, 'priority', priorityKey, day)
  );
}

/**
 * Who is asked to approve what somebody else prepared about a subject: those who are asked for it, as far as they may
 * send it, else everybody who may. Whoever prepared it does not approve it.
 */
export function approversOf(
  register: Register,
  preparer: Known,
  subjectKind: string,
  subjectKey: string,
  day: Day,
): Person[] {
  const able = ({ key }: Known) => key !== preparer.key && maySend(register, { key }, subjectKind, subjectKey, day);
  const asked = responsibleFor(register, subjectKind, subjectKey, day)
    .map(({ person }) => person)
    .filter(able);
  return asked.length > 0 ? asked : register.people.filter(able);
}

/** Which of some returns a person prepares on a day and may not send in their own name: ids, in the order given. */
export function preparedFor(
  register: Register,
  returns: { id: string; subjectKind: string; subjectKey: string }[],
  person: Known,
  day: Day,
): string[] {
  return returns
    .filter(({ subjectKind, subjectKey }) => mayDraft(register, person, subjectKind, subjectKey, day))
    .filter(({ subjectKind, subjectKey }) => !maySend(register, person, subjectKind, subjectKey, day))
    .map(({ id }) => id);
}

/** The returns that each support officer prepares on a day, by the officer's key: ids, in the order given. */
export function supporters(
  register: Register,
  returns: { id: string; subjectKind: string; subjectKey: string }[],
  day: Day,
): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const { id, subjectKind, subjectKey } of returns) {
    for (const { key } of supportOfficersOf(register, subjectKind, subjectKey, day)) {
      // Asked in the place of a lead who is away, an officer gets that message and not this one too.
      const asked = responsibleFor(register, subjectKind, subjectKey, day).some(({ person }) => person.key === key);
      if (asked || maySend(register, { key }, subjectKind, subjectKey, day)) continue;
      all.set(key, [...(all.get(key) ?? []), id]);
    }
  }
  return all;
}

/** Under what the messages to support officers about a period live. */
export function supportSubject(period: { end: Day }): string {
  return `support/${period.end}`;
}
