import type { FileList } from './changes.ts';
import { type Day, formatDay } from './day.ts';
import { reportName } from './obligations.ts';
import { titleOf } from './priorities.ts';
import type { Assignment, BodyRelation, Obligation, Register, Row } from './register.ts';
import { holderName, personName, postName, roleName, subjectName } from './roles.ts';

type RowOf<L extends FileList> = Register[L][number];
type Name<L extends FileList> = (row: RowOf<L>, register: Register, day: Day) => string;

const body = (register: Register, key: string, day: Day) => subjectName(register, 'body', key, day);
const person = (register: Register, personKey: string) => personName(register, personKey) ?? personKey;

const RELATIONS: Record<BodyRelation['kind'], string> = {
  reports_to: 'reports to',
  escalates_to: 'escalates to',
  informs: 'informs',
  part_of: 'is part of',
  delegates_to: 'delegates to',
  linked_with: 'is linked with',
  scrutinises: 'scrutinises',
};

const NAMES: { [L in FileList]: Name<L> } = {
  calendarDays: ({ date, title }) => `${formatDay(date)}: ${title}`,
  connections: ({ key, platform, externalId }) => `${key} (${platform}, ${externalId})`,
  bodies: ({ name }) => name,
  relations: ({ fromKey, toKey, kind }, register, day) =>
    `${body(register, fromKey, day)} ${RELATIONS[kind]} ${body(register, toKey, day)}`,
  posts: ({ key }, register) => postName(register, key),
  people: ({ name, email }) => (email ? `${name}, ${email}` : name),
  accounts: ({ personKey, connectionKey, externalId }, register) =>
    `${person(register, personKey)} on ${connectionKey}: ${externalId}`,
  holdings: ({ personKey, postKey, from, to }, register) =>
    `${person(register, personKey)} is ${postName(register, postKey)}${dates(from, to)}`,
  seats: ({ bodyKey, organisation, representative }, register, day) =>
    `${body(register, bodyKey, day)}: ${organisation}, ${representative}`,
  agreements: ({ title, start, end }) => `${title}, ${formatDay(start)} to ${formatDay(end)}`,
  groupings: ({ name, kind }) => `${name} (${kind})`,
  priorities: ({ name, aliases }) => (aliases.length > 0 ? `${name}, also called ${aliases.join(', ')}` : name),
  agreed: ({ title }) => title,
  assignments: assignmentName,
  linkages: ({ bodyKey }, register, day) => body(register, bodyKey, day),
  requiredActions: ({ text }) => text,
  obligations: obligationName,
  meetings: ({ bodyKey, date }, register, day) => `${body(register, bodyKey, day)} on ${formatDay(date)}`,
  channels: ({ bodyKey, connectionKey, name }, register, day) =>
    `${body(register, bodyKey, day)}: ${name} on ${connectionKey}`,
};

/** What a row says, in one line of words: "Hate crime is led by Chief Executive, Broxtowe Borough Council". */
export function rowName(register: Register, list: FileList, row: Row, day: Day): string {
  const name = NAMES[list] as (row: Row, register: Register, day: Day) => string;
  return name(row, register, day);
}

function assignmentName(assignment: Assignment, register: Register, day: Day): string {
  const { role, subjectKind, subjectKey, from, to, since } = assignment;
  const holder = holderName(register, assignment, day);
  const when = since ? `, since ${since}${dates(null, to)}` : dates(from, to);
  if (role === 'lead') return `${titleOf(register, subjectKey, day)} is led by ${holder}${when}`;
  const subject = subjectName(register, subjectKind, subjectKey, day);
  return `${subject}: ${roleName(role)} is ${holder}${when}`;
}

function obligationName(obligation: Obligation, register: Register, day: Day): string {
  const { report, owedByRole, owedToKey, cadence, dueWorkingDays } = obligation;
  const often = cadence.replaceAll('_', '-');
  const what = `${often} ${reportName(report)}s, by each ${roleName(owedByRole)} to the ${body(register, owedToKey, day)}`;
  const words = `${what}, due ${dueWorkingDays} working days after the period ends`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function dates(from: Day | null, to: Day | null): string {
  return `${from ? `, from ${formatDay(from)}` : ''}${to ? `, to ${formatDay(to)}` : ''}`;
}
