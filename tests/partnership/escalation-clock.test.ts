import { expect, test } from 'vitest';
import { workingCalendar } from '../../src/partnership/calendar.ts';
import { instantAt } from '../../src/partnership/contact.ts';
import type { Escalation } from '../../src/partnership/escalation.ts';
import { closesOn, dueOn, lastDayToReply, overdueDays, waitedUntil } from '../../src/partnership/escalation-clock.ts';
import { nottinghamshire } from '../support/register.ts';

const register = nottinghamshire();
const calendar = workingCalendar(register);
const on = (day: string, hour = 9, minute = 0) => instantAt(day, hour, minute, 'Europe/London');

const due = (change: Partial<Escalation>) =>
  dueOn(
    register,
    {
      ...{ state: 'raised', raisedAt: on('2021-04-14'), acknowledgedAt: null, neededBy: null },
      ...{ waitingSince: null, waited: 0, meetingKey: null },
      ...change,
    } as Escalation,
    calendar,
  );
const acknowledged = (change: Partial<Escalation>) =>
  due({ state: 'acknowledged', acknowledgedAt: on('2021-04-15'), ...change });

test.each([
  ['on a Wednesday', on('2021-04-14'), '2021-04-16'],
  ['on a Friday evening', on('2021-04-16', 23, 59), '2021-04-20'],
  ['at 23:59 on the last day of a quarter, before Easter', on('2021-03-31', 23, 59), '2021-04-06'],
  ['on Good Friday', on('2021-04-02'), '2021-04-08'],
  ['on a Sunday', on('2021-04-18'), '2021-04-21'],
])('raised %s, it is to be acknowledged 2 working days later', (_, raisedAt, day) => {
  expect(due({ raisedAt })).toEqual({ what: 'acknowledgement', on: day });
});

test('what is needed sooner than 2 working days later is to be acknowledged by then', () => {
  expect(due({ neededBy: '2021-04-15' })?.on).toBe('2021-04-15');
  expect(due({ neededBy: '2021-04-20' })?.on).toBe('2021-04-16');
});

test.each<[string, Partial<Escalation>, string]>([
  ['10 working days after it was acknowledged', {}, '2021-04-29'],
  ['later by as many working days as it waited for those who raised it', { waited: 3 }, '2021-05-05'],
  ['on the day by which it is needed', { neededBy: '2021-04-20' }, '2021-04-20'],
  ['later than that by as many working days as it waited', { neededBy: '2021-04-20', waited: 3 }, '2021-04-23'],
  ['at once, where that day had passed', { neededBy: '2021-04-01' }, '2021-04-15'],
  [
    'the working day after that, where it was acknowledged at a weekend',
    { neededBy: '2021-04-01', acknowledgedAt: on('2021-04-17') },
    '2021-04-19',
  ],
])('an answer is due %s', (_, change, day) => {
  expect(acknowledged(change)).toEqual({ what: 'answer', on: day });
});

test('what is on the agenda is due the working day after that meeting, where that is later', () => {
  const meeting = register.meetings.find(({ bodyKey, date }) => bodyKey === 'snb' && date === '2021-06-11')!;
  const state = 'on_agenda' as const;
  expect(acknowledged({ state, meetingKey: meeting.key })?.on).toBe('2021-06-14');
  expect(acknowledged({ state, meetingKey: meeting.key, neededBy: '2021-07-01' })?.on).toBe('2021-07-01');
  expect(acknowledged({ state, meetingKey: 'one that was taken off' })?.on).toBe('2021-04-29');
});

test('nothing is due while it waits for those who raised it, nor once it is settled', () => {
  expect(acknowledged({ waitingSince: on('2021-04-16') })).toBeNull();
  for (const state of ['answered', 'decided', 'returned', 'closed', 'merged', 'withdrawn'] as const)
    expect(acknowledged({ state })).toBeNull();
});

test('the days on which it waited are working days, and add up', () => {
  const asked = { waitingSince: on('2021-04-29'), waited: 2 } as Escalation;
  // A weekend and a bank holiday lie between.
  expect(waitedUntil(asked, on('2021-05-04'), calendar)).toBe(4);
  expect(waitedUntil({ ...asked, waitingSince: null }, on('2021-05-04'), calendar)).toBe(2);
});

test('what is overdue goes on by working days, and what is settled closes after 10 of them', () => {
  expect(overdueDays({ what: 'answer', on: '2021-04-29' }, calendar)).toEqual([
    '2021-04-30',
    '2021-05-04',
    '2021-05-05',
  ]);
  expect(lastDayToReply(on('2021-04-19'), calendar)).toBe('2021-05-04');
  expect(closesOn(on('2021-04-19'), calendar)).toBe('2021-05-05');
});
