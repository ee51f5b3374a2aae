import type { Day } from './day.ts';
import type { Account, Register, RegisterList, Row } from './register.ts';

/** Every list that a file speaks of, each after those that its rows speak of: the order in which rows can be written. */
export const LISTS = [
  'calendarDays',
  'connections',
  'bodies',
  'relations',
  'posts',
  'people',
  'accounts',
  'holdings',
  'seats',
  'agreements',
  'groupings',
  'priorities',
  'agreed',
  'assignments',
  'linkages',
  'requiredActions',
  'obligations',
  'meetings',
  'channels',
] as const satisfies RegisterList[];

/** A list that a file speaks of. */
export type FileList = (typeof LISTS)[number];

/** One field of a row, before and after. */
export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

/** What an import would do to one row. `again`: it had ended, and is in the file once more. */
export type Change =
  | { kind: 'added'; list: FileList; row: Row }
  | { kind: 'changed' | 'again'; list: FileList; row: Row; fields: FieldChange[] }
  | { kind: 'ended'; list: FileList; row: Row }
  | { kind: 'partnership'; fields: FieldChange[] };

/**
 * What it takes to go from what the register says to what a file wants, in the order of the lists. What has left the
 * file ends today and is never removed; what has ended before is left as it is.
 */
export function changes(current: Register | null, wanted: Register, today: Day): Change[] {
  // What was linked in chat was never in the file: it is somebody's for as long as they are.
  const people = new Set(wanted.people.map(({ key }) => key));
  const stays = (row: Row) => isLinked(row) && people.has(row.personKey);
  const partnership = current ? fieldChanges(current.partnership, wanted.partnership) : [];
  return [
    ...(partnership.length > 0 ? [{ kind: 'partnership' as const, fields: partnership }] : []),
    ...LISTS.flatMap((list) => listChanges(list, current?.[list] ?? [], wanted[list], stays, today)),
  ];
}

/** The rows to write, whole, for the changes of an import. Each comes after the rows that it speaks of. */
export function upserts(changes: Change[]): { list: FileList; row: Record<string, unknown> }[] {
  return changes.flatMap((change) =>
    change.kind === 'partnership' ? [] : [{ list: change.list, row: { ...change.row } }],
  );
}

const isLinked = (row: Row): row is Account => 'linked' in row && row.linked === true;

function listChanges(
  list: FileList,
  current: Row[],
  wanted: Row[],
  stays: (row: Row) => boolean,
  today: Day,
): Change[] {
  const before = new Map(current.map((row) => [row.key, row]));
  const kept = new Set(wanted.map(({ key }) => key));
  const present = wanted.flatMap((row): Change[] => {
    const known = before.get(row.key);
    if (!known) return [{ kind: 'added', list, row }];
    const fields = fieldChanges(known, row).filter(({ field }) => field !== 'endedOn');
    if (known.endedOn !== null) return [{ kind: 'again', list, row, fields }];
    return fields.length > 0 ? [{ kind: 'changed', list, row, fields }] : [];
  });
  const gone = current
    .filter((row) => row.endedOn === null && !kept.has(row.key) && !stays(row))
    .map((row): Change => ({ kind: 'ended', list, row: { ...row, endedOn: today } }));
  return [...present, ...gone];
}

function fieldChanges(before: object, after: object): FieldChange[] {
  const was = before as Record<string, unknown>;
  return Object.entries(after)
    .filter(([field, value]) => JSON.stringify(was[field]) !== JSON.stringify(value))
    .map(([field, value]) => ({ field, before: was[field], after: value }));
}
