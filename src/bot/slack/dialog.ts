import type { types } from '@slack/bolt';
import type { AnswerGroup, Dialog, FormState } from '../../views/dialog.ts';
import type { Block, Message } from '../../views/message.ts';
import { actButtons, renderField, says, withButton } from './fields.ts';
import { fieldBlock, formMetadata, isErrorBlock, VIEW } from './ids.ts';
import { LIMITS } from './limits.ts';
import { heading, renderBlocks, some, together } from './message.ts';
import { plain, richBlock, richText, shortened, split } from './text.ts';

/** A dialog as a modal. Without a form it is something to read. */
export function renderDialog(dialog: Dialog): types.ModalView {
  return fitted(dialog.form ? formView(dialog, dialog.form) : readingView(dialog.title, dialog.blocks));
}

/** A message as a modal, for an answer that arrives where a dialog is open. */
export function renderAsDialog(message: Message, title: string): types.ModalView {
  return fitted(readingView(title, message.blocks));
}

/** What is shown while a form is being fetched. */
export function waitingView(): types.ModalView {
  return modal('Golden Thread', says('Opening. This takes a moment.'));
}

function readingView(title: string, blocks: Block[]): types.ModalView {
  return modal(title, renderBlocks(blocks));
}

function formView(dialog: Dialog, form: FormState): types.ModalView {
  const blocks = [
    ...says(form.alert, true),
    ...quiet(form.progress),
    ...renderBlocks(dialog.blocks),
    ...form.answers.flatMap(answers),
    ...form.fields.flatMap((field) => renderField(field, form.revision)),
    ...quiet(form.audience),
    ...(form.back ? [actButtons([form.back])] : []),
  ];
  return {
    ...modal(dialog.title, blocks),
    submit: plain(shortened(form.submit.label, LIMITS.modalTitle)),
    private_metadata: formMetadata(form),
  };
}

function modal(title: string, blocks: types.KnownBlock[]): types.ModalView {
  const long = title.length > LIMITS.modalTitle ? heading(title) : [];
  return {
    type: 'modal',
    callback_id: VIEW,
    title: plain(shortened(title, LIMITS.modalTitle) || 'Golden Thread'),
    close: plain('Close'),
    blocks: together(
      blocks.length > 0 ? [...long, ...blocks] : says(title || 'There is nothing here yet'),
      LIMITS.blocksInModal,
    ),
  };
}

function answers(group: AnswerGroup): types.KnownBlock[] {
  const lines = group.answers.map(({ label, lines }) => [
    ...richText(label, true),
    ...richText(`\n${lines.join('\n').trim() === '' ? 'Not provided' : lines.join('\n')}`),
  ]);
  return [...withButton(group.title, group.change.label, group.change.act), ...some(richBlock(lines))];
}

/**
 * The view, with its longest texts shown in part (and saying so) where it would be more than Slack takes. What stands in
 * fields is always whole.
 */
function fitted(view: types.ModalView): types.ModalView {
  let shown = view;
  for (const most of [1_000, 500, 250, 100]) {
    if (Buffer.byteLength(JSON.stringify(shown)) <= LIMITS.view) break;
    shown = {
      ...view,
      blocks: view.blocks.map((block) =>
        block.type === 'rich_text' ? inPart(block as types.RichTextBlock, most) : block,
      ),
    };
  }
  return shown;
}

function inPart(block: types.RichTextBlock, most: number): types.RichTextBlock {
  const elements = block.elements.map((section) =>
    section.type === 'rich_text_section' ? { ...section, elements: section.elements.flatMap(cut) } : section,
  );
  return { ...block, elements };

  function cut(element: types.RichTextElement): types.RichTextElement[] {
    if (element.type !== 'text' || element.text.length <= most) return [element];
    const [start = ''] = split(element.text, most);
    const rest = (element.text.length - start.length).toLocaleString('en-GB');
    return [{ ...element, text: start }, ...richText(` … Shown in part: ${rest} more characters are kept.`)];
  }
}

/** Small print of our own. */
function quiet(text: string | undefined): types.KnownBlock[] {
  return text ? [{ type: 'context', elements: split(text).slice(0, LIMITS.contextElements).map(plain) }] : [];
}

/**
 * What is wrong, by block, for Slack to mark at the fields of the view that is open. Undefined where that would not say
 * all of it (something concerns the page or a group, a field is not on screen, or earlier errors are written there):
 * then the view is shown again.
 */
export function fieldErrors(form: FormState, open: { revision: number; page: string; blockIds: string[] }) {
  if (form.page !== open.page || form.revision !== open.revision || form.alert) return undefined;
  if (open.blockIds.some(isErrorBlock)) return undefined;
  const errors: Record<string, string> = {};
  for (const field of form.fields) {
    if (field.kind === 'rows' && field.error) return undefined;
    for (const one of field.kind === 'rows' ? field.rows.flatMap((row) => row.inputs) : [field]) {
      if (one.kind === 'note') continue;
      const blockId = fieldBlock(one.path, form.revision);
      if (!open.blockIds.includes(blockId)) return undefined;
      if (one.error) errors[blockId] = one.error;
    }
  }
  return Object.keys(errors).length > 0 ? errors : undefined;
}
