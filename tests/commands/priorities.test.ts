import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board({ on: '2021-04-01' });
});
afterAll(() => snb.close());

test('the priorities stand under their themes, with who leads each and since when', async () => {
  const list = await snb.person('helen-tranter').says('priorities');
  expect(list).toContain('Nottinghamshire Community Safety Agreement 2020-2023');
  expect(list).toContain('11 priorities');
  const order = [
    'Vulnerability',
    'Modern slavery',
    'Cohesion',
    'Hate crime',
    'Crime & Harm Prevention',
    'Serious Violence',
  ];
  expect(order.map((words) => list.indexOf(words))).toEqual(
    [...order.map((words) => list.indexOf(words))].sort((a, b) => a - b),
  );
  expect(list).toContain(
    'Hate crime: Helen Tranter, Chief Executive, Broxtowe Borough Council (since the March 2021 refresh)',
  );
});

test('a priority without a lead and a post without a holder are said to be so', async () => {
  await snb.import((register) => {
    register.assignments = register.assignments.filter(
      ({ subjectKey, role }) => !(subjectKey === 'prevent' && role === 'lead'),
    );
    register.holdings = register.holdings.filter(({ postKey }) => postKey !== 'assistant-chief-fire-officer');
  });
  const list = await snb.person('helen-tranter').says('priorities');
  expect(list).toContain('11 priorities, 1 with no lead agreed');
  expect(list).toContain('Prevent: No lead agreed');
  expect(list).toContain('Assistant Chief Fire Officer, Nottinghamshire Fire and Rescue Service (nobody in post)');
});
