import { beforeAll, test } from 'vitest';
import { countedIds, freshDatabase, type TestDatabase } from '../support/database.ts';
import { escalationLives } from './escalation-lives.ts';

let server: TestDatabase;
beforeAll(async () => {
  server = await freshDatabase(countedIds('row'));
  return () => server.drop();
});

test('whatever happens, none closes before everybody who raised it has what came of it, and nobody hears of one thing twice', {
  timeout: 90_000,
}, async () => {
  await escalationLives(server.database, { seed: 20210414, runs: 1 });
});
