import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { HOME } from '../../src/config.ts';
import { ABOUT } from '../../src/partnership/about.ts';
import { DEEDS } from '../../src/partnership/rehearsal.ts';
import { tableUnder } from './guides.ts';

const page = readFileSync(path.join(HOME, 'docs/rehearsing.md'), 'utf8');

test('every kind of message is on the page with what it means, and no other', () => {
  expect(tableUnder(page, 'What each message is about')).toEqual(
    Object.entries(ABOUT).map(([code, meaning]) => [`\`${code}\``, meaning]),
  );
});

test('every kind of message is sent by something', () => {
  const source = readdirSync(path.join(HOME, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('generated') && !name.endsWith('about.ts'))
    .map((name) => readFileSync(path.join(HOME, 'src', name), 'utf8'))
    .join('\n')
    // The code of a reminder is made of its step.
    .replace("'before' | 'due' | 'late'", "'report.reminder.before' 'report.reminder.due' 'report.reminder.late'");
  const kinds = Object.keys(ABOUT).filter((code) => !/^report\.reminder\.(snoozed|back)$/.test(code));
  expect(kinds.filter((code) => !source.includes(`'${code}'`))).toEqual([]);
});

test('everything that somebody can do in a step is on the page, with what it needs', () => {
  const named = (cell: string) => [...cell.matchAll(/`(\w+)`/g)].map(([, field]) => field);
  const written = tableUnder(page, 'What people do meanwhile').map(([does = '', , needs = '', may = '']) => [
    does,
    { needs: named(needs), may: named(may) },
  ]);
  expect(written).toEqual(Object.entries(DEEDS).map(([does, fields]) => [`\`${does}\``, fields]));
});
