import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { HOME } from '../../src/config.ts';

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Zoom of 200 % in a window of 1280 pixels is a page of 640. */
const LOOKS = [
  { look: 'light, 1280 pixels', colorScheme: 'light', width: 1280, height: 900 },
  { look: 'dark, 1280 pixels', colorScheme: 'dark', width: 1280, height: 900 },
  { look: 'light, 380 pixels', colorScheme: 'light', width: 380, height: 800 },
  { look: 'dark, 380 pixels', colorScheme: 'dark', width: 380, height: 800 },
  { look: 'light, 200 %', colorScheme: 'light', width: 640, height: 450 },
] as const;

interface Audit {
  screen: string;
  look: string;
  violations: string[];
  /** What axe could not decide, and nobody else: none. */
  incomplete: string[];
  /** What axe could not decide at first, and what came of it. */
  judged: string[];
  passes: string[];
}

/** What axe brings along for its own rules. */
interface Commons {
  color: {
    Color: new () => { alpha: number; parseString(css: string): void };
    getContrast(behind: unknown, before: unknown): number;
  };
}

const audits: Audit[] = [];

/** Checks a screen in every look, or in one of them: nothing is excepted, and nothing is wider than the window. */
export async function audit(page: Page, screen: string, only?: number): Promise<void> {
  const looks = only === undefined ? LOOKS : [LOOKS[only % LOOKS.length]!];
  for (const { look, colorScheme, width, height } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    const found = { screen, look, ...(await askAxe(page)) };
    audits.push(found);
    const wider = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    const wrong = [...found.violations, ...found.incomplete, ...(wider > 0 ? [`${wider} pixels too wide`] : [])];
    expect.soft(wrong, `${screen}, ${look}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function askAxe(page: Page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations, incomplete, passes, judged } = await page.evaluate(async (values) => {
    const { run, commons } = (window as unknown as { axe: typeof axe & { commons: Commons } }).axe;
    const found = await run({ runOnly: { type: 'tag', values }, resultTypes: ['violations', 'incomplete'] });
    const { violations, passes } = found;
    const incomplete: axe.Result[] = [];
    const judged: string[] = [];

    /** Against the nearest thing behind it that is painted; undefined where that shows through. */
    function contrast(element: Element): number | undefined {
      const colour = (css: string) => {
        const read = new commons.color.Color();
        read.parseString(css);
        return read;
      };
      const paint = (one: Element) => colour(getComputedStyle(one).backgroundColor);
      let behind: Element | null = element;
      while (behind && paint(behind).alpha === 0) behind = behind.parentElement;
      if (!behind || paint(behind).alpha < 1) return undefined;
      return commons.color.getContrast(paint(behind), colour(getComputedStyle(element).color));
    }

    for (const result of found.incomplete) {
      for (const node of result.nodes) {
        const element = document.querySelector(String(node.target[0]));
        // What is half scrolled out of sight lies under something else: it is looked at again where it can be seen.
        element?.scrollIntoView({ block: 'center' });
        // The order of headings is the whole page's, which may have been drawn again under the first look.
        const within = result.id === 'heading-order' ? document : element;
        const again = within && (await run(within, { runOnly: { type: 'rule', values: [result.id] } }));
        violations.push(...(again?.violations ?? []));
        if (again && again.incomplete.length === 0) {
          judged.push(`${result.id}: ${node.html.slice(0, 160)} Decided once it was scrolled into sight.`);
          continue;
        }
        // Words that go on over several lines are more than axe can place.
        const ratio = element && result.id === 'color-contrast' ? contrast(element) : undefined;
        if (ratio && ratio >= 4.5)
          judged.push(`${result.id}: ${node.html.slice(0, 160)} Measured ${ratio.toFixed(1)} to 1 over several lines.`);
        else incomplete.push({ ...result, nodes: [node] });
      }
    }
    return { violations, incomplete, passes, judged };
  }, STANDARD);
  const lines = (results: axe.Result[]) =>
    results.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any.map(({ message }) => message).join(' ')}`),
    );
  return { violations: lines(violations), incomplete: lines(incomplete), judged, passes: passes.map(({ id }) => id) };
}

/** Keeps everything that was found as `.cache/axe.json`, and says how much that is. */
export function reportAudits(): void {
  const file = path.join(HOME, '.cache/axe.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(audits, null, 2)}\n`);
  const count = (what: 'violations' | 'incomplete' | 'judged' | 'passes') => audits.flatMap((one) => one[what]).length;
  const screens = new Set(audits.map(({ screen }) => screen)).size;
  process.stdout.write(
    `axe: ${screens} screens, ${audits.length} looks: ${count('violations')} violations, ${count('incomplete')} undecided (${count('judged')} judged), ${count('passes')} rules passed. See .cache/axe.json.\n`,
  );
}
