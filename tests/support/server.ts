import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { FAST, startEmbeddedPostgres } from '../../src/store/embedded/server.ts';
import { prepareDatabase } from '../../src/store/migrate.ts';
import { watchOver } from './watch.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of a migrated, empty database that nobody connects to: test databases are copies of it. */
    templateUrl: string;
  }
}

/** One server for the whole run, in a folder of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'golden-thread-tests-'));
  const watch = watchOver(folder);
  const server = await startEmbeddedPostgres(folder, { settings: FAST });
  const templateUrl = server.url('template_golden_thread');
  await prepareDatabase(templateUrl);
  project.provide('templateUrl', templateUrl);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    watch.end();
  };
}
