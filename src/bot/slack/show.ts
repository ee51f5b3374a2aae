import type { Answer } from '../platform.ts';
import { asMessage, openDialog, type Tell } from './answer.ts';
import { renderAsDialog, renderDialog, waitingView } from './dialog.ts';
import { within } from './turns.ts';
import type { Workspace } from './workspace.ts';

/** Opening a form takes one read. Where that takes longer than this, a waiting view uses the trigger while it lasts. */
const WAITING_AFTER_MS = 700;

/** Shows an answer where the person is: a dialog by its trigger, anything else as a message. */
export async function show(workspace: Workspace, answer: Answer, tell: Tell, trigger?: string): Promise<void> {
  if (answer.kind === 'nothing') return;
  if (answer.kind === 'message') return tell(answer.message);
  if (trigger) return openDialog(workspace, answer.dialog, trigger, tell);
  return tell(asMessage(answer.dialog));
}

/** The view that is shown when an answer is late, or undefined when it was not, or Slack did not open one. */
export async function openWaiting(
  { client }: Workspace,
  trigger: string,
  answering: Promise<Answer>,
): Promise<string | undefined> {
  if (await within(answering, WAITING_AFTER_MS)) return undefined;
  try {
    const { view } = await client.views.open({ trigger_id: trigger, view: waitingView() });
    return view?.id;
  } catch {
    return undefined;
  }
}

/** The answer in the view that was shown while waiting; where that was closed meanwhile, it is told instead. */
export async function showWaited({ client }: Workspace, answer: Answer, viewId: string, tell: Tell): Promise<void> {
  if (answer.kind === 'nothing') return;
  const view =
    answer.kind === 'dialog' ? renderDialog(answer.dialog) : renderAsDialog(answer.message, answer.message.summary);
  try {
    await client.views.update({ view_id: viewId, view });
  } catch {
    await tell(answer.kind === 'message' ? answer.message : asMessage(answer.dialog));
  }
}
