import type { Board } from './board.ts';

/** Everything that may be sent by now arrives, as far as the rows tell. */
export async function delivered({ database, now }: Pick<Board, 'database' | 'now'>): Promise<void> {
  for (;;) {
    const claimed = await database.delivery.claim(now(), 100, 30);
    if (claimed.length === 0) return;
    for (const one of claimed) {
      const placed = { connectionKey: 'council', conversation: one.posting.addressKey, messageId: `m-${one.id}` };
      await database.delivery.sent(one, placed, now());
    }
  }
}
