import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { readConfig } from '../../src/config.ts';
import { start } from '../../src/main.ts';

const CANDIDATES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser of this machine: the first of those that people install, in the folders that the system looks in. */
export function findBrowser(): string {
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'];
  const found = folders.flatMap((folder) => CANDIDATES.map((name) => path.join(folder, name))).find(fs.existsSync);
  if (!found) throw new Error(`There is no browser: install one of ${CANDIDATES.join(', ')}.`);
  return found;
}

export interface Rehearsed {
  url: string;
  /** Ends the program and starts it again, at the same port and with the same data. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** The whole program on data of its own, as `npm start` runs it. */
export async function rehearsed(): Promise<Rehearsed> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'golden-thread-browser-'));
  fs.chmodSync(folder, 0o755);
  let url = '';
  const run = (port: string) =>
    start(readConfig({ PORT: port, DATA_DIR: folder, LOG_LEVEL: 'error' }), (line) => {
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
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--font-render-hinting=none'] });

/** A browser's page as somebody opens it, in a context of its own. What goes wrong in it is thrown by `quiet`. */
export async function open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('[data-today]').waitFor();
  return page;
}
