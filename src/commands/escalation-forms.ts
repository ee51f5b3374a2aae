import type { z } from 'zod';
import type { Taken } from '../partnership/escalation-steps.ts';
import type { Dialog } from '../views/dialog.ts';
import { AUDIENCE } from '../views/escalation-readers.ts';
import { type Carried, type Form, type FormValues, form, longText, type Option, page, text } from '../views/form.ts';
import { CHECK } from '../views/forms/raw.ts';
import { type Block, type Message, paragraph, strong } from '../views/message.ts';
import { together } from '../views/words.ts';
import type { Context, FormCommand, Sent } from './command.ts';
import { type input, sinceWords, type ToStep, toStep } from './escalating.ts';
import { type Subject, spoken } from './escalation-telling.ts';

/** What a form about an escalation says at its top, with what was said of it since the form was opened. */
export function aboutEscalation({ reference, title, asked, since }: Carried): Block[] {
  if (!reference || !title) return [];
  return [
    ...(since ? [paragraph(strong('Since you opened this: ')), ...listOf(since).map((one) => paragraph(one))] : []),
    paragraph(strong(`${reference}. `), title),
    paragraph(`Asked for: ${asked ?? ''}`),
  ];
}

const listOf = (json: string) => JSON.parse(json) as string[];

/** One answer in words. */
export function wordsForm({ title, send, label }: { title: string; send: string; label: string }) {
  return form({
    title,
    send,
    audience: AUDIENCE,
    checked: true,
    about: aboutEscalation,
    pages: {
      words: page({
        title: label,
        fields: {
          words: longText({ label, missing: missingOf(label), limit: 1_000 }),
        },
      }),
    },
  });
}

/** A link, which may be left out. */
export function linkTo(label: string) {
  return text({
    label,
    hint: 'Files are not taken here',
    required: false,
    limit: 500,
    check: (link) => (isWebAddress(link) ? undefined : `${label} must start with https://`),
  });
}

function isWebAddress(typed: string): boolean {
  return /^https:\/\/[^\s/]/i.test(typed) && URL.canParse(typed);
}

/** What is said where nothing was typed: "Enter your question". */
export const missingOf = (label: string) => `Enter ${label.charAt(0).toLowerCase()}${label.slice(1)}`;

/** Options that were known when the form was opened. */
export const carriedOptions =
  (name: string) =>
  (carried: Carried): Option[] =>
    carried[name] ? (JSON.parse(carried[name]) as Option[]) : [];

type Input = z.infer<typeof input>;

interface FormStep<F extends Form> {
  step: Taken;
  form: F;
  /** The title of what is said where it cannot be taken any more: "Not answered". */
  not: string;
  /** What else the form carries, as it is each time it is opened; or why there is nothing to fill in. */
  offers?(context: Context, subject: Subject): Promise<Carried | Message>;
  /** What the fields hold when nothing was typed yet. */
  values?(context: Context, subject: Subject): Record<string, string>;
  /** What is held beside the escalation itself, always in the same order. */
  holds?(values: FormValues<F>): string[];
  takes(values: FormValues<F>, context: Context, found: ToStep): Promise<Dialog | Message>;
}

/**
 * A step that is taken with a form: it opens while the step can be taken, and is taken from whoever may then. What was
 * said of the escalation since the form was opened is shown once before it is sent.
 */
export function withForm<F extends Form>(one: FormStep<F>): Pick<FormCommand<Input, F>, 'form' | 'open' | 'run'> {
  const { step, form, offers, values, holds, takes, not } = one;
  return {
    form,
    async open(wanted, context) {
      const found = await toStep(context, wanted, step);
      if ('instead' in found) return { kind: 'message', message: found.instead };
      const offered = (await offers?.(context, found.subject)) ?? {};
      if (isMessage(offered)) return { kind: 'message', message: offered };
      return {
        kind: 'form',
        subject: `escalation/${wanted.escalation}`,
        // Somebody who comes back to what they began is shown what was said since they began it.
        carried: { seen: await seenOf(context, found.subject) },
        current: { ...(await carriedFor(context, found.subject)), ...offered },
        values: values?.(context, found.subject) ?? {},
      };
    },
    async run(wanted, answers, context, { carried }) {
      const found = await toStep(context, wanted, step, holds?.(answers));
      if ('instead' in found) return refusedWith(not, found.instead);
      const said = await sinceWords(context, found.subject, Number(carried.seen));
      if (said.length > 0)
        return {
          kind: 'wrong',
          page: CHECK,
          errors: {},
          alert: 'Not sent yet. Something was said since you opened this: read it, then send.',
          carried: {
            ...(await carriedFor(context, found.subject)),
            seen: await seenOf(context, found.subject),
            since: JSON.stringify(shortened(said, found.subject)),
          },
        };
      const taken = await takes(answers, context, found);
      return isMessage(taken) ? refusedWith(not, taken) : { kind: 'page', dialog: taken };
    },
  };
}

const isMessage = (one: Carried | Dialog | Message): one is Message => 'summary' in one;

async function carriedFor(context: Context, subject: Subject): Promise<Carried> {
  const { reference, title, ask, priorities } = await spoken(context, subject);
  return { reference, title: `${title} (${together(priorities)})`, asked: ask, today: context.today, since: '' };
}

/** How many steps of an escalation somebody has before them. */
async function seenOf({ store }: Context, { escalation }: Subject): Promise<string> {
  return String((await store.escalations.entries(escalation.id)).length);
}

/** So many of the steps since, and so much of each, stand at the top of a form. */
const MOST_SINCE = 5;
const LONGEST_SINCE = 500;

function shortened(said: string[], { escalation: { reference } }: Subject): string[] {
  const shown = said
    .slice(-MOST_SINCE)
    .map((one) => (one.length > LONGEST_SINCE ? `${[...one].slice(0, LONGEST_SINCE).join('').trimEnd()} …` : one));
  const isAll = said.length <= MOST_SINCE && said.every((one) => one.length <= LONGEST_SINCE);
  return isAll ? shown : [`Type “escalation ${reference}” to read all of it.`, ...shown];
}

/** A form that is not taken any more, with how the escalation stands. What was typed stands below it. */
function refusedWith(title: string, { blocks }: Message): Sent {
  return { kind: 'refused', dialog: { title, blocks } };
}
