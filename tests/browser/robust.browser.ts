import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOME } from '../../src/config.ts';
import { launch, open, type Rehearsed, rehearsed } from './browser.ts';
import { visitor } from './visitor.ts';

const VIEW = { viewport: { width: 1100, height: 900 } };
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

test('the largest thing on the page is there within a second', async () => {
  const page = await open(browser, program.url, VIEW);
  // The first time, the script is still being made.
  await page.reload();
  await page.locator('[data-today]').waitFor();
  const ms = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)!.startTime)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      }),
  );
  process.stdout.write(`Largest contentful paint: ${Math.round(ms)} ms.\n`);
  expect(ms).toBeLessThan(1_000);
  await page.context().close();
});

test('a restart of the program is said, and lived through, with a form open and half filled in', async () => {
  const page = await open(browser, program.url, VIEW);
  const who = visitor(page, 'teams');
  await who.becomes('alan-whitcombe');
  await who.moves('To the next thing');
  await who.presses('Report on');
  await who.fills('Reason for the rating', 'Half a thought');
  await page.waitForTimeout(600);
  await program.restart(() => page.getByText('The connection to the rehearsal was lost').first().waitFor());
  await page.getByText('The connection to the rehearsal was lost').first().waitFor({ state: 'detached' });
  expect(await page.locator('[data-today]').innerText()).toBe('Thursday 1 April 2021');
  await who.client
    .getByRole('button', { name: /^Report on/ })
    .first()
    .waitFor();
  await page.context().close();
});

test('a slow answer is waited for, and what was typed stays', async () => {
  const page = await open(browser, program.url, VIEW);
  const who = visitor(page, 'slack');
  await who.becomes('priya-raman');
  await who.presses('Report on');
  await who.fills('Reason for the rating', 'A reason that takes its time');
  await page.route('**/rehearsal/act', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await route.continue();
  });
  await who.dialog.getByRole('button', { name: 'Save and continue' }).click();
  await who.dialog.getByText('Waiting for Golden Thread to answer').waitFor();
  await page.unroute('**/rehearsal/act');
  await who.dialog.locator('[aria-invalid="true"]').first().waitFor();
  expect(await who.dialog.getByRole('textbox').first().inputValue()).toBe('A reason that takes its time');
  await page.context().close();
});

test('a lost connection is said in words, and what could not be sent is not lost', async () => {
  const page = await open(browser, program.url, VIEW);
  const who = visitor(page, 'slack');
  await who.becomes('edith-carrow');
  await page.context().setOffline(true);
  await who.types('priorities');
  await page.getByText('did not answer').first().waitFor();
  expect(await who.client.getByRole('textbox').inputValue()).toBe('priorities');
  await page.context().setOffline(false);
  await who.types('');
  await who.client.getByRole('article').getByText('Domestic abuse').first().waitFor();
  await page.context().close();
});

test('reload and back in the middle of a form come to the form again, or to where one was', async () => {
  const page = await open(browser, program.url, VIEW);
  const who = visitor(page, 'slack');
  await who.becomes('tom-ashdown');
  await who.presses('Report on');
  await who.fills('Reason for the rating', 'Typed before the reload');
  await page.waitForTimeout(800);
  await page.reload();
  await who.dialog.waitFor();
  expect(await who.dialog.getByRole('textbox').first().inputValue()).toBe('Typed before the reload');
  await page.goBack();
  await page.locator('[data-today]').waitFor();
  await page.context().close();
});

test('twenty tabs all hear of a message, and two that press the same button do it once', async () => {
  const context = await browser.newContext(VIEW);
  const pages = await Promise.all(Array.from({ length: 20 }, () => context.newPage()));
  for (const page of pages) await page.goto(`${program.url}/#show=slack&slack=owen-brightwell`);
  const [first, second] = [visitor(pages[0]!, 'slack'), visitor(pages[1]!, 'slack')];
  const button = 'Nothing to report on Prevent';
  for (const one of [first, second]) await one.client.getByRole('button', { name: button }).waitFor();
  await Promise.all([first, second].map((one) => one.client.getByRole('button', { name: button }).click()));
  await first.dialog.waitFor();
  await Promise.all(
    [first, second].map((one) =>
      one.dialog
        .getByRole('button', { name: 'Send nothing to report' })
        .click({ timeout: 10_000 })
        .catch(() => {}),
    ),
  );
  await first.dialog.getByText('sent').first().waitFor();
  await first.presses('Close');
  for (const page of pages)
    await page.locator('section.client.slack').getByText('Sent: nothing to report').first().waitFor();
  const sent = await pages[0]!.locator('section.client.slack article').filter({ hasText: 'Your reference is' }).count();
  expect(sent).toBeLessThanOrEqual(1);
  await context.close();
});

test('the calendar moved in another tab while a form is open leaves the form and its words', async () => {
  const page = await open(browser, program.url, VIEW);
  const who = visitor(page, 'slack');
  await who.becomes('joan-pickersgill');
  if ((await who.client.getByRole('button', { name: /^Report on/ }).count()) === 0)
    await who.moves('To the next thing');
  await who.presses('Report on');
  await who.fills('Reason for the rating', 'Typed before the calendar moved');
  const other = await open(browser, program.url, VIEW);
  const another = visitor(other, 'slack');
  // Somebody else, as the form would be open in this tab too.
  await another.becomes('edith-carrow');
  await another.moves('By a day');
  expect(await who.dialog.getByRole('textbox').first().inputValue()).toBe('Typed before the calendar moved');
  await who.presses('Save and continue');
  await who.dialog.locator('[aria-invalid="true"]').first().waitFor();
  await page.context().close();
  await other.context().close();
});

test('a browser that blocks storage has the whole page', async () => {
  const context = await browser.newContext(VIEW);
  await context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('Blocked', 'SecurityError');
        },
      });
  });
  const page = await context.newPage();
  await page.goto(program.url);
  await page.locator('[data-today]').waitFor();
  await page.getByRole('button', { name: 'A lead’s five minutes' }).waitFor();
  await context.close();
});

test('an agreement of one’s own: its mistakes by line and field, then its rehearsal, and the example again', async () => {
  const page = await open(browser, program.url, VIEW);
  const choose = page.getByLabel('Choose an agreement file');
  const give = (text: string) =>
    choose.setInputFiles({ name: 'own.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
  const text = readFileSync(path.join(HOME, 'examples/nottinghamshire-2020-23.yaml'), 'utf8')
    .replace('  key: nottinghamshire', '  key: elsewhere')
    .replace(/^ {2}name: .*$/m, '  name: Board <script>alert(1)</script> of Elsewhere');
  if (!(await choose.isVisible())) await page.getByText('Start here').click();
  await give('x'.repeat(20 * 1024 * 1024));
  await page.getByText('An agreement is a text file of 1.5 MB or less').waitFor();
  await give(text.replace('grouping: cohesion', 'grouping: cohesoin'));
  await page.getByText('Did you mean cohesion?').waitFor();
  expect(await page.locator('.mistakes').innerText()).toMatch(/^Line \d+, priorities\.hate-crime\.grouping/);
  await give(text);
  await page.getByRole('button', { name: /^Rehearse/ }).click();
  await page.getByText('Board <script>alert(1)</script> of Elsewhere. Nothing here').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: /^Back to the example/ }).click();
  await page.getByText('Safer Nottinghamshire Board. Nothing here').waitFor({ timeout: 60_000 });
  await page.context().close();
});
