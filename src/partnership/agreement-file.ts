import { z } from 'zod';
import { byKey, day, key, notTooFar, text, timeOfDay } from './agreement-fields.ts';
import { rehearsal } from './agreement-rehearsal.ts';
import { type Day, isRealDay } from './day.ts';
import { periodOf } from './periods.ts';

/** What an agreement file may say. Every field is listed here, and one that is not is a mistake. */

/** A month counts from its first day, or to its last. */
const dayOrMonth = notTooFar(
  z.string().refine((typed) => isRealDay(typed) || isRealDay(`${typed}-01`), {
    error: 'must be a day or a month that exists, written like 2021-06-04 or 2021-06',
    abort: true,
  }),
);

/** One of something, or a list of it. */
const some = <T extends z.ZodType>(one: T) =>
  z.preprocess((given) => (given === undefined || Array.isArray(given) ? given : [given]), z.array(one).optional());

/** A post, a person or a body of the file; or "lead for hate-crime": whoever holds that role then. */
const holder = z.string().trim().min(1).max(200);

const partnership = z.strictObject({
  key,
  name: text,
  shortName: text,
  area: text,
  kind: z.enum(['county', 'city', 'district', 'combined']),
  timeZone: z
    .string()
    .refine(isTimeZone, { error: 'must be the name of a time zone, like Europe/London' })
    .default('Europe/London'),
  yearStartMonth: z.number().int().min(1).max(12).default(4),
});

const agreement = z.strictObject({
  key,
  title: text,
  kind: z.enum(['agreement', 'plan', 'strategy']).default('agreement'),
  start: dayOrMonth,
  end: dayOrMonth,
  refreshed: dayOrMonth.optional(),
  status: z.enum(['draft', 'in_force', 'superseded']).default('in_force'),
});

const connection = z.strictObject({
  platform: z.enum(['slack', 'teams']),
  id: text,
  domains: z
    .array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, { error: 'must be an email domain, like council.example' }))
    .default([]),
});

const body = z.strictObject({
  name: text,
  shortName: text.optional(),
  kind: z.enum([
    'board',
    'performance_group',
    'csp',
    'delivery_group',
    'officer_group',
    'neighbourhood_team',
    'external_board',
    'scrutiny',
    'council',
    'programme_team',
  ]),
  statutoryRole: z.enum(['county_strategy_group', 'csp_strategy_group']).optional(),
  external: z.boolean().default(false),
  reportsTo: some(key),
  escalatesTo: some(key),
  informs: some(key),
  partOf: some(key),
  delegatesTo: some(key),
  linkedWith: some(key),
  scrutinises: some(key),
  channels: byKey(z.strictObject({ id: text, name: text })),
});

const post = z.strictObject({
  title: text,
  organisation: text.optional(),
  holder: key.optional(),
  holders: z.array(z.strictObject({ person: key, from: day.optional(), to: day.optional() })).default([]),
});

const person = z.strictObject({
  name: text,
  email: z.email({ error: 'must be an email address, like name@council.example' }).optional(),
  accounts: byKey(text),
  prefers: key.optional(),
});

const grouping = z.strictObject({
  name: text,
  kind: z.enum(['theme', 'objective', 'aim', 'approach']).default('theme'),
});

const priority = z.strictObject({
  title: text,
  /** What it is called across agreements, where that is not its title in this one. */
  name: text.optional(),
  aliases: z.array(text).default([]),
  grouping: some(key),
  tier: z.enum(['priority', 'focus_area', 'risk_driver', 'local']).default('priority'),
});

const leadership = z.strictObject({
  priority: key,
  lead: holder.optional(),
  deputy: some(holder),
  support: some(holder),
  from: day.optional(),
  to: day.optional(),
  since: text.optional(),
});

const role = z.strictObject({
  role: z.enum([
    'champion',
    'theme_lead',
    'deputy',
    'support_officer',
    'delivery_group',
    'chair',
    'vice_chair',
    'secretary',
    'programme_manager',
    'csp_officer',
    'analyst',
    'representative',
  ]),
  /** What the role is of: one of these, or the whole partnership where there is none. */
  body: key.optional(),
  priority: key.optional(),
  grouping: key.optional(),
  post: key.optional(),
  holder,
  from: day.optional(),
  to: day.optional(),
});

const seat = z.strictObject({ organisation: text, representative: text.optional(), post: key.optional() });

const linkage = z.strictObject({ body: key, representative: holder.optional() });

const obligation = z.strictObject({
  report: z.enum(['progress_report', 'csp_narrative']),
  owedBy: z.enum(['lead', 'champion', 'theme_lead', 'delivery_group', 'csp_officer']),
  owedTo: key,
  cadence: z.enum(['monthly', 'quarterly', 'six_monthly', 'annual']),
  dueWorkingDays: z.number().int().min(1).max(60).default(10),
  from: day.optional(),
  to: day.optional(),
});

const meeting = z.strictObject({
  body: key,
  date: day,
  start: timeOfDay.optional(),
  place: text.optional(),
});

export const agreementFile = z.strictObject({
  partnership,
  agreement,
  calendar: z.strictObject({ closures: z.record(day, text).default({}) }).default({ closures: {} }),
  connections: byKey(connection),
  bodies: byKey(body),
  posts: byKey(post),
  people: byKey(person),
  groupings: byKey(grouping),
  priorities: byKey(priority),
  leadership: z.array(leadership).default([]),
  roles: z.array(role).default([]),
  seats: byKey(z.array(seat)),
  linkages: z.array(linkage).default([]),
  requiredActions: byKey(text),
  obligations: byKey(obligation),
  meetings: z.array(meeting).default([]),
  rehearsal,
});

export type AgreementFile = z.infer<typeof agreementFile>;

/** The first day that a day or month means: 2021-03 begins on 2021-03-01. */
export function firstDay(typed: string): Day {
  return isRealDay(typed) ? typed : `${typed}-01`;
}

/** The last day that a day or month means: 2023-03 ends on 2023-03-31. */
export function lastDay(typed: string): Day {
  return isRealDay(typed) ? typed : periodOf('monthly', 1, `${typed}-01`).end;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
