import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, open, type Rehearsed, rehearsed } from './browser.ts';
import { type Visitor, visitor } from './visitor.ts';

const CAST = {
  slack: {
    lead: 'priya-raman',
    priority: 'Substance Misuse',
    officer: 'leila-farrow',
    drafted: 'domestic abuse',
    approver: 'priya-raman',
    name: 'Priya Raman',
  },
  teams: {
    lead: 'alan-whitcombe',
    priority: 'Serious and Acquisitive Crime',
    officer: 'nadia-wren',
    drafted: 'hate crime',
    approver: 'helen-tranter',
    name: 'Helen Tranter',
  },
} as const;

/** From end to end with the keyboard alone. Each story goes on where the one before it stopped. */
describe.each(['slack', 'teams'] as const)('with a keyboard, on %s', (platform) => {
  const cast = CAST[platform];
  let program: Rehearsed;
  let browser: Browser;
  let page: Page;
  let who: Visitor;

  beforeAll(async () => {
    program = await rehearsed();
    browser = await launch();
    page = await open(browser, program.url, { viewport: { width: 1280, height: 900 } });
    who = visitor(page, platform);
  });
  afterAll(async () => {
    await browser.close();
    await program.stop();
  });

  async function fillsIn(): Promise<void> {
    await who.chooses('Rating', 'Green');
    await who.chooses('Direction', 'Improving');
    await who.presses('Save and continue');
    await who.fills('What you achieved', 'Opened twelve centres <b>and</b> @everyone');
    await who.presses('Save and continue');
    await who.fills('What you will do', 'Train the volunteers');
    await who.presses('Save and continue');
    await who.fills('Headline', 'Twelve new centres');
    await who.chooses('What you need from the board', 'Nothing');
    await who.presses('Save and continue');
    await who.dialog.getByText('Check your answers').first().waitFor();
  }
  const says = (words: string) => who.client.getByText(words).first().waitFor();

  test('a lead is asked, makes a mistake that costs nothing, and sends', async () => {
    await who.becomes(cast.lead);
    await who.moves('To the next thing');
    await who.presses(`Report on ${cast.priority}`);
    await who.chooses('Rating', 'Green');
    await who.presses('Save and continue');
    await who.dialog.locator('[aria-invalid="true"]').first().waitFor();
    expect(await who.dialog.getByRole('radio', { name: 'Green' }).isChecked()).toBe(true);
    await fillsIn();
    await who.presses('Send report to the board');
    await who.dialog.getByText('Your reference is').first().waitFor();
    await who.presses('Close');
    await who.dialog.waitFor({ state: 'detached' });
    await says('reference SNB-1');
    // What somebody types is text, wherever it is shown.
    await who.presses(`Change the report on`);
    await who.dialog.getByText('<b>and</b> @everyone').first().waitFor();
    await page.keyboard.press('Escape');
    await who.dialog.waitFor({ state: 'detached' });
    // The focus is where it was, so Tab goes on from there.
    expect(await page.evaluate(() => document.activeElement?.closest('article, main') !== null)).toBe(true);
  });

  test('a support officer prepares, the lead approves with one press', async () => {
    await who.becomes(cast.officer);
    await who.presses(`Draft the report on ${cast.drafted}`);
    await fillsIn();
    await who.presses(`Send to ${cast.name}`);
    await who.dialog.getByText('can approve it').first().waitFor();
    await who.presses('Close');
    await who.becomes(cast.approver);
    await who.presses('Approve and send');
    await says('Your reference is SNB-2');
    await who.becomes(cast.officer);
    await says(`${cast.name} approved and sent the report on ${cast.drafted}`);
  });

  test('the programme manager sees who owes what, and the board reads it', async () => {
    await who.becomes('grace-holloway');
    await who.types('status');
    await who.presses('More on reducing reoffending');
    await says('Record reducing reoffending report');
    await who.becomes(platform === 'slack' ? 'edith-carrow' : 'gordon-mabbutt');
    await who.opens(platform === 'slack' ? 'snb-board' : 'Safer Nottinghamshire Board');
    const read = who.client.getByRole('button', { name: /^Read/ });
    for (let moves = 0; moves < 6 && (await read.count()) === 0; moves += 1) await who.moves('To the next thing');
    await says('Twelve new centres');
  }, 300_000);
});
