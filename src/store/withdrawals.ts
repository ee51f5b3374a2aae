import type { ReturnVersion } from '../partnership/returns.ts';
import type { Dialog } from '../views/dialog.ts';
import { MESSAGE_FORMAT, type Message } from '../views/message.ts';
import { asJson } from './json.ts';
import type { Scope } from './scope.ts';

export function withdrawalReader({ tx, partnershipId }: Scope) {
  return {
    /** Of these returns, those of which nothing is in force any more: the newest version that was withdrawn. By return. */
    async of(returnIds: string[]): Promise<ReturnVersion[]> {
      const newest = await tx.returnVersion.findMany({
        where: { partnershipId, returnId: { in: returnIds } },
        orderBy: [{ returnId: 'asc' }, { version: 'desc' }],
        distinct: ['returnId'],
      });
      return newest
        .filter(({ withdrawnAt }) => withdrawnAt !== null)
        .map(({ partnershipId: _, ...row }) => ({ ...row, values: row.values as Record<string, unknown> }));
    },
  };
}

export function withdrawalStore(scope: Scope) {
  const { tx, partnershipId } = scope;
  return {
    ...withdrawalReader(scope),
    /**
     * Takes what was typed for a return out of the forms and proposals that it was typed into. Those that are open are
     * closed; sending one that was sent again shows `instead`. `but`: the form in which the withdrawal itself was typed.
     */
    async emptyForms(returnId: string, but: string, instead: Dialog, at: Date): Promise<void> {
      const outcome = asJson({ kind: 'page', dialog: instead });
      await tx.$executeRaw`
        update "Draft" set values = '{}', carried = jsonb_build_object('input', coalesce(carried->>'input', '{}')),
          "openKey" = null, "sentAt" = coalesce("sentAt", ${at}), outcome = ${outcome}
        where "partnershipId" = ${partnershipId} and id <> ${but}
          and (subject = ${`return/${returnId}`} or carried->>'return' = ${returnId})`;
      await tx.proposal.updateMany({ where: { partnershipId, returnId }, data: { raw: {}, word: null } });
      await tx.proposal.updateMany({
        where: { partnershipId, returnId, state: 'waiting' },
        data: { state: 'overtaken' },
      });
    },
    /**
     * Takes out of the stored messages of these subjects what they said, all but what is queued to be said instead. What
     * stands on a platform is not changed by this: queue what replaces it first.
     */
    async emptyMessages(subjects: string[], instead: Message): Promise<void> {
      const message = asJson(instead);
      await tx.$executeRaw`
        update "Delivery" d set message = ${message}, format = ${MESSAGE_FORMAT}
        from "Posting" p
        where p."partnershipId" = ${partnershipId} and d."partnershipId" = p."partnershipId" and d."postingId" = p.id
          and p.subject = any(${subjects})
          and not (d.state = 'queued' and d.version = p.wanted)`;
    },
  };
}
