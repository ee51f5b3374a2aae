import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { another, give, rehearse } from './agreements.ts';
import { stage } from './stage.ts';
import { type Visitor, visitor } from './visitor.ts';

const CAST = {
  slack: {
    lead: 'priya-raman',
    priority: 'Substance Misuse',
    officer: 'leila-farrow',
    drafted: 'domestic abuse',
    approver: 'priya-raman',
    name: 'Priya Raman',
    board: 'edith-carrow',
    channel: 'snb-board',
    recorded: 'reducing reoffending',
    from: 'Frances Adeyemi',
  },
  teams: {
    lead: 'alan-whitcombe',
    priority: 'Serious and Acquisitive Crime',
    officer: 'nadia-wren',
    drafted: 'hate crime',
    approver: 'helen-tranter',
    name: 'Helen Tranter',
    board: 'gordon-mabbutt',
    channel: 'Safer Nottinghamshire Board',
    recorded: 'Serious Violence',
    from: 'Samir Haddad',
  },
} as const;

const here = stage();

/** From end to end with the keyboard alone, after reports have been asked for. */
describe.each(['slack', 'teams'] as const)('with a keyboard, on %s', (platform) => {
  const cast = CAST[platform];
  let page: Page;
  let who: Visitor;

  beforeEach(async () => {
    page = await here.open();
    who = visitor(page, platform);
    if ((await page.locator('[data-today]').innerText()) === 'Wednesday 31 March 2021')
      await who.moves('To the next thing');
  });

  async function reports(headline: string): Promise<void> {
    await who.chooses('Rating', 'Green');
    await who.chooses('Direction', 'Improving');
    await who.presses('Save and continue');
    await who.fills('What you achieved', 'Opened twelve centres <b>and</b> @everyone');
    await who.presses('Save and continue');
    await who.fills('What you will do', 'Train the volunteers');
    await who.presses('Save and continue');
    await who.fills('Headline', headline);
    await who.chooses('What you need from the board', 'Nothing');
    await who.presses('Save and continue');
    await who.dialog.getByText('Check your answers').first().waitFor();
  }
  const says = (words: string) => who.client.getByText(words).first().waitFor();
  const answers = (words: string) => who.dialog.getByText(words).first().waitFor();

  test('a lead is asked, makes a mistake that costs nothing, and sends', async () => {
    await who.becomes(cast.lead);
    await who.presses(`Report on ${cast.priority}`);
    await who.chooses('Rating', 'Green');
    await who.presses('Save and continue');
    await who.dialog.locator('[aria-invalid="true"]').first().waitFor();
    expect(await who.dialog.getByRole('radio', { name: 'Green' }).isChecked()).toBe(true);
    await reports('Twelve new centres');
    await who.presses('Send report to the board');
    await answers('Your reference is');
    await who.presses('Close');
    await who.dialog.waitFor({ state: 'detached' });
    await says('reference SNB-');
    // What somebody types is text, wherever it is shown.
    await who.presses('Change the report on');
    await answers('<b>and</b> @everyone');
    await page.keyboard.press('Escape');
    await who.dialog.waitFor({ state: 'detached' });
    // The focus is where it was, so Tab goes on from there.
    expect(await page.evaluate(() => document.activeElement?.closest('article, main') !== null)).toBe(true);
  });

  test('a support officer prepares, the lead approves with one press', async () => {
    await who.becomes(cast.officer);
    await who.presses(`Draft the report on ${cast.drafted}`);
    await reports('Ready to be approved');
    await who.presses(`Send to ${cast.name}`);
    await answers('can approve it');
    await who.presses('Close');
    await who.becomes(cast.approver);
    await who.presses('Approve and send');
    await says('Your reference is SNB-');
    await who.becomes(cast.officer);
    await says(`${cast.name} approved and sent the report on ${cast.drafted}`);
  });

  test('the programme manager chases one report, records it and posts the digest, and the board reads it', async () => {
    await who.becomes('grace-holloway');
    await who.types('status');
    await who.presses(`More on ${cast.recorded}`);
    await who.presses(`Chase ${cast.recorded}`);
    await says('Chased: 1 person');
    await who.presses(`Record ${cast.recorded} report`);
    await who.chooses('What was received', 'A report');
    await who.chooses('From whom', cast.from);
    await who.dates('Received on', '2021-04-01');
    await who.presses('Save and continue');
    await reports(`Received on paper, and put in on ${platform}`);
    await who.presses('Record the report');
    await answers('Your reference is');
    await who.presses('Close');
    await who.types('digest');
    await who.presses('See the preview');
    await answers(`Received on paper, and put in on ${platform}`);
    await who.presses('Post it now');
    await answers('The digest is being posted');
    await who.presses('Close');
    await who.becomes(cast.board);
    await who.opens(cast.channel);
    await says(`Received on paper, and put in on ${platform}`);
  });
});

/** With an account on both platforms, so that the same officer is seen on each. */
test('an officer escalates with a keyboard from the menu for everywhere, on both platforms', async () => {
  const page = await here.open();
  const account = 'b0000000-0000-4000-8000-000000000001';
  await give(page, another().replace('councils: U0CSPONE001', `$&, police: ${account}`));
  await rehearse(page);
  for (const platform of ['slack', 'teams'] as const) {
    const who = visitor(page, platform);
    await who.becomes('jamie-thorpe');
    await who.begins('Escalate an issue');
    await who.fills('Title', `Outreach ends, on ${platform}`);
    for (const title of ['Serious Violence', 'Hate crime']) await who.chooses('Priorities that it concerns', title);
    await who.presses('Save and continue');
    await who.fills('What is happening', 'Outreach workers leave when their funding ends');
    await who.fills('What shows it', 'Fewer came back with another injury');
    await who.chooses('Have you tried anything locally?', 'No');
    await who.presses('Save and continue');
    await who.fills('Why nothing was tried yet', 'Nobody has the money');
    await who.presses('Save and continue');
    await who.chooses('Why it cannot be resolved locally', 'It needs a power');
    await who.chooses('What you ask for', 'Resources');
    await who.fills('What you ask for, in one sentence', 'Bridging money from July');
    await who.presses('Save and continue');
    await who.chooses('How urgent it is', 'At the next meeting');
    await who.presses('Save and continue');
    await who.chooses('How sensitive it is', 'Not sensitive');
    await who.presses('Save and continue');
    await who.dialog.getByText('Hate crime').first().waitFor();
    await who.presses('Send escalation');
    await who.dialog.getByText('Your reference is').first().waitFor();
    await who.presses('Close');
    await who.dialog.waitFor({ state: 'detached' });
  }
});
