import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board, fillsIn } from '../support/board.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board();
});
afterAll(() => snb.close());
const preview = () => snb.person('grace-holloway').says('digest');

async function reports(key: string, answers: Parameters<typeof fillsIn>[1]) {
  const lead = snb.person(key);
  await lead.says('report');
  await fillsIn(lead, answers);
  await lead.sends();
}

test('before anything was asked for there is no digest', async () => {
  expect(await preview()).toContain('No period has opened yet.');
});

test('the programme manager sees at any time what the board would read', async () => {
  await snb.on('2021-04-01');
  expect(await preview()).toContain('0 of 11 priorities reported');
  await reports('helen-tranter', { headline: 'Twelve reporting centres' });
  await reports('samir-haddad', {
    rating: 'red',
    reason: 'Money ends in June',
    direction: 'worsening',
    needed: 'decide',
    ask: 'Agree bridging money',
  });
  const text = await preview();
  expect(text).toContain('the board’s channels get it on Monday 19 April 2021');
  expect(text).toContain('2 of 11 priorities reported: 1 green, 1 red');
  const order = [
    '2 of 11 priorities',
    'Decisions asked for',
    '- Serious Violence: Agree bridging money',
    'Red and changed ratings',
    '- Serious Violence – Red: off track',
    'Cohesion',
    'Hate crime – Green: on track; direction: improving. Twelve reporting centres [Read hate crime report]',
    'Crime & Harm Prevention',
    'Not reported yet',
    '- Modern slavery',
  ];
  expect(order.filter((words) => !text.includes(words))).toEqual([]);
  const places = order.map((words) => text.indexOf(words));
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('what has not been reported is named, and never who owes it', async () => {
  const text = await preview();
  expect(text.slice(text.indexOf('Not reported yet'))).not.toMatch(/Oakes|Raman|Ashdown|Gedling|Chief/);
});

test('a quarter later each line says what the rating was, and changed ones are set apart', async () => {
  await snb.on('2021-07-01');
  await reports('helen-tranter', { rating: 'amber', reason: 'Volunteers left', direction: 'worsening' });
  const text = await preview();
  expect(text).toContain('- Hate crime – Amber: some concerns, was Green: on track');
  expect(text).toContain(
    'Hate crime – Amber: some concerns; direction: worsening; last time: Green: on track; 1 of 1 next step done.',
  );
});
