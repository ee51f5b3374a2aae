import type { EventModel } from './generated/models.ts';
import { asJson } from './json.ts';
import type { Scope } from './scope.ts';

/** Who did what to what, and when. `by` is a person's key, or null for the program. Never the content of a report. */
export interface Event {
  /** Its place in the history: later ones are higher. */
  sequence: bigint;
  at: Date;
  by: string | null;
  what: string;
  subject: string;
  detail: Record<string, unknown>;
}

type NewEvent = Pick<Event, 'at' | 'by' | 'what' | 'subject'> & Partial<Pick<Event, 'detail'>>;

export function eventReader({ tx, partnershipId }: Scope) {
  return {
    /** The newest, newest first: of these subjects, older than that place, and none of those kinds, where they are given. */
    async newest(limit: number, subject?: string | string[], before?: bigint, but: string[] = []): Promise<Event[]> {
      const rows = await tx.event.findMany({
        where: {
          partnershipId,
          ...(subject === undefined ? {} : { subject: { in: [subject].flat() } }),
          what: { notIn: but },
          ...(before === undefined ? {} : { sequence: { lt: before } }),
        },
        orderBy: { sequence: 'desc' },
        take: limit,
      });
      return rows.map(eventOf);
    },
    /** What happened at these times, in order. */
    async at(times: Date[]): Promise<Event[]> {
      const rows = await tx.event.findMany({
        where: { partnershipId, at: { in: times } },
        orderBy: { sequence: 'asc' },
      });
      return rows.map(eventOf);
    },
    /** The newest of one kind about a subject. */
    async last(what: string, subject: string): Promise<Event | null> {
      const row = await tx.event.findFirst({ where: { partnershipId, what, subject }, orderBy: { sequence: 'desc' } });
      return row && eventOf(row);
    },
  };
}

export function eventStore(scope: Scope) {
  const { tx, partnershipId } = scope;
  return {
    ...eventReader(scope),
    /** Keeps who did what to what. `by` is a person's key, or null for the program. Never the content of a report. */
    async add(...events: NewEvent[]): Promise<void> {
      await tx.event.createMany({
        data: events.map(({ by, detail, ...rest }) => ({
          ...rest,
          partnershipId,
          byKey: by,
          detail: asJson(detail ?? {}),
        })),
      });
    },
  };
}

function eventOf({ sequence, at, byKey, what, subject, detail }: EventModel): Event {
  return { sequence, at, by: byKey, what, subject, detail: detail as Record<string, unknown> };
}
