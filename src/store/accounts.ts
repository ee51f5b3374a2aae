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
