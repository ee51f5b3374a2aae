import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launch, open, type Rehearsed, rehearsed } from './browser.ts';

export interface Stage {
  program: Rehearsed;
  browser: Browser;
  /** Closed when the test is over. `at` is who one is, as the page's address has it. */
  open(options?: BrowserContextOptions, at?: string): Promise<Page>;
}

/** The program and a browser for the tests of a file. A test that is tried again has a program of its own. */
export function stage(): Stage {
  const here: Partial<Stage> = {};
  beforeAll(async () => {
    here.program = await rehearsed();
    here.browser = await launch();
  });
  beforeEach(async ({ task }) => {
    if (!task.result?.retryCount) return;
    await here.program!.stop();
    here.program = await rehearsed();
  });
  afterEach(async () => {
    for (const context of here.browser!.contexts()) await context.close();
  });
  afterAll(async () => {
    await here.browser?.close();
    await here.program?.stop();
  });
  here.open = (options = {}, at = '') =>
    open(here.browser!, `${here.program!.url}/${at}`, { viewport: { width: 1280, height: 900 }, ...options });
  return here as Stage;
}
