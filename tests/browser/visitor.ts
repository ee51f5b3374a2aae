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
  fills(label: string, words: string): Promise<void>;
  chooses(label: string, option: string): Promise<void>;
  types(words: string): Promise<void>;
  opens(conversation: string): Promise<void>;
  /** Opens the page as another person. */
  becomes(person: string): Promise<void>;
}

const MOST_TABS = 400;

/** Tab, until it has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  const focused = () => target.evaluate((element) => element === document.activeElement);
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if (await focused()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never leads to ${target}`);
}

const startsWith = (words: string) => new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);

export function visitor(page: Page, platform: Platform): Visitor {
  const client = page.locator(`section.client.${platform}`);
  const dialog = page.getByRole('dialog');
  const here = async () => ((await dialog.count()) > 0 ? dialog : client);

  async function presses(words: string): Promise<void> {
    const button = (await here()).getByRole('button', { name: startsWith(words) }).last();
    await tabTo(page, button);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
  }

  return {
    client,
    dialog,
    presses,
    async moves(words) {
      await tabTo(page, page.getByRole('button', { name: words, exact: true }));
      await page.keyboard.press('Enter');
      await page.locator('progress').waitFor();
      await page.locator('progress').waitFor({ state: 'detached', timeout: 120_000 });
    },
    async fills(label, words) {
      await tabTo(page, dialog.getByRole('textbox', { name: startsWith(label) }).first());
      await page.keyboard.insertText(words);
    },
    async chooses(label, option) {
      const group = dialog.getByRole('group', { name: startsWith(label) });
      const wanted = group.getByRole('radio', { name: startsWith(option) });
      await wanted.waitFor();
      // Tab leads to the group, and arrows to what is in it.
      for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
        if (await group.evaluate((element) => element.contains(document.activeElement))) break;
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Space');
      while (!(await wanted.isChecked())) await page.keyboard.press('ArrowDown');
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
      await page.goto(`${new URL(page.url()).origin}/#show=${platform}&${platform}=${person}`);
      await page.reload();
      await client.getByRole('log').waitFor();
    },
  };
}
