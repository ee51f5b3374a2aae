import { explained } from '../views/explain.ts';
import { command } from './command.ts';
import { input, take, tellRaisers, toStep } from './escalating.ts';
import { answersAny } from './escalation.ts';

export const acknowledge = command({
  name: 'acknowledge',
  help: 'let those who raised an escalation know that you have read it',
  may: answersAny,
  input,
  async run(wanted, context) {
    const found = await toStep(context, wanted, 'acknowledge');
    if ('instead' in found) return { kind: 'message', message: found.instead };
    const { subject } = found;
    await take(context, subject, {
      step: 'acknowledge',
      change: { state: 'acknowledged', acknowledgedAt: context.now },
      tell: [tellRaisers(context, subject)],
    });
    const { reference } = subject.escalation;
    return { kind: 'message', message: explained('Acknowledged', `Escalation ${reference} is acknowledged.`) };
  },
});
