import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';

/** What somebody has typed stays theirs to read when the priority is somebody else's. */
let snb: Board;
beforeAll(async () => {
  snb = await board();
  await snb.on('2021-04-01', 10);
  const helen = snb.person('helen-tranter');
  await helen.says('report hate crime');
  helen.types({ rating: 'red', reason: 'Half of the volunteers left', direction: 'worsening' });
  await helen.does('continue');
  await snb.import((register) => {
    const holding = register.holdings.find(({ personKey }) => personKey === 'helen-tranter')!;
    holding.personKey = 'keith-lomas';
  });
});
afterAll(() => snb.close());

test('from the button in their message, with whom to ask', async () => {
  const helen = snb.person('helen-tranter');
  const [prompt] = (await snb.messages('report.prompt')).filter(({ to }) => to === 'helen-tranter');
  await helen.pressesIn(prompt!.message, 'Report on hate crime');
  expect(helen.sees()).toContain('Only Keith Lomas can send the report on hate crime today.');
  expect(helen.sees()).toContain('What you wrote is kept, and stands below.');
  expect(helen.sees()).toContain('Half of the volunteers left');
});

test('by its words; and it is nobody else’s to read', async () => {
  expect(await snb.person('helen-tranter').says('report hate crime')).toContain('Half of the volunteers left');
  expect(await snb.person('keith-lomas').says('report hate crime')).not.toContain('Half of the volunteers left');
});

test('who prepared a report and has nothing to do here any more reads what they wrote, too', async () => {
  const rosa = snb.person('rosa-kelham');
  await rosa.says('report Serious and Acquisitive Crime');
  rosa.types({ rating: 'amber', reason: 'Two officers are ill', direction: 'worsening' });
  await rosa.does('continue');
  await snb.import((register) => {
    register.assignments = register.assignments.filter(({ holderKey }) => holderKey !== 'rosa-kelham');
  });
  expect(await rosa.says('report')).toContain('not yours to use at present. If it should be, ask Grace Holloway');
  expect(rosa.sees()).toContain('What you wrote is kept, and stands below.');
  expect(rosa.sees()).toContain('Two officers are ill');
});
