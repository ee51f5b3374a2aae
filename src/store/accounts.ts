import type { PrismaClient } from './generated/client.ts';

/** Who is who on a platform. `connection` is the workspace's or tenant's id there. Only what the register holds today. */
export function accounts(client: PrismaClient) {
  return {
    /** Who holds this account, in each partnership that knows it. By partnership key. */
    async identify(
      platform: string,
      connection: string,
      accountId: string,
    ): Promise<{ partnershipId: string; personKey: string }[]> {
      return client.account.findMany({
        where: {
          externalId: accountId,
          endedOn: null,
          person: { endedOn: null },
          connection: { platform, externalId: connection, endedOn: null },
        },
        // Where two people are said to have it, the agreement file is believed before what was said in chat.
        orderBy: [{ partnership: { key: 'asc' } }, { linked: 'asc' }, { key: 'asc' }],
        select: { partnershipId: true, personKey: true },
      });
    },
    /** The partnerships that use this connection and where this account is nobody's. By key. */
    async strangeTo(platform: string, connection: string, accountId: string): Promise<string[]> {
      const uses = { platform, externalId: connection, endedOn: null };
      const rows = await client.partnership.findMany({
        where: {
          connections: { some: uses },
          accounts: { none: { externalId: accountId, endedOn: null, connection: uses } },
        },
        orderBy: { key: 'asc' },
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },
    /**
     * Lets go of the page that an account opened in these partnerships, since its place is another's now: what waits to
     * be shown there is taken back, and opened again it is posted anew.
     */
    async leavePages(
      partnershipIds: string[],
      { platform, connection, accountId }: { platform: string; connection: string; accountId: string },
    ): Promise<void> {
      await client.$executeRaw`
        with left_behind as (
          update "Posting" p set subject = 'left/' || p.id || '/' || p.subject
          from "Account" a join "Connection" c on c."partnershipId" = a."partnershipId" and c.key = a."connectionKey"
          where p."partnershipId" = any(${partnershipIds}) and p."addressKind" = 'home' and p.subject not like 'left/%'
            and a."partnershipId" = p."partnershipId" and a.key = p."addressKey" and a."externalId" = ${accountId}
            and c.platform = ${platform} and c."externalId" = ${connection}
          returning p."partnershipId", p.id
        )
        update "Delivery" d set state = 'suppressed', reason = 'another partnership is shown there', "leasedUntil" = null
        from left_behind p where d."partnershipId" = p."partnershipId" and d."postingId" = p.id and d.state = 'queued'`;
    },
    /** Partnerships that use this connection, and whether this channel is theirs. By key. */
    async partnershipsOf(
      platform: string,
      connection: string,
      channelId?: string,
    ): Promise<{ partnershipId: string; isChannel: boolean }[]> {
      const uses = { platform, externalId: connection, endedOn: null };
      const rows = await client.partnership.findMany({
        where: { connections: { some: uses } },
        orderBy: { key: 'asc' },
        select: {
          id: true,
          channels: {
            where: { externalId: channelId ?? '', endedOn: null, connection: uses },
            select: { key: true },
            orderBy: { key: 'asc' },
          },
        },
      });
      return rows.map((row) => ({ partnershipId: row.id, isChannel: row.channels.length > 0 }));
    },
  };
}
