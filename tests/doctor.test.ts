import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Examined, examine } from '../src/doctor.ts';
import { importRegister, keepApart } from '../src/import.ts';
import { memoryJournal } from '../src/rehearsal/journal.ts';
import { type RehearsedPlatforms, startPlatforms } from '../src/rehearsal/platforms.ts';
import { freshDatabase, type TestDatabase } from './support/database.ts';
import { imported, nottinghamshire } from './support/register.ts';

let platforms: RehearsedPlatforms;
let at: TestDatabase;
beforeAll(async () => {
  at = await freshDatabase();
  await imported(at.database, nottinghamshire(), new Date('2021-03-31T08:00:00Z'));
  const options = { bot: () => '', now: () => new Date('2021-03-31T08:00:00Z'), journal: memoryJournal };
  platforms = await startPlatforms(nottinghamshire(), options);
});
afterAll(async () => {
  await platforms.close();
  await at.drop();
});

const told = async (change: Partial<Examined['connections'] & object> = {}, url = at.url) => {
  const lines: string[] = [];
  const connections = { slack: platforms.slack, teams: platforms.teams, ...change };
  const well = await examine({ database: { url }, connections }, (line) => void lines.push(line));
  return { well, text: lines.join('\n') };
};

test('everything in order is one line each', async () => {
  const { well, text } = await told();
  expect(text).toContain('OK       Configuration: in order, connections: 2');
  expect(text).toContain('OK       Database: holds Safer Nottinghamshire Board (live)');
  expect(text).toContain('OK       Slack councils (T0NOTTS2023): in order');
  expect(text).toMatch(/OK {7}Teams police \(2f6c1f0e.*\): in order/);
  expect(well).toBe(true);
});

test('each token that does not work says what to do, and is not shown', async () => {
  const slack = platforms.slack.map((one) => ({ ...one, botToken: 'xoxb-hidden' }));
  const teams = platforms.teams.map((one) => ({ ...one, appPassword: 'hidden-too' }));
  const { well, text } = await told({ slack, teams });
  expect(text).toContain('PROBLEM  Slack councils (T0NOTTS2023): Slack refuses botToken: invalid_auth.');
  expect(text).toMatch(/PROBLEM {2}Teams police .*: Microsoft refuses the registration: AADSTS7000215\./);
  expect(text).not.toContain('hidden');
  expect(well).toBe(false);
});

test('a token of another workspace is found, and a connection that only the agreement names', async () => {
  const slack = platforms.slack.map((one) => ({ ...one, team: 'T0ELSEWHERE' }));
  const { text } = await told({ slack });
  expect(text).toContain('botToken belongs to the workspace T0NOTTS2023, not to T0ELSEWHERE.');
  expect(text).toContain('Agreement, slack T0NOTTS2023: is named in an agreement and not in the connections file.');
});

test('a database that cannot be reached is a problem, without its password', async () => {
  const { well, text } = await told({}, 'postgresql://me:secret@127.0.0.1:1/none');
  expect(text).toContain('PROBLEM  Database: The database postgresql://me@127.0.0.1:1/none cannot be used');
  expect(well).toBe(false);
});

test('a rehearsal never runs where somebody real is, and nobody real is served from a rehearsal', async () => {
  await keepApart(at.database, false);
  await expect(keepApart(at.database, true)).rejects.toThrow(
    'This database holds the Safer Nottinghamshire Board, which is no rehearsal.',
  );
  const { database, drop } = await freshDatabase();
  const now = new Date('2021-03-31T08:00:00Z');
  await importRegister(database, nottinghamshire(), { mode: 'live', rehearsed: true, now });
  await keepApart(database, true);
  await expect(keepApart(database, false)).rejects.toThrow('holds a rehearsal of the Safer Nottinghamshire Board');
  await drop();
});
