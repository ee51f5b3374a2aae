import { setTimeout } from 'node:timers/promises';
import type { TurnContext } from 'botbuilder';
import { actions, line, type Message } from '../../views/message.ts';
import type { Answer, Interaction, Log } from '../platform.ts';
import { inPersonalChat } from './deliver.ts';
import { messageTask, type Task, taskOf } from './dialog.ts';
import { activitiesOf, type activityOf } from './message.ts';
import { outcomeOf } from './outcome.ts';
import type { Tenant } from './tenant.ts';

const says = (summary: string): Message => ({ summary, blocks: [{ type: 'paragraph', text: line(summary) }] });

const ANSWERED = says('I have answered you in our chat.');
const UNREACHABLE = says('I could not open a chat with you. Add this app for yourself in Teams, then ask again.');
export const OUT_OF_DATE = says('This button is no longer in use. Send “help” to see what you can do.');
const DONE = says('Done.');

/** How long somebody who asked is kept waiting because Teams wants it slower, in seconds. */
const MOST_PATIENCE = 5;

/** A message cannot open a dialog: it shows the button that does. */
const messageOf = (answer: Exclude<Answer, { kind: 'nothing' }>, interaction: Interaction): Message => {
  if (answer.kind === 'message') return answer.message;
  const { dialog } = answer;
  const again =
    interaction.kind === 'pressed'
      ? { partnershipId: interaction.partnershipId, command: interaction.command, input: interaction.input }
      : dialog.form && { partnershipId: dialog.form.partnershipId, command: dialog.form.command, input: {} };
  const opener = dialog.opener ?? (again && { ...again, label: `Open ${dialog.title}` });
  const title = { type: 'heading' as const, text: dialog.title };
  if (!opener) return { summary: dialog.title, blocks: [title, ...dialog.blocks] };
  return { summary: dialog.title, blocks: [title, actions({ style: 'primary', ...opener, opens: true })] };
};

/** A long answer may be more than Teams takes at once: one part that certainly did not arrive is sent again, once. */
const sendPart = async (context: TurnContext, part: ReturnType<typeof activityOf>): Promise<void> => {
  try {
    await context.sendActivity(part);
  } catch (error) {
    const outcome = outcomeOf(error, true, 1);
    if (outcome.kind !== 'retry' || outcome.unsure || outcome.seconds > MOST_PATIENCE) throw error;
    await setTimeout(outcome.seconds * 1000);
    await context.sendActivity(part);
  }
};

const send = async (context: TurnContext, message: Message): Promise<void> => {
  for (const part of activitiesOf(message)) await sendPart(context, part);
};

/**
 * Answers a message, or a button that does not open anything. In a channel nothing can be shown to one person alone, so
 * what is meant for one person goes to their own chat, and the channel says only that.
 */
export async function answerInChat(
  context: TurnContext,
  tenant: Tenant,
  interaction: Interaction,
  answer: Answer,
  log: Log,
): Promise<void> {
  if (answer.kind === 'nothing') return;
  const message = messageOf(answer, interaction);
  const isPrivate = answer.kind === 'dialog' || answer.private;
  if (interaction.place.kind === 'direct' || !isPrivate) return send(context, message);
  try {
    await inPersonalChat(tenant, interaction.actor.accountId, (chat) => send(chat, message));
  } catch (error) {
    log.warn(
      { registration: tenant.registration.key, reason: (error as Error).message },
      'A personal chat was not reached',
    );
    return send(context, UNREACHABLE);
  }
  await send(context, ANSWERED);
}

/** Answers a button that opens something. */
export const answerOpening = (answer: Answer): Task => answerInDialog(answer) ?? messageTask(DONE);

/** Answers a button of a dialog: the next thing it shows. Undefined closes it. */
export function answerInDialog(answer: Answer): Task | undefined {
  if (answer.kind === 'nothing') return undefined;
  return answer.kind === 'dialog' ? taskOf(answer.dialog) : messageTask(answer.message);
}

export const outOfDate = (): Task => messageTask(OUT_OF_DATE);
