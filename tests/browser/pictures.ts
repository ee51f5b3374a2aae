import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { HOME } from '../../src/config.ts';
import { launch, open, rehearsed } from './browser.ts';
import { type Visitor, visitor } from './visitor.ts';

/** Where they go: with the documents, or in a folder that is named after the command. */
const folder = path.resolve(process.argv[2] ?? path.join(HOME, 'docs/pictures'));

/**
 * Makes every picture of the README and the guides from the running program: `npm run pictures`. The example, its
 * calendar and the size of the window are fixed, so a picture changes only when what it shows does.
 */
async function pictures(): Promise<void> {
  const program = await rehearsed();
  const browser = await launch();
  try {
    const page = await open(browser, program.url, { viewport: { width: 1100, height: 760 }, colorScheme: 'light' });
    await page.getByText('Start here').click();
    const slack = visitor(page, 'slack');
    const teams = visitor(page, 'teams');
    await slack.moves('To the next thing');
    await page.goto(`${program.url}/#show=both&slack=priya-raman&teams=alan-whitcombe`);
    await page.reload();
    await slack.client.getByRole('button', { name: 'Report on' }).first().waitFor();
    await teams.client.getByRole('button', { name: 'Report on' }).first().waitFor();
    await take(page, 'page');

    await page.setViewportSize({ width: 760, height: 1000 });
    await slack.becomes('priya-raman');
    await newest(slack, 'Report on');
    await take(slack.client.locator('article').last(), 'prompt');

    await teams.becomes('alan-whitcombe');
    await newest(teams, 'Report on');
    await teams.presses('Report on');
    await teams.chooses('Rating', 'Amber');
    await teams.fills('Reason for the rating', 'Two of the six neighbourhood posts are vacant until June.');
    await teams.presses('Save and continue');
    await teams.dialog.getByText('Select a direction').waitFor();
    await take(teams.dialog, 'error-keeps-words');
    await teams.presses('Close');

    await slack.becomes('priya-raman');
    await newest(slack, 'Report on');
    await slack.presses('Report on');
    await slack.chooses('Rating', 'Green');
    await slack.chooses('Direction', 'Improving');
    await slack.presses('Save and continue');
    await slack.fills('What you achieved', 'Set up the local partnership board');
    await take(slack.dialog, 'form-slack');
    await slack.presses('Save and continue');
    await slack.fills('What you will do', 'Finish the needs assessment for safe accommodation');
    await slack.presses('Save and continue');
    await slack.fills('Headline', 'Partnership board in place');
    await slack.chooses('What you need from the board', 'Nothing');
    await slack.presses('Save and continue');
    await slack.dialog.getByText('Check your answers').first().waitFor();
    await take(slack.dialog, 'check-your-answers');
    await slack.presses('Send report to the board');
    await slack.dialog.getByText('Your reference is').first().waitFor();
    await take(slack.dialog, 'sent');
    await slack.presses('Close');

    for (let moves = 0; moves < 2; moves += 1) await slack.moves('To the next thing');
    await teams.becomes('grace-holloway');
    await teams.types('status');
    // A long answer is several messages, and the last of them may have no more than a few lines.
    const status = teams.client.locator('article').filter({ has: page.getByRole('button', { name: /^More on/ }) });
    await status.first().waitFor();
    await page.setViewportSize({ width: 1000, height: 1000 });
    await beginsAtTop(status.first());
    await take(teams.client, 'status');

    await page.setViewportSize({ width: 390, height: 844 });
    await slack.becomes('edith-carrow');
    await slack.opens('snb-board');
    const digest = slack.client.getByRole('button', { name: /^Read/ });
    while ((await digest.count()) === 0) await slack.moves('To the next thing');
    await digest.first().scrollIntoViewIfNeeded();
    await beginsAtTop(slack.client.locator('article').first());
    await take(page, 'digest-phone');
  } finally {
    await browser.close();
    await program.stop();
  }
}

const newest = (who: Visitor, words: string) =>
  who.client.locator('article').last().getByRole('button', { name: words }).first().waitFor();

const beginsAtTop = (message: Locator) => message.evaluate((element) => element.scrollIntoView({ block: 'start' }));

async function take(what: Page | Locator, name: string): Promise<void> {
  const file = path.join(folder, `${name}.png`);
  // What has the focus is nothing that a picture should tell.
  const page = 'page' in what ? what.page() : what;
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const quiet = { path: file, animations: 'disabled', caret: 'hide' } as const;
  const box = 'page' in what && name === 'prompt' ? await what.boundingBox() : null;
  // A message needs some air, which a dialog brings with it.
  const clip = box && { x: box.x - 16, y: box.y - 12, width: box.width + 32, height: box.height + 24 };
  await (clip ? page.screenshot({ ...quiet, clip }) : what.screenshot(quiet));
  process.stdout.write(`${path.relative(process.cwd(), file)}\n`);
}

await pictures();
process.exit(0);
