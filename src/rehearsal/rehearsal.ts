import { jobs } from '../jobs/index.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { instantAt, localDay } from '../partnership/contact.ts';
import { addDays, type Day, formatDay } from '../partnership/day.ts';
import { reportName } from '../partnership/obligations.ts';
import { lastPeriod, periodLabel, periodOf } from '../partnership/periods.ts';
import type { Reader } from '../store/store.ts';
import { advance, type Moving, nextTime } from './advance.ts';
import { endOf, WORKING_DAYS_REHEARSED } from './dates.ts';
import type { CalendarStep, Rehearsal, SentMessage } from './page.ts';
import { peopleOf } from './people.ts';
import type { StandIn } from './stand-in.ts';
import { addresseeOf } from './transcript.ts';

export interface RehearsalOptions extends Moving {
  partnershipId: string;
  standIns: StandIn[];
}

/** A partnership that runs against stand-ins, as the page shows and moves it. */
export async function rehearsalOf(options: RehearsalOptions): Promise<Rehearsal> {
  const { calendar, database, partnershipId, standIns } = options;
  const listeners = new Set<() => void>();
  const read = <T>(work: (reader: Reader) => Promise<T>) => database.read(partnershipId, work);
  const register = () => read((reader) => reader.register());
  const { yearStartMonth, timeZone } = (await register()).partnership;
  const today = () => localDay(calendar.now(), timeZone);

  async function target(to: CalendarStep): Promise<Date> {
    const now = calendar.now();
    const at = Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: 'numeric', hour12: false, timeZone }).format(
      now,
    );
    const [hour, minute] = at.split(':').map(Number) as [number, number];
    const on = (day: Day) => instantAt(day, hour, minute, timeZone);
    const working = workingCalendar(await register());
    if (to === 'day') return on(addDays(today(), 1));
    if (to === 'working-day') return on(working.after(today(), 1));
    if (to === 'next') return (await nextTime(options)) ?? now;
    const ended = lastPeriod('quarterly', yearStartMonth, today()).end;
    const over = working.after(ended, WORKING_DAYS_REHEARSED);
    return on(today() < over ? over : endOf(await register(), today()));
  }

  return {
    standIns,
    async describe() {
      const known = await register();
      const people = peopleOf(known, today());
      const startWith = people.find(({ group }) => group === 'lead') ?? people[0]!;
      return { partnership: known.partnership.name, timeZone, startWith: startWith.key };
    },
    people: async () => peopleOf(await register(), today()),
    calendar: {
      now: calendar.now,
      quarter: () => periodLabel('quarterly', yearStartMonth, periodOf('quarterly', yearStartMonth, today()).start),
      due: () => read(dueWords),
      async next() {
        const at = await nextTime(options);
        return at && { at, what: await read((reader) => happening(reader, at)) };
      },
      async move(to, tell) {
        await advance(options, await target(to), (stop) => tell(`It is ${formatDay(localDay(stop, timeZone))}`));
        for (const listener of listeners) listener();
      },
    },
    async log() {
      const known = await register();
      const sent = await database.delivery.log(partnershipId);
      return sent.flatMap((one): SentMessage[] => {
        const connection = known.connections.find(({ key }) => key === one.posting.connectionKey);
        if (!one.sentAt || one.action !== 'post' || !connection) return [];
        const { name: to, personKey: person } = addresseeOf(known, one.posting);
        const { platform } = connection;
        return [{ at: one.sentAt, platform, to, person, about: one.about, because: one.because }];
      });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** "11 progress reports, due 16 April 2021": what is still owed. */
async function dueWords(reader: Reader): Promise<string[]> {
  const register = await reader.register();
  const words: string[] = [];
  for (const period of await reader.periods.open()) {
    const obligation = register.obligations.find(({ key }) => key === period.obligationKey);
    const owed = (await reader.returns.ofPeriod(period.id)).filter(({ version }) => version === 0);
    if (!obligation || owed.length === 0) continue;
    const name = reportName(obligation.report);
    words.push(`${owed.length} ${owed.length === 1 ? name : `${name}s`}, due ${formatDay(period.dueOn)}`);
  }
  return words;
}

/** What the jobs will do at that time, in their own words. */
async function happening(reader: Reader, at: Date): Promise<string> {
  const words = new Set<string>();
  for (const job of jobs) {
    const due = await job.due(reader, at);
    const claimed = await reader.occurrences.claimed(due.map(({ key }) => key));
    if (due.some((occurrence) => !claimed.has(occurrence.key))) words.add(job.help);
  }
  return words.size > 0 ? [...words].join('. ') : 'Messages that waited for working hours are sent';
}
