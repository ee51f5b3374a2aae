import pg from 'pg';
import { expect } from 'vitest';
import { UNHURRIED } from '../../src/bot/router.ts';
import { type Served, serve } from '../../src/main.ts';
import { instantAt } from '../../src/partnership/contact.ts';
import type { Person, Register } from '../../src/partnership/register.ts';
import { advance } from '../../src/rehearsal/advance.ts';
import { calendar as calendarFrom } from '../../src/rehearsal/calendar.ts';
import { memoryJournal } from '../../src/rehearsal/journal.ts';
import { startPlatforms, strangerOn } from '../../src/rehearsal/platforms.ts';
import { type Player, player } from '../../src/rehearsal/player.ts';
import type { StandIn } from '../../src/rehearsal/stand-in.ts';
import { createHttpServer } from '../../src/runtime/http.ts';
import { createLog } from '../../src/runtime/log.ts';
import type { Database, Sent } from '../../src/store/store.ts';
import type { Platform } from '../../src/views/message.ts';
import { countedIds, freshDatabase } from '../support/database.ts';
import { imported, narrating, nottinghamshire, onlyOn } from '../support/register.ts';

export const PLATFORMS: Platform[] = ['slack', 'teams'];

/** The board's channel, and the bot's name for the people of each platform. */
export const BOARD: Record<Platform, string> = { slack: 'snb-board', teams: 'Safer Nottinghamshire Board' };

/** An hour of a day in Nottinghamshire; 9am where none is given. */
export const at = (day: string, hour = 9, minute = 0): Date => instantAt(day, hour, minute, 'Europe/London');

export interface Scene {
  platform: Platform;
  database: Database;
  /** For looking at the rows themselves. */
  url: string;
  partnershipId: string;
  /** A person of the register at their phone, on the platform under test or on another where they have an account. */
  person(key: string, on?: Platform): Player;
  stranger(): Player;
  /** What a person writes to the bot in their own conversation, without any command of the platform. */
  writes(who: Player, text: string): Promise<void>;
  standIns: StandIn[];
  standIn: StandIn;
  now(): Date;
  /** Moves the calendar, and lets everything on the way happen at its own time. */
  advance(to: Date): Promise<void>;
  /** Does what is due and sends what can be sent now. */
  settle(): Promise<void>;
  /** Imports a changed register, as the programme manager would today. */
  imports(change: (register: Register) => void): Promise<void>;
  /** Stops the program and starts it again, at another address. The platforms, and what people have open, stay. */
  restart(): Promise<void>;
  /** Lets machine time pass for what waits to be sent again. */
  seconds(many: number): Promise<void>;
  /** Takes the database away while something happens. */
  withoutDatabase(work: () => Promise<void>): Promise<void>;
  /** What became of every delivery. */
  log(): Promise<Sent[]>;
  close(): Promise<void>;
}

export interface SceneOptions {
  /** Everybody keeps the accounts that the example gives them, on both platforms. */
  asPublished?: boolean;
  /** Only these priorities: a story about one lead is told faster without the other nine. */
  priorities?: string[];
  /** The community safety partnerships owe their narratives too, as published. */
  narratives?: boolean;
  register?: (register: Register) => void;
  from?: Date;
}

/** The whole program against a stand-in, with the Nottinghamshire example on the last working day of a quarter. */
export async function openScene(platform: Platform, options: SceneOptions = {}): Promise<Scene> {
  const register = options.narratives ? narrating() : nottinghamshire();
  if (!options.asPublished) everybodyOn(register, platform);
  if (options.priorities) onlyOn(register, ...options.priorities);
  options.register?.(register);
  const calendar = calendarFrom(options.from ?? at('2021-03-31', 8));
  const id = countedIds();
  const { database, url, drop } = await freshDatabase(countedIds('row'));
  const partnershipId = await imported(database, register, calendar.now());
  let address = '';
  const platforms = await startPlatforms(register, {
    bot: () => address,
    now: calendar.now,
    journal: memoryJournal,
    patienceMs: UNHURRIED.answer,
  });
  const log = createLog({ level: 'silent', pretty: false, stream: process.stderr });
  const program = async (): Promise<Served> => {
    const http = createHttpServer({ host: '127.0.0.1', port: 0, notReady: async () => null, log });
    const { slack, teams } = platforms;
    const served = await serve({ database, clock: calendar, id, log, http, slack, teams, patience: UNHURRIED });
    address = `http://127.0.0.1:${await http.listen()}`;
    return served;
  };
  let served = await program();
  const standIn = platforms.standIns.find((one) => one.platform === platform)!;
  const connection = register.connections.find((one) => one.platform === platform)!;
  const settle = () => served.settle();

  return {
    platform,
    database,
    url,
    partnershipId,
    standIns: platforms.standIns,
    standIn,
    now: calendar.now,
    person(key, on = platform) {
      const there = register.connections.find((one) => one.platform === on)!;
      const account = register.accounts.find((one) => one.personKey === key && one.connectionKey === there.key);
      if (!account) throw new Error(`${key} has no account on ${on}`);
      return player(platforms.standIns.find((one) => one.platform === on)!, account.externalId);
    },
    stranger: () => player(standIn, strangerOn(connection)),
    async writes(who, text) {
      await who.standIn.act(who.accountId, { kind: 'say', conversation: who.conversation()!.id, text });
    },
    advance: (to) => advance({ calendar, database, settle }, to),
    settle,
    async imports(change) {
      change(register);
      await imported(database, register, calendar.now());
    },
    async restart() {
      await served.stop();
      served = await program();
    },
    seconds: (many) => sql(url, `update "Delivery" set "leasedUntil" = "leasedUntil" - interval '${many} seconds'`),
    withoutDatabase: (work) => away(url, work),
    log: () => database.delivery.log(partnershipId),
    async close() {
      await served.stop();
      await platforms.close();
      await drop();
    },
  };
}

/** Types words that are answered with something to read, and opens it where words alone cannot: by this button. */
export async function looks(scene: Scene, who: Player, words: string, button: string): Promise<string> {
  await who.commands(words);
  await scene.settle();
  if (who.dialog() === undefined) await who.presses(button);
  return who.dialog() ?? '';
}

/** Closes whatever is open, one window on another. */
export async function leaves(who: Player): Promise<void> {
  while (who.dialog() !== undefined) await who.closes();
}

/** Gives everybody one account, on one platform, and lets the other go. */
export function everybodyOn(register: Register, platform: Platform): void {
  const connection = register.connections.find((one) => one.platform === platform)!;
  register.connections = [connection];
  register.channels = register.channels.filter(({ connectionKey }) => connectionKey === connection.key);
  register.people = register.people.map((person): Person => ({ ...person, prefers: null }));
  register.accounts = register.people.map(({ key }, index) => ({
    key: `${connection.key}/${key}`,
    endedOn: null,
    personKey: key,
    connectionKey: connection.key,
    externalId: accountId(platform, index + 1),
    linked: false,
  }));
}

function accountId(platform: Platform, number: number): string {
  const digits = String(number).padStart(12, '0');
  return platform === 'slack' ? `U${digits.slice(2)}` : `0a1b2c3d-0000-4000-8000-${digits}`;
}

async function sql(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Nobody gets into the database, and who was in it is out. */
async function away(url: string, work: () => Promise<void>): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  const other = new URL(url);
  other.pathname = '/postgres';
  const client = new pg.Client({ connectionString: other.href });
  await client.connect();
  try {
    await client.query(`alter database ${name} allow_connections false`);
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await work();
  } finally {
    await client.query(`alter database ${name} allow_connections true`);
    await client.end();
  }
}

/** What a report says in these stories, where a story does not say otherwise. By page, by label. */
const USUAL: Record<string, [string, string][]> = {
  rating: [
    ['Rating', 'Green: on track'],
    ['Direction', 'Improving'],
  ],
  achieved: [['What you achieved', 'Opened 12 reporting centres']],
  next: [['What you will do', 'Train the volunteers']],
  board: [
    ['Headline', 'Twelve new reporting centres'],
    ['What you need from the board', 'Nothing'],
  ],
};

/** `steps`: what became of the next steps of the last report. */
export type Answers = Partial<Record<keyof typeof USUAL | 'steps', [label: string, value: string][]>>;

/** Fills the pages of the open form from the first, and stops at the answers. */
export async function fillsIn(who: Player, answers: Answers = {}): Promise<void> {
  const steps = who.inputs().filter(({ label }) => label === 'What became of it');
  if (steps.length > 0) {
    await who.fills(answers.steps ?? steps.map(({ label }): [string, string] => [label, 'Done']));
    await who.presses('Save and continue');
  }
  for (const page of Object.keys(USUAL)) {
    await who.fills(answers[page] ?? USUAL[page]!);
    await who.presses('Save and continue');
  }
  expect(who.dialog()).toContain('Check your answers');
}

/** Opens a report from its button, fills it in, and sends it. The confirmation is on screen. */
export async function reports(who: Player, title: string, answers: Answers = {}): Promise<void> {
  await who.presses(`Report on ${title}`);
  await fillsIn(who, answers);
  await who.presses('Send report to the board');
}

/** An option by how it begins: what explains it stands behind that. */
export function chosen(who: Player, label: string, value: string | string[]): string | string[] {
  if (Array.isArray(value)) return value;
  const options = who.inputs().find((input) => input.label === label)?.options ?? [];
  return options.find((option) => option.label.startsWith(value))?.label ?? value;
}

/** Everything that the bot has written to somebody, newest last, of one kind. */
export function messagesAbout(who: Player, words: string, place?: string): string[] {
  return who
    .messages(place)
    .filter(({ from, summary }) => from === 'bot' && summary.includes(words))
    .map(({ summary }) => summary);
}
