import type { Kind } from '../partnership/safe-writing/finding.ts';
import { inSentence, together } from './words.ts';

/** What each kind is called, why it matters who reads it, and what can be written instead. */
export const PERSONAL: Record<Kind, { name: string; why: string; safer: string }> = {
  dateOfBirth: {
    name: 'Date of birth',
    why: 'With a place or an incident beside it, it points to one person.',
    safer: 'Write an age group: “under 18”, “in their 40s”.',
  },
  postcode: {
    name: 'Full postcode',
    why: 'It covers a few homes, so it shows who lives there.',
    safer: 'Write the ward, or the first half of the postcode alone: “NG7”.',
  },
  phone: {
    name: 'Phone number',
    why: 'It reaches one person, and those who read this do not need it.',
    safer: 'Write who holds it: “details held by housing, speak to the team leader”.',
  },
  email: {
    name: 'Email address',
    why: 'It often holds a name, and what is written here can be released to the public.',
    safer: 'Write the post or the organisation.',
  },
  nationalInsurance: {
    name: 'National Insurance number',
    why: 'It belongs to one person for life, and can be misused.',
    safer: 'Write “one person”, and which organisation holds the details.',
  },
  nhsNumber: {
    name: 'NHS number',
    why: 'It tells who a patient is, and health needs more protection than most details.',
    safer: 'Write “a patient”, and “details held by health”.',
  },
  crimeReference: {
    name: 'Crime or case reference',
    why: 'Whoever can look it up finds the names in the case.',
    safer: 'Write what happened and how often, and “details held in the police system”.',
  },
  courtesyTitle: {
    name: 'Title and surname',
    why: 'It names a person, and what is written here can be released to the public.',
    safer: 'Write the post or the part they have: “a resident”, “a GP”, “the head of housing”.',
  },
  victim: {
    name: 'One victim, suspect or witness',
    why: 'With what happened beside it, a letter or a first name can be enough to tell who it is.',
    safer: 'Write the pattern: “three victims”, “a repeat victim”.',
  },
};

/** Why something may stay. Nobody types it, so that the log can hold it without holding what was written. */
export const REASONS = {
  notPersonal: 'It is not about a person',
  published: 'It has been published already',
  agreed: 'The person has agreed',
  needed: 'Nobody could act on this without it',
  other: 'Another reason, which I can give when asked',
} as const;

export type Reason = keyof typeof REASONS;

export const isReason = (text: unknown): text is Reason => typeof text === 'string' && Object.hasOwn(REASONS, text);

/** What was asked about and sent all the same, as the history tells it: "title and surname, because the person has agreed". */
export function overriddenWords({ kinds, reasons }: Record<string, unknown>): string {
  const names = [kinds].flat().map((kind) => inSentence(PERSONAL[kind as Kind]?.name ?? String(kind)));
  const why = [reasons].flat().map((reason) => (isReason(reason) ? REASONS[reason] : String(reason)));
  return `${together(names)}. Reason: ${together(why.map(inSentence))}`;
}
