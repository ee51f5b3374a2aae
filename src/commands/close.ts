import { explained } from '../views/explain.ts';
import { command } from './command.ts';
import { input, take, tellRaisers, toStep } from './escalating.ts';
import { concernsAny } from './escalation.ts';

export const close = command({
  name: 'close',
  help: 'close an escalation whose outcome everybody who raised it has',
  may: concernsAny,
  input,
  async run(wanted, context) {
    const found = await toStep(context, wanted, 'close');
    if ('instead' in found) return { kind: 'message', message: found.instead };
    const { subject } = found;
    await take(context, subject, {
      step: 'close',
      change: { state: 'closed', closedAt: context.now },
      tell: [tellRaisers(context, subject)],
    });
    const { reference } = subject.escalation;
    return { kind: 'message', message: explained('Closed', `Escalation ${reference} is closed.`) };
  },
});
