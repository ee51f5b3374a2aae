import type { App, BlockAction, ViewOutput, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import type { Actor, Answer, Handle } from '../platform.ts';
import { asMessage, notOpened, type Tell, tellDirectly, updateView } from './answer.ts';
import { fieldErrors, renderAsDialog, renderDialog } from './dialog.ts';
import { formOf, pressOf, VIEW } from './ids.ts';
import { codeOf } from './logger.ts';
import { buttonPressed, type Cleared, formFilled } from './receive.ts';
import { type Unfinished, viewTurns } from './turns.ts';
import type { Workspace } from './workspace.ts';

/** What people do in modals: every change of a field, the buttons in a form, and the modal's own main button. */
export function listenToModals(app: App, workspace: Workspace, handle: Handle, work: Unfinished): void {
  const actor = (accountId: string): Actor => ({
    platform: 'slack',
    connection: workspace.team,
    accountId,
    hasHome: true,
  });
  const turns = viewTurns();
  const cleared: Cleared = new Set();

  app.action<BlockAction>({ type: 'block_actions' }, async ({ body, action, ack }) => {
    const { view } = body;
    // What is pressed on a Home tab is answered like what is pressed in a message.
    if (!view || view.type === 'home') return;
    const soon = work.begin();
    const tell = tellDirectly(workspace, body.user.id);
    const filled = formFilled(actor(body.user.id), view, cleared, action);
    if (filled?.act === 'save') {
      await turns.save(view, () => handle(filled));
      return ack();
    }
    if (filled) {
      await turns.inTurn(view.id, async () => {
        const answer = await handle(filled);
        await ack();
        await soon(redraw(workspace, answer, view, tell));
      });
      return;
    }
    const press = action.type === 'button' ? pressOf(action.value) : undefined;
    if (!press) return ack();
    const answer = await handle(buttonPressed(actor(body.user.id), { kind: 'direct' }, press));
    await ack();
    await soon(goOn(workspace, answer, view, body.trigger_id, tell));
  });

  app.view<ViewSubmitAction>({ callback_id: VIEW, type: 'view_submission' }, async ({ body, view, ack }) => {
    const filled = formFilled(actor(body.user.id), view, cleared);
    if (!filled) return ack();
    const answer = await turns.submit(
      view,
      () => handle(filled),
      (given) => response(given, view)?.response_action !== 'errors',
    );
    const shown = response(answer, view);
    await (shown ? ack(shown) : ack());
  });
}

/** What the main button's answer makes of the open view. Undefined closes it. */
function response(answer: Answer, open: ViewOutput): ViewResponseAction | undefined {
  if (answer.kind === 'nothing') return undefined;
  if (answer.kind === 'message') {
    return { response_action: 'update', view: renderAsDialog(answer.message, open.title.text) };
  }
  const { form } = answer.dialog;
  const key = formOf(open.private_metadata);
  const errors = form && key && fieldErrors(form, { ...key, blockIds: blockIds(open) });
  return errors
    ? { response_action: 'errors', errors }
    : { response_action: 'update', view: renderDialog(answer.dialog) };
}

const blockIds = (view: ViewOutput) =>
  (view.blocks as { block_id?: string }[]).flatMap(({ block_id }) => block_id ?? []);

/** Shows what a button in the form did. What is typed in the fields stays. */
async function redraw(workspace: Workspace, answer: Answer, open: ViewOutput, tell: Tell): Promise<void> {
  if (answer.kind === 'nothing') return;
  const view = answer.kind === 'dialog' ? renderDialog(answer.dialog) : renderAsDialog(answer.message, open.title.text);
  try {
    await updateView(workspace, open, view);
  } catch (error) {
    workspace.log.warn({ team: workspace.team, error: codeOf(error) }, 'Slack did not update a dialog');
    await tell(answer.kind === 'message' ? answer.message : notOpened(answer.dialog));
  }
}

/** Shows what a button led to on top of what is being read, so that closing it leads back. */
async function goOn(workspace: Workspace, answer: Answer, open: ViewOutput, trigger: string, tell: Tell) {
  if (answer.kind === 'nothing') return;
  const view = answer.kind === 'dialog' ? renderDialog(answer.dialog) : renderAsDialog(answer.message, open.title.text);
  try {
    await workspace.client.views.push({ trigger_id: trigger, view });
  } catch (error) {
    workspace.log.warn({ team: workspace.team, error: codeOf(error) }, 'Slack did not open a dialog on another');
    await tell(answer.kind === 'message' ? answer.message : asMessage(answer.dialog));
  }
}
