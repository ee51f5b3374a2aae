import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOME } from '../../src/config.ts';
import { stage } from './stage.ts';
import { visitor } from './visitor.ts';

const here = stage();
const file = path.join(os.tmpdir(), `golden-thread-dropped-${process.pid}.yaml`);

beforeAll(() => {
  const example = readFileSync(path.join(HOME, 'examples/nottinghamshire-2020-23.yaml'), 'utf8');
  writeFileSync(file, example.replace('grouping: cohesion', 'grouping: cohesoin'));
});
afterAll(() => rmSync(file, { force: true }));

/** Lets go of the file where nothing asks for one, as the browser hears of it from the desktop. */
async function drops(page: Page, what = file): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [what], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 30, y: 30, data });
}

test('a file that is dropped beside the box is taken all the same, and the page stays', async () => {
  const page = await here.open();
  await page.getByText('Start here').click();
  await page.locator('.own').waitFor({ state: 'hidden' });
  await drops(page);
  await page.getByText('Did you mean cohesion?').waitFor();
  expect(page.url()).toContain(here.program.url);

  await page.getByRole('button', { name: 'A lead’s five minutes' }).click();
  await page.locator('section.tour').waitFor();
  await drops(page);
  await page.locator('section.tour').waitFor({ state: 'detached' });
  await page.getByText('Did you mean cohesion?').waitFor();
});

test('a file that is dropped on a form waits until the form is closed, and a folder is told that it cannot be read', async () => {
  const page = await here.open();
  const who = visitor(page, 'slack');
  await who.becomes('priya-raman');
  await who.moves('To the next thing');
  await who.presses('Report on');
  await drops(page);
  await who.dialog.getByText('Close the form first, and drop the file again.').waitFor();
  await page.keyboard.press('Escape');
  await who.dialog.waitFor({ state: 'detached' });
  await drops(page, path.dirname(file));
  await page.getByText(`${path.basename(path.dirname(file))} could not be read.`).waitFor();
});
