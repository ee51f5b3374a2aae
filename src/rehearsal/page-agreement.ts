import { z } from 'zod';
import { readAgreement } from '../files/agreement.ts';
import { type Mistake, shortened } from '../files/mistake.ts';
import { localDay } from '../partnership/contact.ts';
import { formatDay } from '../partnership/day.ts';
import type { Register } from '../partnership/register.ts';
import { withoutAccount } from './accounts.ts';
import { firstDayOf, startOf } from './dates.ts';
import type { GivenFile } from './own.ts';
import { Refused } from './page-guard.ts';

/** What the page can do with the agreement of whoever is looking. */
export interface Agreements {
  /** Whether what is rehearsed is one that somebody brought, and not the example. */
  own: boolean;
  /**
   * Starts the rehearsal again with this one, in data of its own. Resolves once it runs: with false, and nothing done,
   * where it is being started again already. Rejects where it had to go back to the example.
   */
  rehearse(file: GivenFile): Promise<boolean>;
  /** Starts the example's rehearsal again, where it was left. What was brought is forgotten. */
  example(): Promise<boolean>;
}

/** What may be sent at most: the largest file that the page takes, of which JSON may write each byte with six. */
export const MOST_BYTES = 6 * 1_000_000 + 10_000;
const MOST_MISTAKES = 100;

const file = { name: z.string().min(1).max(255), text: z.string() };
export const agreementBody = z.discriminatedUnion('want', [
  z.strictObject({ want: z.literal('check'), ...file }),
  z.strictObject({ want: z.literal('rehearse'), ...file }),
  z.strictObject({ want: z.literal('example') }),
]);

export type AgreementBody = z.infer<typeof agreementBody>;

/** What a file that was brought says, or everything that is wrong with it. */
export type CheckedAgreement =
  | { ok: true; partnership: string; title: string; lines: string[] }
  | { ok: false; mistakes: Omit<Mistake, 'file'>[]; more: number };

/** Checks a file, and starts the rehearsal again where that is wanted and the file can be taken as it stands. */
export async function bring(agreements: Agreements, body: AgreementBody): Promise<CheckedAgreement | null> {
  if (body.want === 'example') {
    await startedAgain(agreements.example());
    return null;
  }
  const { want, ...given } = body;
  const checked = check(given);
  if (checked.ok && want === 'rehearse') await startedAgain(agreements.rehearse(given));
  return checked;
}

async function startedAgain(starting: Promise<boolean>): Promise<void> {
  const started = await starting.catch(() => {
    throw new Refused(500, 'This agreement could not be rehearsed, so you see the example again. The log says why.');
  });
  if (!started) throw new Refused(409, 'The rehearsal is being started again already. Wait until it is there.');
}

export function check({ name, text }: GivenFile): CheckedAgreement {
  const reading = readAgreement(text, name);
  if (!reading.ok) {
    const shown = reading.mistakes.slice(0, MOST_MISTAKES).map(({ file: _, field, value, ...mistake }) => ({
      ...mistake,
      field: shortened(field),
      value: value === null ? null : shortened(value),
    }));
    return { ok: false, mistakes: shown, more: reading.mistakes.length - shown.length };
  }
  const { register } = reading;
  const title = register.agreements[0]?.title ?? '';
  return { ok: true, partnership: register.partnership.name, title, lines: linesOf(register) };
}

function linesOf(register: Register): string[] {
  const without = withoutAccount(register).length;
  const nobody = register.priorities.length > 0 && register.assignments.every(({ role }) => role !== 'lead');
  return [
    [
      counted(register.bodies.length, 'body', 'bodies'),
      counted(register.people.length, 'person', 'people'),
      counted(register.priorities.length, 'priority', 'priorities'),
    ].join(', '),
    `The rehearsal begins on ${formatDay(localDay(startOf(register, firstDayOf(register)), register.partnership.timeZone))}, the last working day of a quarter`,
    ...(without > 0
      ? [`${counted(without, 'person has', 'people have')} no account in the file, and get one here`]
      : []),
    ...(nobody ? ['Nobody leads a priority yet, so nobody is asked for a report on one'] : []),
  ];
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
