import { raisesFor } from '../partnership/escalation-routing.ts';
import { stepsFor } from '../partnership/escalation-steps.ts';
import type { Dialog } from '../views/dialog.ts';
import { explanation } from '../views/explain.ts';
import { type Context, command } from './command.ts';
import { input, subjectOf, take, toStep } from './escalating.ts';
import { raisesAny } from './escalation.ts';

export const join = command({
  name: 'join',
  help: 'join an escalation that another officer raised, and hear what comes of it',
  may: raisesAny,
  input,
  async run(wanted, context) {
    const found = await toStep(context, wanted, 'join');
    if ('instead' in found) return { kind: 'message', message: found.instead };
    const joined = await joinAs(context, wanted.escalation);
    const { title, blocks } = joined ?? explanation('Nothing was done', 'It has moved on meanwhile.');
    return { kind: 'message', message: { summary: title, blocks } };
  },
});

/**
 * Somebody joins an escalation, for their own partnership; null where it cannot be joined any more. What they wrote in a
 * form of their own stands beside it.
 */
export async function joinAs(context: Context, id: string, words?: string): Promise<Dialog | null> {
  const { store, register, person, now, today } = context;
  const [own] = raisesFor(register, person, today);
  const subject = await subjectOf(context, await store.escalations.lock(id));
  if (!own || !subject) return null;
  const { escalation } = subject;
  if (!stepsFor(register, subject, person, today).includes('join')) return null;
  await store.escalations.addRaiser(id, { personKey: person.key, bodyKey: own.key, joinedAt: now, leftAt: null });
  await take(context, subject, {
    step: 'join',
    words,
    change: { bodyKeys: [...new Set([...escalation.bodyKeys, own.key])] },
    tell: [],
  });
  const dialog = explanation(
    'You have joined it',
    `You have joined escalation ${escalation.reference} for ${own.name}. You hear of every step, and what comes of it, as those who raised it do.`,
  );
  await store.deliveries.queue(
    {
      to: { kind: 'person', key: person.key },
      subject: `escalation-joined/${id}`,
      message: { summary: `You have joined escalation ${escalation.reference}`, blocks: dialog.blocks },
      about: 'escalation.joined',
      because: 'Whoever joins an escalation keeps its reference and what happens next',
      dedupeKey: `escalation-joined/${id}/${person.key}/${context.id()}`,
      notBefore: now,
    },
    now,
  );
  return dialog;
}
