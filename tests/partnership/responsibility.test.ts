import { describe, expect, test } from 'vitest';
import { channelsOf, preferredAccount } from '../../src/partnership/accounts.ts';
import { holdersOf } from '../../src/partnership/holding.ts';
import type { Register } from '../../src/partnership/register.ts';
import {
  isOfBoard,
  isOnRegister,
  isProgrammeManager,
  leadsOf,
  mayRead,
  maySend,
  programmeManagers,
  responsibleFor,
  supportOfficersOf,
} from '../../src/partnership/responsibility.ts';
import { sinceWords } from '../../src/partnership/roles.ts';
import { rolesOf } from '../../src/partnership/standing.ts';
import { smallRegister } from './small-register.ts';

const DAY = '2026-10-01';
const ADA = { key: 'ada-stone' };
const BOB = { key: 'bob-reed' };
const CAT = { key: 'cat-vale' };

const asked = (register: Register, subject: string, day = DAY, kind = 'priority') =>
  responsibleFor(register, kind, subject, day).map(({ person, because }) => `${person.key}: ${because}`);
const senders = (register: Register, subject: string, day = DAY) =>
  register.people.filter((person) => maySend(register, person, 'priority', subject, day)).map(({ key }) => key);

describe('who is asked for a report', () => {
  test('the person in the post that leads', () => {
    expect(asked(smallRegister(), 'hate-crime')).toEqual(['ada-stone: lead for Hate crime']);
  });

  test('every lead, where there are several', () => {
    const register = smallRegister(['roles:', '  - { priority: hate-crime, lead: bob-reed }\nroles:']);
    expect(asked(register, 'hate-crime')).toEqual(['ada-stone: lead for Hate crime', 'bob-reed: lead for Hate crime']);
  });

  test('the deputy, while the post is vacant', () => {
    const register = smallRegister(['from: 2026-09-01', 'from: 2026-09-01\n    deputy: cat-vale']);
    expect(asked(register, 'serious-violence')).toEqual([
      'cat-vale: deputy for Serious violence, which nobody leads at present',
    ]);
  });

  test('the programme manager, where there is neither lead nor deputy', () => {
    expect(asked(smallRegister(), 'serious-violence')).toEqual([
      'bob-reed: programme manager, as nobody leads Serious violence at present',
    ]);
  });

  test('the programme manager rather than a support officer, who could not send it', () => {
    const register = smallRegister(['    from: 2026-09-01', '    support: cat-vale\n    from: 2026-09-01']);
    expect(asked(register, 'serious-violence').map((one) => one.split(':')[0])).toEqual(['bob-reed']);
    expect(senders(register, 'serious-violence')).toEqual(['bob-reed']);
  });

  test('the chair and the secretary of a body that leads', () => {
    const register = smallRegister(
      ['lead: felpersham-chief', 'lead: board'],
      ['roles:', 'roles:\n  - { role: secretary, body: board, holder: cat-vale }'],
    );
    expect(asked(register, 'hate-crime')).toEqual(['ada-stone: lead for Hate crime', 'cat-vale: lead for Hate crime']);
  });

  test('the officer of a community safety partnership for its narrative', () => {
    const register = smallRegister(['roles:', 'roles:\n  - { role: csp_officer, body: csp-north, holder: cat-vale }']);
    expect(asked(register, 'csp-north', DAY, 'body')).toEqual([
      'cat-vale: community safety partnership officer for North Borsetshire CSP',
    ]);
  });

  test('whoever holds the post on the day', () => {
    const register = smallRegister([
      'holder: ada-stone',
      'holders: [{ person: ada-stone, to: 2026-09-30 }, { person: cat-vale, from: 2026-10-01 }]',
    ]);
    expect(asked(register, 'hate-crime', '2026-09-30')).toEqual(['ada-stone: lead for Hate crime']);
    expect(asked(register, 'hate-crime', '2026-10-01')).toEqual(['cat-vale: lead for Hate crime']);
  });
});

describe('who may send a report', () => {
  test('the lead, not the support officer, not the programme manager', () => {
    expect(senders(smallRegister(), 'hate-crime')).toEqual(['ada-stone']);
  });

  test('the lead and the deputy alike', () => {
    const register = smallRegister(['support: cat-vale', 'deputy: cat-vale']);
    expect(senders(register, 'hate-crime')).toEqual(['ada-stone', 'cat-vale']);
  });

  test('the deputy of the post that leads', () => {
    const register = smallRegister([
      'roles:',
      'roles:\n  - { role: deputy, post: felpersham-chief, holder: cat-vale }',
    ]);
    expect(senders(register, 'hate-crime')).toEqual(['ada-stone', 'cat-vale']);
  });

  test('nobody any more from the day on which their leadership has ended', () => {
    const register = smallRegister();
    const ended = register.assignments.map((one) => (one.role === 'lead' ? { ...one, endedOn: '2026-08-01' } : one));
    expect(senders({ ...register, assignments: ended }, 'hate-crime', '2026-07-31')).toEqual(['ada-stone']);
    expect(senders({ ...register, assignments: ended }, 'hate-crime', '2026-08-01')).toEqual(['bob-reed']);
  });

  test('nobody any more who has left the register', () => {
    const register = smallRegister();
    const people = register.people.map((one) => (one.key === 'ada-stone' ? { ...one, endedOn: DAY } : one));
    expect(senders({ ...register, people }, 'hate-crime')).toEqual(['bob-reed']);
  });

  test('every open return can be sent by each person who is asked for it', () => {
    const register = smallRegister();
    for (const { key } of register.priorities) {
      const responsible = responsibleFor(register, 'priority', key, DAY);
      expect(responsible.length).toBeGreaterThan(0);
      for (const { person } of responsible) expect(maySend(register, person, 'priority', key, DAY)).toBe(true);
    }
  });
});

describe('who may read reports, and who is of the board', () => {
  const on = (line: string) => smallRegister(['roles:', `roles:\n  - ${line}`], ['support: cat-vale', 'since: then']);
  test.each([
    [
      'the support officer of a priority',
      '{ role: support_officer, priority: hate-crime, holder: cat-vale }',
      true,
      false,
    ],
    ['the deputy of a priority', '{ role: deputy, priority: hate-crime, holder: cat-vale }', true, false],
    ['the champion of a theme', '{ role: champion, grouping: safe-places, holder: cat-vale }', true, true],
    ['the vice chair of the board', '{ role: vice_chair, body: board, holder: cat-vale }', true, true],
    ['the programme manager', '{ role: programme_manager, holder: cat-vale }', true, true],
    ['the officer of a partnership', '{ role: csp_officer, body: csp-north, holder: cat-vale }', false, false],
    ['the chair of another body', '{ role: chair, body: health-board, holder: cat-vale }', false, false],
    ['an analyst', '{ role: analyst, holder: cat-vale }', false, false],
  ])('%s: %s', (_, line, reads, isOf) => {
    expect([mayRead(on(line), CAT, DAY), isOfBoard(on(line), CAT, DAY)]).toEqual([reads, isOf]);
  });

  test('who sits on the board, and nobody who is merely on the register', () => {
    const register = smallRegister(['support: cat-vale', 'since: then']);
    expect(mayRead(register, ADA, DAY)).toBe(true);
    expect(mayRead(register, CAT, DAY)).toBe(false);
    expect(mayRead(register, { key: 'nobody' }, DAY)).toBe(false);
  });
});

describe('who is who', () => {
  test('a vacant post leads, with nobody in it; before it leads, nobody does', () => {
    const register = smallRegister();
    expect(leadsOf(register, 'serious-violence', '2026-08-31')).toEqual([]);
    const [lead] = leadsOf(register, 'serious-violence', '2026-09-01');
    expect(lead).toMatchObject({ post: { key: 'chief-constable' }, person: null });
    expect(sinceWords(lead!.assignment)).toBe('since 1 September 2026');
  });

  test('a linkage moves with the role that holds it', () => {
    const linkage = (register: Register) =>
      register.assignments
        .filter(({ subjectKind }) => subjectKind === 'linkage')
        .flatMap((one) => holdersOf(register, one, DAY).map(({ person }) => person?.key));
    expect(linkage(smallRegister())).toEqual(['ada-stone']);
    expect(linkage(smallRegister(['lead: felpersham-chief', 'lead: manager']))).toEqual(['bob-reed']);
  });

  test('roles that are defined by each other have no holder', () => {
    const register = smallRegister(
      ['lead: felpersham-chief', 'lead: lead for serious-violence'],
      ['lead: chief-constable', 'lead: lead for hate-crime'],
    );
    expect(leadsOf(register, 'hate-crime', DAY)).toEqual([]);
  });

  test('what a person does is said in words', () => {
    expect(rolesOf(smallRegister(), ADA, DAY)).toEqual([
      'Chief Executive, Felpersham Council',
      'Lead for Hate crime',
      'Chair of the Safer Borsetshire Board',
      'Representative to the Health Board',
      'Sits on the Safer Borsetshire Board',
    ]);
    expect(rolesOf(smallRegister(), CAT, DAY)).toEqual(['Support officer for Hate crime']);
  });

  test('the programme manager, the support officers and the register', () => {
    const register = smallRegister();
    expect(programmeManagers(register, DAY).map(({ key }) => key)).toEqual(['bob-reed']);
    expect(isProgrammeManager(register, ADA, DAY)).toBe(false);
    expect(supportOfficersOf(register, 'priority', 'hate-crime', DAY).map(({ key }) => key)).toEqual(['cat-vale']);
    expect(isOnRegister(register, BOB, DAY)).toBe(true);
    expect(isOnRegister(register, { key: 'nobody' }, DAY)).toBe(false);
  });

  test('a person is asked on the account they prefer, else on the one they have', () => {
    const register = smallRegister();
    expect(preferredAccount(register, 'bob-reed')).toMatchObject({ connection: { key: 'force' } });
    expect(preferredAccount(register, 'ada-stone')).toMatchObject({ account: { externalId: 'U0ADASTONE' } });
    expect(preferredAccount(register, 'cat-vale')).toBeNull();
    expect(channelsOf(register, 'board').map(({ channel }) => channel.name)).toEqual(['board']);
  });
});
