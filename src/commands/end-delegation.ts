import { z } from 'zod';
import { formatDay } from '../partnership/day.ts';
import { maySend } from '../partnership/responsibility.ts';
import { delegationsInForce } from '../partnership/sending.ts';
import { approvesAny } from '../partnership/subjects.ts';
import { endedMessage } from '../views/delegation.ts';
import { explained } from '../views/explain.ts';
import { inSentence } from '../views/words.ts';
import { command } from './command.ts';
import { shownDelegation, tellOfDelegation } from './delegations.ts';

export const endDelegation = command({
  name: 'end-delegation',
  help: 'end that your support officer sends without your approval',
  may: (person, register, today) => approvesAny(register, person, today, ['progress_report']),
  input: z.object({ delegation: z.string().max(300) }),

  async run({ delegation: key }, context) {
    const { store, register, person, today } = context;
    const delegation = register.delegations.find((one) => one.key === key);
    const shown = delegation && shownDelegation(context, delegation);
    if (!delegation || !shown) {
      return { kind: 'message', message: explained('Not there any more', 'This delegation is not there any more.') };
    }
    if (!delegationsInForce(register, delegation.priorityKey, today).includes(delegation)) {
      const last = delegation.endedOn ?? delegation.to;
      const words = `${shown.officer} does not send on ${inSentence(shown.title)} without approval any more. The delegation ended on ${formatDay(last)}.`;
      return { kind: 'message', message: explained('Ended already', words) };
    }
    if (!maySend(register, person, 'priority', delegation.priorityKey, today)) {
      const words = `Only the lead of ${inSentence(shown.title)}, or a deputy, can end it. ${shown.lead} set it.`;
      return { kind: 'message', message: explained('Not yours to end', words) };
    }
    await store.record('delegations', { ...delegation, endedOn: today });
    const message = endedMessage(shown, person.name);
    await tellOfDelegation(context, 'delegation.ended', delegation, () => message);
    return { kind: 'message', message };
  },
});
