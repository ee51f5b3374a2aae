import { saysTheSame } from '../earlier.ts';
import type { Field, Form, Raw, RawRow } from '../form.ts';
import { fieldsOf } from './raw.ts';

/** What was typed, with words after each text that says the same as what was sent before. */
export function markUnchanged(form: Form, raw: Raw, before: Record<string, unknown>, words: string): Raw {
  const marked: Raw = { ...raw };
  for (const page of Object.keys(form.pages)) {
    for (const [name, field] of fieldsOf(form, page)) {
      const now = raw[name];
      const then = before[name];
      if (typeof now === 'string') marked[name] = mark(field, now, [then], words);
      else if (now && Array.isArray(then)) marked[name] = now.map((row) => markRow(field, row, then, words));
    }
  }
  return marked;
}

function markRow({ fields = {} }: Field, row: RawRow, then: Record<string, unknown>[], words: string): RawRow {
  const cells = Object.entries(fields).flatMap(([name, field]) => {
    const now = row[name];
    const before = then.map((one) => one[name]);
    return now === undefined ? [] : [[name, mark(field, now, before, words)]];
  });
  return { ...row, ...Object.fromEntries(cells) };
}

function mark({ kind }: Field, now: string, then: unknown[], words: string): string {
  if (kind !== 'text' && kind !== 'longText') return now;
  return then.some((one) => typeof one === 'string' && saysTheSame(one, now)) ? `${now.trimEnd()}${words}` : now;
}
