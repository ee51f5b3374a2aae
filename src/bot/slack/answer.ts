import type { RespondFn, types } from '@slack/bolt';
import { webApi } from '@slack/bolt';
import type { Dialog, FormState } from '../../views/dialog.ts';
import { actions, type Button, type Message, paragraph } from '../../views/message.ts';
import { parts } from '../../views/parts.ts';
import { renderAsDialog, renderDialog } from './dialog.ts';
import { resuming } from './ids.ts';
import { codeOf } from './logger.ts';
import { AS_WRITTEN, renderMessage } from './message.ts';
import { directMessage, type Workspace } from './workspace.ts';

/** Shows one person a message, in as many parts as it takes. */
export type Tell = (message: Message) => Promise<void>;

/** Shown where the person asked: in the direct message, or in the channel, there to them alone. */
export function tellIn(
  { client }: Workspace,
  at: { channel: string; user: string; thread?: string; direct: boolean; private: boolean },
): Tell {
  const thread = at.thread ? { thread_ts: at.thread } : {};
  return inParts((rendered) => {
    if (at.direct || !at.private) {
      return client.chat.postMessage({ channel: at.channel, ...thread, ...rendered, ...AS_WRITTEN });
    }
    const { parse, link_names } = AS_WRITTEN;
    return client.chat.postEphemeral({
      channel: at.channel,
      user: at.user,
      ...thread,
      ...rendered,
      parse,
      link_names,
    });
  });
}

/** Shown to one person through the address that came with what they did; it works where the bot is no member, too. */
export function tellBy(respond: RespondFn): Tell {
  return inParts((rendered) => respond(ephemeral(rendered)));
}

/** Shown in the person's own conversation with the bot. */
export function tellDirectly(workspace: Workspace, user: string): Tell {
  return async (message) => {
    const channel = await directMessage(workspace, user);
    await tellIn(workspace, { channel, user, direct: true, private: true })(message);
  };
}

/** Shown over the Home tab, where there is no conversation to say it in; there, when Slack does not open it. */
export function tellOver(workspace: Workspace, trigger: string, user: string): Tell {
  return async (message) => {
    try {
      await workspace.client.views.open({ trigger_id: trigger, view: renderAsDialog(message, message.summary) });
    } catch {
      await tellDirectly(workspace, user)(message);
    }
  };
}

export function ephemeral(rendered: ReturnType<typeof renderMessage>) {
  return { response_type: 'ephemeral' as const, replace_original: false, ...rendered };
}

function inParts(send: (rendered: ReturnType<typeof renderMessage>) => Promise<unknown>): Tell {
  return async (message) => {
    for (const part of parts(message)) await patiently(() => send(renderMessage(part)));
  };
}

/** Once more where Slack asks for a short pause. */
async function patiently(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof webApi.WebAPIRateLimitedError) || error.retryAfter > 5) throw error;
    await new Promise((resolve) => setTimeout(resolve, error.retryAfter * 1000));
    await call();
  }
}

/** Opens a dialog from what the person just pressed or typed. Where Slack does not, they are told how to go on. */
export async function openDialog(workspace: Workspace, dialog: Dialog, trigger: string, tell: Tell): Promise<void> {
  try {
    await workspace.client.views.open({ trigger_id: trigger, view: renderDialog(dialog) });
  } catch (error) {
    workspace.log.warn({ team: workspace.team, error: codeOf(error) }, 'Slack did not open a dialog');
    await tell(notOpened(dialog));
  }
}

/** A dialog where none can be opened: what it says, or the button that opens it where that may not stand there. */
export function asMessage(dialog: Dialog): Message {
  const title = { type: 'heading' as const, text: dialog.title };
  if (!dialog.form && dialog.opener) return { summary: dialog.title, blocks: [title, actions(dialog.opener)] };
  if (!dialog.form) return { summary: dialog.title, blocks: [title, ...dialog.blocks] };
  return { summary: dialog.title, blocks: [title, ...dialog.blocks, actions(opener(dialog, dialog.form))] };
}

/** Said where a dialog could not be shown. Everything typed is saved by then. */
export function notOpened(dialog: Dialog): Message {
  if (!dialog.form) return asMessage(dialog);
  const summary = 'The form did not open. Everything you have entered is saved.';
  return { summary, blocks: [paragraph(summary), actions(opener(dialog, dialog.form))] };
}

/** A button that goes on with this form where it was. */
function opener(dialog: Dialog, form: FormState): Button {
  if (dialog.opener) return dialog.opener;
  const { command, partnershipId, draftId, revision, page } = form;
  const label = `Open ${dialog.title}`;
  return { label, command, partnershipId, opens: true, input: resuming({ draftId, revision, page }) };
}

/**
 * Brings an open view up to date. `hash` is the version that the answer is about; where another update came between, the
 * answer is newer than that one and is shown all the same. Fields with the same ids keep what is typed in them.
 */
export async function updateView(
  { client }: Workspace,
  open: { id: string; hash?: string },
  view: types.ModalView,
): Promise<void> {
  try {
    await client.views.update({ view_id: open.id, ...(open.hash ? { hash: open.hash } : {}), view });
  } catch (error) {
    if (codeOf(error) !== 'hash_conflict') throw error;
    await client.views.update({ view_id: open.id, view });
  }
}
