import type { Escalation } from './escalation.ts';
import { plain } from './search.ts';

type Likened = Pick<Escalation, 'title' | 'priorityKeys' | 'bodyKeys'>;

/** Words that are in every other title, and say nothing of what it is about. */
const COMMON = new Set(
  [
    'a an the and or of in on at to for from by with no not is are we our this that more need needs issue issues',
    'decision decisions funding funds money lack urgent local',
  ]
    .join(' ')
    .split(' '),
);

/** How much of the words of the shorter title two titles share, above which they look alike. */
const SHARED = 0.5;
/** So many words at least stand in both, where one may not be read: fewer are guessed. */
const FEWEST = 2;

/**
 * Whether two escalations look alike: they concern one priority at least, and either most words of their titles, or some
 * of them and an area. Words that begin alike count as the same ("funding", "funded").
 */
export function looksLike(one: Likened, other: Likened): boolean {
  if (!one.priorityKeys.some((key) => other.priorityKeys.includes(key))) return false;
  const share = sharedWords(one.title, other.title);
  const isNear = one.bodyKeys.some((key) => other.bodyKeys.includes(key));
  return share >= SHARED || (isNear && share >= SHARED / 2);
}

/**
 * Whether an escalation looks like one whose title somebody may not read: they concern one priority, and most words of the
 * longer title stand in the other. A word or a list of words that somebody tries out tells them nothing.
 */
export function looksLikeUnread(one: Likened, unread: Likened): boolean {
  if (!one.priorityKeys.some((key) => unread.priorityKeys.includes(key))) return false;
  const [left, right] = [wordsOf(one.title), wordsOf(unread.title)];
  const shared = left.filter((word) => right.includes(word)).length;
  return shared >= FEWEST && shared / Math.max(left.length, right.length) >= SHARED;
}

/** 0 to 1: how much of the shorter title stands in the other. */
function sharedWords(one: string, other: string): number {
  const [left, right] = [wordsOf(one), wordsOf(other)];
  const shorter = left.length <= right.length ? left : right;
  const longer = shorter === left ? right : left;
  if (shorter.length === 0) return 0;
  return shorter.filter((word) => longer.includes(word)).length / shorter.length;
}

function wordsOf(title: string): string[] {
  const words = plain(title)
    .split(' ')
    .filter((word) => word.length > 2 && !COMMON.has(word));
  return [...new Set(words.map((word) => word.slice(0, 5)))];
}
