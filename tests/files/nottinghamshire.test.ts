import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readAgreement } from '../../src/files/agreement.ts';
import { accountsOf, channelsOf, preferredAccount } from '../../src/partnership/accounts.ts';
import { workingCalendar } from '../../src/partnership/calendar.ts';
import { holdersOf } from '../../src/partnership/holding.ts';
import { dueOn } from '../../src/partnership/periods.ts';
import { prioritiesByGrouping } from '../../src/partnership/priorities.ts';
import { DEEDS } from '../../src/partnership/rehearsal.ts';
import {
  leadsOf,
  mayRead,
  programmeManagers,
  responsibleFor,
  supportOfficersOf,
} from '../../src/partnership/responsibility.ts';
import { postName, sinceWords } from '../../src/partnership/roles.ts';

const FILE = 'examples/nottinghamshire-2020-23.yaml';
const DAY = '2021-04-01';
const read = readAgreement(readFileSync(FILE, 'utf8'), FILE);
if (!read.ok) throw new Error('The example has mistakes');
const { register, rehearsal, first } = read;
const leads = register.agreed.flatMap(({ priorityKey }) => leadsOf(register, priorityKey, DAY));

describe('the Nottinghamshire agreement 2020-23', () => {
  test('has three themes with their priorities, and who leads each', () => {
    const shown = prioritiesByGrouping(register, DAY).map(({ grouping, priorities }) => [
      grouping?.name,
      ...priorities.map(({ title, priorityKey }) => {
        const lead = leadsOf(register, priorityKey, DAY)[0];
        return `${title}: ${lead?.post && postName(register, lead.post.key)}`;
      }),
    ]);
    expect(shown).toEqual([
      [
        'Vulnerability',
        'Modern slavery: Chief Executive, Gedling Borough Council',
        'Domestic abuse: Director of Public Health',
        'Young People at risk of offending and/or criminal exploitation: Group Manager Early Help Services, Nottinghamshire County Council',
      ],
      [
        'Cohesion',
        'Hate crime: Chief Executive, Broxtowe Borough Council',
        'Prevent: Service Director, Commissioning and Resources, Nottinghamshire County Council',
      ],
      [
        'Crime & Harm Prevention',
        'Reducing reoffending: Nottinghamshire Police and Crime Commissioner',
        'Serious and Acquisitive Crime: Chief Constable, Nottinghamshire Police',
        'Substance Misuse: Director of Public Health',
        'Antisocial Behaviour: Chief Executive, Bassetlaw District Council',
        'Serious Violence: Head of the Nottingham City and Nottinghamshire Violence Reduction Unit',
        'Preventable Deaths: Assistant Chief Fire Officer, Nottinghamshire Fire and Rescue Service',
      ],
    ]);
  });

  test('has eleven leaderships of ten posts, since the March 2021 refresh', () => {
    expect(leads).toHaveLength(11);
    expect(new Set(leads.map(({ post }) => post?.key)).size).toBe(10);
    for (const { assignment } of leads) {
      expect(assignment.from).toBe('2021-03-01');
      expect(sinceWords(assignment)).toBe('since the March 2021 refresh');
    }
    expect(first).toEqual({ start: '2020-04-01', refreshed: '2021-03-01' });
  });

  test('has eighteen seats, three of them not identified, and three partnerships', () => {
    expect(register.seats).toHaveLength(18);
    const vacant = register.seats.filter(({ postKey }) => postKey === null);
    expect(vacant.map(({ organisation }) => organisation)).toEqual([
      'Voluntary sector',
      'Business sector',
      'Health / CCG Representation',
    ]);
    expect(register.bodies.filter(({ kind }) => kind === 'csp').map(({ name }) => name)).toEqual([
      'Community Safety Partnership 1',
      'Community Safety Partnership 2',
      'Community Safety Partnership 3',
    ]);
  });

  test('has six linkages, one held by whoever leads on hate crime', () => {
    expect(register.linkages).toHaveLength(6);
    const held = register.assignments.find(({ holderKind }) => holderKind === 'role')!;
    const lead = leadsOf(register, 'hate-crime', DAY)[0];
    expect(held.subjectKey).toBe('adults-safeguarding-board');
    expect(holdersOf(register, held, DAY)[0]?.person).toEqual(lead?.person);
  });

  test('has nine required actions and the two reports that are owed each quarter', () => {
    expect(register.requiredActions).toHaveLength(9);
    expect(register.obligations.map(({ report, owedToKey, cadence }) => [report, owedToKey, cadence])).toEqual([
      ['progress_report', 'snb', 'quarterly'],
      ['csp_narrative', 'performance-group', 'quarterly'],
    ]);
  });

  test('can be rehearsed: everybody who is asked can be reached, some here and some there', () => {
    const asked = register.priorities.flatMap(({ key }) => responsibleFor(register, 'priority', key, DAY));
    const platforms = asked.map(({ person }) => preferredAccount(register, person.key)?.connection.platform);
    expect(new Set(platforms)).toEqual(new Set(['slack', 'teams']));
    expect(channelsOf(register, 'snb').map(({ connection }) => connection.platform)).toEqual(['slack', 'teams']);
    const [manager] = programmeManagers(register, DAY);
    expect(accountsOf(register, manager!.key)).toHaveLength(2);
    expect(mayRead(register, manager!, DAY)).toBe(true);
    const supported = register.priorities.filter(
      ({ key }) => supportOfficersOf(register, 'priority', key, DAY).length > 0,
    );
    expect(supported.length).toBeGreaterThanOrEqual(3);
  });

  test('is rehearsed so that eight of eleven report by the due date: 5 green, 2 amber, 1 red', () => {
    const calendar = workingCalendar(register);
    const due = dueOn('2021-03-31', 10, calendar);
    expect(due).toBe('2021-04-16');
    const sent = rehearsal.answers.flatMap(({ when, report }) =>
      when.kind === 'working_day' ? [{ on: calendar.after('2021-03-31', when.day), report }] : [],
    );
    const inTime = sent
      .filter(({ on }) => on <= due)
      .map(({ report }) => (report === 'nothing' ? report : report?.rating));
    const count = (rating: string) => inTime.filter((one) => one === rating).length;
    expect(inTime).toHaveLength(8);
    expect(['green', 'amber', 'red'].map(count)).toEqual([5, 2, 1]);
    expect(sent.filter(({ on }) => on > due).map(({ on }) => on)).toEqual(['2021-04-20', '2021-04-21']);
    expect(rehearsal.answers.filter(({ when }) => when.kind === 'never')).toHaveLength(1);
    expect(
      sent.filter(({ report }) => report !== null && report !== 'nothing' && report.needed === 'decide'),
    ).toHaveLength(1);
  });

  test('is rehearsed with everything that people can do', () => {
    expect(new Set(rehearsal.steps.map(({ does }) => does))).toEqual(new Set(Object.keys(DEEDS)));
  });
});
