import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board, fillsIn } from '../support/board.ts';
import { secondManager } from '../support/register.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board({ register: secondManager() });
  await snb.on('2021-04-01');
});
afterAll(() => snb.close());
const grace = () => snb.person('grace-holloway');
const nadia = () => snb.person('nadia-wren');
const posted = async () => (await snb.messages('digest')).map(({ to, text }) => [to, text.split('\n')[1] ?? text]);

async function reports(key: string, title: string) {
  const lead = snb.person(key);
  await lead.says(`report ${title}`);
  await fillsIn(lead);
  await lead.sends();
}

test('the digest is posted before its time, from its preview', async () => {
  const [one, two] = [grace(), nadia()];
  await one.says('digest');
  await two.says('digest');
  expect(await one.presses('Post it now')).toContain('The digest is being posted, in ');
  expect((await snb.messages('digest')).map(({ because }) => because)).toEqual([
    'Grace Holloway posted the digest from its preview',
    'Grace Holloway posted the digest from its preview',
  ]);
  // The other looked at the same preview.
  expect(await two.presses('Post it now')).toContain('posted already: Grace Holloway, 1 April 2021 at 9am');
});

test('what was posted early is not posted again at its time', async () => {
  const before = await posted();
  await snb.on('2021-04-19');
  expect(await posted()).toEqual(before);
});

test('what changed since the preview is shown before anything is posted', async () => {
  const one = grace();
  await one.says('digest');
  await reports('helen-tranter', 'hate crime');
  expect(await one.presses('Post it anew')).toContain('Not posted yet: something has changed since you looked.');
  expect(one.sees()).toContain('1 of 11 priorities reported');
});

test('posted anew, it is a new message in each channel, and one that has not arrived does not go out', async () => {
  const [one, two] = [grace(), nadia()];
  await two.says('digest');
  await one.says('digest');
  await one.presses('Post it anew');
  const anew = (await snb.messages('digest')).filter(({ because }) => because.endsWith('anew'));
  expect(anew.map(({ to }) => to)).toHaveLength(2);
  expect(anew[0]?.text).not.toContain('Brought up to date');
  const subjects = (await snb.database.delivery.log(snb.partnershipId))
    .filter(({ about }) => about === 'digest')
    .map(({ posting, state }) => `${posting.subject}: ${state}`);
  expect(new Set(subjects)).toEqual(
    new Set(['digest/progress-reports/2021-01-01: suppressed', 'digest/progress-reports/2021-01-01/2: queued']),
  );
  expect(await two.presses('Post it anew')).toContain('posted already: Grace Holloway, 19 April 2021');
});

test('only programme managers have it in hand', async () => {
  const one = grace();
  await one.says('digest');
  const { answer } = one;
  const message = answer();
  const helen = snb.person('helen-tranter');
  if (message.kind !== 'dialog') throw new Error('No preview');
  const { title: summary, blocks } = message.dialog;
  expect(await helen.pressesIn({ summary, blocks }, 'Post it anew')).toContain('not yours to use at present');
});
