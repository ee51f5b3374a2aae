import type { Context } from '../commands/command.ts';
import type { Draft } from '../store/store.ts';
import type { Carried } from '../views/form.ts';
import { type Personal, personalIn } from '../views/forms/personal.ts';
import { NO_REASON, REASON, SAFE_WRITING, safeWritingDialog } from '../views/forms/safe-writing.ts';
import { isReason, type Reason } from '../views/safe-writing.ts';
import type { AnyFormCommand, Filled, Next } from './forms.ts';

/** What somebody was asked about their words, and what they answered: part of their draft. */
interface Answers {
  asked: string[];
  /** As it stands on screen. */
  reason: string;
  answered: Record<string, Reason>;
}

const NOTHING: Answers = { asked: [], reason: '', answered: {} };

const answersIn = (carried: Carried): Answers =>
  carried[SAFE_WRITING] ? (JSON.parse(carried[SAFE_WRITING]) as Answers) : NOTHING;

const withAnswers = (carried: Carried, answers: Answers): Carried => ({
  ...carried,
  [SAFE_WRITING]: JSON.stringify(answers),
});

/** The same words are the same wherever they stand, so that only what is new is asked about again. */
const known = ({ kind, words }: Personal) => `${kind} ${words.toLowerCase().replace(/\s+/g, ' ')}`;

/** What a draft carries once somebody did something where they are asked for a reason: it is for what they were shown. */
export function reasoned(carried: Carried, { page, act, values }: Filled): Carried {
  if (page !== SAFE_WRITING) return carried;
  const answers = answersIn(carried);
  const reason = values[REASON] ?? answers.reason;
  if (act === 'save' || !isReason(reason)) return withAnswers(carried, { ...answers, reason });
  const given = Object.fromEntries(answers.asked.map((one) => [one, reason]));
  return withAnswers(carried, { asked: [], reason: '', answered: { ...answers.answered, ...given } });
}

/** The question that has to be answered before a draft is sent; null where there is none. */
export async function asksBeforeSending(
  { form, name }: AnyFormCommand,
  draft: Draft,
  { page }: Filled,
  { store }: Context,
): Promise<Next | null> {
  const answers = answersIn(draft.carried);
  const found = personalIn(form, draft.values, draft.carried).filter(
    (one) => !Object.hasOwn(answers.answered, known(one)),
  );
  if (found.length === 0) return null;
  const asked = [...new Set(found.map(known))];
  const same = asked.join('\n') === answers.asked.join('\n');
  // Another question begins without a reason: what a platform still holds of the last one must not stand in for it.
  const reason = same ? answers.reason : '';
  const revision = same ? draft.revision : draft.revision + 1;
  const carried = withAnswers(draft.carried, { ...answers, asked, reason });
  await store.drafts.save(draft.id, { carried, revision });
  const shown = { ...draft, carried, revision, partnershipId: store.partnershipId };
  const error = same && page === SAFE_WRITING ? NO_REASON : undefined;
  return { kind: 'page', dialog: safeWritingDialog(form, name, shown, { found, reason, error }) };
}

/**
 * Keeps that something was sent with a reason: who, when, which form, which kinds and reasons, and what it was, or what was
 * `made` of it. Never the words.
 */
export async function keepOverridden(
  { form, name }: AnyFormCommand,
  { subject, values, carried }: Draft,
  { store, person, now }: Context,
  made?: string,
): Promise<void> {
  const found = personalIn(form, values, carried);
  if (found.length === 0) return;
  const { answered } = answersIn(carried);
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  const reasons = [...new Set(found.map((one) => answered[known(one)]))];
  // A draft's subject may go on after what it is about.
  const about = made ?? subject.split('/').slice(0, 2).join('/');
  await store.events.add({
    at: now,
    by: person.key,
    what: 'safe-writing.overridden',
    subject: about,
    detail: { form: name, kinds, reasons },
  });
}
