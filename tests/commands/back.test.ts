import { expect, test } from 'vitest';
import { at, board } from '../support/board.ts';
import { delivered } from '../support/delivered.ts';

test('leave is ended by who has it: what is still due is asked again, once', async () => {
  const nottinghamshire = await board();
  const helen = nottinghamshire.person('helen-tranter');
  expect(await helen.says('back')).toContain('You are not recorded as away.');
  await nottinghamshire.on('2021-04-01');
  await delivered(nottinghamshire);
  await helen.says('away from 6 April to 30 April');
  await nottinghamshire.on('2021-04-06');
  await delivered(nottinghamshire);
  const cover = await nottinghamshire.messages('leave.cover');
  expect(cover.map(({ to }) => to)).toEqual(['nadia-wren']);
  expect(cover[0]?.text).toContain('You are asked in place of Helen Tranter, who is away until 30 April 2021.');
  await nottinghamshire.on('2021-04-12', 10);
  expect(await helen.says('back')).toContain('You are not away any more');
  await nottinghamshire.on('2021-04-12', 11);
  await nottinghamshire.on('2021-04-13');
  const back = await nottinghamshire.messages('report.reminder.back');
  expect(back.map(({ to }) => to)).toEqual(['helen-tranter']);
  await nottinghamshire.close();
});

test('somebody else’s leave is not theirs to end', async () => {
  const nottinghamshire = await board();
  await nottinghamshire.on('2021-04-01');
  await delivered(nottinghamshire);
  const helen = nottinghamshire.person('helen-tranter');
  await helen.says('away until 11 June');
  const answer = helen.answer();
  if (answer.kind !== 'message') throw new Error(helen.sees());
  const keith = nottinghamshire.person('keith-lomas');
  expect(await keith.pressesIn(answer.message, 'I am back')).toContain('Only Helen Tranter and Grace Holloway can end');
  expect(await helen.says('away')).toContain('(now)');
  await nottinghamshire.close();
});

test('what waited for their return comes when they are back, earlier than they said', async () => {
  const nottinghamshire = await board();
  const grace = nottinghamshire.person('grace-holloway');
  await nottinghamshire.on('2021-04-01');
  await grace.says('away from 20 April to 30 April');
  await nottinghamshire.on('2021-04-23');
  const [list] = await nottinghamshire.database.delivery
    .claim(nottinghamshire.now(), 100, 30)
    .then((all) => all.filter(({ about }) => about === 'report.overdue'));
  await nottinghamshire.database.delivery.postpone(list!, { until: at('2021-05-04') });
  await nottinghamshire.on('2021-04-26', 10);
  await grace.says('back');
  const again = await nottinghamshire.database.delivery.claim(nottinghamshire.now(), 100, 30);
  expect(again.map(({ about }) => about)).toContain('report.overdue');
  await nottinghamshire.close();
});
