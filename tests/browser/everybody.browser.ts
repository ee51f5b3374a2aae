import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { HOME } from '../../src/config.ts';
import { audit, reportAudits } from './axe.ts';
import { stage } from './stage.ts';
import { visitor } from './visitor.ts';

const here = stage();
afterAll(reportAudits);

const WHO = {
  slack: { lead: 'priya-raman', title: 'domestic abuse', recorded: 'reducing reoffending' },
  teams: { lead: 'helen-tranter', title: 'hate crime', recorded: 'Serious Violence' },
} as const;

test('the page as it opens, what was sent, and a connection that is lost', async () => {
  const page = await here.open();
  await audit(page, 'first visit');
  await visitor(page, 'slack').moves('To the next thing');
  await page.getByLabel('Show only').fill('report');
  await page.getByText('messages, newest first').waitFor();
  await audit(page, 'side by side, and what was sent');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'By a day' }).click();
  await page.getByText('did not answer').first().waitFor();
  await audit(page, 'a connection that is lost');
});

describe.each(['slack', 'teams'] as const)('on %s', (platform) => {
  const { lead, title, recorded } = WHO[platform];

  test('a lead’s messages, and each page of the form', async () => {
    const page = await here.open();
    const who = visitor(page, platform);
    const look = (screen: string) => audit(page, `${screen}, on ${platform}`);
    await who.becomes(lead);
    const report = who.client.getByRole('button', { name: `Report on ${title}`, exact: true });
    if ((await report.count()) === 0) await who.moves('To the next thing');
    await report.waitFor();
    await look('asked for reports');
    await who.presses(`Report on ${title}`);
    await look('form');
    await who.presses('Save and continue');
    await who.dialog.locator('[aria-invalid="true"]').first().waitFor();
    await look('form with mistakes');
    await who.chooses('Rating', 'Green');
    await who.chooses('Direction', 'Improving');
    await who.presses('Save and continue');
    await who.fills('What you achieved', 'Opened twelve centres');
    await look('form with rows');
    await who.presses('Save and continue');
    await who.fills('What you will do', 'Train the volunteers');
    await who.presses('Save and continue');
    await who.fills('Headline', 'Twelve new centres');
    await who.chooses('What you need from the board', 'Nothing');
    await who.presses('Save and continue');
    await who.dialog.getByText('Check your answers').first().waitFor();
    await look('check your answers');
    await who.presses('Send report to the board');
    await who.dialog.getByText('Your reference is').first().waitFor();
    await look('confirmation');
    await who.presses('Close');
    await who.types('mine');
    await who.types('snooze');
    await look('answers to a lead');
    if (platform === 'slack') {
      await who.opens('Home');
      await who.client.getByRole('article').waitFor();
      await look('Home tab');
    }
  });

  test('the programme manager’s messages and dialogs', async () => {
    const page = await here.open();
    const who = visitor(page, platform);
    const look = (screen: string) => audit(page, `${screen}, on ${platform}`);
    await who.becomes('grace-holloway');
    await who.types('status');
    await who.presses(`More on ${recorded}`);
    await who.client.getByRole('button', { name: `Record ${recorded} report` }).waitFor();
    await look('status');
    await who.presses(`Record ${recorded} report`);
    await look('form with a date');
    await who.presses('Close');
    await who.types('digest');
    await who.presses('See the preview');
    await who.dialog.getByText('Only you see this').first().waitFor();
    await look('preview of the digest');
    await who.presses('Close');
  });
});

test('an agreement of one’s own, with mistakes and without', async () => {
  const page = await here.open();
  const text = readFileSync(path.join(HOME, 'examples/nottinghamshire-2020-23.yaml'), 'utf8');
  const give = (given: string) =>
    page
      .getByLabel('Choose an agreement file')
      .setInputFiles({ name: 'own.yaml', mimeType: 'text/yaml', buffer: Buffer.from(given) });
  await give(text.replace(/(grouping|lead|holder): /g, '$1: not-').replace('start: 2020-04', 'start: April'));
  await page.getByText(/own\.yaml has \d{2,3} mistakes/).waitFor();
  await audit(page, 'mistakes in an agreement');
  await give(text);
  await page.getByText('has no mistakes').waitFor();
  await audit(page, 'an agreement without mistakes');
});

describe('a tour goes from end to end, and leaves something to try alone', () => {
  async function goes(page: Page, title: string): Promise<void> {
    await page.getByRole('button', { name: title }).click();
    const panel = page.locator('section.tour');
    const next = panel.getByRole('button', { name: /^(Next|Finish)$/ });
    for (let step = 0; ; step += 1) {
      await panel.locator('button.main[aria-disabled]').waitFor({ state: 'detached', timeout: 240_000 });
      expect(await panel.locator('.problem').allInnerTexts(), await panel.innerText()).toEqual([]);
      // Each step in another look.
      await audit(page, `${title}, step ${step + 1}`, step);
      if ((await next.count()) === 0) break;
      await next.click();
    }
    await page.getByRole('button', { name: 'Close the tour' }).click();
  }

  test.each(['A lead’s five minutes', 'The programme manager’s quarter', 'The board’s morning'])('%s', async (title) =>
    goes(await here.open(), title),
  );
});
