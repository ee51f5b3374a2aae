import { findPersonal } from '../../partnership/safe-writing/find-personal.ts';
import type { Finding } from '../../partnership/safe-writing/finding.ts';
import type { Carried, Field, Form, Raw } from '../form.ts';
import { fieldsOf, isBlankRow, isShown, rowsIn, standsIn } from './raw.ts';

/** What may point to one person, and in which field of which page it stands. */
export interface Personal extends Finding {
  page: string;
  path: string;
  /** The field as its writer knows it: "Achievement 2, what you achieved". */
  label: string;
}

const startOf = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What may point to one person in the answers to a form that is checked, in the order of the form. */
export function personalIn(form: Form, raw: Raw, carried: Carried): Personal[] {
  if (!form.checked) return [];
  return Object.keys(form.pages).flatMap((page) =>
    fieldsOf(form, page)
      .filter(([, field]) => isShown(field, raw, carried))
      .flatMap(([name, field]) =>
        field.kind === 'rows'
          ? inRows(field, name, raw, carried)
          : inField(field, name, name, field.label, raw, carried),
      )
      .map((found) => ({ ...found, page })),
  );
}

type Within = Omit<Personal, 'page'>;

function inRows(field: Field, name: string, raw: Raw, carried: Carried): Within[] {
  const rows = rowsIn(raw, name).filter((row) => !isBlankRow(field, row));
  return rows.flatMap((row, index) =>
    Object.entries(field.fields ?? {})
      .filter(([, one]) => isShown(one, row, carried))
      .flatMap(([inner, one]) => {
        const label = `${capital(field.rowName ?? field.label)} ${index + 1}, ${startOf(one.label)}`;
        return inField(one, inner, `${name}.${row.id}.${inner}`, label, row, carried);
      }),
  );
}

/** Only what somebody types in words: what is chosen, or was given, is not theirs. */
function inField(field: Field, name: string, path: string, label: string, within: Raw, carried: Carried): Within[] {
  if (field.kind !== 'text' && field.kind !== 'longText') return [];
  return findPersonal(standsIn(field, name, within, carried)).map((found) => ({ ...found, path, label }));
}
