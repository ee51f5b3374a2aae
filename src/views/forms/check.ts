import {
  type Carried,
  type Errors,
  type Field,
  type Form,
  type FormValues,
  LIST_CHANGED,
  type Option,
  type Raw,
  type RawRow,
} from '../form.ts';
import { keysIn } from '../several.ts';
import { fieldsOf, isBlankRow, isEmpty, isShown, pageOf, rowsIn, standsIn } from './raw.ts';

interface Parsed {
  errors: Errors;
  values: Record<string, unknown>;
}

/** What is wrong with the answers on a page, by path. Empty when nothing is. */
export function checkPage(form: Form, page: string, raw: Raw, carried: Carried): Errors {
  return parsePage(form, page, raw, carried).errors;
}

/** The pages that still need something, in the order of the form. */
export function unfinishedPages(form: Form, raw: Raw, carried: Carried): string[] {
  return Object.keys(form.pages).filter((page) => Object.keys(checkPage(form, page, raw, carried)).length > 0);
}

/** Everything that was typed as values, or the first page that has something wrong with it. */
export function parseForm<F extends Form>(
  form: F,
  raw: Raw,
  carried: Carried,
): { ok: true; values: FormValues<F> } | { ok: false; page: string; errors: Errors } {
  const values: Record<string, unknown> = {};
  for (const page of Object.keys(form.pages)) {
    const parsed = parsePage(form, page, raw, carried);
    if (Object.keys(parsed.errors).length > 0) return { ok: false, page, errors: parsed.errors };
    Object.assign(values, parsed.values);
  }
  return { ok: true, values: values as FormValues<F> };
}

function parsePage(form: Form, page: string, raw: Raw, carried: Carried): Parsed {
  const parsed: Parsed = { errors: {}, values: {} };
  if (!pageOf(form, page)) return parsed;
  for (const [name, field] of fieldsOf(form, page)) {
    if (field.kind === 'note' || !isShown(field, raw, carried)) continue;
    const one =
      field.kind === 'rows' ? parseRows(field, name, raw, carried) : parseOne(field, name, name, raw, carried);
    Object.assign(parsed.errors, one.errors);
    Object.assign(parsed.values, one.values);
  }
  return parsed;
}

function parseOne(field: Field, name: string, path: string, within: Raw, carried: Carried): Parsed {
  const typed = standsIn(field, name, within, carried).trim();
  if (isEmpty(typed)) {
    const needed = field.required || field.requiredWhen?.(within, carried);
    return { errors: needed ? { [path]: whenMissing(field) } : {}, values: {} };
  }
  if (field.optionsFrom && !areOffered(field.optionsFrom(carried), field, typed)) {
    return { errors: { [path]: field.kind === 'choices' ? LIST_CHANGED : whenMissing(field) }, values: {} };
  }
  const result = field.schema.safeParse(typed);
  if (result.success) {
    const wrong = field.check?.(typed, carried);
    return wrong ? { errors: { [path]: wrong }, values: {} } : { errors: {}, values: { [name]: result.data } };
  }
  return { errors: { [path]: result.error.issues[0]?.message ?? whenMissing(field) }, values: {} };
}

function areOffered(options: Option[], { kind }: Field, typed: string): boolean {
  const chosen = kind === 'choices' ? keysIn(typed) : [typed];
  return chosen.every((key) => options.some(({ value }) => value === key));
}

/** Rows where nothing was typed do not count, unless there are too few without them. */
function parseRows(field: Field, name: string, raw: Raw, carried: Carried): Parsed {
  const rows = rowsIn(raw, name);
  const given = rows.filter((row) => !isBlankRow(field, row));
  const lacking = Math.max(0, (field.min ?? 0) - given.length);
  const blank = rows.filter((row) => isBlankRow(field, row)).slice(0, lacking);
  const counted = rows.filter((row) => given.includes(row) || blank.includes(row));

  const errors: Errors = {};
  const values: Record<string, unknown>[] = [];
  for (const row of counted) {
    const parsed = parseRow(field, name, row, carried);
    Object.assign(errors, parsed.errors);
    values.push(parsed.values);
  }
  if (counted.length < (field.min ?? 0)) errors[name] = whenMissing(field);
  if (field.max !== undefined && counted.length > field.max) {
    errors[name] = `Give ${field.max} or fewer. Remove ${counted.length - field.max}`;
  }
  return { errors, values: { [name]: values } };
}

function parseRow(field: Field, name: string, row: RawRow, carried: Carried): Parsed {
  const errors: Errors = {};
  const values: Record<string, unknown> = {};
  for (const [inner, one] of Object.entries(field.fields ?? {})) {
    if (one.kind === 'note' || !isShown(one, row, carried)) continue;
    const parsed = parseOne(one, inner, `${name}.${row.id}.${inner}`, row, carried);
    Object.assign(errors, parsed.errors);
    Object.assign(values, parsed.values);
  }
  return { errors, values };
}

/** What to do about a field in which nothing stands. */
function whenMissing(field: Field): string {
  if (field.missing) return field.missing;
  const label = field.label.charAt(0).toLowerCase() + field.label.slice(1);
  if (field.kind === 'choices') return `Select at least ${field.min ?? 1}`;
  return field.kind === 'choice' ? `Select ${label}` : `Enter ${label}`;
}
