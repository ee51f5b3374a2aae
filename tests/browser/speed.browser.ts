import { expect, test } from 'vitest';
import { stage } from './stage.ts';
import { visitor } from './visitor.ts';

const here = stage();

test('the largest thing on the page is there within a second, the first time, and the script is small', async () => {
  const times: number[] = [];
  // With nothing kept from the time before. The machine may be busy once; the page is as fast as it can be.
  for (let time = 0; time < 3; time += 1) {
    const page = await here.open();
    times.push(
      await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            new PerformanceObserver((list) => resolve(list.getEntries().at(-1)!.startTime)).observe({
              type: 'largest-contentful-paint',
              buffered: true,
            });
          }),
      ),
    );
    await page.context().close();
  }
  // All of it, with what draws the messages of both platforms, as it came over the wire.
  const page = await here.open();
  await visitor(page, 'slack').moves('To the next thing');
  for (const platform of ['slack', 'teams']) await page.locator(`.client.${platform} [data-button]`).first().waitFor();
  const script = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name }) => name.endsWith('.js'))
      .reduce((bytes, { encodedBodySize }) => bytes + encodedBodySize, 0),
  );
  const ms = Math.min(...times);
  process.stdout.write(
    `Largest contentful paint, cold: ${times.map(Math.round).join(', ')} ms. Script: ${Math.round(script / 1000)} kB compressed.\n`,
  );
  expect(script).toBeLessThan(500_000);
  // A machine that others share may be several times slower.
  expect(ms).toBeLessThan(process.env.CI ? 5_000 : 1_000);
});

test('a year of the calendar passes within a minute, with a bar', async () => {
  const page = await here.open();
  const who = visitor(page, 'slack');
  const began = performance.now();
  await who.moves('By a year');
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(`A year of the calendar: ${seconds.toFixed(1)} s.\n`);
  expect(await page.locator('[data-today]').innerText()).toBe('Thursday 31 March 2022');
  expect(seconds).toBeLessThan(process.env.CI ? 300 : 60);
}, 600_000);
