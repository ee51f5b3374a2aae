import { explained } from '../views/explain.ts';
import { command } from './command.ts';
import { input, take as step, toRaisers, toStep } from './escalating.ts';
import { answersAny } from './escalation.ts';

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
    const { reference, acknowledgedAt, holderKey, withPriority } = subject.escalation;
    if (holderKey) {
      const holder = context.register.people.find(({ key }) => key === holderKey)?.name ?? 'Somebody else';
      const line = `${holder} has taken escalation ${reference}. If you should answer it, ask them to pass it on.`;
      return { kind: 'message', message: explained('Taken already', line) };
    }
    const isLead = parts.has('lead');
    await step(context, subject, {
      step: 'take',
      change: {
        state: isLead ? 'with_lead' : 'with_group',
        withPriority: isLead ? withPriority : null,
        holderKey: person.key,
        acknowledgedAt: acknowledgedAt ?? now,
      },
      tell: [
        {
          to: toRaisers(subject),
          about: 'escalation.changed',
          because: 'Those who raised an escalation hear of every step',
        },
      ],
    });
    const line = `You have taken escalation ${reference}. Those who raised it know that you will answer.`;
    return { kind: 'message', message: explained('Taken', line) };
  },
});
