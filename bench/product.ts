import { UNHURRIED } from '../src/bot/router.ts';
import { importRegister } from '../src/import.ts';
import { serve } from '../src/main.ts';
import { instantAt } from '../src/partnership/contact.ts';
import type { Register } from '../src/partnership/register.ts';
import { programmeManagers } from '../src/partnership/responsibility.ts';
import { calendar as calendarFrom } from '../src/rehearsal/calendar.ts';
import { ESCALATING } from '../src/rehearsal/escalating.ts';
import { memoryJournal } from '../src/rehearsal/journal.ts';
import { startPlatforms } from '../src/rehearsal/platforms.ts';
import { type Player, player } from '../src/rehearsal/player.ts';
import type { StandIn } from '../src/rehearsal/stand-in.ts';
import { createHttpServer } from '../src/runtime/http.ts';
import { randomIds } from '../src/runtime/ids.ts';
import { createLog } from '../src/runtime/log.ts';
import { openDatabase } from '../src/store/database.ts';
import { prepareDatabase } from '../src/store/migrate.ts';
import type { Database } from '../src/store/store.ts';
import type { Platform } from '../src/views/message.ts';
import { leadsOf } from './board.ts';

export interface Product {
  database: Database;
  partnershipId: string;
  standIn(platform: Platform): StandIn;
  person(key: string, platform: Platform): Player;
  leads: ReturnType<typeof leadsOf>;
  /** The programme manager's key. */
  manager: string;
  /** Everybody's key. */
  people: string[];
  now(): Date;
  /** Lets what is queued be sent from now on. */
  start(): void;
  drain(): Promise<void>;
  close(): Promise<void>;
}

const log = createLog({ level: 'error', pretty: false, stream: process.stderr });
const IMPORTED = '2021-03-31';
const DAY = '2021-04-06';

/** The whole program in a database of its own, against stand-ins of both platforms, while its reports are due. */
export async function product(register: Register, escalations: number, url: string): Promise<Product> {
  await prepareDatabase(url);
  const id = randomIds();
  const database = openDatabase({ url, id });
  const { timeZone } = register.partnership;
  const calendar = calendarFrom(instantAt(IMPORTED, 10, 0, timeZone));
  const partnershipId = await importRegister(database, register, {
    mode: 'live',
    rehearsed: true,
    now: calendar.now(),
  });
  const http = createHttpServer({ host: '127.0.0.1', port: 0, notReady: async () => null, log });
  const address = `http://127.0.0.1:${await http.listen()}`;
  const platforms = await startPlatforms(register, {
    ...{ bot: () => address, now: calendar.now, journal: memoryJournal },
    patienceMs: UNHURRIED.answer,
  });
  const { slack, teams, standIns } = platforms;
  const served = await serve({ database, clock: calendar, id, log, http, slack, teams, patience: UNHURRIED });
  const standIn = (platform: Platform) => standIns.find((one) => one.platform === platform)!;
  const person = (key: string, platform: Platform) => {
    const { connection } = standIn(platform);
    const there = register.connections.find(({ externalId }) => externalId === connection)!;
    const account = register.accounts.find((one) => one.personKey === key && one.connectionKey === there.key)!;
    return player(standIn(platform), account.externalId);
  };
  const made: Product = {
    ...{ database, partnershipId, standIn, person, leads: leadsOf(register), now: calendar.now },
    manager: programmeManagers(register, DAY)[0]!.key,
    people: register.people.map(({ key }) => key),
    start: served.start,
    drain: served.settle,
    async close() {
      await served.stop();
      await platforms.close();
      await database.close();
    },
  };
  calendar.set(instantAt(DAY, 10, 0, timeZone));
  await served.settle();
  await raise(made, escalations);
  return made;
}

const SUBJECTS = ['Hospital outreach', 'Street lighting', 'Taxi marshals', 'Night shelter', 'School mentors'];
const PLACES = [
  'Arnold',
  'Beeston',
  'Carlton',
  'Daybrook',
  'Eastwood',
  'Hucknall',
  'Kimberley',
  'Mansfield',
  'Retford',
];

/** Raised by an officer as people raise them, on one priority after the other. */
async function raise({ person, leads, drain }: Product, escalations: number): Promise<void> {
  const officer = person('jamie-thorpe', 'slack');
  for (let number = 0; number < escalations; number += 1) {
    const title = `${SUBJECTS[number % SUBJECTS.length]} in ${PLACES[number % PLACES.length]} ends, number ${number + 1}`;
    const { title: priority } = leads[number % leads.length]!;
    await ESCALATING.escalate(officer, {
      ...{ priorities: [priority], partnerships: [], today: DAY, meeting: DAY, says: '', link: null, next: '' },
      ...{ asAsked: 'yes', by: '', why: '', headline: '', to: '', into: '' },
      escalation: {
        ...{ key: `escalation-${number}`, title, priorityKeys: [], bodyKeys: [], tried: [], reasons: ['power'] },
        ...{ situation: 'It ends in June.', evidence: 'Twelve cases a month.', untried: 'There is nothing else.' },
        ...{ asksFor: 'resources', ask: 'Money from July.', urgency: 'next_meeting', neededBy: null, sensitive: false },
      },
    });
    await officer.closes();
  }
  await drain();
}
