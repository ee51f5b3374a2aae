import { beforeAll, expect, test } from 'vitest';
import { type Board, board, type Member } from '../support/board.ts';

let nottinghamshire: Board;
let helen: Member;
let grace: Member;
beforeAll(async () => {
  nottinghamshire = await board();
  helen = nottinghamshire.person('helen-tranter');
  grace = nottinghamshire.person('grace-holloway');
  await nottinghamshire.on('2021-04-01');
  return nottinghamshire.close;
});

test('alone it shows that there is no leave, and offers a form', async () => {
  expect(await helen.says('away')).toContain('You have no leave recorded');
  await helen.presses('Say when I am away');
  helen.types({ from: '2021-06-11', to: '2021-06-04' });
  await helen.does('continue');
  expect(await helen.sends()).toContain('The last day, Friday 4 June 2021, is before the first, Friday 11 June 2021.');
  helen.types({ from: '2021-06-04', to: '2021-06-11' });
  await helen.does('continue');
  const said = await helen.sends();
  expect(said).toContain('You are away from Friday 4 June 2021 to Friday 11 June 2021');
  expect(said).toContain('Hate crime: Nadia Wren, support officer');
  expect(await helen.says('away')).toContain('Friday 4 June 2021 to Friday 11 June 2021');
});

test('leave is recorded for a year ahead at most', async () => {
  expect(await helen.says('away until 1 June 2040')).toContain('up to a year ahead: Friday 1 April 2022 at the latest');
});

test('leave cannot overlap; the answer offers to cancel the other', async () => {
  expect(await helen.says('away from 10 June to 14 June')).toContain('already. End or cancel that');
  expect(await helen.presses('Cancel leave from 4 June 2021')).toContain('is cancelled');
  expect(await helen.says('away')).toContain('You have no leave recorded');
});

test('the programme manager says it for somebody else, who is told; nobody else may', async () => {
  expect(await helen.says('away Keith Lomas until 11 June')).toContain('Only the programme manager, Grace Holloway,');
  expect(await grace.says('away Nobody Known until 11 June')).toContain('Nobody on the register is called');
  expect(await grace.says('away Keith Lomas from 4 June to 11 June')).toContain('Keith Lomas is away from');
  const [told] = await nottinghamshire.messages('leave.told');
  expect(told).toMatchObject({ to: 'keith-lomas', text: expect.stringContaining('Grace Holloway, programme manager') });
  expect(await grace.says('away Keith Lomas')).toContain('Leave of Keith Lomas');
  await grace.presses('Cancel leave from 4 June 2021');
  const [, ended] = await nottinghamshire.messages('leave.told');
  expect(ended?.to).toBe('keith-lomas');
  expect(ended?.text).toContain('Your leave from Friday 4 June 2021 is cancelled');
});
