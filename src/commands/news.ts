import { isNews } from '../partnership/asked.ts';
import { formatLongDay } from '../partnership/day.ts';
import { type Owed, type Returns, spokenOf } from '../partnership/owed.ts';
import { mayDraft } from '../partnership/sending.ts';
import type { Event, Queued } from '../store/store.ts';
import type { News } from '../views/mode.ts';
import type { Context } from './command.ts';

/** What the held news told, as it was done: a news item is queued when that is done, at the same time. */
export async function newsIn({ store }: Context, overtaken: Queued[]): Promise<{ happened: Event[]; rows: Returns }> {
  const news = overtaken.filter(({ about }) => isNews(about));
  const happened = (await store.events.at(news.map(({ queuedAt }) => queuedAt))).filter(
    ({ what, subject }) => isNews(what) && subject.startsWith('return/'),
  );
  return { happened, rows: await store.owed.of([...new Set(happened.map(returnOf))]) };
}

const returnOf = ({ subject }: Event) => subject.slice('return/'.length);

/** How it stands now with what a person was to be told: the last that was done to each of their reports, where it holds. */
export function newsFor(
  { register, today }: Context,
  personKey: string,
  overtaken: Queued[],
  { happened, rows }: { happened: Event[]; rows: Returns },
): News[] {
  const own = happened.filter(({ what, at }) =>
    overtaken.some(
      ({ to, about, queuedAt }) => to.key === personKey && about === what && queuedAt.getTime() === at.getTime(),
    ),
  );
  return spokenOf(register, rows, [...new Set(own.map(returnOf))], personKey, today).flatMap((one) => {
    const { subjectKind, subjectKey, id } = one.owed;
    if (!one.asked && !mayDraft(register, { key: personKey }, subjectKind, subjectKey, today)) return [];
    const last = (what: string) => own.filter((event) => event.what === what && returnOf(event) === id).at(-1);
    const words = newsWords(one, {
      moved: last('report.moved'),
      excused: last('report.excused'),
      unexcused: last('report.unexcused'),
      withdrawn: last('report.withdrawn'),
    });
    return words ? [{ title: one.title, ...words }] : [];
  });
}

/** What became of a report, and why; null where what has come since says it all. */
function newsWords(
  one: Owed,
  { moved, excused, unexcused, withdrawn }: Record<'moved' | 'excused' | 'unexcused' | 'withdrawn', Event | undefined>,
): Omit<News, 'title'> | null {
  const why = (event: Event) => String(event.detail.why ?? '');
  if (one.sent) return null;
  if (one.owed.excusedAt) return excused ? { words: 'excused: nothing is due', why: why(excused) } : null;
  if (moved) return { words: `a new date: due on ${formatLongDay(one.owed.dueOn)}`, why: why(moved) };
  if (unexcused) return { words: `asked for again, due on ${formatLongDay(one.owed.dueOn)}`, why: '' };
  return withdrawn ? { words: 'what was sent was withdrawn', why: why(withdrawn) } : null;
}
