import { z } from 'zod';
import { byKey, day, key, text, timeOfDay } from './agreement-fields.ts';
import { isRealDay } from './day.ts';
import type { Urgency } from './escalation.ts';
import {
  ASKED_FOR,
  DEEDS,
  type Deed,
  REASONS_GIVEN,
  type Rehearsal,
  type RehearsedAnswer,
  type RehearsedDay,
  type RehearsedEscalation,
  type RehearsedNarrative,
  type RehearsedStep,
  type RehearsedTime,
} from './rehearsal.ts';

/** What an agreement file may say about how it is rehearsed: what each report, narrative and escalation says, and who does what when. */

const sentWhen = z
  .string()
  .regex(/^(on time|late|never|working day [1-9]\d?)$/, { error: 'must be on time, working day 4, late or never' })
  .default('on time');
/** Nothing to report: two taps. */
const nothing = z.literal(true).optional();

const answer = z.strictObject({
  when: sentWhen,
  nothing,
  rating: z.enum(['green', 'amber', 'red']).optional(),
  reason: z.string().max(300).optional(),
  direction: z.enum(['improving', 'same', 'worsening', 'cannot_say']).optional(),
  achieved: z
    .array(z.strictObject({ what: text, difference: text }))
    .max(5)
    .optional(),
  next: z
    .array(z.strictObject({ what: text, who: text, by: day }))
    .max(5)
    .optional(),
  headline: z.string().max(140).optional(),
  needed: z.enum(['decide', 'discuss', 'note', 'nothing']).optional(),
  ask: text.optional(),
});

const narrative = z.strictObject({
  when: sentWhen,
  nothing,
  changed: z.string().max(1_500).optional(),
  headline: z.string().max(140).optional(),
  consider: z.string().max(100).optional(),
  emerging: z.array(text).max(5).optional(),
  doing: z.string().max(1_500).optional(),
});

const URGENCIES = {
  immediate: 'immediate',
  'before next meeting': 'before_next_meeting',
  'next meeting': 'next_meeting',
  'for information': 'information',
} as const satisfies Record<string, Urgency>;

const escalation = z.strictObject({
  title: z.string().trim().min(1).max(100),
  priorities: z.array(key).min(1).max(3),
  partnerships: z.array(key).default([]),
  situation: z.string().trim().min(1).max(1_500),
  evidence: z.string().trim().min(1).max(1_500),
  tried: z
    .array(z.strictObject({ what: text, when: z.string().trim().min(1).max(60), result: text }))
    .max(5)
    .default([]),
  untried: text.optional(),
  reasons: z.array(z.enum(REASONS_GIVEN)).min(1),
  asksFor: z.enum(ASKED_FOR),
  ask: z.string().trim().min(1).max(200),
  urgency: z.enum(Object.keys(URGENCIES) as [keyof typeof URGENCIES, ...(keyof typeof URGENCIES)[]]),
  neededBy: day.optional(),
  sensitive: z.boolean().default(false),
});

/** A day of the calendar, or a working day counted from the period's end. */
const when = z.string().refine((typed) => isRealDay(typed) || WORKING_DAY.test(typed), {
  error: 'must be a working day after the period’s end, like working day 4, or a day that exists, like 2021-04-09',
});
const WORKING_DAY = /^working day ([1-9]\d?)$/;

const step = z.strictObject({
  on: when,
  at: timeOfDay.optional(),
  who: key,
  does: z.enum(Object.keys(DEEDS) as [Deed, ...Deed[]]),
  priority: key.optional(),
  until: when.optional(),
  to: when.optional(),
  received: when.optional(),
  from: key.optional(),
  why: z.string().trim().min(1).max(300).optional(),
  headline: z.string().trim().min(1).max(140).optional(),
  escalation: key.optional(),
  says: z.string().trim().min(1).max(1_000).optional(),
  link: z
    .url({ protocol: /^https$/, error: 'must be an address that begins with https://' })
    .max(500)
    .optional(),
  next: text.optional(),
  asAsked: z.enum(['yes', 'partly', 'no']).optional(),
  by: z.string().trim().min(1).max(150).optional(),
  meeting: day.optional(),
  into: key.optional(),
});

export const rehearsal = z
  .strictObject({
    answers: byKey(answer),
    narratives: byKey(narrative),
    escalations: byKey(escalation),
    steps: z.array(step).default([]),
  })
  .default({ answers: {}, narratives: {}, escalations: {}, steps: [] });

type RehearsalFile = z.infer<typeof rehearsal>;

export function rehearsalOf(file: RehearsalFile): Rehearsal {
  return {
    answers: Object.entries(file.answers).map(([priorityKey, one]) => ({
      priorityKey,
      when: timeOf(one.when),
      report: reportOf(one),
    })),
    narratives: Object.entries(file.narratives).map(([bodyKey, one]) => ({
      bodyKey,
      when: timeOf(one.when),
      narrative: narrativeOf(one),
    })),
    escalations: Object.entries(file.escalations).map(([key, one]) => escalationOf(key, one)),
    steps: file.steps.map(stepOf),
  };
}

function stepOf(one: RehearsalFile['steps'][number], index: number): RehearsedStep {
  const { on, at, who, does, until, to, received } = one;
  return {
    ...{ place: `rehearsal.steps[${index}]`, on: dayOf(on), at: at ?? null, who, does },
    ...{ priorityKey: one.priority ?? null, from: one.from ?? null, why: one.why ?? null },
    ...{ headline: one.headline ?? null, escalationKey: one.escalation ?? null, says: one.says ?? null },
    ...{ link: one.link ?? null, next: one.next ?? null, asAsked: one.asAsked ?? null, by: one.by ?? null },
    ...{ until: until ? dayOf(until) : null, to: to ? dayOf(to) : null, received: received ? dayOf(received) : null },
    ...{ meeting: one.meeting ?? null, intoKey: one.into ?? null },
  };
}

function escalationOf(key: string, one: RehearsalFile['escalations'][string]): RehearsedEscalation {
  const { priorities, partnerships, untried, urgency, neededBy, ...rest } = one;
  return {
    ...rest,
    ...{ key, priorityKeys: priorities, bodyKeys: partnerships, untried: untried ?? null },
    ...{ urgency: URGENCIES[urgency], neededBy: neededBy ?? null },
  };
}

function dayOf(typed: string): RehearsedDay {
  const counted = WORKING_DAY.exec(typed);
  return counted ? { kind: 'working_day', day: Number(counted[1]) } : { kind: 'date', day: typed };
}

function timeOf(typed: string): RehearsedTime {
  const counted = WORKING_DAY.exec(typed);
  if (counted) return { kind: 'working_day', day: Number(counted[1]) };
  return { kind: typed === 'late' ? 'late' : typed === 'never' ? 'never' : 'on_time' };
}

function reportOf(one: RehearsalFile['answers'][string]): RehearsedAnswer['report'] {
  const { rating, direction, needed } = one;
  if (one.nothing) return 'nothing';
  if (!rating || !direction || !needed) return null;
  return {
    rating,
    reason: one.reason ?? null,
    direction,
    achieved: one.achieved ?? [],
    next: one.next ?? [],
    headline: one.headline ?? null,
    needed,
    ask: one.ask ?? null,
  };
}

function narrativeOf(one: RehearsalFile['narratives'][string]): RehearsedNarrative['narrative'] {
  const { changed, headline = null, consider = null, emerging = [], doing = null } = one;
  if (one.nothing) return 'nothing';
  return changed ? { changed, headline, consider, emerging, doing } : null;
}
