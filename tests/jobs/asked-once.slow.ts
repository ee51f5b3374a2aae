import { beforeAll, test } from 'vitest';
import { countedIds, freshDatabase, type TestDatabase } from '../support/database.ts';
import { quarters } from './asking-quarter.ts';

let server: TestDatabase;
beforeAll(async () => {
  server = await freshDatabase(countedIds('row'));
  return () => server.drop();
});

test('whatever happens, nobody is asked twice for one reason, nor forgotten', { timeout: 60_000 }, async () => {
  await quarters(server.database, { seed: 20210331, runs: 2 });
});
