import { firstDay, lastDay } from '../partnership/agreement-file.ts';
import { seatKey } from '../partnership/agreement-register.ts';
import { type Day, formatDay, isRealDay } from '../partnership/day.ts';
import { plain } from '../partnership/search.ts';
import { accountMistakes } from './agreement-accounts.ts';
import { each, type Finding, unknownReferences } from './agreement-references.ts';
import { rehearsalMistakes } from './agreement-rehearsal.ts';
import { fieldOf, type Mistake } from './mistake.ts';
import { isRecord, valueAt } from './schema-mistakes.ts';
import type { Path, YamlDocument } from './yaml-document.ts';

/**
 * What no single field can tell: names that stand for nothing, days in the wrong order, things said twice. Works on the
 * data as it stands, so that it finds these beside whatever the schema finds.
 */
export function crossMistakes(data: unknown, document: YamlDocument, file: string): Mistake[] {
  const findings = [
    ...unknownReferences(data),
    ...accountMistakes(data, document),
    ...datesInTheWrongOrder(data),
    ...saidTwice(data, document),
    ...roleMistakes(data),
    ...dueTooLate(data),
    ...rehearsalMistakes(data),
  ];
  return findings.map(({ path, value, message }) => ({
    file,
    line: document.lineOf(path),
    field: fieldOf(path),
    value,
    message,
  }));
}

function datesInTheWrongOrder(data: unknown): Finding[] {
  const spans = ['posts.*.holders', 'leadership', 'roles', 'obligations.*'].flatMap((place) => each(data, place));
  return [
    ...spans.flatMap(({ path }) => inOrder(data, [...path, 'from'], [...path, 'to'])),
    ...inOrder(data, ['agreement', 'start'], ['agreement', 'end']),
    ...inOrder(data, ['agreement', 'start'], ['agreement', 'refreshed']),
    ...inOrder(data, ['agreement', 'refreshed'], ['agreement', 'end']),
  ];
}

function inOrder(data: unknown, earlier: Path, later: Path): Finding[] {
  const from = dayAt(data, earlier, firstDay);
  const to = dayAt(data, later, lastDay);
  if (!from || !to || from <= to) return [];
  const message = `must not be before ${earlier.at(-1)}, which is ${formatDay(from)}.`;
  return [{ path: later, value: String(valueAt(data, later)), message }];
}

function dayAt(data: unknown, path: Path, meaning: (typed: string) => Day): Day | null {
  const value = valueAt(data, path);
  if (typeof value !== 'string' || !(isRealDay(value) || isRealDay(`${value}-01`))) return null;
  return meaning(value);
}

/** The working days that fit between a period's opening and the next, with the digest: fewer than the shortest period has. */
const MOST_WORKING_DAYS: Record<string, number> = { monthly: 15, quarterly: 55, six_monthly: 60, annual: 60 };

/** A report is taken until the next period opens, so it has to be due, and read, before that. */
function dueTooLate(data: unknown): Finding[] {
  return each(data, 'obligations.*').flatMap(({ path, value }) => {
    if (!isRecord(value) || typeof value.dueWorkingDays !== 'number') return [];
    const most = MOST_WORKING_DAYS[String(value.cadence)];
    if (most === undefined || value.dueWorkingDays <= most) return [];
    const message = `must be ${most} or less for ${String(value.cadence)} reports, which close when the next period opens.`;
    return [{ path: [...path, 'dueWorkingDays'], value: String(value.dueWorkingDays), message }];
  });
}

/** Things that the register knows by what they are about, and of which there can be one. */
function saidTwice(data: unknown, document: YamlDocument): Finding[] {
  const ofEntry = (place: string, key: (entry: Record<string, unknown>) => string | null) =>
    each(data, place).map(({ path, value }) => ({ path, key: isRecord(value) ? key(value) : null }));
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const holders = ['lead', 'deputy', 'support'] as const;
  return [
    ...repeated(
      document,
      ofEntry('seats.*', ({ organisation, representative }) =>
        seatKey('', { organisation: text(organisation), representative: text(representative) || undefined }),
      ).map(({ path, key }) => ({ path, key: key && `${path[1]}/${key}` })),
      'The same organisation and representative',
    ),
    ...repeated(
      document,
      ofEntry('linkages', ({ body }) => text(body)),
      'A linkage with the same body',
    ),
    ...repeated(
      document,
      ofEntry('meetings', ({ body, date }) => `${text(body)}/${text(date)}`),
      'A meeting of the same body on the same day',
    ),
    ...repeated(
      document,
      ofEntry('roles', (one) =>
        [one.role, one.body, one.priority, one.grouping, one.post, one.holder, one.from].map(text).join('/'),
      ),
      'The same role, with the same holder,',
    ),
    ...holders.flatMap((field) =>
      repeated(
        document,
        ofEntry('leadership', (one) =>
          one[field] === undefined ? null : [one.priority, one[field], one.from].map(String).join('/'),
        ),
        `The same ${field} for the same priority`,
      ),
    ),
    ...repeated(
      document,
      each(data, 'posts.*.holders').map(({ path, value }) => ({
        path,
        key: isRecord(value) ? [path[1], value.person, value.from].map(String).join('/') : null,
      })),
      'The same holder of this post, from the same day,',
    ),
    ...namesOfPriorities(data, document),
    ...sharedKeys(data, document),
  ];
}

/** Entries whose key has been seen before. A key of null is not compared. */
function repeated(document: YamlDocument, entries: { path: Path; key: string | null }[], what: string): Finding[] {
  const first = new Map<string, Path>();
  return entries.flatMap(({ path, key }) => {
    if (key === null) return [];
    const before = first.get(key);
    if (before) return [{ path, value: null, message: `${what} stands on line ${document.lineOf(before)} already.` }];
    first.set(key, path);
    return [];
  });
}

/** Nobody could say which of two priorities is meant by a name that both have. */
function namesOfPriorities(data: unknown, document: YamlDocument): Finding[] {
  const first = new Map<string, Path>();
  return [...each(data, 'priorities.*.title'), ...each(data, 'priorities.*.aliases')].flatMap(({ path, value }) => {
    if (typeof value !== 'string') return [];
    const name = plain(value);
    const before = first.get(name);
    if (!before) first.set(name, path);
    if (!before || before[1] === path[1]) return [];
    const message = `is what another priority is called, on line ${document.lineOf(before)}.`;
    return [{ path, value, message }];
  });
}

/** A holder is named by key alone, so posts, people and bodies share their names. */
function sharedKeys(data: unknown, document: YamlDocument): Finding[] {
  const entries = ['posts.#', 'people.#', 'bodies.#'].flatMap((place) => each(data, place));
  const first = new Map<unknown, Path>();
  return entries.flatMap(({ path, value }) => {
    const before = first.get(value);
    if (!before) first.set(value, path);
    if (!before || before[0] === path[0]) return [];
    const message = `names something in ${before[0]} already, on line ${document.lineOf(before)}. Posts, people and bodies must have different names.`;
    return [{ path, value: String(value), message }];
  });
}

function roleMistakes(data: unknown): Finding[] {
  const subjects = ['body', 'priority', 'grouping', 'post'];
  const several = each(data, 'roles').flatMap(({ path, value }) => {
    const given = isRecord(value) ? subjects.filter((field) => value[field] !== undefined) : [];
    if (given.length < 2) return [];
    const message = `is one subject too many: a role is of one body, priority, grouping or post, or of the partnership.`;
    return [{ path: [...path, given[1]!], value: given.join(' and '), message }];
  });
  const both = each(data, 'posts.*').flatMap(({ path, value }) =>
    isRecord(value) && value.holder !== undefined && value.holders !== undefined
      ? [
          {
            path: [...path, 'holders'],
            value: 'holder and holders',
            message: 'cannot stand together. Give one of them.',
          },
        ]
      : [],
  );
  const managers = each(data, 'roles').some(({ value }) => isRecord(value) && value.role === 'programme_manager');
  const message =
    'There must be a programme_manager: whoever is asked where nobody leads, and is told what could not be delivered.';
  return [...several, ...both, ...(managers ? [] : [{ path: ['roles'], value: null, message }])];
}
