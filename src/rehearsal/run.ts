import path from 'node:path';
import type { Log } from '../bot/platform.ts';
import { UNHURRIED } from '../bot/router.ts';
import type { Served, ServeOptions } from '../main.ts';
import type { Rehearsal } from '../partnership/rehearsal.ts';
import type { Database } from '../store/store.ts';
import { calendarIn } from './dates.ts';
import { fileJournal } from './journal.ts';
import { lockFolder } from './lock.ts';
import { rehearsalPage } from './page.ts';
import type { Agreements } from './page-agreement.ts';
import { pageFiles } from './page-files.ts';
import { startPlatforms } from './platforms.ts';
import { rehearsalOf } from './rehearsal.ts';

/** Made once, however often the rehearsal is started again. */
const files = pageFiles();

export interface RunOptions {
  database: Database;
  /** Keeps the calendar and what the platforms would keep, over a restart. */
  folder: string;
  /** Where the program listens. */
  bot: string;
  answers(): Rehearsal;
  agreements: Agreements;
  log: Log;
  serve(given: Pick<ServeOptions, 'clock' | 'slack' | 'teams' | 'page' | 'patience'>): Promise<Served>;
}

/** Something the operator has to put right first. */
class AlreadyRunning extends Error {
  override name = 'OperatorError';
}

export interface RunningRehearsal {
  /** What to tell whoever started it: what runs where, and what to try first. */
  introduction(url: string): string[];
  stop(): Promise<void>;
}

/** Runs the first partnership of the database against stand-ins of its platforms, with the page to watch and move it. */
export async function runRehearsal({
  database,
  folder,
  bot,
  answers,
  agreements,
  log,
  serve,
}: RunOptions): Promise<RunningRehearsal> {
  const unlock = lockFolder(folder);
  if (!unlock)
    throw new AlreadyRunning(
      `This rehearsal runs already, in another program. Stop that, or set DATA_DIR to another folder.`,
    );
  // Meanwhile, in a process of its own. What fails here is said to whoever asks for the page.
  files.prepare().catch(() => {});
  const [partnership] = await database.partnerships();
  if (!partnership) throw new Error('There is no partnership to rehearse');
  const register = await database.read(partnership.id, (reader) => reader.register());
  const calendar = calendarIn(folder, register);
  const { standIns, slack, teams, close } = await startPlatforms(register, {
    bot: () => bot,
    now: calendar.now,
    journal: (connectionKey) => fileJournal(path.join(folder, `${connectionKey}.jsonl`)),
    patienceMs: UNHURRIED.answer,
  });
  let settle = async () => {};
  const moving = { calendar, database, settle: () => settle() };
  const rehearsal = await rehearsalOf({ ...moving, partnershipId: partnership.id, standIns, answers });
  const page = rehearsalPage({ rehearsal, files, agreements, log });
  // It has to show what the product does, on a laptop that is busy with a call, too.
  const served = await serve({ clock: calendar, slack, teams, page: page.listener, patience: UNHURRIED });
  settle = served.settle;
  // What comes next is known from the first moment: the page can be asked to move there.
  await served.settle();
  served.start();
  page.prepare().catch(() => {});
  const { startWith } = await rehearsal.describe();
  const lead = (await rehearsal.people()).find(({ key }) => key === startWith);
  return {
    introduction: (url) => [
      '',
      `Golden Thread is running: a rehearsal of the ${partnership.name}, with no account and nobody real.`,
      `  ${url}`,
      `Try first: move the calendar to the next thing that happens, and answer as ${lead?.name ?? 'a lead'}.`,
      'Ctrl-C stops it. Started again, it goes on where it was.',
    ],
    async stop() {
      page.close();
      await served.stop();
      await close();
      unlock();
    },
  };
}
