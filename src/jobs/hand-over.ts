import { workingCalendar } from '../partnership/calendar.ts';
import { localDay, nextContactTime } from '../partnership/contact.ts';
import { promptSubject } from '../partnership/openings.ts';
import { owedByPerson, spokenOf } from '../partnership/owed.ts';
import type { Period } from '../partnership/returns.ts';
import type { Posting, Reader } from '../store/store.ts';
import { handedOverMessage } from '../views/handed-over.ts';
import { promptMessage } from '../views/prompt.ts';
import type { Job } from './job.ts';

/** Somebody who owes something in an open period that no message has asked them for. */
interface Handed {
  key: string;
  end: string;
  personKey: string;
  at: Date;
}

/**
 * Whoever comes to owe a report after its period opened is asked for it, as a lead is who takes over from another. Those
 * who were asked for it before are asked no more: their message says what is left.
 */
export const handOver: Job = {
  name: 'hand-over',
  help: 'Asks whoever has taken over a report for it, in working hours, and nobody else any more',

  async due(reader, now) {
    return (await handed(reader, now)).map(({ key, at }) => ({ key, at, input: {} }));
  },

  async run({ key }, { store, register, now }) {
    const one = (await handed(store, now)).find((found) => found.key === key);
    if (!one) return;
    const today = localDay(now, register.partnership.timeZone);
    const rows = await rowsOf(store, await endingOn(store, one.end));
    const subject = promptSubject(one);
    const notBefore = nextContactTime(now, workingCalendar(register));
    const name = register.people.find((person) => person.key === one.personKey)?.name ?? one.personKey;
    const owed = owedByPerson(register, rows, today).get(one.personKey) ?? [];
    const data = { returns: owed.map((each) => each.owed.id) };
    const to = { kind: 'person' as const, key: one.personKey };
    const because = `Whoever takes over a report that is due is asked for it; ${name} is ${owed.map((each) => each.because).join(' and ')}`;
    const message = promptMessage(register, owed);
    const before = (await store.postings.of(subject)).filter(({ part }) => part === 1);
    const own = before.find(({ addressKey }) => addressKey === one.personKey);
    // Changing the message that stands notifies nobody, so it is said in one of its own besides.
    await store.deliveries.queue(
      { to, subject, message, about: 'report.prompt', because, dedupeKey: key, notBefore, data },
      now,
    );
    if (own) {
      const added = owed.filter((each) => !each.sent && !returnsIn(own).includes(each.owed.id));
      await store.deliveries.queue(
        {
          to,
          subject: key,
          message: handedOverMessage(added),
          about: 'report.handed-over',
          because,
          dedupeKey: `${key}/said`,
          notBefore,
        },
        now,
      );
    }
    for (const posting of before.filter(({ addressKey }) => addressKey !== one.personKey)) {
      const theirs = owedByPerson(register, rows, today).get(posting.addressKey) ?? [];
      const kept = returnsIn(posting).filter((id) => theirs.some((each) => each.owed.id === id));
      if (kept.length === returnsIn(posting).length) continue;
      await store.deliveries.queue(
        {
          to: { kind: 'person', key: posting.addressKey },
          subject,
          message: promptMessage(register, spokenOf(register, rows, kept, posting.addressKey, today)),
          about: 'report.prompt.updated',
          because: 'What somebody else has taken over is asked of them no more',
          dedupeKey: `${key}/${posting.addressKey}`,
          notBefore,
          data: { returns: kept },
        },
        now,
      );
    }
  },
};

async function handed(reader: Reader, now: Date): Promise<Handed[]> {
  const register = await reader.register();
  const today = localDay(now, register.partnership.timeZone);
  const periods = await reader.periods.open();
  const found: Handed[] = [];
  for (const end of new Set(periods.map((period) => period.end))) {
    const ending = periods.filter((period) => period.end === end);
    const asked = (await reader.postings.of(promptSubject({ end }))).filter(({ part }) => part === 1);
    for (const [personKey, owed] of owedByPerson(register, await rowsOf(reader, ending), today)) {
      const own = asked.find(({ addressKey }) => addressKey === personKey);
      const missing = owed.filter((one) => !one.sent && !(own && returnsIn(own).includes(one.owed.id)));
      if (missing.length === 0) continue;
      found.push({
        key: `hand-over/${end}/${personKey}/${missing.map((one) => one.owed.id).join('+')}`,
        end,
        personKey,
        at: ending[0]!.openedAt,
      });
    }
  }
  return found;
}

async function endingOn(reader: Reader, end: string): Promise<Period[]> {
  return (await reader.periods.open()).filter((period) => period.end === end);
}

async function rowsOf(reader: Reader, periods: Period[]) {
  const returns = await reader.returns.ofPeriods(periods.map(({ id }) => id));
  return { periods, returns, current: await reader.returns.current(returns.map(({ id }) => id)) };
}

function returnsIn({ data }: Posting): string[] {
  return Array.isArray(data.returns) ? data.returns.map(String) : [];
}
