import { preferredAccount } from '../partnership/accounts.ts';
import { localDay } from '../partnership/contact.ts';
import { titleOf } from '../partnership/priorities.ts';
import type { Rehearsal } from '../partnership/rehearsal.ts';
import { responsibleFor } from '../partnership/responsibility.ts';
import type { Reader } from '../store/store.ts';
import type { Plan } from './advance.ts';
import { answer, plannedAnswer } from './answers.ts';
import { player } from './player.ts';
import type { StandIn } from './stand-in.ts';

export interface Planning {
  reader: Reader;
  now: Date;
  /** What the agreement's file says its people do. */
  rehearsal: Rehearsal;
  standIns: readonly StandIn[];
}

/** What people are going to do about what they have been asked, the earliest first, each on the account they prefer. */
export async function plansOf({ reader, now, rehearsal, standIns }: Planning): Promise<(Plan & { person: string })[]> {
  const register = await reader.register();
  const today = localDay(now, register.partnership.timeZone);
  const plans: (Plan & { person: string; title: string })[] = [];
  for (const period of await reader.periods.open()) {
    for (const owed of await reader.returns.ofPeriod(period.id)) {
      const planned = owed.version === 0 && plannedAnswer(register, rehearsal, period, owed.subjectKey);
      const [who] = responsibleFor(register, owed.subjectKind, owed.subjectKey, today);
      const reached = who && preferredAccount(register, who.person.key);
      const standIn = standIns.find(({ connection }) => connection === reached?.connection.externalId);
      if (!planned || !who || !reached || !standIn) continue;
      const title = titleOf(register, owed.subjectKey, period.end);
      const does = player(standIn, reached.account.externalId);
      plans.push({
        key: owed.id,
        at: planned.at,
        person: who.person.key,
        title,
        carryOut: () => answer(does, { id: owed.id, title }, planned.report),
      });
    }
  }
  return plans.sort((a, b) => Number(a.at) - Number(b.at) || (a.title < b.title ? -1 : 1));
}
