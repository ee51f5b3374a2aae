import { expect, test } from 'vitest';
import { board } from '../support/board.ts';
import { delivered } from '../support/delivered.ts';

test('the button on a reminder puts it off by two working days; pressed too late, it offers a later day', async () => {
  const nottinghamshire = await board();
  const keith = nottinghamshire.person('keith-lomas');
  await nottinghamshire.on('2021-04-01');
  await delivered(nottinghamshire);
  await nottinghamshire.on('2021-04-09');
  const [reminder] = (await nottinghamshire.messages('report.reminder.before')).filter(
    ({ to }) => to === 'keith-lomas',
  );
  const button = 'Remind me on Tuesday 13 April 2021';
  expect(await keith.pressesIn(reminder!.message, button)).toContain('You will be reminded on Tuesday 13 April 2021');
  await nottinghamshire.on('2021-04-13');
  expect(await nottinghamshire.messages('report.reminder.snoozed')).toHaveLength(1);
  const again = await keith.pressesIn(reminder!.message, button);
  expect(again).toContain('Tuesday 13 April 2021 is today. Choose a later day.');
  expect(again).toContain('Remind me on Thursday 15 April 2021');
  await nottinghamshire.close();
});
