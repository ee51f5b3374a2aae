import { describe, expect, test } from 'vitest';
import { readAgreement } from '../../src/files/agreement.ts';
import { formatMistakes } from '../../src/files/mistake.ts';
import { SMALL_AGREEMENT, smallAgreement } from './small-agreement.ts';

function registerIn(text: string) {
  const read = readAgreement(text, 'a.yaml');
  if (!read.ok) throw new Error(formatMistakes(read.mistakes));
  return read.register;
}

describe('what a file says becomes the register', () => {
  test('whichever program wrote it', () => {
    const windows = `\uFEFF${SMALL_AGREEMENT.replaceAll('\n', '\r\n')}`;
    expect(registerIn(windows)).toEqual(registerIn(SMALL_AGREEMENT));
  });

  test('the closure days of the partnership', () => {
    const text = `${SMALL_AGREEMENT}calendar:\n  closures:\n    2026-12-29: County Hall is closed\n`;
    expect(registerIn(text).calendarDays).toMatchObject([{ date: '2026-12-29', title: 'County Hall is closed' }]);
  });

  test('an empty section is a section with nothing in it', () => {
    expect(registerIn(`${SMALL_AGREEMENT}calendar:\n  closures:\n`).calendarDays).toEqual([]);
  });

  test('a month counts from its first day, and to its last', () => {
    const read = readAgreement(smallAgreement(['end: 2029-03', 'end: 2029-02\n  refreshed: 2027-02']), 'a.yaml');
    expect(read).toMatchObject({ ok: true, first: { start: '2026-04-01', refreshed: '2027-02-01' } });
    expect(read.ok && read.register.agreements[0]).toMatchObject({ end: '2029-02-28', refreshedOn: '2027-02-01' });
  });

  test('leadership without a date begins with the refresh, or with the agreement where there was none', () => {
    const lead = (text: string) => registerIn(text).assignments.find(({ role }) => role === 'lead');
    expect(lead(SMALL_AGREEMENT)).toMatchObject({ from: '2026-04-01', since: 'the start of the agreement' });
    const refreshed = smallAgreement(['end: 2029-03', 'end: 2029-03\n  refreshed: 2027-02-15']);
    expect(lead(refreshed)).toMatchObject({ from: '2027-02-15', since: 'the February 2027 refresh' });
  });

  test('leadership with a date begins then', () => {
    const lead = registerIn(SMALL_AGREEMENT).assignments.find(({ holderKey }) => holderKey === 'chief-constable');
    expect(lead).toMatchObject({ from: '2026-09-01', since: null });
  });

  test('a linkage can be held by whoever holds a role', () => {
    const held = registerIn(SMALL_AGREEMENT).assignments.find(({ subjectKind }) => subjectKind === 'linkage');
    expect(held).toMatchObject({ holderKind: 'role', holderKey: 'hate-crime', holderRole: 'lead' });
  });

  test('a seat without a post is vacant', () => {
    const [, vacant] = registerIn(SMALL_AGREEMENT).seats;
    expect(vacant).toMatchObject({ postKey: null, representative: 'Not currently identified' });
  });

  test('a post may have several holders, one after another', () => {
    const held = 'holders: [{ person: ada-stone, to: 2026-05-31 }, { person: cat-vale, from: 2026-06-01 }]';
    expect(registerIn(smallAgreement(['holder: ada-stone', held])).holdings).toMatchObject([
      { personKey: 'ada-stone', from: null, to: '2026-05-31' },
      { personKey: 'cat-vale', from: '2026-06-01', to: null },
      { personKey: 'bob-reed' },
    ]);
  });

  test('ids that are copied in capitals are as their platform sends them', () => {
    const account = '5bf6a8b4-0c2d-4e5f-8a7b-6c8d9e0f1a21';
    const register = registerIn(smallAgreement([`force: ${account}`, `force: ${account.toUpperCase()}`]));
    expect(register.accounts.map(({ externalId }) => externalId)).toContain(account);
  });

  test('the same file gives the same rows, each with a key of its own', () => {
    const register = registerIn(SMALL_AGREEMENT);
    expect(registerIn(SMALL_AGREEMENT)).toEqual(register);
    for (const list of Object.values(register)) {
      if (!Array.isArray(list)) continue;
      expect(new Set(list.map(({ key }) => key)).size).toBe(list.length);
    }
  });

  test('what is only rehearsed is no part of the register', () => {
    const text = `${SMALL_AGREEMENT}rehearsal:\n  answers:\n    hate-crime: { when: working day 4, nothing: true }\n    serious-violence: { when: never }\n`;
    const read = readAgreement(text, 'a.yaml');
    expect(read).toMatchObject({
      rehearsal: {
        answers: [
          { priorityKey: 'hate-crime', when: { kind: 'working_day', day: 4 }, report: 'nothing' },
          { priorityKey: 'serious-violence', when: { kind: 'never' }, report: null },
        ],
      },
    });
    expect(read.ok && read.register).toEqual(registerIn(SMALL_AGREEMENT));
  });
});
