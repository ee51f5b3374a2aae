import { expect } from 'vitest';
import { localDay } from '../../src/partnership/contact.ts';
import { addDays, type Day } from '../../src/partnership/day.ts';
import type { Leave, Mode } from '../../src/partnership/register.ts';
import { at, LONDON } from '../runtime/world.ts';
import { calendarOf } from './deeds.ts';
import { LEADS, MANAGER, PEOPLE, PRIORITIES, type Priority, type SmallBoard } from './small-board.ts';

/*
 * What is promised to whom, written down anew from the rules and not from the program. It looks at facts (what arrived,
 * what was excused, dates, leave, what was put off) and at what was delivered, day by day.
 *
 * Who is asked. Whoever leads a priority and is here; else its deputy, where here; else, where somebody leads it and is
 * away, its support officer, where here; else the programme manager.
 *
 * When. When the period opens. When it becomes their turn: they take it over, they stand in, or they are back. On each
 * step: 5 working days before the due date, on it, and 2 working days after. On the day to which they put it off, and
 * then not before it. Once a day at most, unless the programme manager chases them. Not while away, and not for what has
 * arrived or was excused. A step by a date that was set later than it, or that fell while nothing was waiting, is not made
 * up for; nor one that was only shown to the programme manager, in pilot.
 *
 * A support officer who has prepared a report is not asked for it while the draft waits for somebody else's approval:
 * whoever leads it, its deputy, or the programme manager who stands in. Once it waits no more the officer, who is told
 * that, is asked at the next step. What fell while it waited is not made up for, unless they have come to lead it.
 *
 * In a pause nothing goes out. After it, and after a stop, each gets what is due then, once.
 */

const OPENED = '2021-04-01';
const ASKS = /^(report\.(prompt|handed-over|chased|reminder\..+)|leave\.cover|mode\.resumed)$/;
/** What reaches somebody who has put off their reminders: it is not a reminder, or is of something new. */
const ALL_THE_SAME = ['report.handed-over', 'leave.cover', 'report.chased', 'mode.resumed', 'report.prompt'];

interface Facts {
  returnIds: Record<Priority, string>;
  dueOn: Record<Priority, Day>;
  settled: Record<Priority, boolean>;
  /** Whether what its support officer prepared waits for approval. */
  drafted: Record<Priority, boolean>;
  until: Record<string, Day>;
  leaves: Leave[];
  leads: Record<Priority, string | null>;
  mode: Mode;
}

const each = Object.keys(PRIORITIES) as Priority[];

async function factsOf(board: SmallBoard): Promise<Facts> {
  return board.read(async (reader) => {
    const { returns, current, drafts = [] } = await reader.owed.open();
    const { leaves } = await reader.register();
    const about = <T>(tell: (one: (typeof returns)[number]) => T) =>
      Object.fromEntries(returns.map((one) => [one.subjectKey, tell(one)])) as Record<Priority, T>;
    return {
      returnIds: about(({ id }) => id),
      dueOn: about(({ dueOn }) => dueOn),
      settled: about((one) => one.excusedAt !== null || current.some(({ returnId }) => returnId === one.id)),
      drafted: about(({ id }) => drafts.some(({ returnId }) => returnId === id)),
      until: Object.fromEntries((await reader.snoozes.of('2021-03-31')).map((one) => [one.personKey, one.until])),
      leaves,
      leads: { ...board.leads },
      mode: (await reader.state()).mode,
    };
  });
}

/** Watches a board from its opening on. */
export async function watch(board: SmallBoard) {
  const calendar = calendarOf(board);
  let now = await factsOf(board);
  const moved: Partial<Record<Priority, Day>> = {};
  const reopened: Partial<Record<Priority, Day>> = {};
  const putOffOn: Record<string, Day> = {};
  /** The last day on which a draft waited for others than its officer, by officer and priority. */
  const answeredFor: Record<string, Day> = {};
  const ledBy: { on: Day; leads: Record<Priority, string | null> }[] = [{ on: OPENED, leads: LEADS }];
  let liveSince: Day = OPENED;
  let shownOnlyUntil: Day = OPENED;
  /** Every state of the day, from its beginning. */
  let today: Facts[] = [now];
  let calls = 0;

  const isAway = ({ leaves }: Facts, person: string, day: Day) =>
    leaves.some((one) => {
      const last = one.endedOn !== null && one.endedOn <= one.to ? addDays(one.endedOn, -1) : one.to;
      return one.personKey === person && one.from <= day && day <= last;
    });
  const whoIsAsked = (facts: Facts, priority: Priority, lead: string | null, day: Day): string => {
    const here = (person: string | null) => person !== null && !isAway(facts, person, day);
    const { deputy, officer } = PRIORITIES[priority];
    if (here(lead)) return lead!;
    if (here(deputy)) return deputy!;
    return lead !== null && here(officer) ? officer! : MANAGER;
  };
  /** Whether somebody has done their part: they prepare the report and do not send it, and the draft waits. */
  const hasDoneIt = ({ drafted, leads }: Facts, person: string, priority: Priority) =>
    drafted[priority] && person === PRIORITIES[priority].officer && person !== leads[priority];
  const leadOn = (priority: Priority, day: Day) => ledBy.findLast(({ on }) => on <= day)!.leads[priority];
  const isTurn = (person: string, priority: Priority, day: Day) =>
    whoIsAsked(now, priority, leadOn(priority, day), day) === person && !isAway(now, person, day);
  const began = (person: string, priority: Priority, day: Day): Day => {
    const before = calendar.before(day, 1);
    return before >= OPENED && isTurn(person, priority, before) ? began(person, priority, before) : day;
  };

  /** To be told after everything that was done. */
  async function notes(day: Day): Promise<void> {
    const before = now;
    now = await factsOf(board);
    today.push(now);
    for (const one of each) {
      if (now.dueOn[one] !== before.dueOn[one]) moved[one] = day;
      if (before.settled[one] && !now.settled[one]) reopened[one] = day;
    }
    for (const person of PEOPLE) if (now.until[person] !== before.until[person]) putOffOn[person] = day;
    ledBy.push({ on: day, leads: now.leads });
    if (now.mode === 'live' && before.mode !== 'live') {
      liveSince = day;
      if (before.mode === 'pilot') shownOnlyUntil = day;
    }
  }

  /** Everything that was sent, with what it asks whom for, in the order in which it went out. */
  async function delivered() {
    return (await board.log())
      .filter(({ state, action, posting }) => state === 'sent' && action === 'post' && !posting.pilot)
      .filter(({ posting }) => !posting.subject.startsWith('pilot/'))
      .map(({ about, posting: { addressKey, data }, sentAt }) => {
        const ids = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
        const speaks = ids(data.returns);
        const asks = ASKS.test(about) ? speaks.filter((id) => !ids(data.prepared).includes(id)) : [];
        return { about, to: addressKey, speaks, asks, on: localDay(sentAt!, LONDON) };
      });
  }

  /** Holds every promise against what was delivered, at the end of a day. `served`: the program was there to the last. */
  async function checks(day: Day, served: boolean): Promise<void> {
    const all = await delivered();
    const since = board.platform.calls.slice(calls).filter(({ action }) => action === 'post');
    calls = board.platform.calls.length;
    if (today.every(({ mode }) => mode === 'paused')) expect(since, `in a pause, on ${day}`).toEqual([]);
    if (today.every(({ mode }) => mode === 'pilot'))
      expect(
        since.map(({ to }) => to).filter((to) => to !== `U-${MANAGER}`),
        `in pilot, on ${day}`,
      ).toEqual([]);
    if (!calendar.isWorkingDay(day)) {
      expect(
        all.filter(({ on, asks }) => on === day && asks.length > 0),
        `on ${day}, which is free`,
      ).toEqual([]);
    }
    for (const priority of each) {
      for (const person of PEOPLE) {
        const id = now.returnIds[priority];
        const own = all.filter(({ to, asks }) => to === person && asks.includes(id));
        const story = `${person}, ${priority}, on ${day}: ${own.map(({ about, on }) => `${about} on ${on}`)}`;
        if (today.some((facts) => hasDoneIt(facts, person, priority))) answeredFor[`${person} ${priority}`] = day;
        notTooMuch(day, priority, person, own, story);
        if (served && now.mode === 'live' && calendar.isWorkingDay(day)) enough(day, priority, person, own, story);
      }
      if (served && now.mode === 'live' && calendar.isWorkingDay(day)) {
        officerHears(day, priority, all);
        managerHears(day, priority, all);
      }
    }
    today = [now];
  }

  type Ask = Awaited<ReturnType<typeof delivered>>[number];

  function notTooMuch(day: Day, priority: Priority, person: string, own: Ask[], story: string): void {
    const todays = own.filter(({ on, about }) => on === day && about !== 'report.chased');
    const changedHands = new Set(today.map(({ leads }) => leads[priority])).size > 1;
    const wasPilot = today.some(({ mode }) => mode === 'pilot');
    if (!changedHands && !wasPilot) expect(todays.length, `twice in a day: ${story}`).toBeLessThan(2);
    const chased = own.filter(({ on, about }) => on === day && about === 'report.chased');
    expect(chased.length, `chased twice in a day: ${story}`).toBeLessThan(2);
    const any = [...todays, ...chased];
    // A message may say of one of several that it was sent, but not of all.
    const wasSettled = (id: string) => {
      const about = each.find((one) => now.returnIds[one] === id)!;
      return today.every(({ settled }) => settled[about]);
    };
    const idle = any.filter(({ asks }) => asks.every(wasSettled));
    expect(idle, `for what was settled: ${story}`).toEqual([]);
    if (today.every((facts) => isAway(facts, person, day))) expect(any, `while away: ${story}`).toEqual([]);
    const isDone = today.every((facts) => hasDoneIt(facts, person, priority));
    if (isDone) expect(any, `while what they prepared waits: ${story}`).toEqual([]);
    const isTheirs = today.some((facts) => whoIsAsked(facts, priority, facts.leads[priority], day) === person);
    if (!isTheirs) expect(any, `for what is somebody else's: ${story}`).toEqual([]);
    const until = now.until[person];
    if (until && putOffOn[person]! < day && day < until) {
      expect(
        any.filter(({ about }) => !ALL_THE_SAME.includes(about)),
        `put off: ${story}`,
      ).toEqual([]);
    }
  }

  /** The steps of a return that have come by a day, and were not passed over. */
  function steps(
    priority: Priority,
    day: Day,
  ): { before: Day; due: Day; late: Day; list: Day; counts(step: Day): boolean } {
    const due = now.dueOn[priority];
    const counts = (step: Day) =>
      step > OPENED &&
      step <= day &&
      step > (moved[priority] ?? '') &&
      step > (reopened[priority] ?? '') &&
      step > shownOnlyUntil;
    return {
      before: calendar.before(due, 5),
      due: calendar.onOrBefore(due),
      late: calendar.after(due, 2),
      list: calendar.after(due, 5),
      counts,
    };
  }

  function enough(day: Day, priority: Priority, person: string, own: Ask[], story: string): void {
    if (now.settled[priority] || hasDoneIt(now, person, priority) || !isTurn(person, priority, day)) return;
    const turn = began(person, priority, day);
    const until = now.until[person];
    const isPutOff = until !== undefined && until > day;
    const before = calendar.before(turn, 1);
    const isBack = turn > OPENED && isAway(now, person, before);
    if (isPutOff && isBack) return;
    const { before: first, due, late, counts: came } = steps(priority, day);
    const doneUntil = answeredFor[`${person} ${priority}`] ?? '';
    const counts = (step: Day) => came(step) && step > doneUntil;
    const turns = turn > doneUntil || person === now.leads[priority] ? [turn] : [];
    const snoozed = until && until > putOffOn[person]! && until >= turn && counts(until) ? [until] : [];
    const owedOn = isPutOff ? turns : [...turns, ...[first, due, late].filter(counts), ...snoozed];
    const newest = owedOn.sort().at(-1);
    if (!newest) return;
    const last =
      own
        .map(({ on }) => on)
        .sort()
        .at(-1) ?? 'never';
    expect(own.length > 0 && last >= newest, `not asked since ${newest}: ${story}`).toBe(true);
  }

  function officerHears(day: Day, priority: Priority, all: Ask[]): void {
    const { officer } = PRIORITIES[priority];
    const { late, counts } = steps(priority, day);
    if (!officer || now.settled[priority] || !counts(late) || now.until[officer] || late <= liveSince) return;
    if (late <= (answeredFor[`${officer} ${priority}`] ?? '')) return;
    for (let one = late; one <= day; one = calendar.after(one, 1)) {
      if (isAway(now, officer, one) || isTurn(officer, priority, one)) return;
    }
    const heard = all.some(
      ({ to, on, speaks }) => to === officer && on >= late && speaks.includes(now.returnIds[priority]),
    );
    expect(heard, `${officer} has not heard that ${priority} is late since ${late}, on ${day}`).toBe(true);
  }

  function managerHears(day: Day, priority: Priority, all: Ask[]): void {
    const { list, counts } = steps(priority, day);
    if (isAway(now, MANAGER, day)) return;
    const lists = all.filter(({ about, to, speaks }) => {
      return about === 'report.overdue' && to === MANAGER && speaks.includes(now.returnIds[priority]);
    });
    const todays = lists.filter(({ on }) => on === day);
    expect(todays.length, `${priority} is on two lists of ${day}`).toBeLessThan(2);
    if (now.settled[priority] || !counts(list)) return;
    expect(
      lists.some(({ on }) => on >= list),
      `${priority} is on no list since ${list}, on ${day}`,
    ).toBe(true);
  }

  return { notes, checks };
}

export const OPENING = at(OPENED);
