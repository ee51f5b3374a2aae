import { beforeAll, test } from 'vitest';
import { escalationLives } from '../jobs/escalation-lives.ts';
import { countedIds, freshDatabase, type TestDatabase } from '../support/database.ts';

let server: TestDatabase;
beforeAll(async () => {
  server = await freshDatabase(countedIds('row'));
  return () => server.drop();
});

test.each([1, 2, 3])(
  'whatever happens, none closes before everybody who raised it has what came of it, and nobody hears of one thing twice: seed %i',
  async (seed) => {
    await escalationLives(server.database, { seed, runs: 2 });
  },
);
