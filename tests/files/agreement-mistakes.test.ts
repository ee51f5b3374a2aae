import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAgreement } from '../../src/files/agreement.ts';
import { formatMistakes } from '../../src/files/mistake.ts';
import { SMALL_AGREEMENT, smallAgreement } from './small-agreement.ts';

/** Everything wrong with a text, one line a mistake; empty where nothing is. */
function mistakesIn(text: string): string {
  const read = readAgreement(text, 'a.yaml');
  return read.ok ? '' : formatMistakes(read.mistakes);
}

describe('a file that cannot be read at all', () => {
  test.each([
    ['an empty file', '', 'a.yaml line 1: The file is empty.'],
    ['blank lines', '\n\n', 'a.yaml line 1: The file is empty.'],
    ['comments alone', '# nothing yet\n', 'a.yaml line 1: The file is empty.'],
    ['plain text', 'Dear all', 'a.yaml line 1: This is not an agreement file: it has no sections.'],
    ['a list', '- a\n- b\n', 'a.yaml line 1: This is not an agreement file: it has no sections.'],
  ])('%s', (_, text, expected) => {
    expect(mistakesIn(text)).toBe(expected);
  });

  test('what is not YAML says on which line', () => {
    expect(mistakesIn('partnership:\n  key: "open\n')).toMatch(/^a\.yaml line 3: This cannot be read as YAML: /);
    expect(mistakesIn('partnership:\n\tkey: x\n')).toMatch(/^a\.yaml line 2: This cannot be read as YAML: /);
  });

  test('a file of another kind is refused, not read for ever', () => {
    expect(mistakesIn('x'.repeat(5 * 1024 * 1024 + 1))).toBe('a.yaml line 1: The file must be 5 MB or less.');
    expect(mistakesIn('a: b\n'.repeat(50_001))).toBe('a.yaml line 1: The file must be 50,000 lines or fewer.');
    const tooDeep = 'a.yaml line 1: The file is nested deeper than an agreement file can be.';
    expect(mistakesIn('['.repeat(50_000))).toBe(tooDeep);
    expect(mistakesIn(`${'{a: '.repeat(5_000)}1${'}'.repeat(5_000)}`)).toBe(tooDeep);
    expect(mistakesIn('- '.repeat(5_000))).toBe(tooDeep);
  });

  test('aliases are refused before they can grow', () => {
    const bomb = `a: &a [x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n`;
    expect(mistakesIn(bomb)).toContain('a.yaml line 2: “*a” is an alias, which this file may not use. Write it out.');
  });

  test('whatever the text is, there is an answer', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (text) => {
        expect(readAgreement(text, 'a.yaml').ok).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});

/** A file's section with an escalation that has these fields besides. */
const escalating = (more: string) =>
  `rehearsal:\n  escalations:\n    wardens: { title: Wardens, priorities: [hate-crime], situation: Few, evidence: Seen, reasons: [wider], asksFor: policy, ask: More, ${more} }\n`;

describe('a mistake in the file is named with its line, its field, what stands there and what is allowed', () => {
  test.each<[what: string, from: string, to: string, expected: string]>([
    [
      'a field that does not exist',
      'shortName: SBB',
      'shortname: SBB',
      'a.yaml line 4, partnership.shortname: “shortname” is not a field here. Did you mean shortName?',
    ],
    [
      'a section that does not exist',
      'meetings:',
      'meeting:',
      'line 90, meeting: “meeting” is not a field here. Did you mean meetings?',
    ],
    [
      'a field that is missing',
      '  area: Borsetshire\n',
      '',
      'a.yaml line 1, partnership.area: is missing. It must be text.',
    ],
    [
      'a word that is not one of a few',
      'kind: county',
      'kind: shire',
      'line 6, partnership.kind: “shire” must be one of county, city, district, combined.',
    ],
    [
      'a lead for a priority that does not exist',
      '- priority: hate-crime',
      '- priority: hate-crimes',
      'line 64, leadership[0].priority: “hate-crimes” is not a priority in this file. Did you mean hate-crime?',
    ],
    [
      'a lead that does not exist',
      'lead: felpersham-chief',
      'lead: felpersham',
      'line 65, leadership[0].lead: “felpersham” is not a post, a person or a body in this file. Did you mean felpersham-chief?',
    ],
    [
      'a holder by a role on a priority that does not exist',
      'lead for hate-crime',
      'lead for hat-crime',
      'linkages[0].representative: “lead for hat-crime” speaks of hat-crime, which is not a priority in this file. Did you mean hate-crime?',
    ],
    [
      'a post held by nobody who is in the file',
      'holder: ada-stone',
      'holder: zoe-quill',
      'posts.felpersham-chief.holder: “zoe-quill” is not a person in this file. The people in this file are: ada-stone, bob-reed, cat-vale.',
    ],
    [
      'an account on a connection that does not exist',
      'accounts: { council: U0ADASTONE }',
      'accounts: { counsil: U0ADASTONE }',
      'people.ada-stone.accounts.counsil: “counsil” is not a connection in this file. Did you mean council?',
    ],
    [
      'two people with one email, however it is written',
      'bob.reed@borsetshire.example',
      'Ada.Stone@felpersham.example',
      'people.bob-reed.email: “Ada.Stone@felpersham.example” is the email of somebody else too, on line 45.',
    ],
    [
      'two people with one account',
      'U0BOBREED',
      'U0ADASTONE',
      'people.bob-reed.accounts.council: “U0ADASTONE” is the account of somebody else too, on line 46.',
    ],
    [
      'a name in place of an account',
      'U0ADASTONE',
      'ada.stone',
      '“ada.stone” must be a Slack member id, like U0123ABCD.',
    ],
    [
      'a day that does not exist',
      'from: 2026-09-01',
      'from: 2026-06-31',
      'line 69, leadership[1].from: “2026-06-31” must be a day that exists, written like 2021-06-04.',
    ],
    [
      'a day that nobody means',
      'from: 2026-09-01',
      'from: 9999-12-31',
      'line 69, leadership[1].from: “9999-12-31” must be before 2100. Leave it out where there is no end.',
    ],
    [
      'a day in words',
      'date: 2026-06-12',
      'date: 31 June 2026',
      'meetings[0].date: “31 June 2026” must be a day that exists, written like 2021-06-04.',
    ],
    [
      'an agreement that ends before it starts',
      'end: 2029-03',
      'end: 2026-03',
      'line 11, agreement.end: “2026-03” must not be before start, which is 1 April 2026.',
    ],
    [
      'leadership that ends before it starts',
      'from: 2026-09-01',
      'from: 2026-09-01\n    to: 2026-08-31',
      'leadership[1].to: “2026-08-31” must not be before from, which is 1 September 2026.',
    ],
    [
      'a key given twice',
      '  serious-violence:\n',
      '  hate-crime:\n',
      'line 60, priorities.hate-crime: “hate-crime” is given twice here. Each name may be given once.',
    ],
    [
      'a person and a post with one name',
      '  cat-vale:\n',
      '  manager:\n',
      'people.manager: “manager” names something in posts already, on line 39. Posts, people and bodies must have different names.',
    ],
    [
      'two priorities with one name',
      'aliases: [Violence]',
      'aliases: [hate  CRIME]',
      'priorities.serious-violence.aliases[0]: “hate CRIME” is what another priority is called, on line 58.',
    ],
    [
      'a seat given twice',
      '    - { organisation: Voluntary sector }',
      '    - { organisation: Voluntary sector }\n    - { organisation: Voluntary sector }',
      'line 80, seats.board[2]: The same organisation and representative stands on line 79 already.',
    ],
    [
      'nobody to run it',
      '- role: programme_manager',
      '- role: analyst',
      'roles: There must be a programme_manager: whoever is asked where nobody leads, and is told what could not be delivered.',
    ],
    [
      'a person who prefers to be asked where they are not',
      'prefers: force',
      'prefers: council2',
      'people.bob-reed.prefers: “council2” is not a connection in this file.',
    ],
    [
      'a number out of bounds',
      'cadence: quarterly',
      'cadence: quarterly\n    dueWorkingDays: 0',
      'obligations.progress.dueWorkingDays: “0” must be 1 or more.',
    ],
    [
      'a list where a name belongs',
      'owedTo: board',
      'owedTo: [board]',
      'obligations.progress.owedTo: “["board"]” must be text.',
    ],
    [
      'a key that is not one',
      '  safe-places: {',
      '  Safe Places: {',
      'groupings.Safe Places: “Safe Places” must be small letters, digits and hyphens, beginning with a letter, like modern-slavery.',
    ],
    [
      'a time zone that does not exist',
      'kind: county',
      'kind: county\n  timeZone: Borsetshire',
      'partnership.timeZone: “Borsetshire” must be the name of a time zone, like Europe/London.',
    ],
    [
      'a closure on a day that does not exist',
      'linkages:',
      'calendar:\n  closures:\n    2026-06-31: Closed\nlinkages:',
      'line 82, calendar.closures.2026-06-31: “2026-06-31” must be a day that exists, written like 2021-06-04.',
    ],
    [
      'a rehearsed report that is not whole',
      'meetings:',
      'rehearsal:\n  answers:\n    hate-crime: { rating: green, direction: same }\nmeetings:',
      'rehearsal.answers.hate-crime: “hate-crime” has a report without achieved, next, needed.',
    ],
    [
      'a step of a rehearsal that nobody can take',
      'meetings:',
      'rehearsal:\n  steps:\n    - { on: working day 2, who: ada-stone, does: dance }\nmeetings:',
      'line 92, rehearsal.steps[0].does: “dance” must be one of snooze, away, draft, redraft, approve, send back, correct, delegate, chase, record, excuse, move, withdraw, pause, resume, escalate, join, acknowledge, take, ask, add, pass on, put on the agenda, answer, return with advice, join with another, decide, object, withdraw escalation, close.',
    ],
    [
      'a step by somebody who is not in the file',
      'meetings:',
      'rehearsal:\n  steps:\n    - { on: working day 2, who: ada-stoen, does: pause }\nmeetings:',
      'rehearsal.steps[0].who: “ada-stoen” is not a person in this file. Did you mean ada-stone?',
    ],
    [
      'a step without what it needs',
      'meetings:',
      'rehearsal:\n  steps:\n    - { on: working day 2, who: ada-stone, does: excuse, priority: hate-crime }\nmeetings:',
      'rehearsal.steps[0].why: is missing. Somebody who does “excuse” needs priority, why.',
    ],
    [
      'a step with what has no meaning there',
      'meetings:',
      'rehearsal:\n  steps:\n    - { on: working day 2, who: ada-stone, does: pause, until: working day 4 }\nmeetings:',
      'rehearsal.steps[0].until: “working day 4” has no meaning for “pause”, which has nothing more.',
    ],
    [
      'a step on no day',
      'meetings:',
      'rehearsal:\n  steps:\n    - { on: day 2, who: ada-stone, does: pause }\nmeetings:',
      'rehearsal.steps[0].on: “day 2” must be a working day after the period’s end, like working day 4, or a day that exists, like 2021-04-09.',
    ],
    [
      'a draft where there is nothing to report',
      'meetings:',
      'rehearsal:\n  answers:\n    hate-crime: { nothing: true }\n  steps:\n    - { on: working day 2, who: ada-stone, does: draft, priority: hate-crime }\nmeetings:',
      'rehearsal.steps[0].does: “draft” cannot be played: by its answer there is nothing to report on hate-crime.',
    ],
    [
      'an escalation with neither what was tried nor why nothing was',
      'meetings:',
      `${escalating('urgency: next meeting')}meetings:`,
      'line 92, rehearsal.escalations.wardens: “wardens” must have either tried or untried: what was tried locally, or why nothing was.',
    ],
    [
      'an escalation that cannot wait, without the day by which it is needed',
      'meetings:',
      `${escalating('urgency: immediate, untried: Nobody is there')}meetings:`,
      'rehearsal.escalations.wardens: “wardens” must have neededBy, as it cannot wait for the next meeting.',
    ],
    [
      'an escalation on a priority that is not in the file',
      'meetings:',
      `${escalating('urgency: next meeting, untried: Nobody is there').replace('[hate-crime]', '[hate-crim]')}meetings:`,
      'line 92, rehearsal.escalations.wardens.priorities[0]: “hate-crim” is not a priority in this file. Did you mean hate-crime?',
    ],
    [
      'a step on an escalation that is not in the file',
      'meetings:',
      'rehearsal:\n  steps:\n    - { on: 2026-04-09, who: ada-stone, does: take, escalation: wardens }\nmeetings:',
      'line 92, rehearsal.steps[0].escalation: “wardens” is not an escalation in this file.',
    ],
    [
      'a step on an escalation that nobody escalates',
      'meetings:',
      `${escalating('urgency: next meeting, untried: Nobody is there')}  steps:\n    - { on: 2026-04-09, who: ada-stone, does: take, escalation: wardens }\nmeetings:`,
      'rehearsal.steps[0].escalation: “wardens” is escalated in no step. Give the step in which somebody does “escalate”.',
    ],
    [
      'an answer to an escalation without what happens next',
      'meetings:',
      "rehearsal:\n  steps:\n    - { on: 2026-04-09, who: ada-stone, does: answer, escalation: wardens, says: Agreed, asAsked: 'yes' }\nmeetings:",
      'rehearsal.steps[0].next: is missing. Somebody who does “answer” needs escalation, says, next, asAsked.',
    ],
    [
      'a meeting on a day on which nobody meets',
      'meetings:',
      'rehearsal:\n  steps:\n    - { on: 2026-04-09, who: ada-stone, does: put on the agenda, escalation: wardens, meeting: 2026-06-13 }\nmeetings:',
      'rehearsal.steps[0].meeting: “2026-06-13” is the day of no meeting in this file.',
    ],
    [
      'a link that cannot be opened',
      'meetings:',
      'rehearsal:\n  steps:\n    - { on: 2026-04-09, who: ada-stone, does: add, escalation: wardens, says: See there, link: "file:///list" }\nmeetings:',
      'rehearsal.steps[0].link: “file:///list” must be an address that begins with https://',
    ],
    [
      'a role of two things',
      'body: board\n    holder',
      'body: board\n    priority: hate-crime\n    holder',
      'roles[1].priority: “body and priority” is one subject too many: a role is of one body, priority, grouping or post, or of the partnership.',
    ],
    [
      'a post with a holder and holders',
      'holder: ada-stone',
      'holder: ada-stone\n    holders: [{ person: bob-reed }]',
      'posts.felpersham-chief.holders: “holder and holders” cannot stand together. Give one of them.',
    ],
  ])('%s', (_, from, to, expected) => {
    expect(mistakesIn(smallAgreement([from, to]))).toContain(expected);
  });

  test('every mistake is told at once, in the order of the file, and nothing else', () => {
    const text = smallAgreement(
      ['kind: county', 'kind: shire'],
      ['lead: felpersham-chief', 'lead: felpersham'],
      ['date: 2026-06-12', 'date: 2026-06-31'],
    );
    const lines = mistakesIn(text).split('\n');
    expect(lines.map((line) => /line (\d+)/.exec(line)?.[1])).toEqual(['6', '65', '91']);
  });

  test('the same mistake in a long file does not hide behind its length', () => {
    const people = Array.from({ length: 3000 }, (_, n) => `  person-${n}:\n    name: Person ${n}\n`).join('');
    const text = smallAgreement(
      ['people:\n', `people:\n${people}`],
      ['lead: chief-constable', 'lead: chief-constabel'],
    );
    expect(mistakesIn(text)).toContain('Did you mean chief-constable?');
  });
});

test('however a file is spoilt, it is read or its mistakes are told', () => {
  const lines = SMALL_AGREEMENT.split('\n');
  const spoilt = fc.oneof(
    fc.constant(null),
    fc.constantFrom(
      '  - ',
      ': ',
      '  key: []',
      'people: 7',
      '    holders: x',
      'roles: {}',
      '? a',
      '  a: {b: [c]}',
      '- 1',
    ),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(lines.length - 1), spoilt), { minLength: 1, maxLength: 4 }), (edits) => {
      const text = lines
        .flatMap((line, index) => {
          const edit = edits.find(([at]) => at === index);
          if (!edit) return [line];
          return edit[1] === null ? [] : [edit[1]];
        })
        .join('\n');
      const read = readAgreement(text, 'a.yaml');
      if (!read.ok) expect(read.mistakes.length).toBeGreaterThan(0);
    }),
    { numRuns: 60 },
  );
});
