import { expect, test } from 'vitest';
import { readConnections } from '../../src/files/connections.ts';
import { formatMistakes } from '../../src/files/mistake.ts';

const SECRETS: Record<string, string> = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'signing',
  SLACK_APP_TOKEN: 'xapp-1',
  TEAMS_PASSWORD: 'password',
};
const TENANT = '2f6c1f0e-7a54-4d0b-9a3c-5d1e8b7a4c01';
const read = (text: string) => readConnections(text, 'c.yaml', (name) => SECRETS[name]);
const mistakes = (text: string) => {
  const reading = read(text);
  return reading.ok ? '' : formatMistakes(reading.mistakes);
};
const slack = (...lines: string[]) =>
  ['slack:', '  - key: councils', '    workspace: T0NOTTS', ...lines.map((line) => `    ${line}`)].join('\n');

test('a workspace is posted from or has a socket, and a tenant is one registration', () => {
  const text = `${slack('botToken: env SLACK_BOT_TOKEN', 'signingSecret: env SLACK_SIGNING_SECRET')}
  - key: fire
    workspace: T0FIRE
    botToken: env SLACK_BOT_TOKEN
    appToken: env SLACK_APP_TOKEN
teams:
  - key: police
    tenant: ${TENANT}
    appId: ${TENANT}
    appPassword: env TEAMS_PASSWORD`;
  expect(read(text)).toEqual({
    ok: true,
    connections: {
      slack: [
        { key: 'councils', team: 'T0NOTTS', botToken: 'xoxb-1', signingSecret: 'signing' },
        { key: 'fire', team: 'T0FIRE', botToken: 'xoxb-1', appToken: 'xapp-1' },
      ],
      teams: [{ key: 'police', tenantId: TENANT, appId: TENANT, appPassword: 'password' }],
    },
  });
});

test('the ids of a tenant and of an app are the same in capitals', () => {
  const text = `teams:
  - { key: police, tenant: ${TENANT.toUpperCase()}, appId: ${TENANT.toUpperCase()}, appPassword: env TEAMS_PASSWORD }`;
  expect(read(text)).toMatchObject({ ok: true, connections: { teams: [{ tenantId: TENANT, appId: TENANT }] } });
});

test('a secret that is written into the file is refused, and never repeated', () => {
  const said = mistakes(slack('botToken: xoxb-very-secret', 'signingSecret: env SLACK_SIGNING_SECRET'));
  expect(said).toContain('c.yaml line 4, slack[0].botToken: must say where the secret is, as “env SLACK_BOT_TOKEN”');
  expect(said).not.toContain('very-secret');
});

test.each([
  [
    'a secret that is not set',
    ['botToken: env NOWHERE', 'signingSecret: env SLACK_SIGNING_SECRET'],
    'c.yaml line 4, slack[0].botToken: “NOWHERE” is not set in the environment.',
  ],
  [
    'another kind of token',
    ['botToken: env SLACK_APP_TOKEN', 'signingSecret: env SLACK_SIGNING_SECRET'],
    '“SLACK_APP_TOKEN” is set to something that does not begin with xoxb-.',
  ],
  [
    'neither way in',
    ['botToken: env SLACK_BOT_TOKEN'],
    'c.yaml line 2, slack[0]: “councils” must have either signingSecret',
  ],
  [
    'both ways in',
    ['botToken: env SLACK_BOT_TOKEN', 'signingSecret: env SLACK_SIGNING_SECRET', 'appToken: env SLACK_APP_TOKEN'],
    'must have either signingSecret',
  ],
  [
    'a slip in a name',
    ['botTokn: env SLACK_BOT_TOKEN', 'signingSecret: env SLACK_SIGNING_SECRET'],
    'c.yaml line 4, slack[0].botTokn',
  ],
])('%s is named with its line and field', (_, lines, wanted) => {
  expect(mistakes(slack(...lines))).toContain(wanted);
});

test('one workspace twice, and an empty file, are mistakes', () => {
  const one = slack('botToken: env SLACK_BOT_TOKEN', 'signingSecret: env SLACK_SIGNING_SECRET');
  const twice = `${one}\n${one.replace('slack:\n', '')}`;
  expect(mistakes(twice)).toContain('slack[1].workspace: “T0NOTTS” is given to another connection already.');
  expect(mistakes(twice)).toContain('slack[1].key: “councils” is given to another connection already.');
  expect(mistakes('slack: []')).toContain('The file lists no connection.');
  expect(mistakes('')).toContain('The file is empty.');
});
