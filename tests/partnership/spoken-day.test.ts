import { expect, test } from 'vitest';
import { spokenDay } from '../../src/partnership/spoken-day.ts';

/** Said on Thursday 1 April 2021. */
const today = '2021-04-01';

test.each([
  ['4 June', '2021-06-04'],
  ['4 june 2022', '2022-06-04'],
  ['4th jun', '2021-06-04'],
  ['the 4th of June'.replace('the ', ''), '2021-06-04'],
  ['June 4', '2021-06-04'],
  ['Friday 4 June', '2021-06-04'],
  ['Fri 4 June 2021', '2021-06-04'],
  ['on 4 June', '2021-06-04'],
  ['2021-06-04', '2021-06-04'],
  ['1 April', '2021-04-01'],
  ['31 March', '2022-03-31'],
  ['29 February', '2024-02-29'],
  ['today', '2021-04-01'],
  ['Tomorrow', '2021-04-02'],
  ['yesterday', '2021-03-31'],
  ['next week', '2021-04-05'],
  ['Friday', '2021-04-02'],
  ['Thursday', '2021-04-08'],
  ['next Friday', '2021-04-09'],
  ['next monday', '2021-04-05'],
  ['in 2 weeks', '2021-04-15'],
  ['in a week', '2021-04-08'],
])('“%s” is %s', (words, day) => {
  expect(spokenDay(words, today)).toEqual({ day });
});

test.each([
  ['4/6', '“4/6” can be read in two ways. Write the month as a word, like 4 June.'],
  ['04-06-2021', '“04-06-2021” can be read in two ways. Write the month as a word, like 4 June.'],
  ['31 June', '“31 June” is not a real date.'],
  ['2021-02-30', '“2021-02-30” is not a real date.'],
  ['Monday 4 June', '4 June is a Friday. Write it like 4 June, tomorrow or next Friday.'],
  ['31 December 9999', '“31 December 9999” is too far away. It must be before 2100.'],
  ['2100-01-01', '“2100-01-01” is too far away. It must be before 2100.'],
  ['soon', '“soon” is not a date. Write it like 4 June, tomorrow or next Friday.'],
  ['', '“” is not a date. Write it like 4 June, tomorrow or next Friday.'],
])('“%s” is answered: %s', (words, problem) => {
  expect(spokenDay(words, today)).toEqual({ problem });
});
