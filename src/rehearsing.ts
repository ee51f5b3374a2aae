import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Config, HOME } from './config.ts';
import { readAgreement } from './files/agreement.ts';
import { importRegister } from './import.ts';
import type { Served, ServeOptions } from './main.ts';
import type { Register } from './partnership/register.ts';
import type { Rehearsal as Answers } from './partnership/rehearsal.ts';
import { withAccounts } from './rehearsal/accounts.ts';
import { calendarIn } from './rehearsal/dates.ts';
import { ownFolder } from './rehearsal/own.ts';
import { type RunningRehearsal, runRehearsal } from './rehearsal/run.ts';
import { startDatabase } from './store/start.ts';
import type { Database } from './store/store.ts';

export const EXAMPLE = 'examples/nottinghamshire-2020-23.yaml';

type Started = Pick<ServeOptions, 'database' | 'id' | 'log' | 'http'>;

export interface RehearsingOptions extends Started {
  config: Config;
  /** Where the program listens. */
  bot: string;
  say(line: string): void;
  serve: (given: ServeOptions) => Promise<Served>;
}

/** What is rehearsed: an agreement, and what its people answer. */
interface Rehearsed {
  register: Register;
  rehearsal: Answers;
}

/**
 * Runs the rehearsal of the example, or of the agreement that somebody gave to the page. An agreement of one's own has a
 * folder and a database of its own, so the example is found again where it was left.
 */
export async function rehearsing(options: RehearsingOptions): Promise<RunningRehearsal> {
  const { config, database, id, log, http, bot, say } = options;
  const own = ownFolder(path.join(config.rehearsalDir, 'own'));
  let changing: Promise<void> | undefined;
  let running = own.agreement() === null ? await example() : await brought().catch(backToExample);

  /** In the database that the program opened, where it may have been changed by an import. */
  async function example(): Promise<RunningRehearsal> {
    const [known] = await database.partnerships();
    if (!known) say(`Importing ${EXAMPLE}.`);
    return run(database, config.rehearsalDir, known?.key, readExample, false);
  }

  async function brought(): Promise<RunningRehearsal> {
    const kept = own.agreement();
    const reading = readAgreement(kept?.text ?? '', kept?.name ?? 'agreement');
    if (!reading.ok) throw new Error('The agreement that was kept can no longer be read');
    const opened = await startDatabase({ dataDir: own.database, name: 'rehearsal' }, { id, log });
    const read = () => ({ ...reading, register: withAccounts(reading.register) });
    try {
      const [known] = await opened.database.partnerships();
      const started = await run(opened.database, own.folder, known?.key, read, true);
      return {
        ...started,
        async stop() {
          await started.stop();
          await opened.close();
        },
      };
    } catch (error) {
      await opened.close();
      throw error;
    }
  }

  async function run(
    into: Database,
    folder: string,
    known: string | undefined,
    /** Called once, when it is first wanted: a later start should not wait for it. */
    read: () => Rehearsed,
    isOwn: boolean,
  ): Promise<RunningRehearsal> {
    let once: Rehearsed | undefined;
    const rehearsed = () => {
      once ??= read();
      return once;
    };
    if (!known) {
      const { register } = rehearsed();
      const { now } = calendarIn(folder, register);
      await importRegister(into, register, { mode: 'live', rehearsed: true, now: now() });
    }
    say('Starting the rehearsal.');
    return runRehearsal({
      database: into,
      folder,
      answers() {
        const { register, rehearsal } = rehearsed();
        return !known || known === register.partnership.key
          ? rehearsal
          : { answers: [], narratives: [], escalations: [], steps: [] };
      },
      bot,
      log,
      agreements: { own: isOwn, rehearse: (file) => change(() => own.keep(file)), example: () => change(own.forget) },
      // The next rehearsal listens at the same port.
      serve: (given) => options.serve({ ...given, id, log, database: into, http: { ...http, close: http.clear } }),
    });
  }

  /** Starts the rehearsal again on what is kept after `keep`. */
  async function restart(keep: () => void): Promise<void> {
    await running.stop();
    try {
      keep();
      running = own.agreement() === null ? await example() : await brought();
    } catch (error) {
      running = await backToExample(error);
      throw error;
    }
  }

  async function change(keep: () => void): Promise<boolean> {
    if (changing) return false;
    changing = restart(keep);
    try {
      await changing;
      return true;
    } finally {
      changing = undefined;
    }
  }

  function backToExample(error: unknown): Promise<RunningRehearsal> {
    log.error({ error }, 'The agreement that was given to the page cannot be rehearsed. The example is, again');
    own.forget();
    return example();
  }

  return {
    introduction: (url) => running.introduction(url),
    async stop() {
      await changing?.catch(() => {});
      await running.stop();
    },
  };
}

function readExample(): Rehearsed {
  const read = readAgreement(readFileSync(path.join(HOME, EXAMPLE), 'utf8'), EXAMPLE);
  if (!read.ok) throw new Error(`${EXAMPLE} cannot be read`);
  return read;
}
