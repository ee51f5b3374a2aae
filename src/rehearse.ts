import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UNHURRIED } from './bot/router.ts';
import type { Config } from './config.ts';
import { importRegister, readAgreementFile } from './import.ts';
import { jobs as everyJob } from './jobs/index.ts';
import { type ServeOptions, serve } from './main.ts';
import { instantAt, localDay } from './partnership/contact.ts';
import { type Day, isRealDay } from './partnership/day.ts';
import type { Person, Register } from './partnership/register.ts';
import type { Rehearsal } from './partnership/rehearsal.ts';
import { advance } from './rehearsal/advance.ts';
import { calendar as calendarFrom } from './rehearsal/calendar.ts';
import { endOf, firstDayOf, startOf } from './rehearsal/dates.ts';
import { memoryJournal } from './rehearsal/journal.ts';
import { plansOf } from './rehearsal/plans.ts';
import { startPlatforms } from './rehearsal/platforms.ts';
import { asJson, asText, received, whyAsText } from './rehearsal/transcript.ts';
import { type Consideration, personMeant, watched, whyAsJson, whyOf } from './rehearsal/why.ts';
import { createHttpServer } from './runtime/http.ts';
import { seededIds } from './runtime/ids.ts';
import { createLog } from './runtime/log.ts';
import { FAST } from './store/embedded/server.ts';
import { OperatorError } from './store/errors.ts';
import { startDatabase } from './store/start.ts';
import type { Sent } from './store/store.ts';
import type { Message } from './views/message.ts';

export interface RehearseOptions {
  from?: string;
  to?: string;
  /** Somebody's key, name or email: what they get, and what not, instead of what everybody gets. */
  why?: string;
  json: boolean;
}

/**
 * Plays a period of an agreement file in a throw-away database, and prints every message that anyone would get. The same
 * file and days print the same bytes.
 * @throws OperatorError naming what is wrong with the file, the days or the person, or the step that nobody could take
 */
export async function rehearse(config: Config, file: string, options: RehearseOptions): Promise<void> {
  const { register, rehearsal } = readAgreementFile(config, file);
  const from =
    dayGiven('--from', options.from) ??
    localDay(startOf(register, firstDayOf(register)), register.partnership.timeZone);
  const to = dayGiven('--to', options.to) ?? endOf(register, from);
  if (to < from) throw new OperatorError(`--to is “${to}”, which is before the first day, ${from}.`);
  const person = personGiven(register, options.why);

  const log = createLog({ level: config.logLevel, pretty: process.stderr.isTTY === true, stream: process.stderr });
  const id = seededIds('rehearsal');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'golden-thread-'));
  const stops: (() => Promise<unknown>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  // The throw-away database would outlive a Ctrl-C.
  const interrupted = () => void stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const { database, close } = await startDatabase(
      { dataDir: folder, name: 'rehearsal', embedded: { settings: FAST } },
      { id, log },
    );
    stops.push(close);
    const played = await playThrough({ register, rehearsal, from, to }, { database, id, log });
    process.stdout.write(printed(played, person, { from, to, json: options.json }));
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await stop();
  }
}

interface Wanted {
  register: Register;
  rehearsal: Rehearsal;
  from: Day;
  to: Day;
}

/** What happened: every delivery and what became of it, and what the jobs considered. */
export interface Played {
  /** As it was in the end, with the leave that was recorded on the way. */
  register: Register;
  log: Sent[];
  considered: Consideration[];
}

/** Plays a period in a database of its own: the whole program, against stand-ins of the platforms. */
export async function playThrough(
  { register, rehearsal, from, to }: Wanted,
  { database, id, log }: Pick<ServeOptions, 'database' | 'id' | 'log'>,
): Promise<Played> {
  const { timeZone } = register.partnership;
  const calendar = calendarFrom(instantAt(from, 8, 0, timeZone));
  const since = calendar.now();
  const partnershipId = await importRegister(database, register, { mode: 'live', rehearsed: true, now: since });
  let bot = '';
  const platforms = await startPlatforms(register, {
    ...{ bot: () => bot, now: calendar.now, journal: memoryJournal },
    patienceMs: UNHURRIED.answer,
  });
  const { slack, teams, standIns } = platforms;
  const { jobs, considered } = watched(everyJob);
  // What is withdrawn later is taken out of the log, and was read all the same.
  const said = new Map<string, Message>();
  const keep = (log: Sent[]) => {
    for (const { id: one, sentAt, message } of log) if (sentAt && !said.has(one)) said.set(one, message);
  };
  const http = createHttpServer({ host: '127.0.0.1', port: 0, notReady: async () => null, log });
  try {
    bot = `http://127.0.0.1:${await http.listen()}`;
    const served = await serve({ database, clock: calendar, id, log, http, slack, teams, jobs, patience: UNHURRIED });
    try {
      const plans = async () => {
        keep(await database.delivery.log(partnershipId));
        return database.read(partnershipId, (reader) =>
          plansOf({ reader, now: calendar.now(), since, rehearsal, standIns }),
        );
      };
      await advance({ calendar, database, settle: served.settle }, instantAt(to, 23, 59, timeZone), { plans });
    } finally {
      await served.stop();
    }
  } finally {
    await platforms.close();
  }
  const all = await database.delivery.log(partnershipId);
  return {
    register: await database.read(partnershipId, (reader) => reader.register()),
    log: all.map((one) => ({ ...one, message: said.get(one.id) ?? one.message })),
    considered: considered(),
  };
}

/** What somebody reads of it: everything, or all about one person. */
export function printed(
  { register, log, considered }: Played,
  person: Person | null,
  { from, to, json }: { from: Day; to: Day; json: boolean },
): string {
  if (person) {
    const all = whyOf(register, person, log, considered);
    if (!json) return whyAsText(register, person, all, { from, to });
    return all.map((one) => `${whyAsJson(one)}\n`).join('');
  }
  const messages = received(register, log);
  if (!json) return asText(register, messages, { from, to });
  return messages.map((one) => `${asJson(one)}\n`).join('');
}

/** @throws OperatorError that lists who can be named */
export function personGiven(register: Register, why: string | undefined): Person | null {
  if (why === undefined) return null;
  const person = personMeant(register, why);
  if (person) return person;
  const keys = register.people.map(({ key }) => key);
  const names = keys.join(', ');
  throw new OperatorError(
    `--why is “${why}”, which is nobody in this file, or more than one. Give a key, a name or an email. The keys are: ${names}.`,
  );
}

function dayGiven(option: string, given: string | undefined): Day | undefined {
  if (given !== undefined && !isRealDay(given))
    throw new OperatorError(`${option} is “${given}”. Give a day that exists, written like 2021-03-31.`);
  return given;
}
