import { explained } from '../views/explain.ts';
import { command } from './command.ts';
import { input, take as step, tellRaisers, toStep } from './escalating.ts';
import { answersAny } from './escalation.ts';
import { tellWhoHadIt } from './escalation-woken.ts';

export const take = command({
  name: 'take',
  help: 'take an escalation, so that everybody knows that you will answer it',
  may: answersAny,
  input,
  async run(wanted, context) {
    const { now, person } = context;
    const found = await toStep(context, wanted, 'take');
    if ('instead' in found) return { kind: 'message', message: found.instead };
    const { subject, parts } = found;
    const { reference, acknowledgedAt, withPriority } = subject.escalation;
    const isLead = parts.has('lead');
    await step(context, subject, {
      step: 'take',
      change: {
        state: isLead ? 'with_lead' : 'with_group',
        withPriority: isLead ? withPriority : null,
        holderKey: person.key,
        acknowledgedAt: acknowledgedAt ?? now,
      },
      tell: [tellRaisers(context, subject), await tellWhoHadIt(context, subject)],
    });
    const line = `You have taken escalation ${reference}. Those who raised it know that you will answer.`;
    return { kind: 'message', message: explained('Taken', line) };
  },
});
