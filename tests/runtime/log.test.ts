import { expect, test } from 'vitest';
import { createLog } from '../../src/runtime/log.ts';

function logged(pretty: boolean) {
  const lines: string[] = [];
  const log = createLog({ level: 'info', pretty, stream: { write: (text) => lines.push(text) } });
  return { log, lines };
}

test('a log entry is one line of JSON with its facts', () => {
  const { log, lines } = logged(false);
  log.warn({ delivery: 'id-1', attempts: 2 }, 'A delivery did not go through');
  expect(JSON.parse(lines[0]!)).toMatchObject({
    level: 'warn',
    delivery: 'id-1',
    attempts: 2,
    msg: 'A delivery did not go through',
  });
});

test('at a terminal it is one plain line', () => {
  const { log, lines } = logged(true);
  log.info({ port: 3000, path: '/readyz' }, 'Ready');
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d Ready port=3000 path=\/readyz\n$/);
  log.error({ error: new TypeError('It broke') }, 'A job failed');
  expect(lines[1]).toMatch(/^\d\d:\d\d:\d\d error: A job failed\n {2}TypeError: It broke\n\s+at /);
});

test('what somebody wrote is never logged, by whatever road it comes', () => {
  const secret = 'The victim lives at 12 High Street';
  for (const pretty of [false, true]) {
    const { log, lines } = logged(pretty);
    const failure = new Error(
      `\nInvalid \`client.returnVersion.create()\` invocation:\n{ values: "${secret}" }\n\nArgument \`id\` is missing.`,
    );
    Object.assign(failure, { config: { data: secret }, meta: { target: secret }, code: 'P2009' });
    log.error({ error: failure }, 'Failed');
    log.info({ message: secret, text: secret, values: { headline: secret }, blocks: [secret], body: secret }, 'Kept');
    log.info({ report: { values: secret, text: secret, summary: secret }, facts: { headline: secret } }, 'Kept');
    expect(lines).toHaveLength(3);
    expect(lines.join('')).not.toContain('High Street');
    expect(lines[0]).toContain('Argument `id` is missing.');
  }
});
