import { type Raiser, stillRaising } from '../partnership/escalation.ts';
import { answering } from '../partnership/escalation-answering.ts';
import { officersOf, raisingOn } from '../partnership/escalation-routing.ts';
import { explanation } from '../views/explain.ts';
import { type Context, command } from './command.ts';
import { input, notRaising, type Stepped, subjectOf, take, tellRaisers, toManagers } from './escalating.ts';
import { raisedAny } from './escalation.ts';
import { withForm, wordsForm } from './escalation-forms.ts';
import type { Subject } from './escalation-telling.ts';
import { toWoken } from './escalation-woken.ts';

export const withdrawEscalation = command({
  name: 'withdraw-escalation',
  help: 'withdraw an escalation that you raised or joined',
  may: raisedAny,
  input,
  ...withForm({
    step: 'withdraw',
    form: wordsForm({ title: 'Withdraw it', send: 'Withdraw it', label: 'Reason' }),
    not: 'Not withdrawn',
    async takes({ words }, context, { subject }) {
      const { store, register, now, today } = context;
      const { id, reference } = subject.escalation;
      const leaving = leavingWith(context, subject);
      const others = stillRaising(subject.raisers).filter((one) => !leaving.includes(one));
      // What nobody of a partnership is there to raise any more does not keep it open.
      if (!others.some(({ bodyKey }) => officersOf(register, bodyKey, today).length > 0)) {
        await take(context, subject, { step: 'withdraw', words, ...(await withdrawn(context, subject)) });
        return explanation(
          'Withdrawn',
          `Escalation ${reference} is withdrawn. Whoever was to answer it is told, with your reason.`,
        );
      }
      for (const { personKey } of leaving) await store.escalations.leave(id, personKey, now);
      const left = (await subjectOf(context, subject.escalation))!;
      await take(context, left, { step: 'withdraw', words, ...goingOn(context, left) });
      return explanation(
        'You have left it',
        `You do not raise escalation ${reference} any more. Others have joined it, so it goes on for them, and they are told.`,
      );
    },
  }),
});

/** Whoever withdraws raised it, or comes after those of their partnership who did. */
function leavingWith({ register, person, today }: Context, { raisers }: Subject): Raiser[] {
  const still = stillRaising(raisers);
  const own = still.filter(({ personKey }) => personKey === person.key);
  if (own.length > 0) return own;
  const present = raisingOn(register, raisers, today);
  return still.filter(
    ({ bodyKey }) =>
      !present.some((one) => one.bodyKey === bodyKey) &&
      officersOf(register, bodyKey, today).some(({ key }) => key === person.key),
  );
}

/** Nobody raises it any more. Whatever was to be done about it is not to be done. */
async function withdrawn(context: Context, subject: Subject): Promise<Pick<Stepped, 'change' | 'tell'>> {
  const { escalation } = subject;
  const concerned = [
    ...answering(context.register, subject, context.today),
    ...(escalation.state === 'on_agenda' ? toManagers(context) : []),
  ];
  return {
    change: { state: 'withdrawn', waitingSince: null },
    tell: [
      {
        to: [...concerned, ...(await toWoken(context, subject, concerned))],
        about: 'escalation.withdrawn',
        because: 'Whoever was to answer an escalation, or to see to its meeting, is told that it was withdrawn',
      },
    ],
  };
}

/** Somebody else raises it from now on: of the same partnership where there is one. */
function goingOn(context: Context, subject: Subject): Pick<Stepped, 'change' | 'tell'> {
  const { escalation } = subject;
  const present = raisingOn(context.register, subject.raisers, context.today);
  const still = present.length > 0 ? present : stillRaising(subject.raisers);
  const isOurs = ({ bodyKey }: Raiser) => bodyKey === escalation.raisedFor;
  const next = still.find(({ personKey }) => personKey === escalation.raisedBy) ?? still.find(isOurs) ?? still[0]!;
  return {
    change: { raisedBy: next.personKey, raisedFor: next.bodyKey },
    tell: [
      tellRaisers(context, subject),
      {
        to: notRaising(context, subject, answering(context.register, subject, context.today)),
        about: 'escalation.changed',
        because: 'Whoever is to answer an escalation knows who raises it',
      },
    ],
  };
}
