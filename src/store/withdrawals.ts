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
     * closed; sending one again shows `instead`. `but`: the form in which the withdrawal itself was typed. Forms about
     * later returns lose what they repeated of it.
     */
    async emptyForms(
      { returnId, but, later, by }: { returnId: string; but: string; later: string[]; by: string },
      instead: Dialog,
      at: Date,
    ): Promise<void> {
      const outcome = asJson({ kind: 'page', dialog: instead });
      const proposals = await proposalIds(scope, returnId);
      await tx.$executeRaw`
        update "Draft" set values = '{}', carried = jsonb_build_object('input', coalesce(carried->>'input', '{}')),
          "openKey" = null, "sentAt" = coalesce("sentAt", ${at}), outcome = ${outcome}
        where "partnershipId" = ${partnershipId} and id <> ${but}
          and (split_part(subject, '/', 2) = ${returnId} or split_part(subject, '/', 2) = any(${proposals})
            or carried->>'return' = ${returnId})`;
      await tx.$executeRaw`
        update "Draft" set values = values - 'steps' where "partnershipId" = ${partnershipId} and "sentAt" is null
          and carried->>'return' = any(${later})`;
      await tx.proposal.updateMany({ where: { partnershipId, returnId }, data: { raw: {}, word: null } });
      await tx.proposal.updateMany({
        where: { partnershipId, returnId, state: { in: ['waiting', 'sent_back'] } },
        data: { state: 'withdrawn', answeredBy: by, answeredAt: at },
      });
    },
    /**
     * Takes out of the stored messages of these subjects, and of those about proposals of the return, what they said: all
     * but what is queued to be said instead. What stands on a platform is not changed by this: queue what replaces it
     * first.
     */
    async emptyMessages(returnId: string, subjects: string[], instead: Message): Promise<void> {
      const message = asJson(instead);
      const proposals = await proposalIds(scope, returnId);
      await tx.$executeRaw`
        update "Delivery" d set message = ${message}, format = ${MESSAGE_FORMAT}
        from "Posting" p
        where p."partnershipId" = ${partnershipId} and d."partnershipId" = p."partnershipId" and d."postingId" = p.id
          and (p.subject = any(${subjects}) or split_part(p.subject, '/', 2) = any(${proposals})
            or p.subject like 'pilot/%' and (
              exists (select 1 from unnest(${subjects}::text[]) s where right(p.subject, length(s) + 1) = '/' || s)
              or split_part(p.subject, '/', 4) = any(${proposals})))
          and not (d.state = 'queued' and d.version = p.wanted)`;
    },
  };
}

async function proposalIds({ tx, partnershipId }: Scope, returnId: string): Promise<string[]> {
  const rows = await tx.proposal.findMany({
    where: { partnershipId, returnId },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
