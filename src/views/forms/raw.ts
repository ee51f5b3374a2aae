import type { Carried, Field, Form, Page, Raw, RawRow } from '../form.ts';

/** What checking your answers is called where a page's name is expected. */
export const CHECK = 'check';

/** The fields of a page that is known; none for the page of answers. */
export function fieldsOf(form: Form, page: string): [string, Field][] {
  const found = pageOf(form, page);
  return found ? Object.entries(found.fields) : [];
}

export function pageOf(form: Form, page: string): Page | undefined {
  return Object.hasOwn(form.pages, page) ? form.pages[page] : undefined;
}

/** The pages to walk through, in order. One on which nothing is shown is left out. */
export function walkedPages(form: Form, raw: Raw, carried: Carried): string[] {
  return Object.keys(form.pages).filter(
    (name) => !form.pages[name]?.optional && fieldsOf(form, name).some(([, field]) => isShown(field, raw, carried)),
  );
}

export function rowsIn(raw: Raw, path: string): RawRow[] {
  const value = Object.hasOwn(raw, path) ? raw[path] : undefined;
  return Array.isArray(value) ? value : [];
}

/** What stands in a field: what was typed, else what it offers, else nothing. */
export function standsIn(field: Field, name: string, within: Raw, carried: Carried): string {
  const typed = Object.hasOwn(within, name) ? within[name] : undefined;
  if (typeof typed === 'string') return typed;
  return field.offer?.(within, carried) ?? '';
}

export function isShown(field: Field, within: Raw, carried: Carried): boolean {
  return field.when?.(within, carried) ?? true;
}

/** Whether anything but spaces stands in any field of a row. */
export function isBlankRow(field: Field, row: RawRow): boolean {
  return Object.keys(field.fields ?? {}).every((name) => isEmpty(row[name] ?? ''));
}

/**
 * What was typed with what a page now holds, by path (`rating`, `achieved.<row id>.what`). Paths that the page does not
 * have are left out; a row that is not known is taken up, for what somebody typed there must not be lost.
 */
export function merge(form: Form, page: string, raw: Raw, values: Record<string, string>): Raw {
  const merged: Raw = { ...raw };
  const fields = new Map(fieldsOf(form, page));
  for (const [path, typed] of Object.entries(values)) {
    const [name = '', rowId, inner, ...more] = path.split('.');
    const field = fields.get(name);
    if (!field || more.length > 0 || field.kind === 'note' || field.kind === 'given') continue;
    if (field.kind !== 'rows') {
      if (rowId === undefined) merged[name] = storable(typed);
    } else if (rowId && inner && mayHold(field, rowsIn(raw, name), rowId, inner)) {
      merged[name] = withCell(rowsIn(merged, name), rowId, inner, storable(typed));
    }
  }
  return merged;
}

/** Of rows that are given no other is taken up, unless the form is made again from what was typed alone. */
function mayHold(field: Field, known: RawRow[], rowId: string, inner: string): boolean {
  if (!Object.hasOwn(field.fields ?? {}, inner) || field.fields?.[inner]?.kind === 'given') return false;
  return !field.fixed || known.length === 0 || known.some(({ id }) => id === rowId);
}

function withCell(rows: RawRow[], id: string, name: string, value: string): RawRow[] {
  const known = rows.some((row) => row.id === id) ? rows : [...rows, { id }];
  return known.map((row) => (row.id === id ? { ...row, [name]: value } : row));
}

/** Whether nothing can be seen of what was typed. */
export function isEmpty(typed: string): boolean {
  return !/[^\s\p{Format}]/u.test(typed);
}

/** Text as a database can hold it: no NUL, no half of a surrogate pair, and one kind of line end. */
function storable(typed: string): string {
  return typed
    .replaceAll('\0', '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\r\n?/g, '\n');
}

export function hasRoom(field: Field, raw: Raw, path: string): boolean {
  return rowsIn(raw, path).length < (field.max ?? Number.POSITIVE_INFINITY);
}

/** With one more row, where there is room for it. */
export function addRow(form: Form, page: string, raw: Raw, path: string, rowId: string): Raw {
  const field = rowsField(form, page, path);
  if (!field || !hasRoom(field, raw, path)) return raw;
  return { ...raw, [path]: [...rowsIn(raw, path), { id: rowId }] };
}

/** Without that row. The last one stays, and is emptied by its user. */
export function removeRow(form: Form, page: string, raw: Raw, path: string, rowId: string): Raw {
  const rows = rowsIn(raw, path);
  if (!rowsField(form, page, path) || rows.length < 2) return raw;
  return { ...raw, [path]: rows.filter(({ id }) => id !== rowId) };
}

/** In a row that another page has offered, until somebody goes on from the page on which it stands. */
const OFFERED = 'offered';

export function offeredRow(row: RawRow): RawRow {
  return { ...row, [OFFERED]: 'yes' };
}

/** Whether something was offered on a page that nobody has looked at yet. */
export function isOfferedOn(form: Form, page: string, raw: Raw): boolean {
  return fieldsOf(form, page).some(([name]) => rowsIn(raw, name).some((row) => OFFERED in row));
}

/** The values once somebody has gone on from a page: what was offered there is theirs. */
export function lookedAt(form: Form, page: string, raw: Raw): Raw {
  if (!isOfferedOn(form, page, raw)) return raw;
  const taken = fieldsOf(form, page).flatMap(([name]) =>
    Array.isArray(raw[name])
      ? [[name, rowsIn(raw, name).map(({ [OFFERED]: _, ...row }) => row as RawRow)] as const]
      : [],
  );
  return { ...raw, ...Object.fromEntries(taken) };
}

function rowsField(form: Form, page: string, path: string): Field | undefined {
  return fieldsOf(form, page).find(([name, field]) => name === path && field.kind === 'rows' && !field.fixed)?.[1];
}

/** Every list of rows with at least as many rows as it asks for, one at least: there is always somewhere to type. */
export function withFirstRows(form: Form, raw: Raw, id: () => string): Raw {
  const started: Raw = { ...raw };
  for (const page of Object.keys(form.pages)) {
    for (const [name, field] of fieldsOf(form, page)) {
      if (field.kind !== 'rows' || field.fixed) continue;
      const rows = rowsIn(started, name);
      const missing = Math.max(1, field.min ?? 0) - rows.length;
      started[name] = [...rows, ...Array.from({ length: Math.max(0, missing) }, () => ({ id: id() }))];
    }
  }
  return started;
}
