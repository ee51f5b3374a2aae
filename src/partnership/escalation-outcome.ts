import { preferredAccount } from './accounts.ts';
import type { WorkingCalendar } from './calendar.ts';
import { instantAt } from './contact.ts';
import type { Day } from './day.ts';
import { type Raiser, stillRaising, type Told } from './escalation.ts';
import { officersOf } from './escalation-routing.ts';
import { backOn, here, leaveOn } from './leave.ts';
import { MORNING } from './openings.ts';
import type { Person, Register } from './register.ts';
import { deputiesOf, isOnRegister, isProgrammeManager, peopleWith, programmeManagers } from './responsibility.ts';
import { subjectName } from './roles.ts';

/** What became of the message with the newest outcome, for one of those who are to be sent it. */
export interface OutcomeSent {
  escalationId: string;
  personKey: string;
  /** queued, sending, sent, failed or suppressed. */
  state: string;
  /** When it was sent, or is to be, or was to be. */
  at: Date;
  /** It went to the programme manager instead, as the partnership was in pilot. */
  pilot: boolean;
  /** Keys of the raisers in whose place this person was sent it. */
  insteadOf: string[];
}

/** Working days for which the outcome waits for somebody who is away. */
const WAITS = 5;

/**
 * When the last of those who still raise an escalation was sent its newest outcome, or whoever was sent it in their
 * place; null while one of them has not been. What went to the programme manager in a pilot has not reached anybody else.
 */
export function outcomeSentAt(raisers: Raiser[], rows: OutcomeSent[]): Date | null {
  const sent = rows.filter(({ state, pilot }) => state === 'sent' && !pilot).toSorted((a, b) => +a.at - +b.at);
  const times = stillRaising(raisers).map(
    ({ personKey: key }) =>
      (sent.find(({ personKey }) => personKey === key) ?? sent.find(({ insteadOf }) => insteadOf.includes(key)))?.at,
  );
  if (times.length === 0 || times.some((at) => !at)) return null;
  return new Date(Math.max(...times.map((at) => Number(at))));
}

/** Since when somebody cannot be sent an outcome that they do not have: they left, are no officer
 * of theirs any more, it failed, or they are away for long. */
export function unreachedSince(
  register: Register,
  personKey: string,
  row: Pick<OutcomeSent, 'state' | 'at'> | undefined,
  day: Day,
  calendar: WorkingCalendar,
  /** The partnership for which they raised it. */
  bodyKey?: string,
): Date | null {
  if (row?.state === 'sent') return null;
  const person = register.people.find(({ key }) => key === personKey);
  const morning = (on: Day) => instantAt(on, MORNING, 0, calendar.timeZone);
  const isTheirs = !bodyKey || officersOf(register, bodyKey, day).some(({ key }) => key === personKey);
  if (!person || !isOnRegister(register, person, day) || !isTheirs) {
    const gone = instantAt(person?.endedOn ?? day, 0, 0, calendar.timeZone);
    return row && row.at < gone ? row.at : gone;
  }
  if (row?.state === 'failed' || row?.state === 'suppressed') return row.at;
  const leave = leaveOn(register, person, day);
  if (!leave || calendar.between(day, backOn(register, person, day, calendar)) <= WAITS) return null;
  const began = morning(leave.from);
  return row && row.at > began && row.at < morning(day) ? row.at : began;
}

/** Somebody who is to be sent an outcome in the place of a raiser, since when, and why it is they. */
export interface Instead extends Told {
  insteadOf: string;
  since: Date;
}

/** For each raiser who cannot be reached, and in whose place nobody is there yet, who is sent the outcome now. */
export function insteadFor(
  register: Register,
  raisers: Raiser[],
  rows: OutcomeSent[],
  day: Day,
  calendar: WorkingCalendar,
): Instead[] {
  const rowOf = (key: string) => rows.find(({ personKey }) => personKey === key);
  const unreached = (key: string, raisesFor?: string) =>
    unreachedSince(register, key, rowOf(key), day, calendar, raisesFor);
  return stillRaising(raisers).flatMap(({ personKey, bodyKey }): Instead[] => {
    const since = unreached(personKey, bodyKey);
    const isCovered = rows.some(
      (row) =>
        row.insteadOf.includes(personKey) &&
        unreached(row.personKey, isProgrammeManager(register, { key: row.personKey }, day) ? undefined : bodyKey) ===
          null,
    );
    if (!since || isCovered) return [];
    const found = inPlaceOf(register, bodyKey, day).find(
      ({ personKey: key }) => key !== personKey && preferredAccount(register, key) !== null && unreached(key) === null,
    );
    return found ? [{ ...found, insteadOf: personKey, since }] : [];
  });
}

/** Another officer of a partnership who is here, else a deputy, its chair, the vice chair, else the programme manager. */
export function inPlaceOf(register: Register, bodyKey: string, day: Day): Told[] {
  const name = subjectName(register, 'body', bodyKey, day);
  const those = (people: Person[], because: string) =>
    here(register, people, day).map(({ key }) => ({ personKey: key, because }));
  return [
    ...those(peopleWith(register, 'body', bodyKey, 'csp_officer', day), `officer of ${name}`),
    ...those(deputiesOf(register, 'body', bodyKey, day), `deputy for ${name}`),
    ...those(peopleWith(register, 'body', bodyKey, 'chair', day), `chair of ${name}`),
    ...those(peopleWith(register, 'body', bodyKey, 'vice_chair', day), `vice chair of ${name}`),
    ...programmeManagers(register, day).map(({ key }) => ({ personKey: key, because: 'programme manager' })),
  ];
}
