import { type AgreementFile, agreementFile, firstDay } from '../partnership/agreement-file.ts';
import { registerOf } from '../partnership/agreement-register.ts';
import { rehearsalOf } from '../partnership/agreement-rehearsal.ts';
import type { Day } from '../partnership/day.ts';
import type { Register } from '../partnership/register.ts';
import type { Rehearsal } from '../partnership/rehearsal.ts';
import { crossMistakes } from './agreement-checks.ts';
import type { Mistake } from './mistake.ts';
import { isRecord, schemaMistakes } from './schema-mistakes.ts';
import { readYaml } from './yaml-document.ts';

export type ReadAgreement =
  | {
      ok: true;
      register: Register;
      rehearsal: Rehearsal;
      /** First day of the agreement, and of its refresh where it has had one. */
      first: { start: Day; refreshed: Day | null };
    }
  | { ok: false; mistakes: Mistake[] };

/**
 * Reads an agreement file. Where anything in it cannot be taken as it stands, every mistake is given at once, in the
 * order of the file, and no register. `fileName` is what the mistakes call the file.
 */
export function readAgreement(text: string, fileName: string): ReadAgreement {
  const { document, mistakes } = readYaml(text, fileName);
  if (!document) return { ok: false, mistakes };
  const data = withoutEmpty(document.data);
  const parsed = agreementFile.safeParse(data);
  const found = [
    ...mistakes,
    ...(parsed.error ? schemaMistakes(agreementFile, parsed.error.issues, document, fileName) : []),
    ...crossMistakes(data, document, fileName),
  ];
  if (!parsed.success || found.length > 0) return { ok: false, mistakes: inOrder(found) };
  return { ok: true, ...whatItSays(parsed.data) };
}

function whatItSays(file: AgreementFile): Omit<Extract<ReadAgreement, { ok: true }>, 'ok'> {
  const { start, refreshed } = file.agreement;
  return {
    register: registerOf(file),
    rehearsal: rehearsalOf(file.rehearsal),
    first: { start: firstDay(start), refreshed: refreshed ? firstDay(refreshed) : null },
  };
}

/** A name with nothing after it, such as a section whose entries are all commented out, is as good as not given. */
function withoutEmpty(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutEmpty);
  if (!isRecord(data)) return data;
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => (value === null ? [] : [[key, withoutEmpty(value)]])),
  );
}

function inOrder(mistakes: Mistake[]): Mistake[] {
  return [...mistakes].sort((a, b) => a.line - b.line || (a.field < b.field ? -1 : a.field > b.field ? 1 : 0));
}
