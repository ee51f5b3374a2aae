import type { Day } from './day.ts';
import type { Person, Register } from './register.ts';
import { isProgrammeManager, maySend } from './responsibility.ts';
import type { Return, ReturnVersion } from './returns.ts';

/** Whether a person may withdraw what was sent: whoever sent it, whoever may send it today, and the programme manager. */
export function mayWithdraw(
  register: Register,
  person: Pick<Person, 'key'>,
  { subjectKind, subjectKey }: Pick<Return, 'subjectKind' | 'subjectKey'>,
  { authorKey }: Pick<ReturnVersion, 'authorKey'>,
  day: Day,
): boolean {
  return (
    authorKey === person.key ||
    maySend(register, person, subjectKind, subjectKey, day) ||
    isProgrammeManager(register, person, day)
  );
}
