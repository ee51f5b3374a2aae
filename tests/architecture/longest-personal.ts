import { commands } from '../../src/commands/index.ts';
import type { Dialog } from '../../src/views/dialog.ts';
import type { Form } from '../../src/views/form.ts';
import { personalIn } from '../../src/views/forms/personal.ts';
import { NO_REASON, safeWritingDialog } from '../../src/views/forms/safe-writing.ts';
import { PARTNERSHIP } from './fitting.ts';
import { filled, LONG } from './longest.ts';

const EVERY_KIND =
  'Mr Ó Súilleabháin-Featherstonehaugh, b. 14/03/2006, NG99 9ZZ, 07700 900123, NI QQ 12 34 56 C, NHS 999 100 0003, crime ref 22000123456, victim A, ';
const long = (index: number) => `${'somebody.with.a.long.name.'.repeat(2)}${index}@${'department.'.repeat(4)}example `;

/** What may be typed until a field is full: some of every kind, and as much of one as there is room for. */
const TYPED = [
  (limit: number) => EVERY_KIND.repeat(20).slice(0, limit),
  (limit: number) =>
    Array.from({ length: 20 }, (_, index) => long(index))
      .join('')
      .slice(0, limit),
];

const carried = {
  return: PARTNERSHIP,
  version: '99',
  title: LONG,
  period: LONG,
  due: LONG,
  previousRating: 'green',
  received: 'report',
};

/** Every form that is checked, with something to ask about in every field. */
export const personalDialogs = (): Dialog[] =>
  commands.flatMap((command) => {
    const form = command.form as Form | undefined;
    if (!form?.checked) return [];
    return TYPED.map((typed) => {
      const values = filled(form, (field) => typed(field.limit ?? 100), carried);
      const draft = { id: PARTNERSHIP, partnershipId: PARTNERSHIP, revision: 99, values, carried };
      return safeWritingDialog(form, command.name, draft, {
        found: personalIn(form, values, carried),
        reason: '',
        error: NO_REASON,
      });
    });
  });
