import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board, fillsIn } from '../support/board.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board();
  await snb.on('2021-04-01');
  const helen = snb.person('helen-tranter');
  await helen.says('report');
  await fillsIn(helen, { rating: 'amber', reason: 'Two centres are short of volunteers' });
  await snb.on('2021-04-07', 14);
  await helen.sends();
  await snb.on('2021-04-19');
});
afterAll(() => snb.close());
const digest = async () => (await snb.messages('digest'))[0]!.message;

test('a line of the digest opens the report: who sent it and when, and every answer', async () => {
  const edith = snb.person('edith-carrow');
  await edith.pressesIn(await digest(), 'Read hate crime report');
  for (const words of [
    'Hate crime',
    'Quarter 4 (January to March 2021)',
    'Amber: some concerns',
    'Reference: SNB-1',
    'Sent: 7 April 2021 at 2pm',
    'Sent by: Helen Tranter',
    'Reason for the rating: Two centres are short of volunteers',
    'Achieved: Opened 12 reporting centres',
    'Next: Train the volunteers',
    'Needed: Nothing',
  ])
    expect(edith.sees()).toContain(words);
});

test('a corrected report says which version it is and what changed', async () => {
  const helen = snb.person('helen-tranter');
  await helen.says('report hate crime');
  await helen.presses('Change the report on hate crime');
  await helen.does('change:board');
  helen.types({ headline: 'Twelve centres, more volunteers needed' });
  await helen.does('continue');
  await helen.sends();
  const edith = snb.person('edith-carrow');
  await edith.pressesIn(await digest(), 'Read hate crime report');
  expect(edith.sees()).toContain('Version: 2. Changed: headline');
});

test('somebody who does not read the board’s reports is told so', async () => {
  const jamie = snb.person('jamie-thorpe');
  expect(await jamie.pressesIn(await digest(), 'Read hate crime report')).toContain('not yours to use at present');
});

test('by its words, whoever may read it reads the newest report, and its earlier version by a button', async () => {
  const edith = snb.person('edith-carrow');
  expect(await snb.person('helen-tranter').says('report hate crime')).toContain('[Version 1, sent 7 April 2021]');
  expect(await edith.says('report hate crime')).not.toContain('Change the report');
  expect(edith.sees()).toContain('Twelve centres, more volunteers needed');
  expect(await edith.presses('Version 1, sent 7 April 2021')).toContain('Headline: Opened 12 reporting centres');
  expect(await edith.says('read report hate crime')).toContain('Twelve centres, more volunteers needed');
  expect(await edith.says('read report prevent')).toContain('No report on Prevent has been sent yet.');
  expect(await edith.says('read report nothing of the kind')).toContain('No priority is called');
});

test('an earlier quarter is read from the newer one, and what says the same is marked', async () => {
  await snb.on('2021-07-02');
  const helen = snb.person('helen-tranter');
  await helen.says('report');
  await fillsIn(helen, {
    headline: 'Twelve centres; more volunteers needed!',
    rating: 'amber',
    reason: 'Still short',
    outcome: 'dropped',
  });
  await helen.sends();
  const edith = snb.person('edith-carrow');
  const said = await edith.says('report hate crime');
  expect(said).toContain('Headline: Twelve centres; more volunteers needed! (unchanged since Quarter 4)');
  expect(said).toContain('0 of 1 next step done.');
  expect(said).toContain('Rating last time: Amber: some concerns');
  expect(await edith.presses('Quarter 4 (January to March 2021)')).toContain('Version: 2. Changed: headline');
});

test('a report that was withdrawn says so, and what it said is gone', async () => {
  const { database, partnershipId } = snb;
  await database.transact(partnershipId, async (store) => {
    const owed = await store.returns.byReference('SNB-2');
    const why = 'It named somebody';
    await store.returns.withdraw(owed!.id, { at: snb.now(), by: 'grace-holloway', why });
  });
  const said = await snb.person('edith-carrow').says('report hate crime');
  expect(said).toContain('Withdrawn on 2 July 2021 by Grace Holloway. The reason given: It named somebody');
  expect(said).not.toContain('volunteers');
  expect(await snb.person('grace-holloway').says('digest')).toMatch(/Withdrawn\n- Hate crime/);
});
