import fc from 'fast-check';
import { addDays } from '../../src/partnership/day.ts';
import type { Database } from '../../src/store/store.ts';
import { at } from '../runtime/world.ts';
import { type Doing, days, happens } from './deeds.ts';
import { OPENING, watch } from './promise.ts';
import { openSmallBoard } from './small-board.ts';

/** From the first day after the opening and Easter to the working day after the list of what is late. */
const FIRST = '2021-04-06';
const MANY = 21;

let boards = 0;

/** The middle of a quarter of a small board, in which anything may happen, held against what is promised. */
async function lives(database: Database, doings: Doing[]): Promise<void> {
  boards += 1;
  const board = await openSmallBoard(database, `snb-${boards}`);
  try {
    board.to(OPENING);
    await board.serve();
    const { notes, checks } = await watch(board);
    let stopped = 0;
    for (const [index, { hour, deeds }] of doings.entries()) {
      const today = addDays(FIRST, index);
      if (stopped > 0) stopped -= 1;
      for (const clock of [...new Set([hour, 9])].sort((a, b) => a - b)) {
        board.to(at(today, clock));
        for (const deed of clock === hour ? deeds : []) {
          if (deed.kind === 'stops') stopped = deed.days;
          await happens(board, deed, today);
          await notes(today);
          if (stopped === 0) await board.serve();
        }
        if (stopped === 0) await board.serve();
      }
      await checks(today, stopped === 0);
    }
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${told(doings)}`, { cause: error });
  } finally {
    await board.close();
  }
}

/** What was done, a line for each day: "2021-04-07 at 11: sends prevent". */
function told(doings: Doing[]): string {
  const words = ({ kind, ...more }: Doing['deeds'][number]) => [kind, ...Object.values(more)].join(' ');
  return doings
    .map(({ hour, deeds }, index) => `${addDays(FIRST, index)} at ${hour}: ${deeds.map(words).join(', ')}`)
    .join('\n');
}

/** Lives through so many quarters, the same for the same seed. The first that breaks a promise is told as it was. */
export async function quarters(database: Database, { seed, runs }: { seed: number; runs: number }): Promise<void> {
  await fc.assert(
    fc.asyncProperty(days(MANY), (doings) => lives(database, doings)),
    { numRuns: runs, seed, endOnFailure: true },
  );
}
