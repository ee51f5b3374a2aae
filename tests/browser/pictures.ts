import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { HOME } from '../../src/config.ts';
import { EXAMPLE } from '../../src/rehearsing.ts';
import { launch, open, type Rehearsed, rehearsed } from './browser.ts';
import { camera, heighten } from './camera.ts';
import { type Visitor, visitor } from './visitor.ts';

/** Where they go: with the documents, or in a folder that is named after the command. */
const folder = path.resolve(process.argv[2] ?? path.join(HOME, 'docs/pictures'));

/**
 * Makes every picture of the README and the guides from the running program: `npm run pictures`. The example, its
 * calendar and the size of the window are fixed, so a picture changes only when what it shows does.
 */
async function pictures(program: Rehearsed, page: Page): Promise<void> {
  const { take, keepWords } = camera(page, folder);
  const slack = visitor(page, 'slack');
  const teams = visitor(page, 'teams');
  const newest = (who: Visitor) => who.client.locator('article').last();
  const messageWith = (who: Visitor, words: string) => who.client.locator('article').filter({ hasText: words }).last();
  const AIR = 14;
  const window = (width: number, height: number) => page.setViewportSize({ width, height });

  await page.getByLabel('Choose an agreement file').setInputFiles({
    name: 'borsetshire.yaml',
    mimeType: 'text/yaml',
    buffer: Buffer.from(
      readFileSync(path.join(HOME, EXAMPLE), 'utf8')
        .replace('grouping: cohesion', 'grouping: cohesoin')
        .replace('lead: chief-constable', 'lead: cheif-constable'),
    ),
  });
  const own = page.locator('section.own');
  await own.getByText('Did you mean').first().waitFor();
  await own.scrollIntoViewIfNeeded();
  await take('mistakes', { from: own });
  await page.getByText('Start here').click();

  await slack.moves('To the next thing');
  await page.goto(`${program.url}/#show=both&slack=priya-raman&teams=alan-whitcombe`);
  await page.reload();
  for (const who of [slack, teams]) {
    await newest(who).getByRole('button', { name: 'Report on' }).first().waitFor();
    await heighten(page, who.client.getByRole('log'));
  }
  await take('page', { from: page.locator('header.top'), to: newest(slack), air: AIR });

  await window(760, 1000);
  await slack.becomes('priya-raman');
  await newest(slack).getByRole('button', { name: 'Report on' }).first().waitFor();
  await take('prompt', { from: newest(slack), air: AIR });

  await teams.becomes('alan-whitcombe');
  await teams.presses('Report on');
  await teams.dialog.getByRole('radio').first().waitFor();
  await heighten(page, teams.dialog.locator('form'));
  await take('form-teams', { from: teams.dialog });
  await window(760, 1000);
  await teams.chooses('Rating', 'Amber');
  await teams.fills('Reason for the rating', 'Two of the six neighbourhood posts are vacant until June.');
  await teams.presses('Save and continue');
  await teams.dialog.getByText('Select a direction').waitFor();
  // All of the form, from its top: the focus is at the mistake.
  await heighten(page, teams.dialog.locator('form'));
  await take('error-keeps-words', { from: teams.dialog });
  await window(760, 1000);
  await teams.presses('Close');

  async function fillsIn(who: Visitor): Promise<void> {
    await who.chooses('Rating', 'Green');
    await who.chooses('Direction', 'Improving');
    await who.presses('Save and continue');
    await who.fills('What you achieved', 'Set up the local partnership board');
    if (who === slack) await take('form-slack', { from: who.dialog });
    await who.presses('Save and continue');
    await who.fills('What you will do', 'Finish the needs assessment for safe accommodation');
    await who.presses('Save and continue');
    await who.fills('Headline', 'Partnership board in place');
    await who.chooses('What you need from the board', 'Nothing');
    await who.presses('Save and continue');
    await who.dialog.getByText('Check your answers').first().waitFor();
  }
  await slack.becomes('priya-raman');
  await slack.presses('Report on');
  await fillsIn(slack);
  await take('check-your-answers', { from: slack.dialog });
  await slack.presses('Send report to the board');
  await slack.dialog.getByText('Your reference is').first().waitFor();
  await take('sent', { from: slack.dialog });
  await slack.presses('Close');

  await teams.becomes('nadia-wren');
  await teams.client.getByRole('button', { name: 'Draft the report on' }).first().waitFor();
  await heighten(page, teams.client.getByRole('log'));
  await take('officer', { from: newest(teams), air: AIR });
  await teams.presses('Draft the report on hate crime');
  await fillsIn(teams);
  await teams.presses('Send to Helen Tranter');
  await teams.dialog.getByText('can approve it').first().waitFor();
  await teams.presses('Close');
  await teams.becomes('helen-tranter');
  await newest(teams).getByRole('button', { name: 'Approve and send' }).waitFor();
  await heighten(page, teams.client.getByRole('log'));
  await take('approve', { from: newest(teams), air: AIR });

  await teams.moves('To the next thing');
  await teams.becomes('grace-holloway');
  await window(1000, 1000);
  await teams.types('status');
  const more = teams.client.getByRole('button', { name: 'More on Serious and Acquisitive Crime' }).last();
  // A long answer is several messages, and the last of them may have no more than a few lines.
  const status = teams.client
    .locator('article')
    .filter({ has: page.getByRole('button', { name: 'More on Serious and Acquisitive Crime' }) })
    .last();
  await status.waitFor();
  await heighten(page, teams.client.getByRole('log'));
  await take('status', { from: status, to: more, air: AIR });
  await window(1000, 1000);
  await teams.presses('Chase everybody who owes');
  await messageWith(teams, 'Chased:').waitFor();
  await take('chased', { from: messageWith(teams, 'Chased:'), air: AIR });
  const sent = page.locator('section.sent');
  await sent.getByLabel('Show only').fill('Helen Tranter');
  await sent.getByText('newest first').waitFor();
  await take('why', { from: sent, to: sent.getByRole('listitem').last() });

  await window(390, 1000);
  await slack.becomes('edith-carrow');
  await slack.opens('snb-board');
  const read = slack.client.getByRole('button', { name: /^Read/ });
  while ((await read.count()) === 0) await slack.moves('To the next thing');
  await read.first().waitFor();
  await take('digest-phone', { from: slack.client.locator('article').first(), to: read.first(), air: AIR });
  const digest = slack.client.locator('article').filter({ hasText: 'open escalation' }).last();
  await take('digest-escalations', {
    from: digest.getByText(/^\d+ open escalation/).first(),
    to: digest.getByRole('button', { name: 'Read all of' }).last().locator('..'),
    air: AIR,
  });

  await window(760, 1000);
  await slack.becomes('jamie-thorpe');
  await slack.begins('Escalate an issue');
  await slack.fills('Title', 'Hospital outreach ends in June');
  await slack.chooses('Priorities that it concerns', 'Serious Violence');
  await slack.presses('Save and continue');
  await slack.fills('What is happening', 'The outreach workers in two hospitals are paid until the end of June.');
  await slack.fills('What shows it', 'Mrs Kaur of the trust counted fewer who came back with another injury.');
  await slack.chooses('Have you tried anything locally?', 'No');
  await slack.presses('Save and continue');
  await slack.fills('Why nothing was tried yet', 'Neither hospital can carry the cost before April 2022');
  await slack.presses('Save and continue');
  await slack.chooses('Why it cannot be resolved locally', 'It needs a power');
  await slack.chooses('What you ask for', 'Resources');
  await slack.fills('What you ask for, in one sentence', 'Bridging money from July');
  await slack.presses('Save and continue');
  await slack.chooses('How urgent it is', 'At the next meeting');
  await slack.presses('Save and continue');
  await slack.chooses('How sensitive it is', 'Not sensitive');
  await slack.presses('Save and continue');
  await slack.dialog.getByText('Check your answers').first().waitFor();
  await slack.presses('Send escalation');
  await slack.dialog.getByText('Not sent yet.').first().waitFor();
  await heighten(page, slack.dialog.locator('form'));
  await take('escalate-warning', { from: slack.dialog });
  await window(760, 1000);
  await slack.presses('Close');

  const outcome = messageWith(slack, 'Is it what was asked');
  await slack.becomes('bronwen-pugh');
  while ((await outcome.count()) === 0) await slack.moves('By a working day');
  await outcome.waitFor();
  await heighten(page, slack.client.getByRole('log'));
  await take('outcome', { from: outcome, air: AIR });
  keepWords();
}

const program = await rehearsed();
const browser = await launch();
try {
  await pictures(program, await open(browser, program.url, { viewport: { width: 1280, height: 900 } }));
} finally {
  await browser.close();
  await program.stop();
}
process.exit(0);
