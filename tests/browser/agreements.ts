import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { HOME } from '../../src/config.ts';
import { EXAMPLE } from '../../src/rehearsing.ts';

/** The example under another name, so that it is an agreement of one's own. */
export const another = (): string =>
  readFileSync(path.join(HOME, EXAMPLE), 'utf8').replace('  key: nottinghamshire', '  key: elsewhere');

/** With more of everything, up to a thousand people and a hundred priorities; half of the new people lead two each. */
export function large(text: string, people: number, priorities: number): string {
  const many = (count: number, line: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => line(at)).join('');
  return text
    .replace(/^people:\n/m, (head) => head + many(people, (at) => `  person-${at}: { name: Person Number ${at} }\n`))
    .replace(
      /^priorities:\n/m,
      (head) =>
        head + many(priorities, (at) => `  priority-${at}: { title: Priority number ${at}, grouping: cohesion }\n`),
    )
    .replace(
      /^leadership:\n/m,
      (head) =>
        head + many(priorities, (at) => `  - { priority: priority-${at}, lead: person-${Math.floor(at / 2)} }\n`),
    );
}

/** Gives the page an agreement, as a file that is chosen. */
export async function give(page: Page, text: string): Promise<void> {
  const choose = page.getByLabel('Choose an agreement file');
  if (!(await choose.isVisible())) await page.getByText('Start here').click();
  await choose.setInputFiles({ name: 'own.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
}

export async function rehearse(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Rehearse/ }).click();
  await page.getByRole('button', { name: /^Back to the example/ }).waitFor({ timeout: 180_000 });
}
