import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { stage } from './stage.ts';
import { type Visitor, visitor } from './visitor.ts';

const here = stage();

/** With the form on Substance Misuse open, in a tab. */
async function reporting(): Promise<{ page: Page; who: Visitor }> {
  const page = await here.open();
  const who = visitor(page, 'slack');
  await who.becomes('priya-raman');
  if ((await who.dialog.count()) > 0) return { page, who };
  if ((await who.client.getByRole('button', { name: /^Report on/ }).count()) === 0)
    await who.moves('To the next thing');
  await who.presses('Report on');
  await who.dialog.waitFor();
  return { page, who };
}

/** Holds everything that the page asks for at an address until it is let go. */
async function held(page: Page, address: string): Promise<() => Promise<void>> {
  let letGo = () => {};
  const going = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(address, async (route) => {
    await going;
    await route.continue().catch(() => {});
  });
  return async () => {
    letGo();
    await page.unroute(address);
  };
}

test('Escape, and Escape again, while an answer is waited for: the form stays until it came, and then closes', async () => {
  const { page, who } = await reporting();
  const answer = await held(page, '**/rehearsal/act');
  await who.dialog.getByRole('button', { name: 'Save and continue' }).focus();
  await page.keyboard.press('Enter');
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape');
  await who.dialog.getByText('Waiting for Golden Thread to answer').waitFor();
  expect(await who.dialog.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
  await answer();
  await who.dialog.waitFor({ state: 'detached' });
});

test('an Escape does not close over words that could not be sent', async () => {
  const { page, who } = await reporting();
  await who.fills('Reason for the rating', 'Two posts are vacant');
  await page.context().setOffline(true);
  await who.dialog.getByRole('button', { name: 'Save and continue' }).focus();
  await page.keyboard.press('Enter');
  for (let times = 0; times < 2; times += 1) await page.keyboard.press('Escape');
  await who.dialog.getByText('did not answer').waitFor();
  expect(await who.dialog.getByRole('textbox').first().inputValue()).toBe('Two posts are vacant');
  await page.context().setOffline(false);
});

test('words typed a moment before a reload, or before becoming somebody else, are in the form', async () => {
  const { page, who } = await reporting();
  const reason = () => who.dialog.getByRole('textbox', { name: 'Reason for the rating' });
  await reason().fill('Typed just before the reload');
  await page.reload();
  await reason().waitFor();
  await expect.poll(() => reason().inputValue()).toBe('Typed just before the reload');
  await reason().fill('Typed just before going');
  await page.goBack();
  await page.locator('[data-today]').waitFor();
  await who.becomes('priya-raman');
  await expect.poll(() => reason().inputValue()).toBe('Typed just before going');
});

test('a form that another tab went on with says so, takes no words for what it does not show, and closes', async () => {
  const { page, who } = await reporting();
  const { who: another } = await reporting();
  await another.dialog.waitFor();
  // What is typed here cannot be given to the client, and what the client shows cannot be seen here.
  const acts = await held(page, '**/rehearsal/act');
  const screens = await held(page, '**/rehearsal/screen?*');
  await who.dialog.getByRole('textbox', { name: 'Reason for the rating' }).fill('Typed for a page that is gone');
  await another.chooses('Rating', 'Green');
  await another.chooses('Direction', 'Improving');
  await another.presses('Save and continue');
  await another.dialog.getByRole('textbox', { name: 'What you achieved' }).first().waitFor();
  await acts();
  const wentOn = who.dialog.getByText('The form went on before what you typed last was in it');
  await wentOn.waitFor();
  await screens();
  const achieved = who.dialog.getByRole('textbox', { name: 'What you achieved' }).first();
  await achieved.fill('Opened twelve centres');
  await who.dialog.getByRole('button', { name: 'Save and continue' }).click();
  await who.dialog.getByRole('textbox', { name: 'What you will do' }).first().waitFor();
  expect(await wentOn.count()).toBe(0);
  await who.dialog.getByRole('button', { name: 'Close' }).click();
  await who.dialog.waitFor({ state: 'detached' });
});
