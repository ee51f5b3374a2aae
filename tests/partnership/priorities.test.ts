import { describe, expect, test } from 'vitest';
import { obligationsOn, subjectsOf } from '../../src/partnership/obligations.ts';
import {
  agreementInForce,
  prioritiesByGrouping,
  prioritiesInForce,
  titleOf,
} from '../../src/partnership/priorities.ts';
import type { Register } from '../../src/partnership/register.ts';
import { smallRegister } from './small-register.ts';

const DAY = '2026-10-01';

/** The small register, with a second agreement that follows the first under other titles. */
function withSuccessor(): Register {
  const register = smallRegister();
  const [agreement] = register.agreements;
  const [hateCrime] = register.agreed;
  const next = { ...agreement!, key: 'agreement-2029-32', start: '2029-04-01', end: '2032-03-31' };
  const agreed = {
    ...hateCrime!,
    key: `${next.key}/hate-crime`,
    agreementKey: next.key,
    title: 'Hate',
    groupingKeys: [],
  };
  return { ...register, agreements: [agreement!, next], agreed: [...register.agreed, agreed] };
}

describe('the agreement in force', () => {
  test('is none before it starts, and one that has not been agreed yet never', () => {
    expect(agreementInForce(smallRegister(), '2026-03-31')).toBeNull();
    expect(agreementInForce(smallRegister(['end: 2029-03', 'end: 2029-03\n  status: draft']), DAY)).toBeNull();
    expect(prioritiesByGrouping(smallRegister(), '2026-03-31')).toEqual([]);
  });

  test('stays so after its last day, until another starts', () => {
    expect(agreementInForce(smallRegister(), '2029-06-01')?.key).toBe('agreement-2026-29');
    expect(agreementInForce(withSuccessor(), '2029-03-31')?.key).toBe('agreement-2026-29');
    expect(agreementInForce(withSuccessor(), '2029-04-01')?.key).toBe('agreement-2029-32');
  });

  test('gives a priority its title', () => {
    expect(titleOf(withSuccessor(), 'hate-crime', DAY)).toBe('Hate crime');
    expect(titleOf(withSuccessor(), 'hate-crime', '2029-04-01')).toBe('Hate');
    expect(titleOf(withSuccessor(), 'serious-violence', '2029-04-01')).toBe('Serious violence');
  });
});

describe('priorities by theme', () => {
  const shown = (register: Register) =>
    prioritiesByGrouping(register, DAY).map(({ grouping, priorities }) => [
      grouping?.name ?? null,
      ...priorities.map(({ title }) => title),
    ]);

  test('those without a theme come last', () => {
    expect(shown(smallRegister())).toEqual([
      ['Safe places', 'Hate crime'],
      [null, 'Serious violence'],
    ]);
  });

  test('one in several themes stands under the first of them', () => {
    const register = smallRegister(
      ['groupings:', 'groupings:\n  people: { name: People }'],
      ['grouping: safe-places', 'grouping: [safe-places, people]'],
    );
    expect(shown(register)).toEqual([['People', 'Hate crime'], ['Safe places'], [null, 'Serious violence']]);
  });

  test('an agreement may have no themes at all', () => {
    const register = smallRegister(
      ['groupings:\n  safe-places: { name: Safe places }\n', ''],
      ['    grouping: safe-places\n', ''],
    );
    expect(shown(register)).toEqual([[null, 'Hate crime', 'Serious violence']]);
  });

  test('one that has left the agreement is not among them from that day', () => {
    const register = smallRegister();
    const agreed = register.agreed.map((one) => (one.priorityKey === 'hate-crime' ? { ...one, endedOn: DAY } : one));
    expect(prioritiesInForce({ ...register, agreed }, '2026-09-30')).toHaveLength(2);
    expect(prioritiesInForce({ ...register, agreed }, DAY).map(({ title }) => title)).toEqual(['Serious violence']);
  });
});

describe('what is owed', () => {
  test('a progress report about each priority', () => {
    const register = smallRegister();
    expect(subjectsOf(register, register.obligations[0]!, DAY)).toEqual([
      { subjectKind: 'priority', subjectKey: 'hate-crime' },
      { subjectKind: 'priority', subjectKey: 'serious-violence' },
    ]);
  });

  test('a narrative about each community safety partnership', () => {
    const register = smallRegister([
      'report: progress_report\n    owedBy: lead',
      'report: csp_narrative\n    owedBy: csp_officer',
    ]);
    expect(subjectsOf(register, register.obligations[0]!, DAY)).toEqual([
      { subjectKind: 'body', subjectKey: 'csp-north' },
    ]);
  });

  test('only while the obligation holds', () => {
    const register = smallRegister([
      'cadence: quarterly',
      'cadence: quarterly\n    from: 2026-10-01\n    to: 2027-03-31',
    ]);
    expect(
      ['2026-09-30', '2026-10-01', '2027-03-31', '2027-04-01'].map((day) => obligationsOn(register, day).length),
    ).toEqual([0, 1, 1, 0]);
  });
});
