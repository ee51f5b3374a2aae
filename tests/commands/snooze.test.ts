import { beforeAll, expect, test } from 'vitest';
import { type Board, board, type Member } from '../support/board.ts';
import { delivered } from '../support/delivered.ts';

let nottinghamshire: Board;
let helen: Member;
beforeAll(async () => {
  nottinghamshire = await board();
  helen = nottinghamshire.person('helen-tranter');
  return nottinghamshire.close;
});

test('with nothing due there is nothing to be reminded of', async () => {
  expect(await helen.says('snooze until 20 April')).toContain('Nothing is due from you at present');
});

test('alone it asks for a day in a form, and a day that cannot be is answered at the field', async () => {
  await nottinghamshire.on('2021-04-01');
  await delivered(nottinghamshire);
  expect(await helen.says('snooze')).toContain('Remind me on');
  helen.types({ until: '2021-03-31' });
  await helen.does('continue');
  expect(await helen.sends()).toContain('Wednesday 31 March 2021 has gone by. Choose a later day.');
  helen.types({ until: '2021-04-20' });
  await helen.does('continue');
  const said = await helen.sends();
  expect(said).toContain('You will be reminded on Tuesday 20 April 2021');
  expect(said).toContain('This does not move the due date: Friday 16 April 2021. What is sent after that is marked');
});

test('what was put off comes on that day, in place of the steps before it', async () => {
  await nottinghamshire.on('2021-04-09');
  await nottinghamshire.on('2021-04-16');
  const reminders = async () =>
    (await nottinghamshire.messages()).filter(({ to, about }) => to === 'helen-tranter' && about.includes('reminder'));
  expect(await reminders()).toEqual([]);
  await nottinghamshire.on('2021-04-20');
  expect((await reminders()).map(({ about }) => about)).toEqual(['report.reminder.snoozed']);
});

test('who neither sends nor prepares a report has nothing to put off', async () => {
  expect(await nottinghamshire.person('edith-carrow').says('snooze')).toContain('not yours to use');
});
