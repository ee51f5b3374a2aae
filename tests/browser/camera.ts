import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

/** What a picture shows from the top of the first to the end of the last, so that no sentence is cut in two. */
export interface Frame {
  from: Locator;
  to?: Locator;
  /** A message needs some air around it, which a dialog brings with it. */
  air?: number;
}

/** Takes pictures, and keeps the words in each beside them: other letters make other pictures, and not other words. */
export function camera(page: Page, folder: string) {
  const words: string[] = [];

  async function take(name: string, { from, to = from, air = 0 }: Frame): Promise<void> {
    // What has the focus is nothing that a picture should tell.
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const file = path.join(folder, `${name}.png`);
    const [first, last] = await inView(page, from, to, air);
    const [x, y] = [Math.max(0, first.x - air), Math.max(0, first.y - air)];
    // Below a part of a message there is the next line of it, and no air.
    const below = to === from ? air : 0;
    const clip = { x, y, width: first.width + 2 * (first.x - x), height: last.y + last.height + below - y };
    await page.screenshot({ path: file, clip, animations: 'disabled', caret: 'hide' });
    const [shown, end] = [await wordsIn(from), await wordsIn(to)];
    words.push(`## ${name}.png\n\n${shown.includes(end) ? shown : `${shown}\n${end}`}\n`);
    process.stdout.write(`${path.relative(process.cwd(), file)}\n`);
  }

  return {
    take,
    keepWords(): void {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'words.txt'), words.join('\n'));
    },
  };
}

/** Where both are, once the window shows them from the top to the end. */
async function inView(page: Page, from: Locator, to: Locator, air: number) {
  const ends = [await from.elementHandle(), await to.elementHandle()];
  for (let tries = 0; ; tries += 1) {
    const [first, last] = await page.evaluate(async ([one, other]) => {
      const element = one as HTMLElement;
      element.style.scrollMarginTop = '40px';
      element.scrollIntoView({ block: 'start' });
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      return [element, other as HTMLElement].map((end) => end.getBoundingClientRect().toJSON() as DOMRect);
    }, ends);
    const { width, height } = page.viewportSize()!;
    const missing = Math.ceil(last!.bottom + air - height);
    if (missing <= 0 || tries === 3) return [first!, last!] as const;
    await page.setViewportSize({ width, height: height + missing });
  }
}

/** What stands there, and what was typed or chosen. */
const wordsIn = (place: Locator): Promise<string> =>
  place.evaluate((element: HTMLElement) => {
    const given = [...element.querySelectorAll<HTMLInputElement>('input:checked, input[type=text], textarea')]
      .map(({ value }) => value)
      .filter((value) => value !== '');
    return [element.innerText, ...given].join('\n').replace(/\s*\n\s*/g, '\n');
  });

/** Makes the window as high as it has to be for everything in a list of messages to be in view. */
export async function heighten(page: Page, messages: Locator): Promise<void> {
  for (let tries = 0; tries < 3; tries += 1) {
    const hidden = await messages.evaluate((element) => element.scrollHeight - element.clientHeight);
    if (hidden <= 0) return;
    const { width, height } = page.viewportSize()!;
    // The clients take 72 % of its height.
    await page.setViewportSize({ width, height: height + Math.ceil(hidden / 0.72) });
  }
}
