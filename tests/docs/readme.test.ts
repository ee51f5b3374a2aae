import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { HOME, readConfig, SETTINGS } from '../../src/config.ts';
import { readAgreement } from '../../src/files/agreement.ts';
import { readConnections } from '../../src/files/connections.ts';
import { formatMistakes } from '../../src/files/mistake.ts';
import { workingCalendar } from '../../src/partnership/calendar.ts';
import { formatLongDay } from '../../src/partnership/day.ts';
import { leadsOf, responsibleFor } from '../../src/partnership/responsibility.ts';
import { anchors, fenced, guide, inlineCode, pages, tableUnder, targets, typed } from './guides.ts';

const inHome = (file: string) => path.join(HOME, file);
const read = (file: string) => readFileSync(inHome(file), 'utf8');
const scripts: string[] = Object.keys(JSON.parse(read('package.json')).scripts);
const settings = Object.entries(SETTINGS).map(([name, setting]) => ({
  name,
  standard: 'standard' in setting ? setting.standard : 'none',
}));

describe.each(pages())('$file', ({ file, text }) => {
  it('names only npm commands that exist', () => {
    for (const line of typed(text)) {
      for (const [, script] of line.matchAll(/npm run (?:-s )?([\w:-]+)/g)) expect(scripts, line).toContain(script);
      for (const [, script] of line.matchAll(/npm (start|test)\b/g)) expect(scripts, line).toContain(script);
    }
  });

  it('names only options that the command line has', () => {
    const programs = read('src/cli.ts') + read('bench/main.ts');
    const known = [...programs.matchAll(/'(--[a-z-]+)/g)].map(([, option]) => option);
    for (const line of typed(text)) {
      const given = line.startsWith('--') ? line : (line.split(/npm (?:run|start)\b/)[1] ?? '');
      for (const [option] of given.matchAll(/(?<= |^)--[a-z-]+/g)) {
        if (!line.includes('--omit=')) expect([...known, '--help'], line).toContain(option);
      }
    }
  });

  it('links only to files, pictures and headings that exist', () => {
    for (const target of targets(text).filter((one) => !/^https?:/.test(one))) {
      const [to = '', anchor] = target.split('#');
      const linked = to === '' ? file : path.join(path.dirname(file), to);
      expect(existsSync(inHome(linked)), `${file} links to ${target}`).toBe(true);
      if (anchor) expect(anchors(read(linked)), `${file} links to ${target}`).toContain(anchor);
    }
  });

  it('names only files and folders that exist', () => {
    const named = inlineCode(text).filter((code) => /^(src|tests|docs|prisma|examples)(\/[\w./-]+)?$/.test(code));
    for (const one of named.filter((name) => !name.includes('NAME'))) {
      expect(existsSync(inHome(one)), `${file} names ${one}`).toBe(true);
    }
  });

  it('names only settings that exist', () => {
    const named = [
      ...inlineCode(text).filter(
        (code) => /^[A-Z]{3,}(_[A-Z]+)*$/.test(code) && !['NAME', 'KEY', 'EBADENGINE'].includes(code),
      ),
      ...[...text.matchAll(/\b([A-Z][A-Z_]{2,})=/g)].map(([, name]) => name!),
    ];
    for (const name of named) expect(Object.keys(SETTINGS), `${file} names ${name}`).toContain(name);
  });

  it('describes every picture for those who do not see it', () => {
    for (const [picture, words] of text.matchAll(/!\[([^\]]*)\]\(/g))
      expect(words!.length, picture).toBeGreaterThan(20);
  });
});

describe('the settings, where they are explained', () => {
  it.each(['README.md', 'docs/guides/operator.md'])('are all in %s, with their standard values', (file) => {
    const rows = tableUnder(read(file), 'Settings');
    const told = rows.map(([name = '', standard = '']) => [name.replaceAll('`', ''), standard.replaceAll('`', '')]);
    expect(told).toEqual(settings.map(({ name, standard }) => [name, standard]));
  });

  it('are all in .env.example', () => {
    for (const { name } of settings) expect(read('.env.example')).toMatch(new RegExp(`^(# )?${name}=`, 'm'));
  });
});

describe('the pictures', () => {
  const pictures = readdirSync(inHome('docs/pictures')).filter((name) => name.endsWith('.png'));

  it.each(pictures)('%s is small', (name) => {
    expect(statSync(inHome(`docs/pictures/${name}`)).size).toBeLessThan(250_000);
  });

  it.each(pictures)('%s is shown somewhere', (name) => {
    expect(pages().some(({ text }) => text.includes(`pictures/${name}`))).toBe(true);
  });

  it('are all there that a page names', () => {
    const named = pages().flatMap(({ text }) => [...text.matchAll(/pictures\/([\w-]+\.png)/g)].map(([, name]) => name));
    expect([...new Set(named)].sort()).toEqual([...pictures].sort());
  });

  it('are kept with the words in them, by which one that is out of date is found', () => {
    const kept = [...read('docs/pictures/words.txt').matchAll(/^## (.+)$/gm)].map(([, name]) => name);
    expect(kept.sort()).toEqual([...pictures].sort());
  });
});

describe('the rooms in the README', () => {
  it('are all those of src', () => {
    const named = tableUnder(read('README.md'), 'Where things are').map(([room = '']) => room.slice(5, -1));
    const rooms = readdirSync(inHome('src'), { withFileTypes: true }).filter((one) => one.isDirectory());
    expect(named.sort()).toEqual(rooms.map(({ name }) => name).sort());
  });
});

describe('what people are told to type', () => {
  const typable = commands.filter((one) => one.parse).map(({ name }) => name.replaceAll('-', ' '));
  const types = (words: string, name: string) => words === name || words.startsWith(`${name} `);
  const tables = { lead: 'What you can type', 'board-member': 'Asking' };

  it.each(Object.entries(tables))('is a command, in the guide for a %s', (name, heading) => {
    const rows = tableUnder(guide(name), heading).map(([words = '']) => words.replaceAll('`', ''));
    expect(rows.length).toBeGreaterThan(2);
    for (const words of rows) expect([words, typable.some((one) => types(words, one))]).toEqual([words, true]);
  });

  it('is every command, over all the guides', () => {
    const guides = pages().filter(({ file }) => file.startsWith('docs/guides/'));
    const all = guides.flatMap(({ text }) => [...inlineCode(text), ...fenced(text, 'text').map((one) => one.trim())]);
    for (const name of typable) expect([name, all.some((code) => types(code, name))]).toEqual([name, true]);
  });
});

describe("the agreement file of the programme manager's guide", () => {
  const text = guide('programme-manager');
  const file = fenced(text, 'yaml').join('\n');
  const reading = readAgreement(file, 'borsetshire.yaml');
  if (!reading.ok) throw new Error(formatMistakes(reading.mistakes));
  const { register } = reading;

  it('is read without a mistake, each section once', () => {
    const sections = [...file.matchAll(/^(\w+):/gm)].map(([, name]) => name);
    expect(new Set(sections).size).toBe(sections.length);
  });

  it('answers a slip with the words that the guide quotes', () => {
    const spoilt = readAgreement(file.replace('lead: chief-constable', 'lead: cheif-constable'), 'borsetshire.yaml');
    const mistakes = spoilt.ok ? '' : formatMistakes(spoilt.mistakes);
    expect(fenced(text, 'text')).toContain(`${mistakes}\nNothing was changed.\n`);
  });

  it('is due on the day that the guide gives', () => {
    const due = formatLongDay(workingCalendar(register).after('2026-06-30', 10));
    expect(text.replace(/\s+/g, ' ')).toContain(`10 working days after Quarter 1 (April to June 2026) is ${due}`);
  });

  it('leaves rural crime without a lead, so that the programme manager is asked', () => {
    expect(leadsOf(register, 'rural-crime', '2026-07-01')).toEqual([]);
    const asked = responsibleFor(register, 'priority', 'rural-crime', '2026-07-01').map(({ person }) => person.key);
    expect(asked).toEqual(['bob-reed']);
  });
});

describe("the connections file of the operator's guide", () => {
  it('is read without a mistake, with the secrets that it names', () => {
    const [file = ''] = fenced(guide('operator'), 'yaml');
    const secrets = new Map(
      [...file.matchAll(/(\w+): env (\w+)/g)].map(([, field, name]) => [name, beginnings[field!] ?? 'x']),
    );
    const reading = readConnections(file, 'connections.yaml', (name) => secrets.get(name));
    if (!reading.ok) throw new Error(formatMistakes(reading.mistakes));
    const { slack, teams } = reading.connections;
    const shown = fenced(guide('operator'), 'text').join('\n');
    expect(shown).toContain(`Configuration: in order, connections: ${slack.length + teams.length}`);
    for (const { key, team } of slack) expect(shown).toContain(`Slack ${key} (${team}): `);
    for (const { key, tenantId } of teams) expect(shown).toContain(`Teams ${key} (${tenantId}): `);
  });

  const beginnings: Record<string, string> = { botToken: 'xoxb-1', appToken: 'xapp-1' };
});

describe('the troubleshooting of the operator', () => {
  const rows = tableUnder(guide('operator'), 'Troubleshooting').map(([said = '']) => said.replaceAll('`', ''));
  const source = everythingIn('src')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const ofSettings = rows.filter((said) => settings.some(({ name }) => said.startsWith(`${name} is “`)));

  it.each(rows.filter((said) => !ofSettings.includes(said)))('quotes what the program says: %s', (said) => {
    for (const part of said.split('…')) expect(source).toContain(part.trim());
  });

  it.each(ofSettings)('quotes what the program says of a setting: %s', (said) => {
    const name = said.split(' ')[0]!;
    expect(() => readConfig({ [name]: '…' })).toThrow(said);
  });
});

describe('what is written here', () => {
  it.each(pages())('$file speaks as the program does', ({ text }) => {
    expect(text).not.toMatch(/\b(please|sorry|oops|invalid)\b/i);
    expect(text).not.toMatch(/\bQ[1-4]\b/);
  });
});

function everythingIn(folder: string): string[] {
  return readdirSync(inHome(folder), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && one.name.endsWith('.ts'))
    .map((one) => path.join(one.parentPath, one.name));
}
