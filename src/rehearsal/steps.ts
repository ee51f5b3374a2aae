import { delegateForm } from '../commands/delegate.ts';
import { excuseForm } from '../commands/excuse.ts';
import { moveForm } from '../commands/move-form.ts';
import { sendBackForm } from '../commands/send-back.ts';
import { withdrawForm } from '../commands/withdraw.ts';
import { type Day, formatDay } from '../partnership/day.ts';
import type { Deed, RehearsedReport } from '../partnership/rehearsal.ts';
import { labelled } from '../views/words.ts';
import { ESCALATING, type Escalating, type EscalationDeed } from './escalating.ts';
import { fillsPage, fillsReceived, fillsReport } from './filling.ts';
import type { Player } from './player.ts';

/** What a step needs to be played, with every day worked out. */
export interface Playing {
  does: Deed;
  /** The priority's title, and what a report on it says. */
  title: string;
  report: RehearsedReport;
  until: Day;
  to: Day;
  received: Day;
  /** A person's name. */
  from: string;
  why: string;
  headline: string;
  /** Where the step is one of an escalation. */
  escalating: Escalating | null;
}

/** Does what a step says, by what that person has on screen. @throws where it cannot be done there */
export async function play(player: Player, step: Playing): Promise<void> {
  await player.leaves();
  if (isOfEscalation(step.does)) {
    if (step.escalating) await ESCALATING[step.does](player, step.escalating);
  } else await DOING[step.does](player, step);
  await player.leaves();
}

const isOfEscalation = (does: Deed): does is EscalationDeed => Object.hasOwn(ESCALATING, does);

const DOING: Record<Exclude<Deed, EscalationDeed>, (player: Player, step: Playing) => Promise<void>> = {
  snooze: (player, { until }) => player.commands(`snooze until ${formatDay(until)}`),
  away: (player, { until }) => player.commands(`away until ${formatDay(until)}`),
  async draft(player, { title, report }) {
    await player.presses(labelled('Draft the report on', title));
    await fillsReport(player, report);
    await sends(player, 'Send');
  },
  async redraft(player, { title, headline }) {
    await player.presses(labelled('Go on with the report on', title));
    await saysInstead(player, headline);
  },
  approve: (player, { title }) => player.presses('Approve and send', title),
  async 'send back'(player, { title, why }) {
    await player.presses('Send back', title);
    await fillsPage(player, [[sendBackForm.pages.word.fields.word.label, why]]);
    await sends(player, 'Send back');
  },
  async correct(player, { title, headline }) {
    await player.presses(labelled('Change the report on', title));
    await saysInstead(player, headline);
  },
  async delegate(player, { title, until }) {
    await opens(player, `delegate ${title}`);
    await fillsPage(player, [[delegateForm.pages.until.fields.until.label, until]]);
    await sends(player, 'Let them send');
  },
  chase: (player, { title }) => player.commands(`chase ${title || 'all'}`),
  async record(player, { title, from, received, report }) {
    await opens(player, `record ${title}`);
    await fillsReceived(player, from, received);
    await fillsReport(player, report);
    await sends(player, 'Record the report');
  },
  async excuse(player, { title, why }) {
    await opens(player, `excuse ${title}`);
    await fillsPage(player, [[excuseForm.pages.why.fields.why.label, why]]);
    await sends(player, 'Excuse the report');
  },
  async move(player, { title, to, why }) {
    const { dueOn, why: reason, sure } = moveForm.pages.move.fields;
    await opens(player, `move ${title}`);
    await fillsPage(player, [
      [dueOn.label, to],
      [reason.label, why],
    ]);
    await sends(player, 'Move the due date');
    if (!player.inputs().some(({ label }) => label === sure.label)) return;
    await fillsPage(player, [[sure.label, 'Yes, move it to this date']]);
    await sends(player, 'Move the due date');
  },
  async withdraw(player, { title, why }) {
    await opens(player, `withdraw ${title}`);
    await fillsPage(player, [[withdrawForm.pages.why.fields.why.label, why]]);
    await sends(player, 'Withdraw the report');
  },
  pause: (player) => player.commands('pause'),
  resume: (player) => player.commands('resume'),
};

/** Types a command that has a form. Where only a button can open one, it is pressed. */
async function opens(player: Player, text: string): Promise<void> {
  await player.commands(text);
  if (player.dialog() !== undefined) return;
  const button = player.buttons().findLast((label) => label.startsWith('Open '));
  await player.presses(button ?? 'Open');
}

/** Sends the open form, by the button that begins so. */
async function sends(player: Player, label: string): Promise<void> {
  const button = [...(player.dialog() ?? '').matchAll(/^\[(.+)\]$/gm)].map(([, said]) => said!);
  await player.presses(button.findLast((said) => said.startsWith(label)) ?? label);
}

async function saysInstead(player: Player, headline: string): Promise<void> {
  await player.presses('Change headline and what you need');
  await fillsPage(player, [['Headline', headline]]);
  await sends(player, 'Send');
}
