import { preferredAccount } from '../partnership/accounts.ts';
import { localDay } from '../partnership/contact.ts';
import { titleOf } from '../partnership/priorities.ts';
import type { Register } from '../partnership/register.ts';
import type { Rehearsal } from '../partnership/rehearsal.ts';
import { responsibleFor } from '../partnership/responsibility.ts';
import { type Moving, nextTime } from './advance.ts';
import { answer, type PlannedAnswer, plannedAnswer } from './answers.ts';
import { player } from './player.ts';
import type { StandIn } from './stand-in.ts';

export interface Playing extends Moving {
  partnershipId: string;
  register: Register;
  /** What the file says its people do. */
  rehearsal: Rehearsal;
  standIns: StandIn[];
}

interface Planned extends PlannedAnswer {
  id: string;
  title: string;
  personKey: string;
}

/** Plays everything up to a time: what happens by itself, and what people answer to it, each at its own time. */
export async function play(playing: Playing, until: Date): Promise<void> {
  const { calendar, register, standIns, settle } = playing;
  const answered = new Set<string>();
  for (;;) {
    await settle();
    const answers = (await planned(playing)).filter(({ id }) => !answered.has(id));
    for (const one of answers.filter(({ at }) => at <= calendar.now())) {
      answered.add(one.id);
      const reached = preferredAccount(register, one.personKey);
      const standIn = standIns.find(({ connection }) => connection === reached?.connection.externalId);
      if (reached && standIn) await answer(player(standIn, reached.account.externalId), one, one.report);
      await settle();
    }
    const next = await nextTime(playing);
    const times = answers.map(({ at }) => at).filter((at) => at > calendar.now());
    if (next) times.push(next);
    const stop = new Date(Math.min(...times.map(Number)));
    if (times.length === 0 || stop > until) return;
    calendar.set(stop);
  }
}

/** What people are going to do about what they have been asked, the earliest first. */
async function planned({ calendar, database, partnershipId, rehearsal }: Playing): Promise<Planned[]> {
  return database.read(partnershipId, async (reader) => {
    const register = await reader.register();
    const today = localDay(calendar.now(), register.partnership.timeZone);
    const answers: Planned[] = [];
    for (const period of await reader.periods.open()) {
      for (const owed of await reader.returns.ofPeriod(period.id)) {
        const plan = owed.version === 0 && plannedAnswer(register, rehearsal, period, owed.subjectKey);
        const [who] = responsibleFor(register, owed.subjectKind, owed.subjectKey, today);
        if (!plan || !who) continue;
        const title = titleOf(register, owed.subjectKey, period.end);
        answers.push({ ...plan, id: owed.id, title, personKey: who.person.key });
      }
    }
    return answers.sort((a, b) => Number(a.at) - Number(b.at) || (a.title < b.title ? -1 : 1));
  });
}
