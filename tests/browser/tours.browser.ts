import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { stage } from './stage.ts';

const here = stage();

const LEAD = 'A lead’s five minutes';
const panelOf = (page: Page) => page.locator('section.tour');

async function begins(page: Page, title: string): Promise<void> {
  const start = page.getByRole('button', { name: title });
  if (!(await start.isVisible())) await page.getByText('Start here').click();
  await start.click();
  await shown(page);
}

/** Waits until a step has been performed: a quarter of the calendar may be in it. */
async function shown(page: Page): Promise<void> {
  const panel = panelOf(page);
  await panel.waitFor();
  await panel.locator('button.main[aria-disabled]').waitFor({ state: 'detached', timeout: 0 });
  expect(await panel.locator('.problem').allInnerTexts(), await panel.innerText()).toEqual([]);
}

async function goesOn(page: Page): Promise<void> {
  await panelOf(page)
    .getByRole('button', { name: /^(Next|Finish)$/ })
    .click();
  await shown(page);
}

const end = (page: Page) =>
  panelOf(page)
    .getByRole('button', { name: /^(End|Close) the tour$/ })
    .click();

/** What has the focus, if something lies over it. */
const covered = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement ?? document.body;
    // Past the last of the page is the browser's own.
    if (focused === document.body) return null;
    const { left, top, width, height } = focused.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return there && (focused.contains(there) || there.contains(focused))
      ? null
      : `${focused.outerHTML.slice(0, 120)} is under ${there?.outerHTML.slice(0, 120)}`;
  });

async function neverCovered(page: Page, keys: string, times: number): Promise<void> {
  for (let presses = 0; presses < times; presses += 1) {
    await page.keyboard.press(keys);
    await expect.poll(() => covered(page)).toBe(null);
  }
}

const inView = async (page: Page, what: Locator): Promise<boolean> => {
  const box = (await what.boundingBox())!;
  return box.y >= 0 && box.y + box.height <= page.viewportSize()!.height;
};

test.each([
  ['a window', { width: 1280, height: 760 }],
  ['a phone', { width: 380, height: 800 }],
  ['a window at 200 % zoom', { width: 640, height: 450 }],
])('the tour stays in view in %s, and covers neither what has the focus nor the top of a form', async (_, viewport) => {
  const page = await here.open({ viewport });
  await begins(page, LEAD);
  await goesOn(page);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  expect(await inView(page, panelOf(page))).toBe(true);
  await neverCovered(page, 'Shift+Tab', 12);
  await goesOn(page);
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  expect(await inView(page, panelOf(page))).toBe(true);
  const [panel, close] = [
    await panelOf(page).boundingBox(),
    await dialog.getByRole('button', { name: 'Close' }).first().boundingBox(),
  ];
  expect(close!.y).toBeGreaterThanOrEqual(panel!.y + panel!.height);
  await neverCovered(page, 'Tab', 10);
  await neverCovered(page, 'Shift+Tab', 10);
  await end(page);
  await dialog.getByRole('button', { name: 'Close' }).click();
});

test('a form that is closed by hand is said in plain words, and the tour begins again', async () => {
  const page = await here.open();
  await begins(page, LEAD);
  await goesOn(page);
  await goesOn(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'Next' }).click();
  await panel.getByText('You closed the form.').waitFor({ timeout: 5_000 });
  expect(await panel.getByRole('button', { name: 'Next' }).count()).toBe(0);
  await panel.getByRole('button', { name: 'Begin this tour again' }).click();
  await panel.getByText('Step 1 of').waitFor();
  await shown(page);
  await end(page);
});

test('a tour is where it was after the page was loaded again, and goes on from there', async () => {
  const page = await here.open();
  await begins(page, LEAD);
  for (let steps = 0; steps < 3; steps += 1) await goesOn(page);
  const [words] = await panelOf(page).locator('p').allInnerTexts();
  await page.reload();
  await page.getByRole('dialog').waitFor();
  expect(await panelOf(page).locator('p').first().innerText()).toBe(words);
  await goesOn(page);
  await panelOf(page).getByText('Step 5 of').waitFor();
  await end(page);
  await page.reload();
  await page.getByRole('dialog').waitFor();
  expect(await panelOf(page).count()).toBe(0);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
});

test('a problem stays in view, in a form too', async () => {
  const page = await here.open({ viewport: { width: 800, height: 700 } });
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const lost = page.getByText('The connection to the rehearsal was lost');
  await here.program.restart(async () => {
    await lost.waitFor();
    expect(await inView(page, lost)).toBe(true);
  });
  await lost.waitFor({ state: 'detached' });
});

test('a tour that was ended in the middle of its form can be taken again, and once more after that', async () => {
  const page = await here.open();
  await begins(page, LEAD);
  for (let steps = 0; steps < 4; steps += 1) await goesOn(page);
  await page.getByRole('dialog').waitFor();
  await end(page);
  await page.getByRole('button', { name: 'Close' }).first().click();
  for (let times = 0; times < 2; times += 1) {
    await begins(page, LEAD);
    while (
      (await panelOf(page)
        .getByRole('button', { name: /^(Next|Finish)$/ })
        .count()) > 0
    )
      await goesOn(page);
    await page.getByText('Your reference is').first().waitFor();
    await end(page);
  }
}, 1_200_000);
