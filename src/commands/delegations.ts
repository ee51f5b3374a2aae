import { workingCalendar } from '../partnership/calendar.ts';
import { nextContactTime } from '../partnership/contact.ts';
import { prioritiesInForce, titleOf } from '../partnership/priorities.ts';
import type { Delegation } from '../partnership/register.ts';
import { leadingPeople, maySend, supportOfficersOf } from '../partnership/responsibility.ts';
import { delegationsInForce } from '../partnership/sending.ts';
import type { Candidate, Delegated } from '../views/delegation.ts';
import type { Message } from '../views/message.ts';
import type { Context } from './command.ts';
import { nameOf } from './proposals.ts';

/** The priorities whose report this person may send, in order. */
export function sentBy({ register, person, today }: Context): { priorityKey: string; title: string }[] {
  return prioritiesInForce(register, today).filter(({ priorityKey }) =>
    maySend(register, person, 'priority', priorityKey, today),
  );
}

/** What stands on these priorities today. */
export function standingOn(context: Context, priorityKeys: string[]): Delegation[] {
  return priorityKeys.flatMap((key) => delegationsInForce(context.register, key, context.today));
}

/** Whom a person could let send, and does not. */
export function candidatesOf(context: Context): Candidate[] {
  const { register, person, today } = context;
  return sentBy(context).flatMap(({ priorityKey, title }) => {
    const standing = standingOn(context, [priorityKey]);
    return supportOfficersOf(register, 'priority', priorityKey, today)
      .filter(({ key }) => key !== person.key && !maySend(register, { key }, 'priority', priorityKey, today))
      .filter(({ key }) => !standing.some(({ toKey }) => toKey === key))
      .map(({ key, name }) => ({ priorityKey, title, officerKey: key, officer: name }));
  });
}

export function shownDelegation(context: Context, { key, priorityKey, fromKey, toKey, to }: Delegation): Delegated {
  const title = titleOf(context.register, priorityKey, context.today);
  return { key, title, lead: nameOf(context, fromKey), officer: nameOf(context, toKey), to };
}

/** Tells those whom a delegation concerns, so everybody who leads, and keeps that it happened. Whoever did it keeps it too. */
export async function tellOfDelegation(
  { store, register, person, now, today, id }: Context,
  what: 'delegation.started' | 'delegation.ended',
  delegation: Delegation,
  message: (key: string) => Message,
): Promise<void> {
  const { key, priorityKey, fromKey, toKey, from, to } = delegation;
  await store.events.add({
    at: now,
    by: person.key,
    what,
    subject: `priority/${priorityKey}`,
    detail: { delegation: key, lead: fromKey, officer: toKey, from, to },
  });
  const leads = leadingPeople(register, 'priority', priorityKey, today).map((one) => one.key);
  const once = id();
  for (const personKey of new Set([fromKey, toKey, person.key, ...leads])) {
    await store.deliveries.queue(
      {
        to: { kind: 'person', key: personKey },
        subject: `${what}/${once}`,
        message: message(personKey),
        about: what,
        because: 'Whoever leads and the support officer are told when a delegation begins or ends',
        dedupeKey: `${what}/${once}/${personKey}`,
        notBefore: personKey === person.key ? now : nextContactTime(now, workingCalendar(register)),
      },
      now,
    );
  }
}
