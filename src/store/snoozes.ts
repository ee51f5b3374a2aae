import type { Day } from '../partnership/day.ts';
import type { Scope } from './scope.ts';

/** A person asked not to be reminded of what ended on `periodEnd` before the day `until`. */
export interface Snooze {
  personKey: string;
  periodEnd: Day;
  until: Day;
}

export function snoozeReader({ tx, partnershipId }: Scope) {
  return {
    /** Those about periods that ended on this day. By person. */
    async of(periodEnd: Day): Promise<Snooze[]> {
      return tx.snooze.findMany({
        where: { partnershipId, periodEnd },
        orderBy: { personKey: 'asc' },
        select: { personKey: true, periodEnd: true, until: true },
      });
    },
  };
}

export function snoozeStore(scope: Scope) {
  const { tx, partnershipId } = scope;
  return {
    ...snoozeReader(scope),
    /** Takes the place of an earlier one. */
    async set({ personKey, periodEnd, until }: Snooze): Promise<void> {
      await tx.snooze.upsert({
        where: { partnershipId_personKey_periodEnd: { partnershipId, personKey, periodEnd } },
        create: { partnershipId, personKey, periodEnd, until },
        update: { until },
        select: { until: true },
      });
    },
  };
}
