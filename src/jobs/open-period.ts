import { workingCalendar } from '../partnership/calendar.ts';
import { localDay, nextContactTime } from '../partnership/contact.ts';
import type { Day } from '../partnership/day.ts';
import { subjectsOf } from '../partnership/obligations.ts';
import { type Opening, openingOf, promptSubject, reminderSubject } from '../partnership/openings.ts';
import { type Owed, owedByPerson, spokenOf } from '../partnership/owed.ts';
import { dueOn } from '../partnership/periods.ts';
import type { Cadence, Register } from '../partnership/register.ts';
import { personName } from '../partnership/roles.ts';
import { supporters, supportSubject } from '../partnership/sending.ts';
import type { Reader, Store, ToDeliver } from '../store/store.ts';
import { promptMessage } from '../views/prompt.ts';
import { supportMessage } from '../views/support.ts';
import type { Job, JobContext } from './job.ts';

/**
 * Everything that opens on one day is one occurrence, whatever the cadence: whoever owes several returns is asked once,
 * and that one message has to be made in one transaction. The key names the obligations too, so that one which joins
 * the register later that day still opens, and is added to the messages that stand.
 */
export const openPeriod: Job = {
  name: 'open-period',
  help: 'Asks each person for what they owe, at 9am on the first working day after a period ends',

  async due(reader, now) {
    const byDay = new Map<Day, Opening[]>();
    for (const opening of await openings(reader, now)) {
      byDay.set(opening.day, [...(byDay.get(opening.day) ?? []), opening]);
    }
    return [...byDay].map(([day, opened]) => ({
      key: `open-period/${day}/${opened.map(({ obligation }) => obligation.key).join('+')}`,
      at: opened[0]!.at,
      input: { day },
    }));
  },

  async run({ key, input }, context) {
    const opened = (await openings(context.store, context.now)).filter(({ day }) => day === input.day);
    for (const opening of opened) await open(opening, context);
    for (const end of new Set(opened.map((one) => one.end))) await ask(end, key, context);
  },
};

/** What should have opened by now and has not. Only the newest period of each: nobody is asked for an older one. */
async function openings(reader: Reader, now: Date): Promise<Opening[]> {
  const { activeFrom } = await reader.state();
  if (!activeFrom) return [];
  const register = await reader.register();
  const calendar = workingCalendar(register);
  const found: Opening[] = [];
  for (const obligation of register.obligations) {
    const opening = openingOf(register, obligation, now, calendar);
    if (!opening || opening.at < activeFrom) continue;
    const latest = await reader.periods.latest(obligation.key);
    // Also where the clock went back: a period is never opened behind a newer one.
    if (!latest || latest.start < opening.start) found.push(opening);
  }
  return found;
}

async function open({ obligation, start, end }: Opening, { store, register, now, id }: JobContext): Promise<void> {
  await closeOlder(obligation.key, store, now);
  const due = dueOn(end, obligation.dueWorkingDays, workingCalendar(register));
  await store.periods.create(
    { id: id(), obligationKey: obligation.key, start, end, dueOn: due, openedAt: now },
    subjectsOf(register, obligation, end).map((subject) => ({ id: id(), ...subject })),
  );
}

/** A report is taken until the next period of its obligation opens. What was to ask for it and never went out is withdrawn. */
async function closeOlder(obligationKey: string, store: Store, now: Date): Promise<void> {
  const open = await store.periods.open();
  for (const period of open.filter((one) => one.obligationKey === obligationKey)) {
    await store.periods.close(period.id, now);
    if (open.some((other) => other.id !== period.id && other.end === period.end)) continue;
    const reason = 'The next period opened before this was sent';
    await store.deliveries.withdraw({ subject: promptSubject(period) }, reason);
    await store.deliveries.withdraw({ subject: reminderSubject(period), under: true }, reason);
    await store.deliveries.withdraw({ subject: `overdue/${period.end}`, under: true }, reason);
    await store.deliveries.withdraw({ subject: supportSubject(period) }, reason);
  }
}

async function ask(end: Day, key: string, { store, register, now }: JobContext): Promise<void> {
  const periods = (await store.periods.open()).filter((one) => one.end === end);
  const rows = await store.owed.in(periods);
  const today = localDay(now, register.partnership.timeZone);
  const notBefore = nextContactTime(now, workingCalendar(register));
  const prompts = [...owedByPerson(register, rows, today)].map(
    ([personKey, owed]): ToDeliver => ({
      to: { kind: 'person', key: personKey },
      subject: promptSubject({ end }),
      message: promptMessage(register, owed),
      about: 'report.prompt',
      because: `A period opens on the first working day after the ${periodWord(owed)} ends; ${reasons(register, personKey, owed)}`,
      dedupeKey: `${key}/${personKey}`,
      notBefore,
      data: { returns: owed.map((one) => one.owed.id) },
    }),
  );
  const toSupporters = [...supporters(register, rows.returns, today)].map(([personKey, ids]): ToDeliver => {
    const supported = spokenOf(register, rows, ids, personKey, today);
    return {
      to: { kind: 'person', key: personKey },
      subject: supportSubject({ end }),
      message: supportMessage(register, supported),
      about: 'report.prompt.support',
      because: `A support officer is told when a lead is asked for a report; ${nameOf(register, personKey)} is support officer for ${supported.map(({ title }) => title).join(' and ')}`,
      dedupeKey: `${key}/support/${personKey}`,
      notBefore,
      data: { returns: ids },
    };
  });
  await store.deliveries.queueAll([...prompts, ...toSupporters], now);
}

const WORDS: Record<Cadence, string> = {
  monthly: 'month',
  quarterly: 'quarter',
  six_monthly: 'half year',
  annual: 'year',
};

function periodWord(owed: Owed[]): string {
  return [...new Set(owed.map(({ obligation }) => WORDS[obligation.cadence]))].join(' or ');
}

function reasons(register: Register, personKey: string, owed: Owed[]): string {
  return `${nameOf(register, personKey)} is ${owed.map(({ because }) => because).join(' and ')}`;
}

function nameOf(register: Register, personKey: string): string {
  return personName(register, personKey) ?? personKey;
}
