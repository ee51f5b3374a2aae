import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countWords, formatChanges } from '../../src/partnership/change-words.ts';
import { type Change, changes, LISTS, upserts } from '../../src/partnership/changes.ts';
import type { Day } from '../../src/partnership/day.ts';
import type { Register, Row } from '../../src/partnership/register.ts';
import { smallRegister } from './small-register.ts';

const { partnership: PARTNERSHIP } = smallRegister();
const TODAY = '2026-10-01';
const LATER = '2026-11-02';

/** What the store does with the rows of an import. */
function applied(current: Register, made: Change[], wanted: Register): Register {
  const after = { ...current, partnership: wanted.partnership };
  for (const { list, row } of upserts(made)) {
    const rows = new Map((after[list] as Row[]).map((one) => [one.key, one]));
    rows.set(String(row.key), row as unknown as Row);
    Object.assign(after, { [list]: [...rows.values()] });
  }
  return after;
}

const current = (register: Register) =>
  Object.fromEntries(
    LISTS.map((list) => [list, byKey((register[list] as Row[]).filter((row) => row.endedOn === null))]),
  );
const byKey = (rows: Row[]) => [...rows].sort((a, b) => (a.key < b.key ? -1 : 1));

/** Registers of a few rows each, whose keys often meet. */
const rows = fc.uniqueArray(
  fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd'),
    endedOn: fc.constant<Day | null>(null),
    name: fc.constantFrom('x', 'y'),
    aliases: fc.array(fc.constantFrom('p', 'q'), { maxLength: 2 }),
  }),
  { selector: ({ key }) => key },
);
const registers = fc.tuple(fc.constantFrom('One', 'Two'), ...LISTS.map(() => rows)).map(
  ([name, ...lists]) =>
    ({
      partnership: { ...PARTNERSHIP, name },
      ...Object.fromEntries(LISTS.map((list, index) => [list, lists[index]])),
    }) as unknown as Register,
);

describe('importing', () => {
  test('the same file a second time changes nothing', () => {
    expect(changes(smallRegister(), smallRegister(), TODAY)).toEqual([]);
  });

  test('any file over any other leaves what it says, and importing it again changes nothing', () => {
    fc.assert(
      fc.property(registers, registers, registers, (first, second, third) => {
        let register = first;
        for (const wanted of [second, third, first]) {
          register = applied(register, changes(register, wanted, TODAY), wanted);
          expect(register.partnership).toEqual(wanted.partnership);
          expect(current(register)).toEqual(current(wanted));
          expect(changes(register, wanted, LATER)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('ends what has left the file today, and takes nothing away', () => {
    fc.assert(
      fc.property(registers, registers, (before, wanted) => {
        const after = applied(before, changes(before, wanted, TODAY), wanted);
        for (const list of LISTS)
          for (const { key } of before[list] as Row[]) {
            const kept = (wanted[list] as Row[]).some((row) => row.key === key);
            expect((after[list] as Row[]).find((row) => row.key === key)?.endedOn).toBe(kept ? null : TODAY);
          }
      }),
      { numRuns: 60 },
    );
  });

  test('leaves alone what had ended before', () => {
    const before = smallRegister();
    const wanted = smallRegister(['  - { body: board, date: 2026-06-12, start: 10:00 }', '']);
    const after = applied(before, changes(before, wanted, TODAY), wanted);
    expect(changes(after, wanted, LATER)).toEqual([]);
    expect(after.meetings[0]?.endedOn).toBe(TODAY);
  });

  test('an account that was linked in chat stays for as long as its holder is there', () => {
    const before = smallRegister();
    const linked = { ...before.accounts[0]!, key: 'ada-stone/force', connectionKey: 'force', linked: true };
    before.accounts.push(linked);
    expect(changes(before, smallRegister(), TODAY)).toEqual([]);
    const left = smallRegister();
    left.people = left.people.filter(({ key }) => key !== linked.personKey);
    const ended = changes(before, left, TODAY).flatMap((one) => (one.kind === 'ended' ? [one.row.key] : []));
    expect(ended).toContain(linked.key);
  });

  test('takes up again what had ended', () => {
    const ended = { ...smallRegister(), meetings: smallRegister().meetings.map((row) => ({ ...row, endedOn: TODAY })) };
    expect(changes(ended, smallRegister(), LATER)).toMatchObject([{ kind: 'again', row: { endedOn: null } }]);
  });

  test('writes every row after those that it speaks of', () => {
    const order = upserts(changes(null, smallRegister(), TODAY)).map(({ list }) => LISTS.indexOf(list));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });
});

describe('what would change, in words', () => {
  const before = smallRegister();
  const told = (...replacements: [string, string][]) => {
    const wanted = smallRegister(...replacements);
    return formatChanges(changes(before, wanted, TODAY), before, wanted, TODAY);
  };

  test('nothing', () => {
    expect(told()).toBe('Nothing to change. The register already says what this file says.');
  });

  test('another lead', () => {
    expect(told(['lead: felpersham-chief', 'lead: bob-reed\n    from: 2026-10-01'])).toContain(
      [
        'Leadership and other roles',
        '  Added: Hate crime is led by Bob Reed, from 1 October 2026',
        '  Changed: Hate crime: support officer is Cat Vale, from 1 October 2026',
        '    from: none -> 1 October 2026',
        '  Ended: Hate crime is led by Chief Executive, Felpersham Council, since the start of the agreement',
      ].join('\n'),
    );
  });

  test('what has left the file is still named as it was', () => {
    const wanted = smallRegister(['  cat-vale:\n    name: Cat Vale\n', ''], ['    support: cat-vale\n', '']);
    const made = changes(before, wanted, TODAY);
    const words = formatChanges(made, before, wanted, TODAY);
    expect(words).toContain('  Ended: Hate crime: support officer is Cat Vale');
    expect(words).toContain('0 added, 0 changed, 2 ended on 1 October 2026.');
    expect(countWords(made, TODAY)).toBe('0 added, 0 changed, 2 ended on 1 October 2026.');
  });

  test('every field that differs, before and after', () => {
    expect(
      told(
        ['title: Hate crime', 'title: Hate'],
        ['cadence: quarterly', 'cadence: annual'],
        ['shortName: SBB', 'shortName: SB'],
      ),
    ).toBe(`Partnership
  short name: SBB -> SB

Priorities and what else they are called
  Changed: Hate
    name: Hate crime -> Hate

Priorities of the agreement
  Changed: Hate
    title: Hate crime -> Hate

Reports that are owed
  Changed: Annual progress reports, by each lead to the Safer Borsetshire Board, due 10 working days after the period ends
    cadence: quarterly -> annual

0 added, 4 changed, 0 ended.`);
  });

  test('a first import names everything', () => {
    const words = formatChanges(changes(null, before, TODAY), null, before, TODAY);
    for (const line of [
      '  Added: Serious violence, also called Violence',
      '  Added: Health Board: representative is the lead for Hate crime',
      '  Added: Safer Borsetshire Board: Voluntary sector, Not currently identified',
      '  Added: North Borsetshire CSP reports to Safer Borsetshire Board',
    ])
      expect(words).toContain(line);
  });
});
