import { asJson } from './json.ts';
import type { Scope } from './scope.ts';

export function eventStore({ tx, partnershipId }: Scope) {
  return {
    /** Keeps who did what to what. `by` is a person's key, or null for the program. Never the content of a report. */
    async add(event: {
      at: Date;
      by: string | null;
      what: string;
      subject: string;
      detail?: Record<string, unknown>;
    }): Promise<void> {
      const { by, detail, ...rest } = event;
      await tx.event.create({ data: { ...rest, partnershipId, byKey: by, detail: asJson(detail ?? {}) } });
    },
  };
}
