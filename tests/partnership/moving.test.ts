import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { workingCalendar } from '../../src/partnership/calendar.ts';
import { addDays } from '../../src/partnership/day.ts';
import { type Move, warningsFor, whyNotDue } from '../../src/partnership/moving.ts';
import type { Period } from '../../src/partnership/returns.ts';
import { nottinghamshire } from '../support/register.ts';

const register = nottinghamshire();
const calendar = workingCalendar(register);
const period: Period = {
  ...{ id: 'q4', obligationKey: register.obligations[0]!.key, start: '2021-01-01', end: '2021-03-31' },
  ...{ dueOn: '2021-04-16', openedAt: new Date('2021-04-01T08:00:00Z'), closedAt: null },
  ...{ digestHeldAt: null, digestHeldBy: null, digestIssue: 1 },
};
const move = (change: Partial<Move> = {}): Move => ({
  ...{
    register,
    obligation: register.obligations[0]!,
    period,
    calendar,
    today: '2021-04-12',
    heardOn: '2021-04-12',
    whole: false,
  },
  ...change,
});

describe('a due date may be moved', () => {
  test('to a working day from today until the day before the next period opens', () => {
    expect(whyNotDue('2021-04-12', move())).toBeNull();
    expect(whyNotDue('2021-06-30', move())).toBeNull();
  });

  test('and to no other: the reason offers the nearest day that will do', () => {
    expect(whyNotDue('2021-04-09', move())).toBe('The due date must be today, Monday 12 April 2021, or later');
    expect(whyNotDue('2021-05-03', move())).toBe(
      'Monday 3 May 2021 is not a working day. The nearest is Tuesday 4 May 2021',
    );
    expect(whyNotDue('2021-07-01', move())).toBe(
      'The next period opens on Thursday 1 July 2021. The due date must be Wednesday 30 June 2021 or earlier',
    );
  });

  test('whatever day is offered will do', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100, max: 200 }), (days) => {
        const day = addDays('2021-04-12', days);
        const why = whyNotDue(day, move());
        const isFine = day >= '2021-04-12' && day < '2021-07-01' && calendar.isWorkingDay(day);
        expect(why === null).toBe(isFine);
      }),
    );
  });
});

test('a day after the board meets, or after the digest, is warned about', () => {
  register.meetings = [
    {
      key: 'm',
      endedOn: null,
      bodyKey: register.obligations[0]!.owedToKey,
      date: '2021-06-04',
      start: null,
      place: null,
    },
  ];
  expect(warningsFor('2021-04-16', move())).toEqual([]);
  expect(warningsFor('2021-04-12', move({ heardOn: '2021-04-13' }))).toEqual([
    'Those concerned hear of it on Tuesday 13 April 2021, in working hours. It is late by then.',
  ]);
  expect(warningsFor('2021-04-19', move())).toEqual([
    'The digest goes out on Monday 19 April 2021, without it. It is added when it comes.',
  ]);
  expect(warningsFor('2021-06-07', move({ whole: true }))[0]).toContain('meets on Friday 4 June 2021');
});
