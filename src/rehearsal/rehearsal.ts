import { jobs } from '../jobs/index.ts';
import { channelsOf } from '../partnership/accounts.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { instantAt, localDay } from '../partnership/contact.ts';
import { addDays, type Day, formatDay, monthsLater } from '../partnership/day.ts';
import { reportName } from '../partnership/obligations.ts';
import { lastPeriod, periodLabel, periodOf } from '../partnership/periods.ts';
import type { Register } from '../partnership/register.ts';
import type { Rehearsal as RehearsedAnswers } from '../partnership/rehearsal.ts';
import type { Reader } from '../store/store.ts';
import { advance, type Moving, nextTime, type Plan } from './advance.ts';
import { endOf, WORKING_DAYS_REHEARSED } from './dates.ts';
import type { CalendarStep, Rehearsal, RehearsalPerson, SentMessage } from './page-rehearsal.ts';
import { peopleOf } from './people.ts';
import { byThemselves, plansOf } from './plans.ts';
import { type Player, player } from './player.ts';
import type { StandIn } from './stand-in.ts';
import { addresseeOf } from './transcript.ts';

export interface RehearsalOptions extends Moving {
  partnershipId: string;
  standIns: StandIn[];
  /** What the agreement's file says its people do, where the page lets them. */
  answers(): RehearsedAnswers;
}

/** A partnership that runs against stand-ins, as the page shows and moves it. */
export async function rehearsalOf(options: RehearsalOptions): Promise<Rehearsal> {
  const { calendar, database, partnershipId, standIns } = options;
  const listeners = new Set<() => void>();
  const read = <T>(work: (reader: Reader) => Promise<T>) => database.read(partnershipId, work);
  const register = () => read((reader) => reader.register());
  const { yearStartMonth, timeZone } = (await register()).partnership;
  const today = () => localDay(calendar.now(), timeZone);
  let known: { register: Register; day: Day; people: RehearsalPerson[] } | undefined;

  /** Everybody, found once a day: looking up what a thousand people do takes a second, and every request asks for somebody. */
  async function people(): Promise<RehearsalPerson[]> {
    const now = await register();
    const day = today();
    if (known?.register !== now || known.day !== day) known = { register: now, day, people: peopleOf(now, day) };
    return known.people;
  }

  async function target(to: CalendarStep): Promise<Date> {
    const now = calendar.now();
    const at = Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: 'numeric', hour12: false, timeZone }).format(
      now,
    );
    const [hour, minute] = at.split(':').map(Number) as [number, number];
    const on = (day: Day) => instantAt(day, hour, minute, timeZone);
    const working = workingCalendar(await register());
    if (to === 'day') return on(addDays(today(), 1));
    if (to === 'year') return on(monthsLater(today(), 12));
    if (to === 'working-day') return on(working.after(today(), 1));
    if (to === 'next') {
      // What was just imported has not been asked yet what it does next.
      await options.settle();
      return (await nextThing())?.at ?? now;
    }
    const ended = lastPeriod('quarterly', yearStartMonth, today()).end;
    const over = working.after(ended, WORKING_DAYS_REHEARSED);
    return on(today() < over ? over : endOf(await register(), today()));
  }

  /** What happens next, and when. The time up to which the jobs know of nothing is no event. */
  async function nextThing(): Promise<{ at: Date; what: string } | null> {
    const at = await nextTime(options);
    if (!at) return null;
    const jobsDo = await read((reader) => happening(reader, at));
    const waiting = await database.delivery.nextAt(calendar.now());
    if (jobsDo.length === 0 && Number(waiting) !== Number(at)) return null;
    return { at, what: jobsDo.join('. ') || 'Messages that waited for working hours are sent' };
  }

  /** Everything that somebody has open, wherever they are. */
  async function clientsOf(person: string): Promise<Player[]> {
    const accounts = (await people()).find(({ key }) => key === person)?.accounts ?? [];
    return accounts.flatMap(({ connection, accountId }) =>
      standIns.filter((standIn) => standIn.connection === connection).map((standIn) => player(standIn, accountId)),
    );
  }

  async function doneByOthers(reader: Reader, except: string[], since: Date): Promise<Plan[]> {
    const plans = await plansOf({ reader, now: calendar.now(), since, rehearsal: options.answers(), standIns });
    return plans
      .filter(({ person }) => !except.includes(person))
      .map((plan) => ({ ...plan, carryOut: async () => byThemselves(await clientsOf(plan.person), plan) }));
  }

  return {
    standIns,
    version: async () => `${await database.snapshot()} ${calendar.now().toISOString()}`,
    async describe() {
      const [everybody, now] = [await people(), await register()];
      const startWith = everybody.find(({ group }) => group === 'lead') ?? everybody[0]!;
      const boards = now.bodies.filter(({ kind, endedOn }) => kind === 'board' && endedOn === null);
      const boardChannels = boards.flatMap(({ key }) => channelsOf(now, key).map(({ channel }) => channel.externalId));
      return { partnership: now.partnership.name, timeZone, startWith: startWith.key, boardChannels };
    },
    people,
    calendar: {
      now: calendar.now,
      quarter: () => periodLabel('quarterly', yearStartMonth, periodOf('quarterly', yearStartMonth, today()).start),
      due: () => read((reader) => dueWords(reader, today())),
      async next() {
        return nextThing();
      },
      async move(to, others, tell) {
        const since = calendar.now();
        const plans = async () => (others ? read((reader) => doneByOthers(reader, others.except, since)) : []);
        const from = Number(since);
        const until = await target(to);
        const part = (stop: Date) => (Number(stop) - from) / Math.max(Number(until) - from, 1);
        const before = (stop: Date) => tell(`It is ${formatDay(localDay(stop, timeZone))}`, part(stop));
        await advance(options, until, { plans, before });
        for (const listener of listeners) listener();
      },
    },
    async log() {
      const now = await register();
      const sent = await database.delivery.log(partnershipId);
      return sent.flatMap((one): SentMessage[] => {
        const connection = now.connections.find(({ key }) => key === one.posting.connectionKey);
        if (!one.sentAt || one.action !== 'post' || !connection) return [];
        const { name: to, personKey: person } = addresseeOf(now, one.posting);
        const { platform } = connection;
        const { addressKind, messageId } = one.posting;
        // Where the platform has a page of a person's own, that is no conversation.
        const home = addressKind === 'home' && platform === 'slack';
        const conversation = home ? null : one.posting.conversation;
        const message = home ? null : messageId;
        const { about, because } = one;
        const where = { platform, connection: connection.externalId, conversation, message };
        return [{ id: one.id, at: one.sentAt, ...where, to, person, about, because }];
      });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** "11 progress reports, due 16 April 2021", or "2 progress reports, late: due ...": what is still owed. */
async function dueWords(reader: Reader, today: Day): Promise<string[]> {
  const register = await reader.register();
  const words: string[] = [];
  for (const period of await reader.periods.open()) {
    const obligation = register.obligations.find(({ key }) => key === period.obligationKey);
    const owed = (await reader.returns.ofPeriod(period.id)).filter(({ version }) => version === 0);
    if (!obligation || owed.length === 0) continue;
    const name = reportName(obligation.report);
    const when = today > period.dueOn ? 'late: due' : 'due';
    words.push(`${owed.length} ${owed.length === 1 ? name : `${name}s`}, ${when} ${formatDay(period.dueOn)}`);
  }
  return words;
}

/** What the jobs will do at that time, in their own words. */
async function happening(reader: Reader, at: Date): Promise<string[]> {
  const due: { help: string; key: string }[] = [];
  for (const { help, due: dueOf } of jobs) for (const { key } of await dueOf(reader, at)) due.push({ help, key });
  const claimed = await reader.occurrences.claimed(due.map(({ key }) => key));
  return [...new Set(due.filter(({ key }) => !claimed.has(key)).map(({ help }) => help))];
}
