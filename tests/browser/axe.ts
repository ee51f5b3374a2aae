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
  incomplete: string[];
  passes: string[];
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
  const { violations, incomplete, passes } = await page.evaluate(async (values) => {
    const { run } = (window as unknown as { axe: typeof axe }).axe;
    const found = await run({ runOnly: { type: 'tag', values }, resultTypes: ['violations', 'incomplete'] });
    const { violations, passes } = found;
    const incomplete: axe.Result[] = [];
    for (const result of found.incomplete) {
      const undecided: axe.NodeResult[] = [];
      for (const node of result.nodes) {
        // What is half scrolled out of sight lies under something else: it is looked at again where it can be seen.
        const element = document.querySelector(String(node.target[0]));
        element?.scrollIntoView({ block: 'center' });
        const again = element && (await run(element, { runOnly: { type: 'rule', values: [result.id] } }));
        violations.push(...(again?.violations ?? []));
        if (!again || again.incomplete.length > 0) undecided.push(node);
      }
      if (undecided.length > 0) incomplete.push({ ...result, nodes: undecided });
    }
    return { violations, incomplete, passes };
  }, STANDARD);
  const lines = (results: axe.Result[]) =>
    results.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any.map(({ message }) => message).join(' ')}`),
    );
  return { violations: lines(violations), incomplete: lines(incomplete), passes: passes.map(({ id }) => id) };
}

/** Keeps everything that was found as `.cache/axe.json`, and says how much that is. */
export function reportAudits(): void {
  const file = path.join(HOME, '.cache/axe.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(audits, null, 2)}\n`);
  const count = (what: 'violations' | 'incomplete' | 'passes') => audits.flatMap((one) => one[what]).length;
  const screens = new Set(audits.map(({ screen }) => screen)).size;
  process.stdout.write(
    `axe: ${screens} screens, ${audits.length} looks: ${count('violations')} violations, ${count('incomplete')} undecided, ${count('passes')} rules passed. See .cache/axe.json.\n`,
  );
}
