import { add } from '../commands/add.ts';
import { advise } from '../commands/advise.ts';
import { agenda } from '../commands/agenda.ts';
import { answer } from '../commands/answer.ts';
import { ask } from '../commands/ask.ts';
import { decide } from '../commands/decide.ts';
import { escalate } from '../commands/escalate.ts';
import { merge } from '../commands/merge.ts';
import { object } from '../commands/object.ts';
import { passOn } from '../commands/pass-on.ts';
import { withdrawEscalation } from '../commands/withdraw-escalation.ts';
import { type Day, formatLongDay } from '../partnership/day.ts';
import type { Outcome } from '../partnership/escalation.ts';
import type { Taken } from '../partnership/escalation-steps.ts';
import type { Deed, RehearsedEscalation } from '../partnership/rehearsal.ts';
import { ANSWERS_QUESTION, AS_ASKED, ASKS, REASONS, STEP_LABELS, URGENCIES } from '../views/escalation-words.ts';
import type { Form } from '../views/form.ts';
import { sendLabel } from '../views/forms/show.ts';
import { type Filled, fillsForm } from './filling.ts';
import { type Player, readOut } from './player.ts';

/** What a step of an escalation needs to be played, with names and titles in the place of keys. */
export interface Escalating {
  escalation: RehearsedEscalation;
  priorities: string[];
  /** Those that it concerns; none where it is the officer's own. */
  partnerships: string[];
  today: Day;
  /** The day of a meeting. */
  meeting: Day;
  says: string;
  link: string | null;
  next: string;
  asAsked: Outcome['asAsked'];
  /** Who made a decision. */
  by: string;
  why: string;
  headline: string;
  /** To whom it is passed on, as the form says it. */
  to: string;
  /** The title of the one that goes on for both. */
  into: string;
}

export type EscalationDeed = Extract<
  Deed,
  | ('escalate' | 'join' | 'acknowledge' | 'take' | 'ask' | 'add' | 'put on the agenda' | 'answer' | 'decide')
  | ('pass on' | 'return with advice' | 'join with another' | 'object' | 'withdraw escalation' | 'close')
>;

/** Does what a step of an escalation says, by what that person has on screen. */
export const ESCALATING: Record<EscalationDeed, (player: Player, step: Escalating) => Promise<void>> = {
  escalate: (player, step) => raises(player, step, step.escalation.title, 'None'),
  join: (player, step) => raises(player, step, step.headline, 'Join '),
  acknowledge: (player, step) => takes(player, step, 'acknowledge'),
  take: (player, step) => takes(player, step, 'take'),
  ask: (player, step) => takes(player, step, 'ask', ask.form, { words: step.says }),
  add: (player, step) => takes(player, step, 'add', add.form, { words: step.says, link: step.link }),
  'put on the agenda': (player, step) =>
    takes(player, step, 'agenda', agenda.form, { meeting: formatLongDay(step.meeting) }),
  'pass on': (player, step) => takes(player, step, 'pass', passOn.form, { to: step.to, words: step.why }),
  answer: (player, step) => takes(player, step, 'answer', answer.form, { words: step.says, ...settling(step) }),
  'return with advice': (player, step) =>
    takes(player, step, 'return', advise.form, { words: step.says, ...settling(step) }),
  'join with another': (player, step) =>
    takes(player, step, 'merge', merge.form, () => ({ into: offered(player, step.into) })),
  decide: (player, step) =>
    takes(player, step, 'decide', decide.form, {
      ...{ words: step.says, madeBy: step.by, on: step.today },
      ...settling(step),
    }),
  object: (player, step) => takes(player, step, 'object', object.form, { words: step.says }),
  'withdraw escalation': (player, step) =>
    takes(player, step, 'withdraw', withdrawEscalation.form, { words: step.why }),
  close: (player, step) => takes(player, step, 'close'),
};

const settling = ({ next, asAsked }: Escalating): Filled => ({ next, asAsked: AS_ASKED[asAsked] });

/** Writes an escalation under a title and sends it. Others that look alike are shown before: one is chosen, or none. */
async function raises(player: Player, step: Escalating, title: string, choosing: 'Join ' | 'None'): Promise<void> {
  const { escalation: one, priorities, partnerships } = step;
  const { form } = escalate;
  await player.begins(escalate.shortcut!.label);
  await fillsForm(player, form, {
    ...{ title, priorities, areas: partnerships.length > 0 ? partnerships : null },
    ...{ situation: one.situation, evidence: one.evidence, untried: one.untried },
    anythingTried: one.tried.length > 0 ? 'Yes' : 'No',
    'tried.what': one.tried.map(({ what }) => what),
    'tried.when': one.tried.map(({ when }) => when),
    'tried.result': one.tried.map(({ result }) => result),
    ...{ why: one.reasons.map((key) => REASONS[key]), askKind: ASKS[one.asksFor], ask: one.ask },
    ...{ urgency: URGENCIES[one.urgency], neededBy: one.neededBy, sensitive: one.sensitive ? 'Sensitive' : 'Not' },
  });
  await player.presses(sendLabel(form, {}));
  const alike = player.inputs().find(({ label }) => label === form.pages.similar.fields.joins.label)?.options;
  if (!alike && choosing === 'None') return;
  const found = alike?.find(
    ({ label }) => label.startsWith(choosing) && (choosing === 'None' || label.includes(one.title)),
  );
  if (!found) throw new Error(`It was not offered to join “${one.title}”.\n${player.dialog() ?? player.reads()}`);
  await fillsForm(player, form, { joins: found.label });
  await player.presses(sendLabel(form, {}));
}

/** Presses the button of a step: on the newest message about it that offers it, else where all of it is read. */
async function takes(
  player: Player,
  { escalation: { title } }: Escalating,
  step: Taken,
  form?: Form,
  values: Filled | (() => Filled) = {},
): Promise<void> {
  const offered = player
    .messages()
    .filter(({ nodes }) => readOut(nodes).includes(title))
    .flatMap(({ nodes }) => nodes.flatMap((node) => (node.kind === 'button' ? [node.label] : [])));
  const usual = STEP_LABELS[step];
  // What answers a question is called so.
  const labels = step === 'add' ? [ANSWERS_QUESTION, usual] : [usual];
  if (!labels.some((one) => offered.includes(one)))
    await player.presses(offered.findLast((one) => one.startsWith('Read all of')) ?? usual);
  const page = player.dialog();
  const label = labels.find((one) => page?.includes(`[${one}]`) ?? offered.includes(one)) ?? usual;
  await player.presses(label, title);
  if (!form) return;
  await fillsForm(player, form, typeof values === 'function' ? values() : values);
  await player.presses(sendLabel(form, label === ANSWERS_QUESTION ? { question: label } : {}));
}

/** What the open form offers that speaks of a title. */
function offered(player: Player, title: string): string | null {
  const all = player.inputs().flatMap(({ options = [] }) => options);
  return all.find(({ label }) => label.includes(title))?.label ?? null;
}
