import { beforeAll, test } from 'vitest';
import { quarters } from '../jobs/asking-quarter.ts';
import { countedIds, freshDatabase, type TestDatabase } from '../support/database.ts';

let server: TestDatabase;
beforeAll(async () => {
  server = await freshDatabase(countedIds('row'));
  return () => server.drop();
});

test.each([1, 2, 3, 4])(
  'whatever happens, nobody is asked twice for one reason, nor forgotten: seed %i',
  async (seed) => {
    await quarters(server.database, { seed, runs: 3 });
  },
);
