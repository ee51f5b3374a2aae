import type { Carried, Raw } from '../views/form.ts';
import { Prisma } from './generated/client.ts';
import type { DraftModel } from './generated/models.ts';
import { asJson } from './json.ts';
import type { Scope } from './scope.ts';

/** What a person has typed into a form. Once sent, it stays so that sending it again can be recognised. */
export interface Draft {
  id: string;
  personKey: string;
  command: string;
  subject: string;
  revision: number;
  page: string;
  values: Raw;
  carried: Carried;
  savedOrder: string;
  sentAt: Date | null;
  outcome: unknown;
}

export function draftReader({ tx, partnershipId }: Scope) {
  return {
    async byId(id: string): Promise<Draft | null> {
      return draftOf(await tx.draft.findUnique({ where: { partnershipId_id: { partnershipId, id } } }));
    },
    /** Who has a form open, and not sent, about any of these subjects. By person, command and subject. */
    async begun(subjects: string[]): Promise<Pick<Draft, 'personKey' | 'command' | 'subject'>[]> {
      return tx.draft.findMany({
        where: { partnershipId, openKey: { not: null }, subject: { in: subjects } },
        orderBy: { openKey: 'asc' },
        select: { personKey: true, command: true, subject: true },
      });
    },
    /** The draft that this person has open for this command and subject. */
    async open(personKey: string, command: string, subject: string): Promise<Draft | null> {
      const openKey = keyOf(personKey, command, subject);
      return draftOf(await tx.draft.findUnique({ where: { partnershipId_openKey: { partnershipId, openKey } } }));
    },
    /** What this person has typed into forms of this command and not sent. By subject. */
    async unsent(personKey: string, command: string): Promise<Draft[]> {
      const rows = await tx.draft.findMany({
        where: { partnershipId, personKey, command, openKey: { not: null } },
        orderBy: [{ subject: 'asc' }, { id: 'asc' }],
      });
      return rows.map((row) => draftOf(row)!);
    },
    /** Those of these subjects that somebody has a form open for and has not sent. */
    async started(subjects: string[]): Promise<Set<string>> {
      const rows = await tx.draft.findMany({
        where: { partnershipId, subject: { in: subjects }, sentAt: null },
        orderBy: { subject: 'asc' },
        distinct: ['subject'],
        select: { subject: true },
      });
      return new Set(rows.map(({ subject }) => subject));
    },
  };
}

export function draftStore(scope: Scope) {
  const { tx, partnershipId } = scope;
  const reader = draftReader(scope);
  return {
    ...reader,
    /** Opens a draft; or returns the one that is open already for this person, command and subject. */
    async create(
      draft: Pick<Draft, 'id' | 'personKey' | 'command' | 'subject' | 'page' | 'values' | 'carried'>,
    ): Promise<Draft> {
      const { personKey, command, subject } = draft;
      await tx.draft.createMany({
        data: {
          ...draft,
          partnershipId,
          openKey: keyOf(personKey, command, subject),
          values: asJson(draft.values),
          carried: asJson(draft.carried),
        },
        skipDuplicates: true,
      });
      return (await reader.open(personKey, command, subject))!;
    },
    /** As `byId`, holding the row until the transaction ends. */
    async lock(id: string): Promise<Draft | null> {
      await tx.$queryRaw`select 1 from "Draft" where "partnershipId" = ${partnershipId} and id = ${id} for no key update`;
      return reader.byId(id);
    },
    /**
     * Keeps what was typed. A save whose `savedOrder` sorts before the last one's came late, and is ignored; so is one
     * of a draft that was sent.
     */
    async save(
      id: string,
      change: { values?: Raw; page?: string; revision?: number; carried?: Carried; savedOrder?: string },
    ): Promise<void> {
      const { values, carried, ...plain } = change;
      const inOrder = change.savedOrder === undefined ? {} : { savedOrder: { lte: change.savedOrder } };
      await tx.draft.updateMany({
        where: { partnershipId, id, sentAt: null, ...inOrder },
        data: {
          ...plain,
          ...(values && { values: asJson(values) }),
          ...(carried && { carried: asJson(carried) }),
        },
      });
    },
    /** Marks a draft as sent, with what the person was shown. */
    async sent(id: string, at: Date, outcome: unknown): Promise<void> {
      await tx.draft.updateMany({
        where: { partnershipId, id, sentAt: null },
        data: { sentAt: at, openKey: null, outcome: outcome == null ? Prisma.DbNull : asJson(outcome) },
      });
    },
    /** Removes a draft that has been overtaken. One that was sent stays. */
    async discard(id: string): Promise<void> {
      await tx.draft.deleteMany({ where: { partnershipId, id, sentAt: null } });
    },
  };
}

function keyOf(personKey: string, command: string, subject: string): string {
  return JSON.stringify([personKey, command, subject]);
}

function draftOf(row: DraftModel | null): Draft | null {
  if (!row) return null;
  const { partnershipId: _, openKey: __, ...draft } = row;
  return { ...draft, values: row.values as Raw, carried: row.carried as Carried };
}
