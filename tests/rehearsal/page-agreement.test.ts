import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readAgreement } from '../../src/files/agreement.ts';
import { withAccounts } from '../../src/rehearsal/accounts.ts';
import { ownFolder } from '../../src/rehearsal/own.ts';
import { type Agreements, bring, check } from '../../src/rehearsal/page-agreement.ts';
import { peopleOf } from '../../src/rehearsal/people.ts';
import { SMALL_AGREEMENT } from '../files/small-agreement.ts';

const small = { name: 'borsetshire.yaml', text: SMALL_AGREEMENT };
const withoutAccounts = SMALL_AGREEMENT.replace(/^ +accounts: .*\n/gm, '').replace(/^ +prefers: .*\n/gm, '');

const each = (count: number, lines: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => lines(index)).join('\n');

/** An agreement with as many people as a large county has in all its bodies. */
function large(people: number, priorities: number): string {
  return `partnership: { key: big, name: Big Board, shortName: BB, area: Bigshire, kind: county }
agreement: { key: a, title: Big Agreement, start: 2026-04, end: 2029-03 }
bodies:
  board: { name: Big Board, kind: board }
posts:
${each(people, (one) => `  post-${one}: { title: Officer ${one}, organisation: Council, holder: person-${one} }`)}
people:
${each(people, (one) => `  person-${one}: { name: Person ${one} }`)}
groupings:
  all: { name: All }
priorities:
${each(priorities, (one) => `  priority-${one}: { title: Priority ${one}, grouping: all }`)}
leadership:
${each(priorities, (one) => `  - { priority: priority-${one}, lead: post-${one} }`)}
roles:
  - { role: programme_manager, holder: post-${people - 1} }
`;
}

function registerIn(text: string) {
  const reading = readAgreement(text, 'own.yaml');
  if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes[0]));
  return reading.register;
}

describe('an agreement that somebody brings to the page', () => {
  function mistakesOf(text: string) {
    const checked = check({ name: 'x.yaml', text });
    return checked.ok ? [] : checked.mistakes;
  }

  test('is told what it holds, and when its rehearsal begins', () => {
    const checked = check(small);
    expect(checked).toMatchObject({ ok: true, partnership: 'Safer Borsetshire Board' });
    expect(checked.ok && checked.lines[1]).toBe(
      'The rehearsal begins on 30 June 2026, the last working day of a quarter',
    );
  });

  test('is told its mistakes, with line and field, and is not rehearsed', async () => {
    const started: string[] = [];
    const agreements: Agreements = {
      own: false,
      rehearse: async ({ name }) => started.push(name) > 0,
      example: async () => true,
    };
    const text = SMALL_AGREEMENT.replace('grouping: safe-places', 'grouping: safe-place');
    const checked = await bring(agreements, { want: 'rehearse', name: 'own.yaml', text });
    expect(checked).toMatchObject({ ok: false, mistakes: [{ field: 'priorities.hate-crime.grouping' }] });
    expect(started).toEqual([]);
    await bring(agreements, { want: 'rehearse', ...small });
    expect(started).toEqual(['borsetshire.yaml']);
  });

  test('is refused in words where it cannot be started, or is being started already', async () => {
    const agreements: Agreements = {
      own: false,
      rehearse: () => Promise.reject(new Error('pg 57P01')),
      example: async () => false,
    };
    await expect(bring(agreements, { want: 'rehearse', ...small })).rejects.toThrow('you see the example again');
    await expect(bring(agreements, { want: 'example' })).rejects.toThrow('being started again already');
  });

  test('that is no agreement at all, or a hundred mistakes, is answered and not thrown', () => {
    for (const text of ['', '\0', '%PDF-1.7', '[]', '<script>alert(1)</script>', '{'.repeat(1_000)])
      expect(check({ name: 'x.yaml', text }).ok, text.slice(0, 20)).toBe(false);
    const many = check({ name: 'x.yaml', text: large(150, 150).replaceAll('grouping: all', 'grouping: none') });
    expect(many).toMatchObject({ ok: false, more: 50 });
  });

  test('quotes no more of a mistake than a line holds', () => {
    const [mistake] = mistakesOf(SMALL_AGREEMENT.replace('grouping: safe-places', `grouping: ${'x'.repeat(1_000)}`));
    expect(mistake?.value).toBe(`${'x'.repeat(80)}…`);
  });

  test('that is no text, or in an encoding of its own, is told how to save it', () => {
    const utf16 = new TextDecoder().decode(Buffer.from(SMALL_AGREEMENT, 'utf16le'));
    const latin1 = new TextDecoder().decode(Buffer.from('name: Café', 'latin1'));
    for (const text of [utf16, latin1])
      expect(mistakesOf(text)).toMatchObject([{ message: expect.stringContaining('Save it as text, in UTF-8') }]);
  });

  test.each([
    ['ten thousand fields that are none', each(10_000, (one) => `field-${one}: 1`)],
    ['fifteen hundred leads whom the file does not know', large(1_500, 1_500).replaceAll('lead: post', 'lead: past')],
    ['fifteen hundred priorities of one name', large(1_500, 1_500).replace(/Priority \d+/g, 'Priority')],
  ])(
    '%s are answered in seconds, with the first hundred',
    (_, text) => {
      const began = performance.now();
      const checked = check({ name: 'x.yaml', text });
      expect(checked.ok || checked.mistakes).toHaveLength(100);
      expect(!checked.ok && checked.more).toBeGreaterThan(1_000);
      // It took minutes for five thousand when every mistake looked through the whole file. Generous, for a busy machine.
      expect(performance.now() - began).toBeLessThan(30_000);
    },
    60_000,
  );
});

describe('the rehearsal of an agreement without accounts', () => {
  test('gives everybody one, and the board a channel, and keeps those that are there', () => {
    const register = withAccounts(registerIn(withoutAccounts));
    expect(new Set(register.accounts.map(({ personKey }) => personKey)).size).toBe(register.people.length);
    const before = registerIn(SMALL_AGREEMENT);
    expect(withAccounts(before).accounts).toEqual(expect.arrayContaining(before.accounts));
    const nowhere = withAccounts(registerIn(large(3, 1)));
    expect(nowhere.connections.map(({ platform }) => platform)).toEqual(['slack', 'teams']);
    expect(nowhere.channels.map(({ bodyKey }) => bodyKey)).toEqual(['board']);
  });

  test('lists a thousand people and a hundred priorities without keeping anybody waiting', () => {
    const register = withAccounts(registerIn(large(1_000, 100)));
    const began = performance.now();
    const people = peopleOf(register, '2026-06-30');
    // It took 15 seconds when everybody was looked up behind every assignment. Generous, for a busy machine.
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(people).toHaveLength(1_001);
    expect(people.filter(({ group }) => group === 'lead')).toHaveLength(100);
  });
});

test('what was brought is found again after a restart, and another one begins anew', () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'golden-thread-own-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const own = ownFolder(path.join(home, 'own'));
  expect(own.agreement()).toBeNull();
  own.keep(small);
  expect(ownFolder(path.join(home, 'own')).agreement()).toEqual(small);
  own.forget();
  expect(own.agreement()).toBeNull();
  expect(existsSync(own.folder)).toBe(false);
});
