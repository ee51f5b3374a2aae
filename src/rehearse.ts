import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Config } from './config.ts';
import { importRegister, readAgreementFile } from './import.ts';
import { serve } from './main.ts';
import { instantAt, localDay } from './partnership/contact.ts';
import { type Day, isRealDay } from './partnership/day.ts';
import { advance } from './rehearsal/advance.ts';
import { calendar as calendarFrom } from './rehearsal/calendar.ts';
import { endOf, firstDayOf, startOf } from './rehearsal/dates.ts';
import { memoryJournal } from './rehearsal/journal.ts';
import { plansOf } from './rehearsal/plans.ts';
import { startPlatforms } from './rehearsal/platforms.ts';
import { asJson, asText, notCollected, received } from './rehearsal/transcript.ts';
import { createHttpServer } from './runtime/http.ts';
import { seededIds } from './runtime/ids.ts';
import { createLog } from './runtime/log.ts';
import { FAST } from './store/embedded/server.ts';
import { OperatorError } from './store/errors.ts';
import { startDatabase } from './store/start.ts';

export interface RehearseOptions {
  from?: string;
  to?: string;
  json: boolean;
}

/**
 * Plays a period of an agreement file in a throw-away database, and prints every message that anyone would get. The same
 * file and days print the same bytes.
 * @throws OperatorError naming what is wrong with the file or the days
 */
export async function rehearse(config: Config, file: string, options: RehearseOptions): Promise<void> {
  const { register, rehearsal } = readAgreementFile(config, file);
  const { timeZone } = register.partnership;
  const usualStart = startOf(register, firstDayOf(register));
  const from = dayGiven('--from', options.from) ?? localDay(usualStart, timeZone);
  const to = dayGiven('--to', options.to) ?? endOf(register, from);
  if (to < from) throw new OperatorError(`--to is “${to}”, which is before the first day, ${from}.`);

  const log = createLog({ level: config.logLevel, pretty: process.stderr.isTTY === true, stream: process.stderr });
  const id = seededIds('rehearsal');
  const calendar = calendarFrom(instantAt(from, 8, 0, timeZone));
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
    const partnershipId = await importRegister(database, register, {
      mode: 'live',
      rehearsed: true,
      now: calendar.now(),
    });
    let bot = '';
    const platforms = await startPlatforms(register, { bot: () => bot, now: calendar.now, journal: memoryJournal });
    stops.push(platforms.close);
    const http = createHttpServer({ host: '127.0.0.1', port: 0, notReady: async () => null, log });
    bot = `http://127.0.0.1:${await http.listen()}`;
    const { slack, teams, standIns } = platforms;
    const served = await serve({ database, clock: calendar, id, log, http, slack, teams });
    stops.push(served.stop);

    const since = calendar.now();
    const plans = () =>
      database.read(partnershipId, (reader) => plansOf({ reader, now: calendar.now(), since, rehearsal, standIns }));
    const over = instantAt(to, 23, 59, timeZone);
    await advance({ calendar, database, settle: served.settle }, over, { plans });
    const messages = received(register, await database.delivery.log(partnershipId));
    const print = (text: string) => void process.stdout.write(text);
    if (options.json) for (const one of messages) print(`${asJson(one)}\n`);
    else print(asText(register, messages, { from, to, notes: notCollected(register, to) }));
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await stop();
  }
}

function dayGiven(option: string, given: string | undefined): Day | undefined {
  if (given !== undefined && !isRealDay(given))
    throw new OperatorError(`${option} is “${given}”. Give a day that exists, written like 2021-03-31.`);
  return given;
}
