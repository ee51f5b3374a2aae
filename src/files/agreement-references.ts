import { holderByRole } from '../partnership/agreement-responsibility.ts';
import { suggestion } from './mistake.ts';
import { isRecord, valueAt } from './schema-mistakes.ts';
import type { Path } from './yaml-document.ts';

/** Something found at a place in the file that cannot stand there. */
export interface Finding {
  path: Path;
  value: string | null;
  message: string;
}

type Target =
  | ('connections' | 'bodies' | 'posts' | 'people' | 'groupings' | 'priorities' | 'holders')
  // What is escalated while it is rehearsed.
  | 'rehearsal.escalations';

const CALLED: Record<Target, { one: string; many: string }> = {
  connections: { one: 'a connection', many: 'connections' },
  bodies: { one: 'a body', many: 'bodies' },
  posts: { one: 'a post', many: 'posts' },
  people: { one: 'a person', many: 'people' },
  groupings: { one: 'a grouping', many: 'groupings' },
  priorities: { one: 'a priority', many: 'priorities' },
  'rehearsal.escalations': { one: 'an escalation', many: 'escalations' },
  holders: { one: 'a post, a person or a body', many: 'posts, people and bodies' },
};

/** Every place that names something said elsewhere in the file. `*` is any entry, `#` the name of any entry. */
const REFERENCES: [place: string, target: Target][] = [
  ['bodies.*.reportsTo', 'bodies'],
  ['bodies.*.escalatesTo', 'bodies'],
  ['bodies.*.informs', 'bodies'],
  ['bodies.*.partOf', 'bodies'],
  ['bodies.*.delegatesTo', 'bodies'],
  ['bodies.*.linkedWith', 'bodies'],
  ['bodies.*.scrutinises', 'bodies'],
  ['bodies.*.channels.#', 'connections'],
  ['posts.*.holder', 'people'],
  ['posts.*.holders.*.person', 'people'],
  ['people.*.accounts.#', 'connections'],
  ['people.*.prefers', 'connections'],
  ['priorities.*.grouping', 'groupings'],
  ['leadership.*.priority', 'priorities'],
  ['leadership.*.lead', 'holders'],
  ['leadership.*.deputy', 'holders'],
  ['leadership.*.support', 'holders'],
  ['roles.*.body', 'bodies'],
  ['roles.*.priority', 'priorities'],
  ['roles.*.grouping', 'groupings'],
  ['roles.*.post', 'posts'],
  ['roles.*.holder', 'holders'],
  ['seats.#', 'bodies'],
  ['seats.*.*.post', 'posts'],
  ['linkages.*.body', 'bodies'],
  ['linkages.*.representative', 'holders'],
  ['obligations.*.owedTo', 'bodies'],
  ['meetings.*.body', 'bodies'],
  ['rehearsal.answers.#', 'priorities'],
  ['rehearsal.narratives.#', 'bodies'],
  ['rehearsal.escalations.*.priorities', 'priorities'],
  ['rehearsal.escalations.*.partnerships', 'bodies'],
  ['rehearsal.steps.*.escalation', 'rehearsal.escalations'],
  ['rehearsal.steps.*.into', 'rehearsal.escalations'],
  ['rehearsal.steps.*.who', 'people'],
  ['rehearsal.steps.*.from', 'people'],
  ['rehearsal.steps.*.priority', 'priorities'],
];

/** How often what was typed is compared with a name: enough for a hundred slips in a file of a thousand people. */
const MOST_COMPARED = 300_000;

/** Every name that stands for nothing in the file. Places that are not as they should be are left to the schema. */
export function unknownReferences(data: unknown): Finding[] {
  const names = namesIn(data);
  let compared = 0;

  function unknown({ path, value }: { path: Path; value: unknown }, target: Target): Finding[] {
    if (typeof value !== 'string') return [];
    const byRole = target === 'holders' ? holderByRole(value) : null;
    const name = byRole?.priority ?? value;
    const wanted = byRole ? 'priorities' : target;
    const known = names(wanted);
    if (known.has(name)) return [];
    const { one, many } = CALLED[wanted];
    const what = byRole ? `speaks of ${name}, which` : '';
    compared += known.size;
    const meant = compared > MOST_COMPARED ? '' : suggestion(name, [...known], `${many} in this file`);
    return [{ path, value, message: `${what} is not ${one} in this file. ${meant}`.trim() }];
  }

  return REFERENCES.flatMap(([place, target]) => each(data, place).flatMap((found) => unknown(found, target)));
}

/** What each section names, looked up once. */
function namesIn(data: unknown): (target: Target) => Set<string> {
  const known = new Map<Target, Set<string>>();
  return (target) => {
    const names = known.get(target) ?? new Set(namesOf(data, target));
    known.set(target, names);
    return names;
  };
}

function namesOf(data: unknown, target: Target): string[] {
  const sections = target === 'holders' ? ['posts', 'people', 'bodies'] : [target];
  return sections.flatMap((section) => {
    const entries = valueAt(data, section.split('.'));
    return isRecord(entries) && !Array.isArray(entries) ? Object.keys(entries) : [];
  });
}

/** Everything at a place: `roles.*.holder`. Where a place holds a list, each entry of it. */
export function each(data: unknown, place: string): { path: Path; value: unknown }[] {
  let found: { path: Path; value: unknown }[] = [{ path: [], value: data }];
  for (const step of place.split('.')) found = found.flatMap((one) => into(one, step));
  return found.flatMap((one) => (Array.isArray(one.value) ? into(one, '*') : [one]));
}

function into({ path, value }: { path: Path; value: unknown }, step: string): { path: Path; value: unknown }[] {
  if (!isRecord(value)) return [];
  if (step !== '*' && step !== '#')
    return Array.isArray(value) || !Object.hasOwn(value, step) ? [] : [{ path: [...path, step], value: value[step] }];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((one, index) => [index, one])
    : Object.entries(value);
  return entries.map(([key, inner]) => ({ path: [...path, key], value: step === '#' ? key : inner }));
}
