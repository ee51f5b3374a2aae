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
