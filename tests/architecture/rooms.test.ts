import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { violations } from './rooms.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sources = fs
  .readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => file.endsWith('.ts') && !file.startsWith('store/generated/'));

test('every file enters only the rooms that its own room may enter', () => {
  expect(sources.length).toBeGreaterThan(50);
  const found = sources.flatMap((file) => violations(file, fs.readFileSync(path.join(root, 'src', file), 'utf8')));
  expect(found).toEqual([]);
});

test.each([
  ['a command that reaches for the database', 'commands/x.ts', `import { transact } from '../store/store.ts';`],
  ['a command that knows a platform', 'commands/x.ts', `import { App } from '@slack/bolt';`],
  ['the domain that looks at the clock', 'partnership/x.ts', 'export const today = new Date();'],
  ['a view that makes an id', 'views/x.ts', 'export const id = crypto.randomUUID();'],
  ['a job that reads the environment', 'jobs/x.ts', 'export const port = process.env.PORT;'],
  ['a view that names a platform', 'views/x.ts', `export const where = 'Open Slack';`],
  ['one platform that enters the other', 'bot/slack/x.ts', `import { card } from '../teams/message.ts';`],
  [
    'anything but main that needs the rehearsal',
    'runtime/x.ts',
    `import type { Fault } from '../rehearsal/stand-in.ts';`,
  ],
  ['an import hidden in a call', 'views/x.ts', `export const late = () => import('../store/store.ts');`],
  ['an import hidden in a type', 'partnership/x.ts', `export type M = import('../views/message.ts').Message;`],
])('%s is found', (_, file, text) => {
  expect(violations(file, text)).not.toEqual([]);
});

test('types of the store may be used where its code may not', () => {
  expect(violations('commands/x.ts', `import type { Store } from '../store/store.ts';`)).toEqual([]);
  expect(violations('commands/x.ts', `import { type Store } from '../store/store.ts';`)).toEqual([]);
});

test('the schema reads no clock and makes no id', () => {
  const schema = fs.readFileSync(path.join(root, 'prisma/schema.prisma'), 'utf8');
  expect(schema.match(/@updatedAt|now\(\)|uuid\(|cuid\(|nanoid\(|ulid\(/g)).toBeNull();
});
