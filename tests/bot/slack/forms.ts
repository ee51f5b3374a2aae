import type { Answer, Handle, Interaction } from '../../../src/bot/platform.ts';
import type { Dialog, FormState, Input } from '../../../src/views/dialog.ts';
import { actions, type Button, type Message, paragraph } from '../../../src/views/message.ts';

export const message = (text: string, ...buttons: Button[]): Message => ({
  summary: text,
  blocks: [paragraph(text), ...(buttons.length > 0 ? [actions(...buttons)] : [])],
});

export const button = (label: string, opens = false, input: Record<string, string> = {}): Button => ({
  label,
  command: 'report',
  input,
  opens,
  partnershipId: 'nottinghamshire',
});

export const told = (text: string, isPrivate = true): Answer => ({
  kind: 'message',
  message: message(text),
  private: isPrivate,
});

export const field = (path: string, label: string, more: Partial<Input> = {}): Input => ({
  path,
  label,
  kind: 'text',
  optional: true,
  value: '',
  ...more,
});

export function dialog(fields: FormState['fields'], more: Partial<FormState> = {}, title = 'Report'): Dialog {
  return {
    title,
    blocks: [],
    form: {
      command: 'report',
      partnershipId: 'nottinghamshire',
      draftId: 'draft-1',
      revision: 1,
      page: 'rating',
      fields,
      answers: [],
      audience: 'OFFICIAL. The Board will see this.',
      submit: { label: 'Save and continue', act: 'continue' },
      ...more,
    },
  };
}

type Filled = Extract<Interaction, { kind: 'filled' }>;

/** A program that opens one form when a button is pressed, keeps what is typed, and answers as it is told to. */
export function formProgram(
  draw: (values: Record<string, string>) => Dialog,
  filled: (act: Filled) => Answer | undefined,
) {
  const values: Record<string, string> = {};
  let order = '';
  const handle: Handle = async (interaction) => {
    if (interaction.kind === 'said' || interaction.kind === 'home') {
      return { kind: 'message', private: true, message: message('Your report is due', button('Report', true)) };
    }
    if (interaction.kind === 'pressed' || interaction.kind === 'begun') return { kind: 'dialog', dialog: draw(values) };
    if (interaction.order === '' || interaction.order > order) Object.assign(values, interaction.values);
    if (interaction.order > order) order = interaction.order;
    if (interaction.act === 'save') return { kind: 'nothing' };
    return filled(interaction) ?? { kind: 'dialog', dialog: draw(values) };
  };
  return { values, handle };
}
