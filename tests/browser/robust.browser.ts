import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { escalate } from '../../src/commands/escalate.ts';
import { fillsForm } from '../../src/rehearsal/filling.ts';
import { readOut } from '../../src/rehearsal/player.ts';
import { sendLabel } from '../../src/views/forms/show.ts';
import { playing } from './playing.ts';
import { stage } from './stage.ts';
import { visitor } from './visitor.ts';

const here = stage();

test('a restart of the program is said, and lived through, with a form open and half filled in', async () => {
  const page = await here.open();
  const who = visitor(page, 'teams');
  await who.becomes('alan-whitcombe');
  await who.moves('To the next thing');
  await who.presses('Report on');
  await who.fills('Reason for the rating', 'Half a thought');
  await who.dialog.getByText('Waiting for').waitFor({ state: 'detached' });
  await here.program.restart(async () => {
    await page.getByRole('alert').getByText('The connection to the rehearsal was lost. Trying again.').waitFor();
    // What was there stays, and what is pressed is answered in words.
    expect(await page.locator('[data-today]').innerText()).toBe('Thursday 1 April 2021');
    await who.dialog.getByRole('button', { name: 'Save and continue' }).click();
    await who.dialog.getByText('The rehearsal did not answer. Look whether it is still running.').waitFor();
    expect(await who.dialog.getByLabel('Reason for the rating').inputValue()).toBe('Half a thought');
  });
  await page.getByText('The connection to the rehearsal was lost').first().waitFor({ state: 'detached' });
  expect(await page.locator('[data-today]').innerText()).toBe('Thursday 1 April 2021');
  await who.client
    .getByRole('button', { name: /^Report on/ })
    .first()
    .waitFor();
});

test('a slow answer is waited for, and what was typed stays', async () => {
  const page = await here.open();
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
});

test('a lost connection is said in words, and what could not be sent is not lost', async () => {
  const page = await here.open();
  const who = visitor(page, 'slack');
  await who.becomes('edith-carrow');
  await page.context().setOffline(true);
  await who.types('priorities');
  await page.getByText('did not answer').first().waitFor();
  expect(await who.client.getByRole('textbox').inputValue()).toBe('priorities');
  await page.context().setOffline(false);
  await who.types('');
  await who.client.getByRole('article').getByText('Domestic abuse').first().waitFor();
});

test('what is sent again, since its answer was lost, is done once', async () => {
  const page = await here.open();
  const who = visitor(page, 'slack');
  await who.becomes('edith-carrow');
  await page.route('**/rehearsal/act', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await who.types('who hate crime');
  await page.getByText('did not answer').first().waitFor();
  await page.unroute('**/rehearsal/act');
  await who.types('who hate crime');
  await expect.poll(() => who.client.getByRole('textbox').inputValue()).toBe('');
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
  expect(await who.client.getByRole('article', { name: /: who hate crime$/ }).count()).toBe(1);
});

test('arrows look through who one may be, and only Enter takes somebody', async () => {
  const page = await here.open({}, '#show=slack&slack=edith-carrow');
  const { client } = visitor(page, 'slack');
  const you = client.getByRole('combobox', { name: 'You are' });
  const before = await page.evaluate(() => [history.length, location.hash]);
  await you.focus();
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('ArrowDown');
  await client.getByText(/^Press Enter to be/).waitFor();
  const wanted = await you.inputValue();
  expect(wanted).not.toBe('edith-carrow');
  expect(await page.evaluate(() => [history.length, location.hash])).toEqual(before);
  await page.keyboard.press('Escape');
  expect(await you.inputValue()).toBe('edith-carrow');
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain(`slack=${wanted}`);
  expect(await page.evaluate(() => history.length)).toBe((before[0] as number) + 1);
});

test('reload and back in the middle of a form come to the form again, or to where one was', async () => {
  const page = await here.open();
  const who = visitor(page, 'slack');
  await who.becomes('tom-ashdown');
  await who.presses('Report on');
  await who.fills('Reason for the rating', 'Typed before the reload');
  await page.reload();
  await who.dialog.waitFor();
  await expect.poll(() => who.dialog.getByRole('textbox').first().inputValue()).toBe('Typed before the reload');
  await page.goBack();
  await page.locator('[data-today]').waitFor();
});

test('twenty tabs all hear of a message, and two that press the same button do it once', async () => {
  const context = await here.browser.newContext();
  const pages = await Promise.all(Array.from({ length: 20 }, () => context.newPage()));
  await Promise.all(pages.map((page) => page.goto(`${here.program.url}/#show=slack&slack=owen-brightwell`)));
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
});

test('the calendar moved in another tab while a form is open leaves the form and its words', async () => {
  const page = await here.open();
  const who = visitor(page, 'slack');
  await who.becomes('joan-pickersgill');
  if ((await who.client.getByRole('button', { name: /^Report on/ }).count()) === 0)
    await who.moves('To the next thing');
  await who.presses('Report on');
  await who.fills('Reason for the rating', 'Typed before the calendar moved');
  // As somebody else: the form would be open in this tab too.
  const other = await here.open({}, '#show=slack&slack=edith-carrow');
  const another = visitor(other, 'slack');
  await another.moves('By a day');
  expect(await who.dialog.getByRole('textbox').first().inputValue()).toBe('Typed before the calendar moved');
  await who.presses('Save and continue');
  await who.dialog.locator('[aria-invalid="true"]').first().waitFor();
});

test('a browser that blocks storage has the whole page, and seven tabs that all hear of a message', async () => {
  const context = await here.browser.newContext();
  await context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('Blocked', 'SecurityError');
        },
      });
    // The page that a tab begins with has none.
    if (navigator.locks) navigator.locks.request = () => Promise.reject(new DOMException('Blocked', 'SecurityError'));
  });
  const pages = await Promise.all(Array.from({ length: 7 }, () => context.newPage()));
  await Promise.all(pages.map((page) => page.goto(`${here.program.url}/#show=slack&slack=edith-carrow`)));
  const [page] = pages;
  await page!.getByRole('button', { name: 'A lead’s five minutes' }).waitFor();
  await visitor(page!, 'slack').types('who hate crime');
  for (const one of pages) {
    await one.bringToFront();
    await one.locator('section.client.slack').getByText('who hate crime').first().waitFor();
  }
});

/** An escalation that was sent to the lead of a priority, among others. */
async function escalates(title: string): Promise<void> {
  const officer = await playing(here.program.url, 'slack', 'jamie-thorpe');
  await officer.begins(escalate.shortcut!.label);
  await fillsForm(officer, escalate.form, {
    ...{ title, priorities: ['Serious Violence'], situation: 'The funding ends in June', evidence: 'Fewer came back' },
    ...{ anythingTried: 'No', untried: 'Nobody has the money', why: ['It needs a power'], askKind: 'Resources' },
    ...{ ask: 'Bridging money from July', urgency: 'At the next meeting', sensitive: 'Not' },
  });
  await officer.presses(sendLabel(escalate.form, {}));
}

/** Holds what every one of them does next until all have done it. */
async function atOnce(pages: Page[]): Promise<void> {
  let left = pages.length;
  let go = () => {};
  const all = new Promise<void>((resolve) => (go = resolve));
  for (const page of pages)
    await page.route('**/rehearsal/act', async (route) => {
      left -= 1;
      if (left === 0) go();
      await all;
      await route.continue();
    });
}

test('two people press the same button at once: one has it, the other sees who, and both see how it stands', async () => {
  const title = 'Outreach ends in June';
  await escalates(title);
  const people = [
    { name: 'Samir Haddad', platform: 'teams', key: 'samir-haddad' },
    { name: 'Neil Garside', platform: 'slack', key: 'neil-garside' },
  ] as const;
  const seats = await Promise.all(
    people.map(async ({ name, platform, key }) => {
      const page = await here.open({}, `#show=${platform}&${platform}=${key}`);
      const who = visitor(page, platform);
      const message = who.client.getByRole('article').filter({ hasText: title });
      return { name, page, who, message, button: message.getByRole('button', { name: 'Take it' }) };
    }),
  );
  for (let moves = 0; moves < 3 && (await seats[0]!.button.count()) === 0; moves += 1)
    await seats[0]!.who.moves('To the next thing');
  for (const { button } of seats) await button.waitFor();

  await atOnce(seats.map(({ page }) => page));
  await Promise.all(seats.map(({ button }) => button.click()));
  const said = seats.map(({ who }) => who.client.getByText('taken escalation').last());
  for (const answer of said) await answer.waitFor();
  const hasIt = await said[0]!.innerText().then((words) => words.startsWith('You have taken'));
  const [winner, other] = hasIt ? seats : seats.toReversed();
  const [won, lost] = hasIt ? said : said.toReversed();
  expect(await won!.innerText()).toContain('You have taken escalation');
  expect(await lost!.innerText()).toContain(`${winner!.name} has taken escalation`);
  // Without a reload.
  for (const { message, button } of [winner!, other!]) {
    await message.getByText(winner!.name).first().waitFor();
    await button.waitFor({ state: 'detached' });
  }
  const officer = await playing(here.program.url, 'slack', 'jamie-thorpe');
  const heard = officer.messages().filter(({ nodes }) => readOut(nodes).includes('has taken it and will answer it'));
  expect(heard).toHaveLength(1);
});
