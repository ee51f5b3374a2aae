import { type Change, type FieldChange, type FileList, LISTS } from './changes.ts';
import { type Day, formatDay, isRealDay } from './day.ts';
import type { Register } from './register.ts';
import { rowName } from './row-names.ts';

const HEADINGS: Record<FileList, string> = {
  calendarDays: 'Closure days',
  connections: 'Connections',
  bodies: 'Bodies',
  relations: 'How bodies relate',
  posts: 'Posts',
  people: 'People',
  accounts: 'Accounts',
  holdings: 'Who holds which post',
  seats: 'Seats',
  agreements: 'Agreements',
  groupings: 'Themes, objectives and aims',
  priorities: 'Priorities and what else they are called',
  agreed: 'Priorities of the agreement',
  assignments: 'Leadership and other roles',
  linkages: 'Linkages',
  requiredActions: 'Required actions',
  obligations: 'Reports that are owed',
  meetings: 'Meetings',
  channels: 'Channels',
};

/** What an import would do, or did, to be read in a terminal: by list, what is added, changed and ended, then how many. */
export function formatChanges(changes: Change[], current: Register | null, wanted: Register, today: Day): string {
  if (changes.length === 0) return 'Nothing to change. The register already says what this file says.';
  const register = together(current, wanted);
  const about = changes.flatMap((change) => (change.kind === 'partnership' ? fieldLines(change.fields) : []));
  const sections = LISTS.flatMap((list) => {
    const lines = changes.flatMap((change) =>
      change.kind !== 'partnership' && change.list === list ? changeLines(change, register, today) : [],
    );
    return lines.length > 0 ? [[HEADINGS[list], ...lines].join('\n')] : [];
  });
  if (about.length > 0) sections.unshift(['Partnership', ...about].join('\n'));
  return [...sections, countWords(changes, today)].join('\n\n');
}

/** "3 added, 1 changed, 2 ended on 4 June 2021." */
export function countWords(changes: Change[], today: Day): string {
  const of = (...kinds: Change['kind'][]) => changes.filter(({ kind }) => kinds.includes(kind)).length;
  const ended = of('ended');
  return `${of('added', 'again')} added, ${of('changed', 'partnership')} changed, ${ended} ended${ended > 0 ? ` on ${formatDay(today)}` : ''}.`;
}

function changeLines(change: Exclude<Change, { kind: 'partnership' }>, register: Register, today: Day): string[] {
  const name = rowName(register, change.list, change.row, today);
  switch (change.kind) {
    case 'added':
      return [`  Added: ${name}`];
    case 'ended':
      return [`  Ended: ${name}`];
    case 'again':
      return [`  Added again: ${name}`, ...fieldLines(change.fields).map((line) => `  ${line}`)];
    case 'changed':
      return [`  Changed: ${name}`, ...fieldLines(change.fields).map((line) => `  ${line}`)];
  }
}

function fieldLines(fields: FieldChange[]): string[] {
  return fields.map(({ field, before, after }) => {
    if (field === 'order') return `  place in the list: ${Number(before) + 1} -> ${Number(after) + 1}`;
    return `  ${fieldWords(field)}: ${valueWords(before)} -> ${valueWords(after)}`;
  });
}

/** "dueWorkingDays" as "due working days". */
function fieldWords(field: string): string {
  return field
    .replace(/Keys?$/, '')
    .replace(/([A-Z])/g, ' $1')
    .toLowerCase();
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' && isRealDay(value) ? formatDay(value) : String(value);
}

/** Both registers as one, the wanted rows first, so that what has left the file can still be named. */
function together(current: Register | null, wanted: Register): Register {
  if (!current) return wanted;
  const lists = LISTS.map((list) => {
    const kept = new Set(wanted[list].map(({ key }) => key));
    const rows: { key: string }[] = current[list];
    return [list, [...wanted[list], ...rows.filter(({ key }) => !kept.has(key))]];
  });
  return { ...wanted, ...Object.fromEntries(lists) };
}
