import type { Day } from './day.ts';
import { prioritiesInForce } from './priorities.ts';
import type { AgreementPriority, Register, ReportKind } from './register.ts';
import { aboutBody, aboutPriority, partnershipsOwing, type Subject } from './subjects.ts';

/**
 * The priorities of the agreement in force that words may mean: `exact` where they are a title, a name or an alias, or
 * can mean only one; `near` in order of likeness, for asking which was meant. Case, accents and punctuation do not matter.
 */
export function findPriorities(
  register: Register,
  words: string,
  day: Day,
): { exact: AgreementPriority | null; near: AgreementPriority[] } {
  const wanted = plain(words);
  if (wanted === '') return { exact: null, near: [] };
  return meant(wanted, prioritiesNamed(register, day));
}

/** The same among everything that a return is owed about: of one kind, or of all. */
export function findSubjects(
  register: Register,
  words: string,
  day: Day,
  kinds?: ReportKind[],
): { exact: Subject | null; near: Subject[] } {
  const wanted = plain(words);
  if (wanted === '') return { exact: null, near: [] };
  const priorities = prioritiesNamed(register, day).map(({ one, names }) => ({ one: aboutPriority(one), names }));
  const partnerships = partnershipsOwing(register, day).map((one) => ({
    one: aboutBody(one),
    names: [one.name, one.shortName ?? '', one.key].map(plain),
  }));
  const all = [...priorities, ...partnerships];
  return meant(wanted, kinds ? all.filter(({ one }) => kinds.includes(one.report)) : all);
}

interface Named<T> {
  one: T;
  names: string[];
}

function prioritiesNamed(register: Register, day: Day): Named<AgreementPriority>[] {
  return prioritiesInForce(register, day).map((one) => {
    const identity = register.priorities.find(({ key }) => key === one.priorityKey);
    return { one, names: [one.title, identity?.name ?? '', ...(identity?.aliases ?? [])].map(plain) };
  });
}

function meant<T>(wanted: string, candidates: Named<T>[]): { exact: T | null; near: T[] } {
  const named = candidates.filter(({ names }) => names.includes(wanted));
  if (named.length === 1) return { exact: named[0]!.one, near: [] };

  // Sorting keeps the order of those that are as like.
  const scored = candidates
    .map(({ one, names }) => ({ one, distance: Math.min(...names.map((name) => unlikeness(wanted, name))) }))
    .filter(({ distance }) => distance <= 1)
    .sort((a, b) => a.distance - b.distance);
  const contained = scored.filter(({ distance }) => distance === 0);
  if (contained.length === 1) return { exact: contained[0]!.one, near: [] };
  if (scored.length === 1) return { exact: scored[0]!.one, near: [] };
  return { exact: null, near: scored.map(({ one }) => one) };
}

/** Lower case without accents, every run of anything else than letters and digits a single space. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}

/** How many letters differ between two texts, two swapped neighbours counted as one (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1];
      let best = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (swapped) best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[left.length]![right.length]!;
}

/** 0 where every word begins a word of the name, up to 1 for as many slips as a word of its length may have, else more. */
function unlikeness(wanted: string, name: string): number {
  if (name === '') return Number.POSITIVE_INFINITY;
  const words = name.split(' ');
  const worst = wanted.split(' ').map((typed) => Math.min(...words.map((word) => wordUnlikeness(typed, word))));
  return Math.min(Math.max(...worst), wordUnlikeness(wanted, name));
}

function wordUnlikeness(typed: string, word: string): number {
  if (typed.length >= 2 && word.startsWith(typed)) return 0;
  const slips = Math.floor(typed.length / 4);
  if (slips === 0 || Math.abs(typed.length - word.length) > slips) return Number.POSITIVE_INFINITY;
  const share = editDistance(typed, word) / slips;
  return share <= 1 ? share : Number.POSITIVE_INFINITY;
}
