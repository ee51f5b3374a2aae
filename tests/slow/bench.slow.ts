import { expect, test } from 'vitest';
import { run } from './program.ts';

const ACTS = [
  'mine',
  'open the form of a report',
  'live, a fortnight ahead',
  'send a report',
  'mine, 2 people at once',
];
const both = (acts: string[]) => acts.flatMap((act) => [`Slack: ${act}`, `Teams: ${act}`]);

// How long anything takes is for people to read: nothing here judges it.
test('npm run bench ends with a table in which nothing is missing', async () => {
  const bench = run(['npm', 'run', '-s', 'bench', '--', '--once']);
  expect(await bench.ended, bench.errors()).toBe(0);
  expect(bench.errors()).toBe('');
  const rows = bench
    .output()
    .split('\n')
    .map((line) => ({ name: line.slice(0, 44).trim(), numbers: line.slice(44).trim() }))
    .filter(({ name }) => name !== '');
  const measured = rows.filter(({ numbers }) => /^(\d+\.\d\s+){4}\d+\.\d x$/.test(numbers)).map(({ name }) => name);
  expect(measured.toSorted()).toEqual(
    [...both(ACTS), ...both([...ACTS, 'read an escalation']), ...both(ACTS)].toSorted(),
  );
  expect(rows.at(-1)?.name).toMatch(/^\d+ messages to \d+ people$/);
  expect(rows.at(-1)?.numbers).toMatch(/^\d+\s+\d+\s+\d+ %$/);
});
