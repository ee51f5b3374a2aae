import type { Act, Dialog, FormState, Input, Rows } from '../dialog.ts';
import { type Carried, type Errors, type Field, type Form, optionsOf, type Raw, type RawRow } from '../form.ts';
import { type Block, paragraph } from '../message.ts';
import { answerGroups, linesOf } from './answers.ts';
import { CHECK, fieldsOf, hasRoom, isShown, pageOf, rowsIn, standsIn, walkedPages } from './raw.ts';

/** What a form knows of the draft that it shows. */
export interface ShownDraft {
  id: string;
  partnershipId: string;
  revision: number;
  values: Raw;
  carried: Carried;
}

/** What is carried under this name is said on every page, below what the form is about. */
export const NOTE = 'note on every page';

type Filling = Pick<ShownDraft, 'values' | 'carried'>;

export interface Shown {
  page: string;
  errors?: Errors;
  alert?: string;
}

/** One page of a form, or the answers to check, with what was typed so far and what is wrong with it. */
export function dialogFor(form: Form, command: string, draft: ShownDraft, shown: Shown): Dialog {
  const page = pageOf(form, shown.page);
  const state = formState(form, command, draft, shown);
  const blocks = topOf(form, draft.carried);
  const title =
    page?.title ?? (walkedPages(form, draft.values, draft.carried).length > 0 ? 'Check your answers' : undefined);
  // Nobody reads, or is read, the same words twice: a field needs its label more than a page its heading.
  if (title && title !== state.fields[0]?.label) blocks.push({ type: 'heading', text: title });
  if (page?.intro) blocks.push(paragraph(page.intro));
  return { title: titleOf(form, draft.carried), blocks, form: state };
}

/** What stands at the top of every page. */
export function topOf(form: Form, carried: Carried): Block[] {
  const note = carried[NOTE];
  return [...(form.about?.(carried) ?? []), ...(note ? [paragraph(note)] : [])];
}

function formState(form: Form, command: string, draft: ShownDraft, { page, errors = {}, alert }: Shown): FormState {
  const onPage = pageOf(form, page) !== undefined;
  return {
    command,
    partnershipId: draft.partnershipId,
    draftId: draft.id,
    revision: draft.revision,
    page,
    progress: progress(form, page, draft),
    alert,
    fields: fieldsOf(form, page)
      .filter(([, field]) => isShown(field, draft.values, draft.carried))
      .map(([name, field]) => shownField(field, name, draft, errors)),
    answers: onPage ? [] : answerGroups(form, draft.values, draft.carried),
    audience: form.audience,
    back: backFrom(form, page, draft),
    submit: onPage
      ? { label: 'Save and continue', act: 'continue' }
      : { label: sendLabel(form, draft.carried), act: 'send' },
  };
}

/** What the button that sends says. */
/** What stands above a form: also what it is of, where that is known. */
export function titleOf({ title }: Pick<Form, 'title'>, carried: Carried): string {
  return typeof title === 'string' ? title : title(carried);
}

export function sendLabel({ send }: Form, carried: Carried): string {
  return typeof send === 'string' ? send : send(carried);
}

/** "Page 2 of 4", on the pages that everybody walks through. */
export function progress(form: Form, page: string, { values, carried }: Filling): string | undefined {
  const walked = walkedPages(form, values, carried);
  const position = walked.indexOf(page);
  return position < 0 || walked.length < 2 ? undefined : `Page ${position + 1} of ${walked.length}`;
}

function backFrom(form: Form, page: string, draft: Filling): { label: string; act: Act } | undefined {
  if (pageOf(form, page)?.optional) return { label: 'Back to your answers', act: 'back' };
  return pageBefore(form, page, draft) ? { label: 'Back', act: 'back' } : undefined;
}

/** Where "Back" leads: the page before; from an optional page the answers; nowhere from the first page. */
export function pageBefore(form: Form, page: string, { values, carried }: Filling): string | undefined {
  if (pageOf(form, page)?.optional) return CHECK;
  const walked = walkedPages(form, values, carried);
  return walked[walked.indexOf(page) - 1];
}

function shownField(field: Field, name: string, draft: ShownDraft, errors: Errors): Input | Rows {
  return field.kind === 'rows'
    ? shownRows(field, name, draft, errors)
    : shownInput(field, name, name, draft.values, draft.carried, errors);
}

function shownInput(field: Field, name: string, path: string, within: Raw, carried: Carried, errors: Errors): Input {
  if (field.kind === 'given') {
    const label = `${field.label}: ${linesOf(field, standsIn(field, name, within, carried), carried).join('\n')}`;
    return { path, kind: 'note', label, optional: false, value: '' };
  }
  const options = optionsOf(field, carried);
  if (options?.length === 0) {
    // Neither platform takes a list with nothing in it.
    const label = `${field.label}: ${standsIn(field, name, within, carried) || 'there is nothing to select'}`;
    return { path, kind: 'note', label, optional: false, value: '' };
  }
  return {
    path,
    kind: field.kind as Input['kind'],
    label: field.label,
    hint: field.hint,
    optional: !field.required && field.kind !== 'note',
    value: standsIn(field, name, within, carried),
    error: errors[path],
    options,
    max: field.max,
    limit: field.limit,
  };
}

function shownRows(field: Field, path: string, draft: ShownDraft, errors: Errors): Rows {
  const rows = rowsIn(draft.values, path);
  const called = field.rowName ?? field.label;
  return {
    path,
    kind: 'rows',
    label: field.label,
    hint: field.hint,
    error: errors[path],
    rows: rows.map((row, index) => ({
      id: row.id,
      label: `${called.charAt(0).toUpperCase()}${called.slice(1)} ${index + 1}`,
      inputs: inputsOf(field, path, row, draft.carried, errors),
      removable: rows.length > 1 && !field.fixed,
    })),
    add: !field.fixed && hasRoom(field, draft.values, path) ? `Add another ${called}` : undefined,
  };
}

function inputsOf(field: Field, path: string, row: RawRow, carried: Carried, errors: Errors): Input[] {
  return Object.entries(field.fields ?? {})
    .filter(([name, one]) => isShown(one, row, carried) && !(one.kind === 'given' && !row[name]))
    .map(([name, one]) => shownInput(one, name, `${path}.${row.id}.${name}`, row, carried, errors));
}
