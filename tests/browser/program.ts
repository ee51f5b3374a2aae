import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../src/config.ts';
import { start } from '../../src/main.ts';
import { FAST, startEmbeddedPostgres } from '../../src/store/embedded/server.ts';
import { watchOver } from '../support/watch.ts';

export interface Rehearsed {
  url: string;
  /** Ends the program and starts it again, at the same port and with the same data. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

// A runner of tests that is killed would leave its worker, and with it the database, behind.
process.once('disconnect', () => process.exit(1));

/** The whole program, as `npm start` runs it, on a database that is quick and thrown away. */
export async function rehearsed(): Promise<Rehearsed> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'golden-thread-browser-'));
  fs.chmodSync(folder, 0o755);
  const watch = watchOver(folder);
  const server = await startEmbeddedPostgres(folder, { settings: FAST });
  const settings = { DATA_DIR: folder, DATABASE_URL: server.url('golden_thread'), LOG_LEVEL: 'error' };
  let url = '';
  const run = (port: string) =>
    start(readConfig({ PORT: port, ...settings }), (line) => {
      url = /http:\/\/localhost:\d+/.exec(line)?.[0] ?? url;
    });
  let running = await run('0');
  return {
    url,
    async restart(meanwhile = async () => {}) {
      await running.stop();
      await meanwhile();
      running = await run(new URL(url).port);
    },
    async stop() {
      await running.stop();
      await server.stop();
      watch.end();
    },
  };
}
