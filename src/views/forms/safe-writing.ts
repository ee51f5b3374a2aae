import type { AnswerGroup, Dialog, Input } from '../dialog.ts';
import type { Form } from '../form.ts';
import { type Block, heading, line, list, paragraph, strong } from '../message.ts';
import { PERSONAL, REASONS } from '../safe-writing.ts';
import { together } from '../words.ts';
import { changeLabel } from './answers.ts';
import type { Personal } from './personal.ts';
import { dialogFor, type ShownDraft, topOf } from './show.ts';

/** What the question about what was found is called where a page's name is expected. */
export const SAFE_WRITING = 'safe-writing';
/** The path of its only field. */
export const REASON = 'reason';

export const NO_REASON = 'Select why it has to stay, or change it';
const NOT_SENT = 'Not sent yet. Something you wrote may point to one person.';

/** As many of one kind in one field as are shown in words. */
const SHOWN = 5;

/** What was found, where, why it matters and what to write instead; and the reason that going on takes. */
export function safeWritingDialog(
  form: Form,
  command: string,
  draft: ShownDraft,
  asked: { found: Personal[]; reason: string; error?: string; alert?: string },
): Dialog {
  const dialog = dialogFor(form, command, draft, { page: SAFE_WRITING, alert: asked.alert ?? NOT_SENT });
  return {
    ...dialog,
    blocks: [...topOf(form, draft.carried), ...explained(asked.found)],
    form: dialog.form && {
      ...dialog.form,
      fields: [reasonField(asked.reason, asked.error)],
      answers: groupsOf(form, asked.found),
      back: { label: 'Back to your answers', act: 'back' },
    },
  };
}

function explained(found: Personal[]): Block[] {
  const kinds = [...new Set(found.map(({ kind }) => kind))].map((kind) => PERSONAL[kind]);
  return [
    heading('Before you send'),
    paragraph('What you wrote is kept. Change what points to one person, or say why it has to stay.'),
    ...(kinds.length > 0
      ? [list(...kinds.map(({ name, why, safer }) => line(strong(`${name}. `), `${why} ${safer}`)))]
      : []),
  ];
}

/** By page, with the way back to it; by field and kind within. */
function groupsOf(form: Form, found: Personal[]): AnswerGroup[] {
  const pages = [...new Set(found.map(({ page }) => page))];
  return pages.flatMap((name) => {
    const page = form.pages[name];
    if (!page) return [];
    const here = found.filter((one) => one.page === name);
    const labels = [...new Set(here.map(({ path }) => path))].map((path) => {
      const inField = here.filter((one) => one.path === path);
      return { label: inField[0]?.label ?? '', lines: linesOf(inField) };
    });
    return [
      {
        title: page.title,
        answers: labels,
        change: { label: changeLabel(page, false), act: `change:${name}` as const },
      },
    ];
  });
}

function linesOf(inField: Personal[]): string[] {
  const kinds = [...new Set(inField.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const words = [...new Set(inField.filter((one) => one.kind === kind).map((one) => `“${one.words}”`))];
    const more = words.length - SHOWN;
    const shown = more > 0 ? [...words.slice(0, SHOWN), `${more} more`] : words;
    return `${PERSONAL[kind].name}: ${together(shown)}`;
  });
}

function reasonField(value: string, error: string | undefined): Input {
  return {
    path: REASON,
    kind: 'choice',
    label: 'Why it has to stay',
    hint: 'Only if you do not change it. It is kept that you gave a reason and which, never what you wrote.',
    optional: false,
    value,
    error,
    options: Object.entries(REASONS).map(([reason, label]) => ({ value: reason, label })),
  };
}
