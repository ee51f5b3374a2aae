import fs from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

export { type Rehearsed, rehearsed } from './program.ts';

const CANDIDATES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser of this machine: the first of those that people install, in the folders that the system looks in. */
export function findBrowser(): string {
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'];
  const found = folders.flatMap((folder) => CANDIDATES.map((name) => path.join(folder, name))).find(fs.existsSync);
  if (!found) throw new Error(`There is no browser: install one of ${CANDIDATES.join(', ')}.`);
  return found;
}

/** A browser that keeps what goes wrong in any of its pages for `whatWentWrong`. */
export async function launch(): Promise<Browser> {
  const args = ['--no-sandbox', '--font-render-hinting=none'];
  const browser = await chromium.launch({ executablePath: findBrowser(), args });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    // A slow machine takes its time.
    context.setDefaultTimeout(90_000);
    await overhear(context);
    return context;
  };
  return browser;
}

const wrong: string[] = [];

/** Everything that no page should do, since this was last asked. */
export const whatWentWrong = (): string[] => wrong.splice(0);

async function overhear(context: BrowserContext): Promise<void> {
  context.on('weberror', (error) => wrong.push(error.error().stack ?? error.error().message));
  context.on('console', (message) => {
    // An answer that does not come, or that refuses, is what some tests are about. The page says so in words.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) wrong.push(message.text());
  });
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(http|ws)s?:$/.test(protocol) && hostname !== 'localhost') wrong.push(`Asked of elsewhere: ${request.url()}`);
  });
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      reportError(new Error(`The policy of the page stopped ${violatedDirective}: ${blockedURI} ${sample}`)),
    );
    new MutationObserver(() => {
      for (const one of document.getElementsByClassName('undrawn')) reportError(new Error(`${one.textContent}`));
    }).observe(document, { childList: true, subtree: true });
  });
}

/** A browser's page as somebody opens it, in a context of its own. */
export async function open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('[data-today]').waitFor();
  return page;
}
