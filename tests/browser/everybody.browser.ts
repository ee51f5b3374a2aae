import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, open, type Rehearsed, rehearsed } from './browser.ts';
import { visitor } from './visitor.ts';

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds, one line each: nothing is excepted. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (values) => (window as unknown as { axe: typeof axe }).axe.run({ runOnly: { type: 'tag', values } }),
    STANDARD,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

let program: Rehearsed;
let browser: Browser;

beforeAll(async () => {
  program = await rehearsed();
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

describe.each(['light', 'dark'] as const)('for everybody, in %s', (colorScheme) => {
  // 200 % zoom of a window of 1280 pixels is a page of 640, drawn twice as large.
  test.each([
    ['1280 pixels wide', { viewport: { width: 1280, height: 900 } }],
    ['380 pixels wide', { viewport: { width: 380, height: 800 } }],
    ['at 200 % zoom', { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }],
  ])('%s', async (_, options) => {
    const page = await open(browser, program.url, { colorScheme, ...options });
    expect(await faults(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    for (const [platform, person] of [
      ['slack', 'priya-raman'],
      ['teams', 'alan-whitcombe'],
    ] as const) {
      const who = visitor(page, platform);
      await who.becomes(person);
      const report = who.client.getByRole('button', { name: /^Report on/ });
      if ((await report.count()) === 0) await who.moves('To the next thing');
      await report.first().waitFor();
      expect(await faults(page)).toEqual([]);
      await who.presses('Report on');
      await who.presses('Save and continue');
      await who.dialog.locator('[aria-invalid="true"]').first().waitFor();
      expect(await faults(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await who.presses('Close');
    }
    await page.context().close();
  });
});

test('the tours go from end to end, and each leaves something to try alone', async () => {
  const page = await open(browser, program.url, { viewport: { width: 1280, height: 900 } });
  for (const title of ['A lead’s five minutes', 'The programme manager’s quarter', 'The board’s morning']) {
    const start = page.getByRole('button', { name: title });
    if (!(await start.isVisible())) await page.getByText('Start here').click();
    await start.click();
    for (;;) {
      const panel = page.locator('section.tour');
      const next = panel.getByRole('button', { name: /^(Next|Finish)$/ });
      await panel.locator('button.main[aria-disabled]').waitFor({ state: 'detached', timeout: 240_000 });
      expect(await panel.locator('.problem').allInnerTexts(), await panel.innerText()).toEqual([]);
      if ((await next.count()) === 0) break;
      expect(await faults(page)).toEqual([]);
      await next.click();
    }
    await page.getByRole('button', { name: 'Close the tour' }).click();
  }
  await page.context().close();
}, 600_000);
