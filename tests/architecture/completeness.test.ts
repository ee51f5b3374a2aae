import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { SETTINGS, settingsHelp } from '../../src/config.ts';
import { jobs } from '../../src/jobs/index.ts';
import { narrating } from '../support/register.ts';
import { uniquesIn, withoutTotalOrder } from './orders.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const text = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
const exists = (file: string) => fs.existsSync(path.join(root, file));
const sources = (folder: string) =>
  fs
    .readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`);

/** What the files of a folder declare: the name beside the file that declares it. */
function declaredIn(folder: string, declaration: RegExp): { file: string; name: string }[] {
  return sources(folder).flatMap((file) =>
    [...text(file).matchAll(declaration)].map(([, name = '']) => ({ file: path.basename(file, '.ts'), name })),
  );
}

const DECLARED = {
  commands: declaredIn('src/commands', /\bcommand(?:<[^(]*>)?\(\{\s*name: '([^']+)'/g),
  jobs: declaredIn('src/jobs', /: Job = \{\s*name: '([^']+)'/g),
};

/** A page for people: a title, and enough words to be of use. */
function isDocumented(file: string): boolean {
  if (!exists(file)) return false;
  const [title = '', ...rest] = text(file).split('\n');
  return /^# \S/.test(title) && rest.join(' ').split(/\s+/).length > 25;
}

describe('every command', () => {
  test('stands in a file of its name, and in the index', () => {
    expect(DECLARED.commands.length).toBeGreaterThan(5);
    for (const { file, name } of DECLARED.commands) expect(file).toBe(name);
    expect(DECLARED.commands.map(({ name }) => name).sort()).toEqual(commands.map(({ name }) => name).sort());
    expect(text('src/commands/index.ts').match(/\bimport \{ \w+ \} from/g)).toHaveLength(commands.length);
  });

  test.each(commands.map((one) => [one.name, one] as const))(
    '%s: documented, tested, permissioned, in help',
    (name, one) => {
      expect(isDocumented(`docs/commands/${name}.md`)).toBe(true);
      expect(text('docs/commands.md')).toContain(`commands/${name}.md`);
      expect(exists(`tests/commands/${name}.test.ts`)).toBe(true);
      expect(text(`tests/commands/${name}.test.ts`)).toMatch(/\btest\(|\btest\.each\(|\bit\(/);
      // Help is the end of a sentence: "who hate crime: see who leads a priority".
      expect(one.help).toMatch(/^[a-z].{10,120}[^.]$/);
      // What can be typed is in help, and what is in help can be typed.
      expect(one.usage !== undefined).toBe(one.parse !== undefined);
      if (one.usage) expect(one.usage.startsWith(name.replaceAll('-', ' '))).toBe(true);
      const register = narrating();
      const nobody = { ...register.people[0]!, key: 'nobody', name: 'Nobody' };
      expect(one.may(nobody, register, '2021-04-06')).toBe(false);
      expect(register.people.some((person) => one.may(person, register, '2021-04-06'))).toBe(true);
    },
  );
});

describe('every job', () => {
  test('stands in a file of its name, and in the index', () => {
    expect(DECLARED.jobs.length).toBeGreaterThan(2);
    for (const { file, name } of DECLARED.jobs) expect(file).toBe(name);
    expect(DECLARED.jobs.map(({ name }) => name).sort()).toEqual(jobs.map(({ name }) => name).sort());
  });

  test.each(jobs.map((one) => [one.name, one] as const))('%s: documented, tested, in words', (name, one) => {
    expect(isDocumented(`docs/jobs/${name}.md`)).toBe(true);
    expect(exists(`tests/jobs/${name}.test.ts`)).toBe(true);
    expect(one.help).toMatch(/^[A-Z].{20,160}[^.]$/);
  });
});

describe('every list that is read from the database', () => {
  const uniques = uniquesIn(text('prisma/schema.prisma'));

  test('has an order that ends in something unique', () => {
    expect(uniques.size).toBeGreaterThan(20);
    const files = sources('src/store');
    expect(files.filter((file) => text(file).includes('findMany')).length).toBeGreaterThan(4);
    expect(files.flatMap((file) => withoutTotalOrder(file, text(file), uniques))).toEqual([]);
  });

  test.each([
    ['no order', 'tx.person.findMany({ where: { partnershipId } })'],
    [
      'an order by a name, which two people share',
      "tx.person.findMany({ where: { partnershipId }, orderBy: { name: 'asc' } })",
    ],
    ['an order over partnerships, by a key of one', "tx.person.findMany({ orderBy: { key: 'asc' } })"],
    [
      'a condition that holds several values',
      "tx.person.findMany({ where: { partnershipId: { in: [] } }, orderBy: { key: 'asc' } })",
    ],
    ['the first of some', 'tx.period.findFirst({ where: { partnershipId } })'],
    ['a query of its own', 'const rows = await tx.$queryRaw`select id from "Person"`'],
  ])('finds %s', (_, source) => {
    expect(withoutTotalOrder('store/x.ts', source, uniques)).toHaveLength(1);
  });

  test.each([
    ["tx.person.findMany({ where: { partnershipId }, orderBy: { key: 'asc' } })"],
    ["tx.period.findFirst({ where: { partnershipId, obligationKey }, orderBy: { start: 'desc' } })"],
    ['const [row] = await tx.$queryRaw`select count(*) from "Person"`'],
  ])('lets %s be', (source) => {
    expect(withoutTotalOrder('store/x.ts', source, uniques)).toEqual([]);
  });
});

describe('every setting', () => {
  const lines = text('.env.example').split('\n');
  const settings = lines.flatMap((line, index) => {
    const [, off, name, value] = /^(# )?([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
    return name ? [{ name, value, off: off !== undefined, comment: commentAbove(index) }] : [];
  });

  function commentAbove(index: number): string {
    let from = index;
    while (from > 0 && lines[from - 1]?.startsWith('# ')) from -= 1;
    return lines
      .slice(from, index)
      .map((line) => line.slice(2))
      .join(' ');
  }

  test('is in .env.example, once, with its standard value and what it is for', () => {
    expect(settings.map(({ name }) => name)).toEqual(Object.keys(SETTINGS));
    for (const { name, value, off, comment } of settings) {
      const setting: { help: string; standard?: string } = SETTINGS[name as keyof typeof SETTINGS];
      expect([name, off]).toEqual([name, setting.standard === undefined]);
      if (setting.standard !== undefined) expect([name, value]).toEqual([name, setting.standard]);
      // The file may say more than the help, never less.
      const [first = ''] = setting.help.split(/[.,:]/);
      expect([name, comment]).toEqual([name, expect.stringContaining(first)]);
    }
  });

  test('is in --help, with its standard value', () => {
    for (const [name, setting] of Object.entries<{ help: string; standard?: string }>(SETTINGS)) {
      const line = settingsHelp()
        .split('\n')
        .find((one) => one.trim().startsWith(`${name} `));
      expect(line).toContain(setting.help);
      if (setting.standard) expect(line).toContain(setting.standard);
    }
  });
});
