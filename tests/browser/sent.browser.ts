import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { HOME } from '../../src/config.ts';
import { give, rehearse } from './agreements.ts';
import { stage } from './stage.ts';
import { visitor } from './visitor.ts';

const here = stage();

/** The example with its two workspaces on Slack, so that nobody of the one reads the channels of the other. */
const twoWorkspaces = () =>
  readFileSync(path.join(HOME, 'examples/nottinghamshire-2020-23.yaml'), 'utf8')
    .replace('  key: nottinghamshire', '  key: elsewhere')
    .replace('platform: teams', 'platform: slack')
    .replace(/(police:\n +platform: slack\n +id:) \S+/, '$1 T0POLICE1')
    .replace(/'19:[^']+@thread\.tacv2'/, 'C0POLICE1')
    .replace(/police: ([0-9a-f]{8})-[0-9a-f-]+/g, (_, id: string) => `police: U${id.toUpperCase()}1`);

/** Whether a message has the focus, and stands where it is seen in a log that is higher than what it shows. */
const isSought = (page: Page) =>
  page.evaluate(() => {
    const message = document.activeElement?.closest('[data-message]');
    const log = message?.closest('[role="log"]');
    if (!message || !log || log.scrollHeight < 2 * log.clientHeight) return false;
    const [box, place] = [message.getBoundingClientRect(), log.getBoundingClientRect()];
    return box.top >= place.top - 1 && box.top < place.bottom;
  });

test('what was sent to somebody opens, however much they were sent since', async () => {
  const page = await here.open();
  const who = visitor(page, 'slack');
  await who.becomes('priya-raman');
  await who.moves('To the next thing');
  for (let times = 0; times < 8; times += 1) await who.types('priorities');
  const sent = page.locator('section.sent');
  await sent.getByLabel('Show only').fill('Priya Raman');
  const line = sent.getByRole('button', { name: 'Open the message to Priya Raman' });
  await line.last().click();
  await expect.poll(() => isSought(page)).toBe(true);
  // It stays there, also once everything was drawn.
  await page.waitForTimeout(500);
  expect(await isSought(page)).toBe(true);
});

test('what was typed and not sent is there again, after a look into another conversation', async () => {
  const page = await here.open();
  const who = visitor(page, 'slack');
  await who.becomes('edith-carrow');
  const box = who.client.getByRole('textbox');
  await box.fill('who hate');
  await who.opens('snb-board');
  expect(await box.inputValue()).toBe('');
  await who.opens('Golden Thread');
  expect(await box.inputValue()).toBe('who hate');
});

test('a reply in a thread stands under its message, and is no unread message of the channel', async () => {
  const page = await here.open();
  const who = visitor(page, 'teams');
  await who.becomes('gordon-mabbutt');
  await who.opens('Safer Nottinghamshire Board');
  await who.types('@Golden Thread priorities');
  const replies = who.client.getByRole('group', { name: /repl(y|ies) to: @Golden Thread priorities/ });
  await replies.getByRole('article').first().waitFor();
  expect(await replies.innerText()).toContain('Golden Thread');
  // Whoever else is in the channel sees whom it is from.
  await who.becomes('helen-tranter');
  await who.opens('Safer Nottinghamshire Board');
  await who.client.getByRole('article', { name: 'Gordon Mabbutt: @Golden Thread priorities' }).waitFor();
});

test('what was sent to a channel opens as somebody who reads it, where you do not', async () => {
  const page = await here.open();
  await give(page, twoWorkspaces());
  await rehearse(page);
  const who = visitor(page, 'slack');
  await who.becomes('priya-raman');
  const sent = page.locator('section.sent');
  await sent.getByLabel('Show only').fill('Safer Nottinghamshire Board');
  const line = sent.getByRole('button', { name: 'Open the message to Safer Nottinghamshire Board' });
  await who.moves('To the end of the period');
  await line.first().click();
  await who.client.getByRole('heading', { name: 'Safer Nottinghamshire Board', exact: false }).first().waitFor();
  expect(page.url()).not.toContain('priya-raman');
  await expect.poll(() => isSought(page)).toBe(true);
});
