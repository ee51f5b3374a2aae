import { expect, test } from 'vitest';
import { another, give, large, rehearse } from './agreements.ts';
import { stage } from './stage.ts';
import { visitor } from './visitor.ts';

const here = stage();

test('an agreement of one’s own: its mistakes by line and field, then its rehearsal, and the example again', async () => {
  const page = await here.open();
  await give(page, 'x'.repeat(20 * 1024 * 1024));
  await page.getByText('An agreement is a text file of 1 MB or less').waitFor();
  await give(page, another().replace('grouping: cohesion', 'grouping: cohesoin'));
  await page.getByText('Did you mean cohesion?').waitFor();
  expect(await page.locator('.mistakes').innerText()).toMatch(/^Line \d+, priorities\.hate-crime\.grouping/);
  await give(page, another().replace(/^ {2}name: .*$/m, '  name: Board of Elsewhere'));
  await rehearse(page);
  await page.getByText('Board of Elsewhere. Nothing here').waitFor();
  await page.getByRole('button', { name: /^Back to the example/ }).click();
  await page.getByText('Safer Nottinghamshire Board. Nothing here').waitFor({ timeout: 180_000 });
});

test('markup in names is only ever characters, and runs nothing', async () => {
  const page = await here.open();
  const markup = (name: string) => `${name} <script>ran=1</script><img src=x onerror=ran=1> *b* [l](javascript:ran=1)`;
  await give(
    page,
    another()
      .replace('  name: Safer Nottinghamshire Board', `  name: "${markup('Board')}"`)
      .replace('name: Helen Tranter', `name: "${markup('Helen')}"`)
      .replace('title: Hate crime', `title: "${markup('Hate')}"`),
  );
  await rehearse(page);
  await page.getByText(`${markup('Board')}. Nothing here`).waitFor();
  const who = visitor(page, 'teams');
  await who.moves('To the next thing');
  await page.goto(`${here.program.url}/#show=teams&teams=helen-tranter`);
  await page.reload();
  await who.client.getByText(markup('Hate')).filter({ visible: true }).first().waitFor();
  expect(await who.client.getByRole('combobox').innerText()).toContain(markup('Helen'));
  await who.client
    .getByRole('button', { name: /^Report on/ })
    .last()
    .click();
  await who.dialog.getByText(markup('Hate')).first().waitFor();
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});

test('a thousand people and a hundred priorities can be used', async () => {
  const page = await here.open();
  await give(page, large(another(), 940, 89));
  await page.getByText('100 priorities').waitFor();
  await rehearse(page);
  const began = performance.now();
  const who = visitor(page, 'slack');
  await who.moves('To the next thing');
  process.stdout.write(`A thousand people were asked within ${Math.round((performance.now() - began) / 1000)} s.\n`);
  await page.goto(`${here.program.url}/#show=slack&slack=grace-holloway`);
  await page.reload();
  await page.getByRole('radio', { name: 'Slack' }).waitFor();
  await page.goto(`${here.program.url}/#show=slack&slack=person-8`);
  await page.reload();
  await who.presses('Report on priority number 16');
  await who.chooses('Rating', 'Green');
  await who.chooses('Direction', 'Improving');
  await who.presses('Save and continue');
  await who.dialog.getByText('Page 2 of 4').waitFor();
});
