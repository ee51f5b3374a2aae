import { answering } from '../partnership/escalation-answering.ts';
import { explained } from '../views/explain.ts';
import { command } from './command.ts';
import { input, take as step, tellRaisers, toStep } from './escalating.ts';
import { answersAny } from './escalation.ts';

export const take = command({
  name: 'take',
  help: 'take an escalation, so that everybody knows that you will answer it',
  may: answersAny,
  input,
  async run(wanted, context) {
    const { register, now, today, person } = context;
    const found = await toStep(context, wanted, 'take');
    if ('instead' in found) return { kind: 'message', message: found.instead };
    const { subject, parts } = found;
    const { reference, acknowledgedAt, holderKey, withPriority } = subject.escalation;
    // Who is away, or has no part in it any more, does not keep it from others.
    const isHeld = answering(register, subject.escalation, today).some(({ personKey }) => personKey === holderKey);
    if (isHeld) {
      const holder = register.people.find(({ key }) => key === holderKey)?.name ?? 'Somebody else';
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
      tell: [tellRaisers(subject)],
    });
    const line = `You have taken escalation ${reference}. Those who raised it know that you will answer.`;
    return { kind: 'message', message: explained('Taken', line) };
  },
});
