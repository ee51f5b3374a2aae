import type { Carried, Field, Form, Raw, RawRow } from '../form.ts';
import { linesOf } from './answers.ts';
import { fieldsOf, isShown, rowsIn, standsIn } from './raw.ts';

/** Values that were sent once, as they would be typed: for the form that corrects them. */
export function rawFrom(form: Form, values: Record<string, unknown>, id: () => string): Raw {
  const raw: Raw = {};
  for (const page of Object.keys(form.pages)) {
    for (const [name, field] of fieldsOf(form, page)) {
      const value = values[name];
      if (field.kind === 'note' || value === undefined || value === null) continue;
      if (field.kind !== 'rows') raw[name] = typed(value);
      else if (Array.isArray(value)) raw[name] = value.map((row) => rawRow(row as Record<string, unknown>, id()));
    }
  }
  return raw;
}

function rawRow(values: Record<string, unknown>, id: string): RawRow {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  return { ...Object.fromEntries(given.map(([name, value]) => [name, typed(value)])), id };
}

function typed(value: unknown): string {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'number' ? value.toLocaleString('en-GB') : String(value);
}

/** Labels of the answers that differ between two fillings of a form, as they read. In the order of the form. */
export function changedLabels(form: Form, before: Raw, after: Raw, carried: Carried): string[] {
  return Object.keys(form.pages).flatMap((page) =>
    fieldsOf(form, page)
      .filter(
        ([name, field]) =>
          field.kind !== 'note' && reads(field, name, before, carried) !== reads(field, name, after, carried),
      )
      .map(([, field]) => field.label),
  );
}

function reads(field: Field, name: string, raw: Raw, carried: Carried): string {
  if (!isShown(field, raw, carried)) return '';
  if (field.kind !== 'rows') return linesOf(field, standsIn(field, name, raw, carried), carried).join('\n');
  const rows = rowsIn(raw, name).map((row) =>
    Object.entries(field.fields ?? {}).map(([inner, one]) =>
      linesOf(one, standsIn(one, inner, row, carried), carried).join('\n'),
    ),
  );
  return JSON.stringify(rows.filter((row) => row.some((cell) => cell !== '')));
}
