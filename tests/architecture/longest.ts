import { commands } from '../../src/commands/index.ts';
import { owedByPerson } from '../../src/partnership/owed.ts';
import { prioritiesInForce } from '../../src/partnership/priorities.ts';
import type { Delegation, Leave, Register } from '../../src/partnership/register.ts';
import type { EarlierVersion, Period, Return, ReturnVersion, SentReturn } from '../../src/partnership/returns.ts';
import { type Carried, type Field, type Form, optionsOf, type Raw } from '../../src/views/form.ts';
import { narrating } from '../support/register.ts';

/** As long as an agreement file lets a name be. Quotes and line ends are what grows most on the way. */
export const LONG = 'Young people “at risk” of "offending" \\ and/or criminal exploitation 👩‍👩‍👧‍👦 '
  .repeat(9)
  .slice(0, 499)
  .concat('.');

const words = (some: string) => (limit: number) =>
  some
    .repeat(limit)
    .slice(0, limit - 1)
    .concat('.');

export const FILLINGS: [string, (limit: number) => string][] = [
  ['letters', (limit) => 'x'.repeat(limit)],
  ['words', words('word and another ')],
  ['quotes and line ends', words('"\\\n')],
  ['emoji', (limit) => '😀'.repeat(limit)],
];

/** As long as a reason, or a word with a draft that is sent back, may be typed. */
export const TYPED = words('"\\\n')(500);

/** Every field of every page, and as many rows as there may be. */
export function filled(form: Form, fill: (field: Field) => string, carried: Carried = {}): Raw {
  const one = (field: Field) => {
    if (field.kind === 'choice') return field.options?.at(-1)?.value ?? '';
    if (field.kind === 'choices') return (optionsOf(field, carried) ?? []).map(({ value }) => value).join(',');
    return field.kind === 'date' ? '2021-06-30' : fill(field);
  };
  const fields = Object.values(form.pages).flatMap((page) => Object.entries<Field>(page.fields));
  return Object.fromEntries(
    fields.map(([name, field]) => {
      if (field.kind !== 'rows') return [name, one(field)];
      const cells = Object.entries(field.fields ?? {}).map(([inner, cell]) => [inner, one(cell)]);
      const row = (index: number) => ({
        ...Object.fromEntries(cells),
        id: `0a1b2c3d-0000-4000-8000-00000000000${index}`,
      });
      return [name, Array.from({ length: field.max ?? 1 }, (_, index) => row(index))];
    }),
  );
}

/** Who leads every priority here. */
const LEAD = 'priya-raman';
const OFFICER = 'nadia-wren';
const DAY = '2021-04-16';

export const leave: Leave = {
  key: `${LEAD}/leave`,
  personKey: LEAD,
  from: '2021-04-12',
  to: '2021-04-30',
  endedOn: null,
};

/** The example with every name as long as it may be, and every priority led by one person. */
function longRegister(): Register {
  const register = narrating();
  register.partnership.name = LONG;
  for (const list of [register.bodies, register.people, register.groupings] as { name: string }[][])
    for (const row of list) row.name = LONG;
  for (const post of register.posts) Object.assign(post, { title: LONG, organisation: LONG });
  for (const priority of register.agreed) priority.title = LONG;
  for (const priority of register.priorities) Object.assign(priority, { name: LONG, aliases: Array(20).fill(LONG) });
  for (const agreement of register.agreements) agreement.title = LONG;
  for (const meeting of register.meetings) meeting.place = LONG;
  for (const channel of register.channels) channel.name = LONG;
  for (const assignment of register.assignments) {
    if (assignment.role === 'lead') assignment.holderKey = 'director-of-public-health';
    assignment.since = LONG;
  }
  return register;
}

export const register = longRegister();
/** The same with everybody away. */
export const away: Register = {
  ...register,
  leaves: register.people.map(({ key }) => ({ ...leave, key: `${key}/leave`, personKey: key })),
};
export const day = DAY;
export const people = register.people;
export const agreed = prioritiesInForce(register, DAY);
export const delegations = agreed.map(
  ({ priorityKey }): Delegation => ({
    key: `${priorityKey}/delegation`,
    priorityKey,
    fromKey: LEAD,
    toKey: OFFICER,
    from: '2021-01-01',
    to: '2021-12-31',
    endedOn: null,
  }),
);
export const obligation = register.obligations.find(({ report }) => report === 'progress_report')!;
export const period: Period = {
  id: '0a1b2c3d-0000-4000-8000-000000000002',
  obligationKey: obligation.key,
  start: '2021-01-01',
  end: '2021-03-31',
  dueOn: DAY,
  openedAt: new Date('2021-04-01T08:00:00Z'),
  closedAt: null,
  digestHeldAt: null,
  digestHeldBy: null,
  digestIssue: 1,
};

const returnOn = (subjectKey: string, index: number): Return => ({
  id: `0a1b2c3d-0000-4000-8000-0000000001${String(index).padStart(2, '0')}`,
  periodId: period.id,
  subjectKind: 'priority',
  subjectKey,
  dueOn: DAY,
  dueVersion: 2,
  version: 1,
  reference: 'SNB-999999',
  excusedAt: null,
  excusedBy: null,
  excuse: null,
});
export const returns = agreed.map(({ priorityKey }, index) => returnOn(priorityKey, index));
export const excused = returns.map(
  (one): Return => ({ ...one, excusedAt: new Date('2021-04-06T09:00:00Z'), excusedBy: OFFICER, excuse: TYPED }),
);

export const reportForm = commands.find(({ name }) => name === 'report')!.form as Form;
/** A report as it is typed, every answer to its limit. */
export const answers = filled(reportForm, (field) => FILLINGS[2]![1](field.limit ?? 20));
const step = { what: LONG, who: LONG, by: DAY, outcome: 'dropped' };
const versionOf = ({ id }: Return): ReturnVersion => ({
  id: `${id}/v`,
  returnId: id,
  version: 99,
  nil: false,
  values: {
    ...answers,
    steps: Array(5).fill(step),
    rating: 'red',
    needed: 'decide',
    budget: 999_999_999_999,
    spent: 1,
    forecast: 1,
  },
  changed: Array(20).fill(LONG),
  authorKey: LEAD,
  sentAt: new Date('2021-04-06T09:00:00Z'),
  late: true,
  preparedBy: OFFICER,
  approvedBy: LEAD,
  receivedOn: DAY,
  recordedBy: OFFICER,
  withdrawnAt: null,
  withdrawnBy: null,
  withdrawnFor: null,
  draftId: 'd',
});
export const versions = returns.map(versionOf);
export const withdrawn = versions.map(
  (one): ReturnVersion => ({
    ...one,
    values: {},
    withdrawnAt: new Date('2021-04-20T09:00:00Z'),
    withdrawnBy: OFFICER,
    withdrawnFor: TYPED,
  }),
);
/** What was in force before: the same words, so that each is said to be unchanged, and another rating. */
export const before: EarlierVersion = {
  ...versions[0]!,
  values: { ...versions[0]!.values, rating: 'green' },
  periodStart: '2019-10-01',
};
export const previous = new Map(returns.map(({ subjectKey }) => [subjectKey, before]));

/** A year of reports on one priority, each in many versions. */
export const sent: SentReturn[] = Array.from({ length: 40 }, (_, index) => ({
  owed: { ...returns[0]!, id: `${returns[0]!.id}/${index}` },
  period: { ...period, start: `${2021 - index}-01-01` },
  versions: [...versions.slice(0, 1), ...withdrawn.slice(0, 1)].flatMap((one) =>
    Array.from({ length: 10 }, (_, version) => ({ ...one, version: one.version + version })),
  ),
}));

export const [[, owed] = ['', []]] = owedByPerson(register, { periods: [period], returns, current: [] }, DAY);
/** The same as somebody else is asked for it: with others, in place of some who are away, after one was withdrawn. */
export const instead = owed.map((one, index) => ({
  ...one,
  others: people.slice(0, 3),
  insteadOf: people.slice(0, 3),
  withdrawn: withdrawn[index]!,
  draft: {
    id: one.owed.id,
    returnId: one.owed.id,
    nil: false,
    preparedBy: OFFICER,
    by: LONG,
    approves: true,
    sends: false,
  },
}));
export const done = owed.map((one, index) => ({ ...one, sent: versions[index]! }));
export const notAsked = instead.map((one) => ({ ...one, asked: false }));
export const excusedOwed = owed.map((one, index) => ({ ...one, owed: excused[index]! }));

/** What a digest of narratives is made from, every answer to its limit, each as it was before. */
export const narrated = narratives();

function narratives() {
  const form = commands.find(({ name }) => name === 'narrative')!.form as Form;
  const said = { ...filled(form, (field) => FILLINGS[2]![1](field.limit ?? 20)), countywide: 'yes' };
  const all = versions.map((one): ReturnVersion => ({ ...one, values: said }));
  const earlier: EarlierVersion = { ...all[0]!, periodStart: '2019-10-01' };
  const wanted = register.obligations.find(({ report }) => report === 'csp_narrative')!;
  const before = new Map(returns.map(({ subjectKey }) => [subjectKey, earlier]));
  const pages = sent.map((one) => ({
    ...one,
    period: { ...one.period, obligationKey: wanted.key },
    versions: one.versions.map((version) => ({ ...version, values: version.withdrawnAt ? {} : said })),
  }));
  return { obligation: wanted, period, returns, versions: all, previous: before, earlier, sent: pages };
}
