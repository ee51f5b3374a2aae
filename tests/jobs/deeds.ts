import fc from 'fast-check';
import { workingCalendar } from '../../src/partnership/calendar.ts';
import { addDays, type Day, formatDay } from '../../src/partnership/day.ts';
import type { Return } from '../../src/partnership/returns.ts';
import { MANAGER, PEOPLE, PRIORITIES, type Priority, type SmallBoard } from './small-board.ts';

/** What somebody does, or what happens to the program. */
export type Deed =
  | { kind: 'sends' | 'corrects' | 'excuses' | 'asks again' | 'withdraws' | 'chases'; priority: Priority }
  | { kind: 'drafts' | 'sends back'; priority: Priority }
  | { kind: 'moves'; priority: Priority; days: number }
  | { kind: 'snoozes'; person: string; days: number }
  | { kind: 'leaves'; person: string; in: number; days: number }
  | { kind: 'is back'; person: string }
  | { kind: 'hands over'; priority: Priority; to: string | null }
  | { kind: 'pauses' | 'resumes' | 'pilots' | 'goes live' | 'chases all' | 'restarts' }
  | { kind: 'stops'; days: number };

const priority = fc.constantFrom(...(Object.keys(PRIORITIES) as Priority[]));
const person = fc.constantFrom(...PEOPLE);
const about = <K extends string>(kind: K, more: object = {}) => fc.record({ kind: fc.constant(kind), ...more });

const deed = fc.oneof(
  { weight: 3, arbitrary: about('sends', { priority }) },
  { weight: 1, arbitrary: about('corrects', { priority }) },
  { weight: 2, arbitrary: about('drafts', { priority }) },
  { weight: 1, arbitrary: about('sends back', { priority }) },
  { weight: 2, arbitrary: about('excuses', { priority }) },
  { weight: 2, arbitrary: about('asks again', { priority }) },
  { weight: 2, arbitrary: about('withdraws', { priority }) },
  { weight: 1, arbitrary: about('chases', { priority }) },
  { weight: 1, arbitrary: about('chases all') },
  // Some of these fall on a weekend or a bank holiday, or have passed: they are refused, and nothing is to follow.
  { weight: 3, arbitrary: about('moves', { priority, days: fc.integer({ min: -2, max: 25 }) }) },
  { weight: 3, arbitrary: about('snoozes', { person, days: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 4, arbitrary: about('leaves', { person, in: fc.nat({ max: 4 }), days: fc.nat({ max: 9 }) }) },
  { weight: 2, arbitrary: about('is back', { person }) },
  { weight: 2, arbitrary: about('hands over', { priority, to: fc.constantFrom(...PEOPLE, null) }) },
  { weight: 2, arbitrary: about('pauses') },
  { weight: 3, arbitrary: about('resumes') },
  { weight: 1, arbitrary: about('pilots') },
  { weight: 2, arbitrary: about('goes live') },
  { weight: 1, arbitrary: about('restarts') },
  { weight: 2, arbitrary: about('stops', { days: fc.integer({ min: 1, max: 4 }) }) },
) as unknown as fc.Arbitrary<Deed>;

/** A day: at which hour what is done, one deed after the other. */
export interface Doing {
  hour: number;
  deeds: Deed[];
}

/** So many days in a row, weekends among them. Something is done on about half of them. */
export const days = (many: number): fc.Arbitrary<Doing[]> =>
  fc.array(fc.record({ hour: fc.constantFrom(8, 11, 15), deeds: fc.array(deed, { maxLength: 2 }) }), {
    minLength: many,
    maxLength: many,
  });

/** Does it as people do: by what they type, press and fill in. What cannot be done is refused, and changes nothing. */
export async function happens(board: SmallBoard, what: Deed, today: Day): Promise<void> {
  const manager = board.person(MANAGER);
  const presses = async (who: string, command: string, input: Record<string, string>) =>
    board.person(who).interact({ kind: 'pressed', partnershipId: board.partnershipId, command, input });
  const opens = async (who: string, command: string, owed: Return) => presses(who, command, { return: owed.id });
  const formIsOpen = (who: string) => {
    const answer = board.person(who).answer();
    return answer.kind === 'dialog' && answer.dialog.form !== undefined;
  };
  const decides = async (command: string, owed: Return, values: Record<string, string>) => {
    await opens(MANAGER, command, owed);
    if (!formIsOpen(MANAGER)) return;
    // What was begun before and not sent is gone on with.
    if (manager.sees().includes('Check your answers'))
      await manager.does(`change:${'dueOn' in values ? 'move' : 'why'}`);
    manager.types(values);
    await manager.does('continue');
    await manager.sends();
  };
  const owed = 'priority' in what ? await returnAbout(board, what.priority) : undefined;
  const sends = async (who: string | null) => {
    if (!who || !owed) return;
    await opens(who, 'nothing-to-report', owed);
    if (formIsOpen(who)) await board.person(who).sends();
  };
  switch (what.kind) {
    case 'sends':
    case 'corrects':
      return sends(board.leads[what.priority] ?? PRIORITIES[what.priority].deputy ?? MANAGER);
    case 'drafts':
      return sends(PRIORITIES[what.priority].officer);
    case 'sends back': {
      const draft = owed && (await board.read((reader) => reader.proposals.newest([owed.id])))[0];
      const who = board.leads[what.priority] ?? MANAGER;
      if (!draft) return;
      await presses(who, 'send-back', { proposal: draft.id, revision: String(draft.revision) });
      if (!formIsOpen(who)) return;
      board.person(who).types({ word: 'Say more about the cost' });
      await board.person(who).does('continue');
      await board.person(who).sends();
      return;
    }
    case 'excuses':
      if (owed) await decides('excuse', owed, { why: 'Agreed at the board' });
      return;
    case 'withdraws':
      if (owed) await decides('withdraw', owed, { why: 'The wrong file' });
      return;
    case 'asks again':
      if (owed) await opens(MANAGER, 'un-excuse', owed);
      return;
    case 'moves': {
      if (!owed) return;
      const dueOn = addDays(today, what.days);
      await decides('move', owed, { dueOn, why: 'The lead is in court' });
      if (!manager.sees().includes('all the same')) return;
      manager.types({ sure: 'yes' });
      await manager.does('continue');
      await manager.sends();
      return;
    }
    case 'chases':
      if (owed) await opens(MANAGER, 'chase', owed);
      return;
    case 'chases all':
      await manager.says('chase all');
      return;
    case 'snoozes':
      await board.person(what.person).says(`snooze until ${formatDay(addDays(today, what.days))}`);
      return;
    case 'leaves': {
      const from = addDays(today, what.in);
      await board.person(what.person).says(`away from ${formatDay(from)} to ${formatDay(addDays(from, what.days))}`);
      return;
    }
    case 'is back':
      await board.person(what.person).says('back');
      return;
    case 'hands over':
      return board.led(what.priority, what.to, today);
    case 'pauses':
      await manager.says('pause');
      return;
    case 'resumes':
      await manager.says('resume');
      return;
    case 'pilots':
      await manager.says('pilot');
      return;
    case 'goes live':
      if ((await manager.says('live')).includes('[Go live]')) await manager.presses('Go live');
      return;
    case 'restarts':
      return board.restart();
    case 'stops':
      return;
  }
}

export async function returnAbout(board: SmallBoard, priority: Priority): Promise<Return | undefined> {
  return board.read(async (reader) => {
    const { returns } = await reader.owed.open();
    return returns.find(({ subjectKey }) => subjectKey === priority);
  });
}

export const calendarOf = (board: SmallBoard) => workingCalendar(board.register);
