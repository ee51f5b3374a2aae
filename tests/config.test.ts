import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { HOME, readConfig, SETTINGS } from '../src/config.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'golden-thread-config-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (text: string) => {
  const name = path.join(folder, 'connections.yaml');
  writeFileSync(name, text);
  return name;
};
const WORKSPACE = 'slack: [{ key: a, workspace: T0A, botToken: env TOKEN_A, appToken: env APP_A }]';

test('without connections it is a rehearsal, in a database of its own', () => {
  expect(readConfig({})).toMatchObject({ connections: null, host: '127.0.0.1', database: { name: 'rehearsal' } });
});

test('with connections it is no rehearsal, and uses another database', () => {
  const config = readConfig({ CONNECTIONS: file(WORKSPACE), TOKEN_A: 'xoxb-a', APP_A: 'xapp-a', HOST: '0.0.0.0' });
  expect(config).toMatchObject({ host: '0.0.0.0', database: { name: 'golden_thread' } });
  expect(config.connections?.slack).toEqual([{ key: 'a', team: 'T0A', botToken: 'xoxb-a', appToken: 'xapp-a' }]);
});

test('every mistake is given at once, and no secret is repeated', () => {
  const given = { CONNECTIONS: file(WORKSPACE), TOKEN_A: 'secret-token', PORT: 'x' };
  expect(() => readConfig(given)).toThrow(/PORT is “x”[\s\S]*TOKEN_A[\s\S]*does not begin with xoxb-[\s\S]*APP_A/);
  expect(() => readConfig(given)).not.toThrow(/secret-token/);
  expect(() => readConfig({ CONNECTIONS: '/nowhere.yaml' })).toThrow('CONNECTIONS is “/nowhere.yaml”, which cannot be');
});

test('.env.example lists every setting', () => {
  const example = readFileSync(path.join(HOME, '.env.example'), 'utf8');
  for (const name of Object.keys(SETTINGS)) expect(example).toMatch(new RegExp(`^(# )?${name}=`, 'm'));
});
