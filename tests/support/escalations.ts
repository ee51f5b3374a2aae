import { subjectOf, take } from '../../src/commands/escalating.ts';
import { localDay } from '../../src/partnership/contact.ts';
import type { Escalation } from '../../src/partnership/escalation.ts';
import { raisesFor, routeOf } from '../../src/partnership/escalation-routing.ts';
import type { Register } from '../../src/partnership/register.ts';
import type { Message } from '../../src/views/message.ts';
import type { Board, Member } from './board.ts';
import { countedIds } from './database.ts';
import { fillsInForm } from './filling.ts';

type Rows = Pick<Board, 'database' | 'partnershipId' | 'now'>;

const id = countedIds('escalation');

/** An escalation as its form would have sent it, raised by the officer of the first partnership where nobody else is named. */
export async function raised(
  one: Rows,
  wanted: Partial<Escalation> = {},
  joinedBy: string[] = [],
  { quietly = false } = {},
): Promise<string> {
  const now = one.now();
  return one.database.transact(one.partnershipId, async (store) => {
    const register = await store.register();
    const today = localDay(now, register.partnership.timeZone);
    const raisedBy = wanted.raisedBy ?? 'jamie-thorpe';
    const bodyOf = (key: string) => raisesFor(register, { key }, today)[0]!.key;
    const escalation: Escalation = {
      ...{ id: id(), reference: await store.nextReference(), title: 'Hospital outreach ends in June' },
      ...{ priorityKeys: ['serious-violence'], bodyKeys: ['csp-1'], urgency: 'next_meeting', neededBy: null },
      ...{ sensitive: false, values: { situation: 'Workers leave', askKind: 'resources', ask: 'Money from July' } },
      ...{ raisedBy, raisedFor: bodyOf(raisedBy), raisedAt: now, state: 'raised', version: 1, holderKey: null },
      ...{ withPriority: null, acknowledgedAt: null, waitingSince: null, waited: 0, meetingKey: null },
      ...{ mergedInto: null, outcome: null, outcomes: 0, closedAt: null },
      ...wanted,
    };
    await store.escalations.create(escalation, `draft/${escalation.id}`);
    for (const personKey of [raisedBy, ...joinedBy])
      await store.escalations.addRaiser(escalation.id, {
        ...{ personKey, bodyKey: bodyOf(personKey), joinedAt: now, leftAt: null },
      });
    const person = register.people.find(({ key }) => key === raisedBy)!;
    const context = { store, register, person, now, today, id };
    await take(context, (await subjectOf(context, escalation))!, {
      step: 'raise',
      change: { outcome: escalation.outcome },
      tell: [
        {
          to: quietly ? [] : routeOf(register, escalation, today, [raisedBy, ...joinedBy]),
          about: 'escalation.raised',
          because: 'It was raised',
        },
      ],
    });
    return escalation.id;
  });
}

/** An escalation as it stands. */
export async function standing(one: Rows, id: string): Promise<Escalation> {
  return (await one.database.read(one.partnershipId, (reader) => reader.escalations.byId(id)))!;
}

/** Takes a step as its button does, wherever that stands. */
export function steps(one: Pick<Board, 'partnershipId'>, who: Member, command: string, id: string): Promise<string> {
  return who.interact({ kind: 'pressed', partnershipId: one.partnershipId, command, input: { escalation: id } });
}

/** Takes a step that has a form, and fills it in. */
export async function fillsStep(
  one: Board,
  who: Member,
  [command, id]: [string, string],
  answers: Record<string, string>,
): Promise<string> {
  await steps(one, who, command, id);
  return fillsInForm(who, answers);
}

/** The newest message of an escalation to somebody, with what it is about. */
export async function told(
  one: Board,
  to: string,
  about = 'escalation',
): Promise<{ about: string; text: string; message: Message } | undefined> {
  const log = await one.messages();
  return log.findLast((message) => message.to === to && message.about.startsWith(about));
}

/** Whom something was said to, in order. */
export async function toldAbout(one: Board, about: string): Promise<string[]> {
  return (await one.messages(about)).map(({ to }) => to);
}

/** What can be chosen on the page of a form that somebody has open. */
export function choicesOf(who: Member): string[] {
  const fields = who.dialog().form?.fields ?? [];
  return fields.flatMap((field) => (field.kind === 'rows' ? [] : (field.options ?? []).map(({ label }) => label)));
}

/** Makes somebody the chair of a community safety partnership, with an account. */
export function chairs(register: Register, personKey: string, bodyKey: string): void {
  const row = { key: `${bodyKey}/chair`, endedOn: null };
  const held = { holderKind: 'person' as const, holderKey: personKey, holderRole: null };
  register.assignments.push({
    ...{ ...row, ...held, subjectKind: 'body', subjectKey: bodyKey, role: 'chair' },
    ...{ from: null, to: null, since: null },
  });
  const [account] = register.accounts;
  register.accounts.push({ ...account!, key: `${personKey}/account`, personKey, externalId: `U-${personKey}` });
}

/** Makes somebody an officer of one more community safety partnership. */
export function alsoOfficer(register: Register, personKey: string, bodyKey: string): void {
  register.assignments.push({
    ...{ key: `${bodyKey}/officer-too`, endedOn: null, holderKind: 'person', holderKey: personKey, holderRole: null },
    ...{ subjectKind: 'body', subjectKey: bodyKey, role: 'csp_officer', from: null, to: null, since: null },
  });
}
