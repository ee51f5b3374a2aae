import { z } from 'zod';
import { answering } from '../partnership/escalation-answering.ts';
import { broughtIn, joinedWith, type Shared } from '../partnership/escalation-joining.ts';
import { raisesFor, raisingOn } from '../partnership/escalation-routing.ts';
import { toRaisers } from '../partnership/escalation-side.ts';
import { stepsFor } from '../partnership/escalation-steps.ts';
import type { Body } from '../partnership/register.ts';
import type { Dialog } from '../views/dialog.ts';
import { explained, explanation } from '../views/explain.ts';
import { actions, type Message } from '../views/message.ts';
import { type Context, command } from './command.ts';
import { input, notRaising, subjectOf, take, toStep } from './escalating.ts';
import { raisesAny } from './escalation.ts';

export const join = command({
  name: 'join',
  help: 'join an escalation that another officer raised, and hear what comes of it',
  may: raisesAny,
  /** Which of theirs, for somebody who raises things for several partnerships. */
  input: input.extend({ body: z.string().max(100).optional() }),
  async run(wanted, context) {
    const found = await toStep(context, wanted, 'join');
    if ('instead' in found) return { kind: 'message', message: found.instead };
    const own = raisesFor(context.register, context.person, context.today);
    const [only] = own.length === 1 ? own : own.filter(({ key }) => key === wanted.body);
    if (!only)
      return { kind: 'message', message: forWhich(found.subject.escalation.reference, wanted.escalation, own) };
    const joined = await joinAs(context, wanted.escalation, only);
    const { title, blocks } = joined ?? explanation('Nothing was done', 'It has moved on meanwhile.');
    return { kind: 'message', message: { summary: title, blocks } };
  },
});

function forWhich(reference: string, escalation: string, own: Body[]): Message {
  const asked = explained(
    'For which partnership',
    `Choose for which of your partnerships you join escalation ${reference}.`,
  );
  const buttons = own.map(({ key, name }) => ({
    label: name,
    command: 'join',
    opens: false,
    input: { escalation, body: key },
  }));
  return { ...asked, blocks: [...asked.blocks, actions(...buttons)] };
}

/** What somebody brings who has filled in a form of their own and joins another instead: none of it is lost. */
export interface Brought {
  shared: Shared;
  words: string;
  link: string | undefined;
}

/** Somebody joins an escalation, for a partnership of theirs; null where it cannot be joined any more. */
export async function joinAs(context: Context, id: string, own: Body, brought?: Brought): Promise<Dialog | null> {
  const { store, register, person, now, today } = context;
  const subject = await subjectOf(context, await store.escalations.lock(id));
  if (!subject || !stepsFor(register, subject, person, today).includes('join')) return null;
  const { escalation } = subject;
  const raiser = { personKey: person.key, bodyKey: own.key, joinedAt: now, leftAt: null };
  await store.escalations.addRaiser(id, raiser);
  const change = joinedWith(escalation, { ...(brought?.shared ?? escalation), bodyKeys: bodiesOf(own, brought) });
  const after = { ...escalation, ...change };
  const raisers = [...subject.raisers.filter(({ personKey }) => personKey !== person.key), raiser];
  const raising = raisingOn(register, raisers, today).map(({ personKey }) => personKey);
  const concerned = [
    ...answering(register, { escalation: after, raisers }, today),
    ...broughtIn(register, { before: escalation, after, raising }, today),
  ];
  await take(context, subject, {
    step: 'join',
    words: brought?.words,
    link: brought?.link,
    change,
    tell: [
      {
        to: [...toRaisers(context, subject), ...notRaising(context, subject, concerned)],
        about: 'escalation.added',
        because: 'Those who raised an escalation, and those who answer it, know who has the same',
      },
    ],
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

const bodiesOf = (own: Body, brought?: Brought) => [...(brought?.shared.bodyKeys ?? []), own.key];
