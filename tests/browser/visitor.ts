import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { Platform } from '../../src/views/message.ts';

/** Somebody at the page who has a keyboard and nothing else. Waits for what the page answers, as people do. */
export interface Visitor {
  /** The client of the platform under test. */
  client: Locator;
  dialog: Locator;
  /** Presses the newest button in the open dialog, in the client, or elsewhere on the page, by how its words start. */
  presses(words: string): Promise<void>;
  moves(words: string): Promise<void>;
  /** Writes in place of what is there. A label that stands there several times is told apart by its place, from 0. */
  fills(label: string, words: string, at?: number): Promise<void>;
  /** One of several that are offered, or one more of those that can be chosen together. */
  chooses(label: string, option: string): Promise<void>;
  /** Types a day, given as "2021-04-01". */
  dates(label: string, day: string): Promise<void>;
  types(words: string): Promise<void>;
  /** Chooses from the platform's menu for everywhere. */
  begins(words: string): Promise<void>;
  /** Chooses from the menu of the newest message that says something. */
  beginsOn(said: string, words: string): Promise<void>;
  opens(conversation: string): Promise<void>;
  /** Chooses the platform, and then the person under "You are". */
  becomes(person: string): Promise<void>;
}

const MOST_TABS = 300;
const MOST_TIMES = 5;

/** Tab, or Shift and Tab where it stands above, until it has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  const way = () =>
    target.evaluate((element) => {
      const at = document.activeElement;
      if (at === element) return null;
      return at && at.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? 'Shift+Tab' : 'Tab';
    });
  const first = await way();
  for (let tabs = 0; first && tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press(first);
    if (!(await way())) return;
  }
  if (first) throw new Error(`${first} never leads to ${target}`);
}

/** Tab leads to a group of radio buttons, and arrows to what is in it. */
async function choose(page: Page, group: Locator, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  if (await wanted.isChecked()) return;
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if (await group.evaluate((element) => element.contains(document.activeElement))) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Space');
  for (let presses = 0; !(await wanted.isChecked()); presses += 1) {
    if (presses === MOST_TABS) throw new Error(`No arrow leads to ${wanted}`);
    await page.keyboard.press('ArrowDown');
  }
}

const startsWith = (words: string) => new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);

export function visitor(page: Page, platform: Platform): Visitor {
  const client = page.locator(`section.client.${platform}`);
  const dialog = page.getByRole('dialog');
  const here = async () => ((await dialog.count()) > 0 ? dialog : client);

  async function presses(words: string): Promise<void> {
    for (let times = 0; times < MOST_TIMES; times += 1) {
      const place = await here();
      const called = place.getByRole('button', { name: words, exact: true });
      const begins = place.getByRole('button', { name: startsWith(words) });
      await tabTo(page, ((await called.count()) > 0 ? called : begins).last());
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
      // On a machine that is slow for a while, the program asks for it once more.
      if ((await dialog.getByText('Not confirmed yet').count()) === 0) return;
    }
  }

  return {
    client,
    dialog,
    presses,
    async moves(words) {
      const time = page.locator('.today p').first();
      const before = await time.innerText();
      await tabTo(page, page.getByRole('button', { name: words, exact: true }));
      await page.keyboard.press('Enter');
      await time.filter({ hasNotText: before }).waitFor({ timeout: 600_000 });
      await page.locator('progress').waitFor({ state: 'detached', timeout: 600_000 });
      assert.deepEqual(await page.locator('.problem').allInnerTexts(), []);
    },
    async fills(label, words, at = 0) {
      await tabTo(page, dialog.getByRole('textbox', { name: startsWith(label) }).nth(at));
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.insertText(words);
    },
    async chooses(label, option) {
      const group = dialog.getByRole('group', { name: startsWith(label) });
      const one = group.getByRole('checkbox', { name: startsWith(option) });
      await group.getByText(option).first().waitFor();
      if ((await one.count()) === 0) return choose(page, group, group.getByRole('radio', { name: startsWith(option) }));
      await tabTo(page, one);
      await page.keyboard.press('Space');
      assert.equal(await one.isChecked(), true);
    },
    async dates(label, day) {
      const input = dialog.getByLabel(startsWith(label));
      await tabTo(page, input);
      const [year, month, date] = day.split('-');
      // Not every browser speaks every language: some have the month first, whatever the page's is.
      for (const written of [`${date}${month}${year}`, `${month}${date}${year}`]) {
        await page.keyboard.type(written);
        if ((await input.inputValue()) === day) return;
        for (let parts = 0; parts < 2; parts += 1) await page.keyboard.press('ArrowLeft');
      }
      throw new Error(`${label} cannot be ${day}: it is ${await input.inputValue()}`);
    },
    async begins(words) {
      await tabTo(page, client.locator('summary').filter({ hasText: /^(Shortcuts|Actions and apps)/ }));
      await page.keyboard.press('Enter');
      await presses(words);
    },
    async beginsOn(said, words) {
      await tabTo(page, client.getByRole('article').filter({ hasText: said }).last().locator('summary'));
      await page.keyboard.press('Enter');
      await presses(words);
    },
    async types(words) {
      await tabTo(page, client.getByRole('textbox'));
      await page.keyboard.insertText(words);
      await page.keyboard.press('Enter');
    },
    async opens(conversation) {
      await tabTo(page, client.getByRole('button', { name: startsWith(conversation) }));
      await page.keyboard.press('Enter');
    },
    async becomes(person) {
      // Nothing behind an open dialog can be chosen: the address leads there, too.
      if ((await dialog.count()) > 0) {
        await page.goto(`${new URL(page.url()).origin}/#show=${platform}&${platform}=${person}`);
        await page.reload();
        return client.getByRole('log').waitFor();
      }
      const show = page.getByRole('group', { name: 'Show' });
      await choose(page, show, show.getByRole('radio', { name: platform === 'slack' ? 'Slack' : 'Teams' }));
      const you = client.getByRole('combobox', { name: 'You are' });
      const wanted = you.locator(`option[value="${person}"]`);
      const [name = ''] = ((await wanted.textContent()) ?? '').split(',');
      await tabTo(page, you);
      // A closed list goes to what is typed, and Enter takes it.
      await page.keyboard.type(name);
      assert.equal(await you.inputValue(), person);
      await page.keyboard.press('Enter');
      await client.getByRole('log').waitFor();
    },
  };
}
