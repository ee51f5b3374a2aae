import { expect, test } from 'vitest';
import { spokenLeave } from '../../src/partnership/spoken-leave.ts';

/** Said on Thursday 1 April 2021. */
const today = '2021-04-01';

test.each([
  ['from 4 June to 11 June', '', '2021-06-04', '2021-06-11'],
  ['4 jun - 11 jun', '', '2021-06-04', '2021-06-11'],
  ['until 11 June', '', '2021-04-01', '2021-06-11'],
  ['tomorrow', '', '2021-04-02', '2021-04-02'],
  ['on 4 June', '', '2021-06-04', '2021-06-04'],
  ['from next Monday until Friday', '', '2021-04-05', '2021-04-09'],
  ['from 20 December 2021 to 4 January', '', '2021-12-20', '2022-01-04'],
  ['from 30 March to 9 April', '', '2021-03-30', '2021-04-09'],
  ['from yesterday to Friday', '', '2021-03-31', '2021-04-02'],
  ['next week', '', '2021-04-05', '2021-04-09'],
  ['Helen Tranter next week', 'Helen Tranter', '2021-04-05', '2021-04-09'],
  ['from 11 June 2021 to 4 June 2021', '', '2021-06-11', '2021-06-04'],
  ['Helen Tranter from 4 June to 11 June', 'Helen Tranter', '2021-06-04', '2021-06-11'],
  ['Helen Tranter until next Friday', 'Helen Tranter', '2021-04-01', '2021-04-09'],
  ['Helen Tranter 4 June to 11 June', 'Helen Tranter', '2021-06-04', '2021-06-11'],
])('“away %s”', (words, who, from, to) => {
  expect(spokenLeave(words, today)).toEqual({ who, days: { from, to } });
});

test('a name alone asks about that person', () => {
  expect(spokenLeave('Helen Tranter', today)).toEqual({ who: 'Helen Tranter', days: null });
});

test.each([
  ['from 4/6 to 11/6', '“4/6” can be read in two ways'],
  ['4/6 to 11/6', '“4/6” can be read in two ways'],
  ['from 31 June to 2 July', '“31 June” is not a real date.'],
  ['from soon', '“soon” is not a date.'],
  ['until next week', 'Name the last day'],
  ['from 20 December to 4 January', 'That would be 20 December 2021, which is more than 6 months ahead.'],
  ['until 31 March', 'That would be 31 March 2022'],
  ['30 March', 'That would be 30 March 2022'],
])('“away %s” is answered', (words, problem) => {
  expect(spokenLeave(words, today)).toMatchObject({ problem: expect.stringContaining(problem) });
});
