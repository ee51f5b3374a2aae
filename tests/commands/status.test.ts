import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board, fillsIn } from '../support/board.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board();
});
afterAll(() => snb.close());
const grace = () => snb.person('grace-holloway');

test('before a period opens there is nothing to see', async () => {
  expect(await grace().says('status')).toContain('No period is open.');
});

test('the counts stand first, then each priority by theme with who is asked second', async () => {
  await snb.on('2021-04-01');
  const helen = snb.person('helen-tranter');
  await helen.says('report hate crime');
  await fillsIn(helen);
  await helen.sends();
  const joan = snb.person('joan-pickersgill');
  await joan.says('report asb');
  const seen = await grace().says('status');
  expect(seen.split('\n').filter(Boolean).slice(0, 2)).toEqual([
    'Quarter 4 (January to March 2021)',
    '11 reports: 1 sent, 1 started, 9 not started',
  ]);
  expect(seen).toContain('Hate crime: Sent on 1 April 2021 [More on hate crime]');
  expect(seen).toMatch(/Started, due 16 April 2021\. Asked: Joan Pickersgill/);
  expect(seen).toContain('Not started, due 16 April 2021. Asked: Samir Haddad');
  expect(seen).toContain('[Chase everybody who owes] [Move the date of all] [History]');
});

test('what is late and what waits for approval is said so', async () => {
  const nadia = snb.person('nadia-wren');
  await snb.import((register) => {
    register.assignments.push({
      ...register.assignments.find(({ role }) => role === 'support_officer')!,
      ...{ key: 'nadia-violence', subjectKind: 'priority', subjectKey: 'serious-violence' },
      ...{ holderKind: 'person', holderKey: 'nadia-wren', holderRole: null },
    });
  });
  await snb.on('2021-04-19');
  const seen = await grace().says('status');
  expect(seen).toContain('10 still to come are late');
  expect(seen).toContain('Not started, late, was due 16 April 2021');
  expect(nadia.sees()).toBe('');
});

test('a draft that was sent back is not one that nobody has begun', async () => {
  const [nadia, samir] = [snb.person('nadia-wren'), snb.person('samir-haddad')];
  await nadia.says('report violence');
  await fillsIn(nadia);
  await nadia.sends();
  expect(await grace().says('status violence')).toContain('Status: Waiting for approval, late');
  await samir.pressesIn((await snb.messages('report.approval')).at(-1)!.message, 'Send back');
  samir.types({ word: 'Say how many' });
  await samir.does('continue');
  await samir.sends();
  expect(await grace().says('status violence')).toContain('Status: Sent back to Nadia Wren, late');
  expect(await grace().says('status')).toContain('1 sent back');
});

test('one priority shows everything about its report and what can be done', async () => {
  const seen = await grace().says('status violence');
  expect(seen).toContain('Status: Sent back to Nadia Wren, late, was due 16 April 2021');
  expect(seen).toContain('Asked: Samir Haddad');
  for (const label of ['Chase Serious Violence', 'Record Serious Violence report', 'Excuse Serious Violence']) {
    expect(seen).toContain(`[${label}]`);
  }
  expect(await grace().says('status hate crime')).toContain('[Withdraw hate crime report]');
  expect(await grace().says('status wombats')).toContain('No priority or partnership is called “wombats”');
});

test('it is the programme manager’s alone', async () => {
  expect(await snb.person('helen-tranter').says('status')).toContain('not yours to use at present');
});
