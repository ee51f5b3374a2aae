import type { Day } from './day.ts';
import { obligationsOn } from './obligations.ts';
import { prioritiesInForce } from './priorities.ts';
import type { Obligation, Person, Register, ReportKind } from './register.ts';
import { remembered } from './remembered.ts';
import { maySend, responsibleFor } from './responsibility.ts';
import type { Period, Return, ReturnVersion } from './returns.ts';
import { personName, subjectName } from './roles.ts';
import { approversOf } from './sending.ts';

/** The rows about what is owed, as three readings give them: periods, their returns, and the versions in force. */
export interface Returns {
  periods: Period[];
  returns: Return[];
  current: ReturnVersion[];
  /** Of returns of which nothing is in force any more: the newest version that was withdrawn. */
  withdrawn?: ReturnVersion[];
  /** Drafts that wait for approval. */
  drafts?: WaitingDraft[];
}

/** What a support officer prepared and nobody has answered yet. */
export interface WaitingDraft {
  id: string;
  returnId: string;
  nil: boolean;
  preparedBy: string;
}

/** One return that somebody is asked for. */
export interface Owed {
  owed: Return;
  period: Period;
  obligation: Obligation;
  report: ReportKind;
  /** The priority's title, or the name of the local partnership. */
  title: string;
  /** Why it is this person: "lead for Hate crime". */
  because: string;
  /** Whether this person is asked for it, and does not only prepare it or have been asked before. */
  asked: boolean;
  /** Those who are away, in whose place this person is asked. */
  insteadOf: Person[];
  /** Who else is asked for the same one. */
  others: Person[];
  /** What was sent, or null where it is still owed. */
  sent: ReturnVersion | null;
  /** What was sent and withdrawn, where nothing has been sent since. */
  withdrawn: ReturnVersion | null;
  /**
   * What waits for approval, by whom it was prepared, whether this person may approve it, and whether they prepared it
   * and have come to be asked for it, so that they may send it themselves.
   */
  draft: (WaitingDraft & { by: string; approves: boolean; sends: boolean }) | null;
}

/** Whether it is still asked for: nothing is in force, and nobody excused it. */
export function isWaiting({ sent, owed }: Pick<Owed, 'sent' | 'owed'>): boolean {
  return !sent && owed.excusedAt === null;
}

/** Why nobody has to ask a person for what is waiting: a draft was prepared, and somebody else answers it. Else null. */
export function waitsElsewhere({ draft }: Pick<Owed, 'draft'>, person: Pick<Person, 'key'>): string | null {
  if (!draft || draft.approves || draft.sends) return null;
  return `what ${draft.preparedBy === person.key ? 'they' : draft.by} prepared waits for approval`;
}

/**
 * Everything that each person is asked for on a day, sent or not, by the person's key. Each list is in order of due
 * date, then of the agreement.
 */
export function owedByPerson(register: Register, rows: Returns, day: Day): Map<string, Owed[]> {
  const all = new Map<string, Owed[]>();
  for (const owed of inOrder(register, rows.returns, day)) {
    for (const { person } of responsibleFor(register, owed.subjectKind, owed.subjectKey, day)) {
      const mine = describe(register, rows, owed, person, day);
      if (mine) all.set(person.key, [...(all.get(person.key) ?? []), mine]);
    }
  }
  return all;
}

/** Everything that one person is asked for on a day, sent or not. */
export function owedBy(register: Register, rows: Returns, person: Pick<Person, 'key'>, day: Day): Owed[] {
  const own = rows.returns.filter(({ subjectKind, subjectKey }) =>
    responsibleFor(register, subjectKind, subjectKey, day).some((one) => one.person.key === person.key),
  );
  return inOrder(register, own, day).flatMap((owed) => describe(register, rows, owed, person, day) ?? []);
}

/** What a message to one person spoke of, by the ids of the returns, as it is now. In the same order as `owedBy`. */
export function spokenOf(register: Register, rows: Returns, returnIds: string[], personKey: string, day: Day): Owed[] {
  const wanted = new Set(returnIds);
  const spoken = rows.returns.filter(({ id }) => wanted.has(id));
  return inOrder(register, spoken, day).flatMap(
    (owed) => describe(register, rows, owed, { key: personKey }, day) ?? [],
  );
}

function describe(
  register: Register,
  rows: Returns,
  owed: Return,
  person: Pick<Person, 'key'>,
  day: Day,
): Owed | undefined {
  const period = rows.periods.find(({ id }) => id === owed.periodId);
  const obligation = register.obligations.find(({ key }) => key === period?.obligationKey);
  if (!period || !obligation) return undefined;
  const responsible = responsibleFor(register, owed.subjectKind, owed.subjectKey, day);
  const own = responsible.find((one) => one.person.key === person.key);
  return {
    owed,
    period,
    obligation,
    report: obligation.report,
    title: returnTitle(register, owed, obligation.key, day),
    because: own?.because ?? '',
    asked: own !== undefined,
    insteadOf: own?.insteadOf ?? [],
    others: responsible.map((one) => one.person).filter(({ key }) => key !== person.key),
    sent: rows.current.find(({ returnId }) => returnId === owed.id) ?? null,
    withdrawn: rows.withdrawn?.find(({ returnId }) => returnId === owed.id) ?? null,
    draft: draftOf(register, rows, owed, person, day, own !== undefined),
  };
}

function draftOf(
  register: Register,
  { drafts = [] }: Returns,
  { id, subjectKind, subjectKey }: Return,
  person: Pick<Person, 'key'>,
  day: Day,
  asked: boolean,
): Owed['draft'] {
  const draft = drafts.find(({ returnId }) => returnId === id);
  if (!draft) return null;
  const by = personName(register, draft.preparedBy) ?? 'Somebody else';
  const approvers = approversOf(register, { key: draft.preparedBy }, subjectKind, subjectKey, day);
  const approves = approvers.some(({ key }) => key === person.key);
  const sends = asked && draft.preparedBy === person.key && maySend(register, person, subjectKind, subjectKey, day);
  return { ...draft, by, approves, sends };
}

/** What stands where: the priorities in the agreement's order, then the bodies in the register's. */
const places = remembered((register, day: Day): ReadonlyMap<string, number> => {
  const order = [
    ...prioritiesInForce(register, day).map(({ priorityKey }) => `priority/${priorityKey}`),
    ...register.bodies.map(({ key }) => `body/${key}`),
  ];
  return new Map(order.map((subject, index) => [subject, index]));
});

function inOrder(register: Register, returns: Return[], day: Day): Return[] {
  const order = places(register, day);
  const place = (one: Return) => order.get(`${one.subjectKind}/${one.subjectKey}`) ?? order.size;
  return [...returns].sort(
    (a, b) => a.dueOn.localeCompare(b.dueOn) || place(a) - place(b) || (a.subjectKey < b.subjectKey ? -1 : 1),
  );
}

/**
 * What a return is called: its subject; where several are owed about the same one, for whom or how often, so that nobody
 * takes one for the other.
 */
export function returnTitle(
  register: Register,
  { subjectKind, subjectKey }: Pick<Return, 'subjectKind' | 'subjectKey'>,
  obligationKey: string,
  day: Day,
): string {
  const name = subjectName(register, subjectKind, subjectKey, day);
  const own = register.obligations.find(({ key }) => key === obligationKey);
  const others = obligationsOn(register, day).filter(
    ({ key, owedByKind }) => key !== obligationKey && owedByKind === own?.owedByKind,
  );
  if (!own || others.length === 0) return name;
  const sameBody = others.some(({ owedToKey }) => owedToKey === own.owedToKey);
  return `${name} (${sameBody ? own.cadence.replaceAll('_', '-') : bodyOwedTo(register, own)})`;
}

/** The name of the body that an obligation is owed to. */
export function bodyOwedTo(register: Register, obligation: Obligation): string {
  return register.bodies.find(({ key }) => key === obligation.owedToKey)?.name ?? obligation.owedToKey;
}
