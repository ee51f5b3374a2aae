import { formatDay } from '../partnership/day.ts';
import type { Dialog, FormState, Input, Rows } from './dialog.ts';
import type { Block, Button, Message, Span } from './message.ts';
import { labelsIn } from './several.ts';

/** The words of a line, with nothing marked. */
export function plainSpans(spans: Span[]): string {
  return spans
    .map((span) => {
      if (span.type === 'date') return formatDay(span.day);
      return span.type === 'person' ? span.name : span.text;
    })
    .join('');
}

/** A message as text, for transcripts: what somebody would read out, buttons in square brackets. */
export function plainText(message: Message): string {
  return plainBlocks(message.blocks);
}

export function plainBlocks(blocks: Block[]): string {
  return blocks.map(plainBlock).join('\n').trim();
}

const pressable = (button: { label: string }) => `[${button.label}]`;
const row = (buttons: Button[]) => buttons.map(pressable).join(' ');

function plainBlock(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `\n${block.text}`;
    case 'paragraph':
      return plainSpans(block.text);
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${plainSpans(value)}`).join('\n');
    case 'list':
      return block.items.map((item) => `- ${plainSpans(item)}`).join('\n');
    case 'status':
      return block.word;
    case 'item':
      return `${plainSpans(block.text)} ${pressable(block.button)}`;
    case 'divider':
      return '---';
    case 'actions':
      return row(block.buttons);
  }
}

/** A dialog as text: its title, what it says, its fields with what stands in them, and its buttons. */
export function plainDialog(dialog: Dialog): string {
  const parts = [dialog.title, plainBlocks(dialog.blocks), dialog.form && plainForm(dialog.form)];
  return parts.filter(Boolean).join('\n\n');
}

function plainForm(form: FormState): string {
  const answers = form.answers.flatMap((group) => [
    group.title,
    ...group.answers.map(({ label, lines }) => `${label}: ${lines.length ? lines.join('\n') : 'Not provided'}`),
    pressable(group.change),
  ]);
  const buttons = [form.back, form.submit].filter((button) => button !== undefined);
  return [
    form.progress,
    form.alert,
    ...answers,
    ...form.fields.flatMap((field) => (field.kind === 'rows' ? plainRows(field) : plainInput(field))),
    form.audience,
    buttons.map(pressable).join(' '),
  ]
    .filter(Boolean)
    .join('\n');
}

function plainInput(input: Input): string[] {
  if (input.kind === 'note') return [input.label];
  const label = input.optional ? `${input.label} (optional)` : input.label;
  return [label, input.hint, input.error && `Error: ${input.error}`, `> ${standing(input)}`].filter(
    (line) => line !== undefined,
  );
}

function standing({ kind, options, value }: Input): string {
  if (kind === 'choices') return labelsIn(value, options).join('\n> ');
  return options?.find((option) => option.value === value)?.label ?? value;
}

function plainRows(rows: Rows): string[] {
  const lines = [rows.label, rows.hint, rows.error && `Error: ${rows.error}`].filter((line) => line !== undefined);
  for (const one of rows.rows) {
    lines.push(one.label, ...one.inputs.flatMap(plainInput));
    if (one.removable) lines.push(`[Remove ${one.label.charAt(0).toLowerCase()}${one.label.slice(1)}]`);
  }
  if (rows.add) lines.push(`[${rows.add}]`);
  return lines;
}
