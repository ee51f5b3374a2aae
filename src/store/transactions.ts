import { OutOfTime } from './errors.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { stateOf, writeAtLast } from './partnerships.ts';
import type { Registers } from './register.ts';
import type { Scope } from './scope.ts';
import { type Reader, readerFor, type Store, storeFor } from './store.ts';
import { mayBeTriedAgain, typed, wasCut } from './trouble.ts';

// Without a budget of its own, nothing that this program does takes nearly as long.
const LONGEST_MS = 60_000;
const TRIES = 4;
/** As many connections as a stopped server may have left in the pool, before one is found that is not cut. */
export const MOST_CUT = 10;

export function transactions(client: PrismaClient, registers: Registers, id: () => string) {
  return {
    /** A transaction for reading, bound to one partnership: everything in it sees the same moment. */
    async read<T>(partnershipId: string, work: (reader: Reader) => Promise<T>): Promise<T> {
      const options = {
        isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead,
        timeout: LONGEST_MS,
        maxWait: LONGEST_MS,
      };
      for (let left = MOST_CUT; ; left -= 1) {
        let isBegun = false;
        try {
          return await client.$transaction(async (tx) => {
            isBegun = true;
            const state = await stateOf(tx, partnershipId, false);
            return work(readerFor({ tx, partnershipId, id, state, atLast: {} }, registers));
          }, options);
        } catch (error) {
          if (left === 0 || isBegun || !wasCut(error)) throw typed(error);
        }
      }
    },

    /**
     * A transaction, bound to one partnership. Run again, up to three times, where PostgreSQL asks for it or it could
     * not begin: `work` may do nothing but use the store it is given. No import changes the register meanwhile.
     * @throws OutOfTime after `budgetMs` where given; Unreachable when the database cannot be reached. The work may have
     * been committed all the same.
     */
    async transact<T>(partnershipId: string, work: (store: Store) => Promise<T>, budgetMs?: number): Promise<T> {
      const limit = budgetMs ?? LONGEST_MS;
      const late = new OutOfTime(`The database did not finish within ${limit} ms`);
      let isLate = false;
      let isBegun = false;
      async function once(): Promise<T> {
        isBegun = false;
        return client.$transaction(
          async (tx) => {
            isBegun = true;
            // Before anything that may have to wait: a statement nobody waits for any more must let its connection go.
            if (budgetMs !== undefined)
              await tx.$queryRaw`select set_config('statement_timeout', ${String(limit)}, true)`;
            const state = await stateOf(tx, partnershipId, true);
            const scope: Scope = { tx, partnershipId, id, state, atLast: {} };
            const result = await work(storeFor(scope, registers));
            await writeAtLast(scope);
            if (isLate) throw late;
            return result;
          },
          { timeout: limit, maxWait: limit },
        );
      }
      async function tries(): Promise<T> {
        for (let [left, cuts] = [TRIES - 1, MOST_CUT]; ; ) {
          try {
            return await once();
          } catch (error) {
            const mayGoOn = (!isBegun && wasCut(error) && cuts-- > 0) || (mayBeTriedAgain(error) && left-- > 0);
            if (isLate || !mayGoOn) throw typed(error);
          }
        }
      }
      let timer: NodeJS.Timeout | undefined;
      const budget = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
          isLate = true;
          reject(late);
        }, limit);
      });
      try {
        return await Promise.race([tries(), budget]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
