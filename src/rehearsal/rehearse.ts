import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Config } from '../config.ts';
import { importRegister, readAgreementFile } from '../import.ts';
import { serve } from '../main.ts';
import { preferredAccount } from '../partnership/accounts.ts';
import { instantAt, localDay } from '../partnership/contact.ts';
import { type Day, isRealDay } from '../partnership/day.ts';
import { titleOf } from '../partnership/priorities.ts';
import { responsibleFor } from '../partnership/responsibility.ts';
import { createHttpServer } from '../runtime/http.ts';
import { seededIds } from '../runtime/ids.ts';
import { createLog } from '../runtime/log.ts';
import { FAST } from '../store/embedded/server.ts';
import { OperatorError } from '../store/errors.ts';
import { startDatabase } from '../store/start.ts';
import { nextTime } from './advance.ts';
import { answer, type PlannedAnswer, plannedAnswer } from './answers.ts';
import { calendar as calendarFrom } from './calendar.ts';
import { endOf, firstDayOf, startOf } from './dates.ts';
import { memoryJournal } from './journal.ts';
import { startPlatforms } from './platforms.ts';
import { player } from './player.ts';
import { asJson, asText, notCollected, received } from './transcript.ts';

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
  try {
    const { database, close } = await startDatabase(
      { dataDir: path.join(folder, 'data'), name: 'rehearsal', embedded: { settings: FAST } },
      { id, log },
    );
    stops.push(close);
    const partnershipId = await importRegister(database, register, { mode: 'live', now: calendar.now() });
    let bot = '';
    const platforms = await startPlatforms(register, { bot: () => bot, now: calendar.now, journal: memoryJournal });
    stops.push(platforms.close);
    const http = createHttpServer({ host: '127.0.0.1', port: 0, notReady: async () => null, log });
    bot = `http://127.0.0.1:${await http.listen()}`;
    const { slack, teams, standIns } = platforms;
    const served = await serve({ database, clock: calendar, id, log, http, slack, teams });
    stops.push(served.stop);

    /** What people are going to do about what they have been asked, the earliest first. */
    const planned = async () =>
      database.read(partnershipId, async (reader) => {
        const known = await reader.register();
        const answers: (PlannedAnswer & { id: string; title: string; personKey: string })[] = [];
        for (const period of await reader.periods.open()) {
          for (const owed of await reader.returns.ofPeriod(period.id)) {
            const plan = owed.version === 0 && plannedAnswer(known, rehearsal, period, owed.subjectKey);
            const today = localDay(calendar.now(), timeZone);
            const [who] = responsibleFor(known, owed.subjectKind, owed.subjectKey, today);
            if (!plan || !who || answered.has(owed.id)) continue;
            const title = titleOf(known, owed.subjectKey, period.end);
            answers.push({ ...plan, id: owed.id, title, personKey: who.person.key });
          }
        }
        return answers.sort((a, b) => Number(a.at) - Number(b.at) || (a.title < b.title ? -1 : 1));
      });

    const answered = new Set<string>();
    const over = instantAt(to, 23, 59, timeZone);
    for (;;) {
      await served.settle();
      const answers = await planned();
      for (const one of answers.filter(({ at }) => at <= calendar.now())) {
        answered.add(one.id);
        const reached = preferredAccount(register, one.personKey);
        const standIn = standIns.find(({ connection }) => connection === reached?.connection.externalId);
        if (reached && standIn) await answer(player(standIn, reached.account.externalId), one, one.report);
        await served.settle();
      }
      const next = await nextTime({ calendar, database });
      const times = [next, ...answers.map(({ at }) => at)].filter((at) => at !== null && at > calendar.now());
      const stop = new Date(Math.min(...times.map(Number)));
      if (times.length === 0 || stop > over) break;
      calendar.set(stop);
    }
    const messages = received(register, await database.delivery.log(partnershipId));
    const print = (text: string) => void process.stdout.write(text);
    if (options.json) for (const one of messages) print(`${asJson(one)}\n`);
    else print(asText(register, messages, { from, to, notes: notCollected(register, to) }));
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

function dayGiven(option: string, given: string | undefined): Day | undefined {
  if (given !== undefined && !isRealDay(given))
    throw new OperatorError(`${option} is “${given}”. Give a day that exists, written like 2021-03-31.`);
  return given;
}
