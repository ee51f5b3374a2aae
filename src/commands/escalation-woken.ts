import type { Told } from '../partnership/escalation.ts';
import { HAD_IT, onlyHears, TOLD_BEFORE } from '../partnership/escalation-side.ts';
import { readingOf } from '../partnership/escalation-steps.ts';
import { notRaising } from './escalating.ts';
import type { Speaking, Subject, Telling } from './escalation-telling.ts';

/**
 * Several people are told of what is immediate, at any hour, and each may see to it: they hear who does, and when nobody
 * has to any more. Nobody of `besides`, who are told of it anyway, nor who may not read on.
 */
export async function toWoken(context: Speaking, subject: Subject, besides: Told[] = []): Promise<Told[]> {
  const { store, register, today } = context;
  const { escalation, raisers } = subject;
  if (escalation.urgency !== 'immediate') return [];
  const entries = await store.escalations.entries(escalation.id);
  const told = entries.flatMap((entry) => entry.told).filter(({ because }) => !onlyHears(because));
  const first = told.filter(
    ({ personKey }, index) =>
      told.findIndex((one) => one.personKey === personKey) === index &&
      !besides.some((one) => one.personKey === personKey) &&
      readingOf(register, escalation, raisers, { key: personKey }, today) === 'whole',
  );
  return notRaising(context, subject, first).map(({ personKey, because }) => ({
    personKey,
    because: `${because}, ${TOLD_BEFORE}`,
  }));
}

/** What tells them who sees to it now; and, however urgent it is, whoever had taken it until then. */
export async function tellWhoHadIt(context: Speaking, subject: Subject, besides: Told[] = []): Promise<Telling> {
  const { holderKey } = subject.escalation;
  const holder = holderKey ? [{ personKey: holderKey, because: HAD_IT }] : [];
  const before = holder.filter(({ personKey }) => besides.every((one) => one.personKey !== personKey));
  return {
    to: [...before, ...(await toWoken(context, subject, [...holder, ...besides]))],
    about: 'escalation.changed',
    because: 'Whoever was to see to an escalation knows who does now',
  };
}
