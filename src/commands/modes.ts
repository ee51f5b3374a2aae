import { isAboutAsking, speaksOf } from '../partnership/asked.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { nextContactTime } from '../partnership/contact.ts';
import { promptSubject, resumedSubject } from '../partnership/openings.ts';
import { isWaiting, type Owed, owedByPerson } from '../partnership/owed.ts';
import { preparedByPerson } from '../partnership/reached.ts';
import type { Mode } from '../partnership/register.ts';
import type { Queued } from '../store/store.ts';
import { resumedMessage } from '../views/mode.ts';
import { promptMessage } from '../views/prompt.ts';
import type { Context } from './command.ts';

/** What the events about who is really messaged are kept under. */
export const MODE = 'mode';

/** Keeps who changed the mode, when and why, and changes it. */
export async function changeMode({ store, now, person }: Context, from: Mode, to: Mode, what: string): Promise<void> {
  await store.setMode(to);
  await store.events.add({ at: now, by: person.key, what, subject: MODE, detail: { from, to } });
}

/**
 * Goes live. What the programme manager was shown in pilot stays as it is; whoever still owes a report that is asked for
 * now is asked, once. What was asked of them while the partnership was live before stands, and is not asked again.
 */
export async function goLive(context: Context): Promise<void> {
  await context.store.deliveries.leavePilotBehind('Shown in pilot only');
  for (const [personKey, owed] of await owing(context)) {
    const end = owed
      .map(({ period }) => period.end)
      .sort()
      .at(-1)!;
    await ask(context, personKey, owed, {
      subject: promptSubject({ end }),
      message: promptMessage(context.register, owed),
      about: 'report.prompt',
      because: 'The partnership went live while this was asked for',
    });
  }
  await changeMode(context, 'pilot', 'live', 'mode.live');
}

/**
 * Goes on after a pause. Of what was held for a person, the messages that ask for reports are overtaken by one about
 * what is due now; answers, confirmations, lists and digests go out as they are. Returns whom that one message goes to, and what else goes.
 */
export async function goOn(context: Context, to: Mode): Promise<{ asked: string[]; sent: Queued[] }> {
  const { store, register, now, today } = context;
  const held = (await store.deliveries.queued()).filter((one) => one.action === 'post' && one.notBefore <= now);
  // One whose last attempt may have arrived takes its course, so that nobody gets it and another.
  const overtaken = held.filter((one) => one.to.kind === 'person' && isAboutAsking(one.about) && !one.repeated);
  await store.deliveries.suppress(
    overtaken.map(({ id }) => id),
    'Overtaken by the resume',
  );
  const rows = await store.owed.open();
  const owedBy = owedByPerson(register, rows, today);
  const preparedBy = preparedByPerson(register, rows, today);
  const asked: string[] = [];
  for (const personKey of new Set(overtaken.map((one) => one.to.key))) {
    const owed = [...(owedBy.get(personKey) ?? []), ...(preparedBy.get(personKey) ?? [])].filter(isWaiting);
    if (owed.length === 0) continue;
    asked.push(personKey);
    await ask(context, personKey, owed, {
      subject: resumedSubject(now),
      message: resumedMessage(register, owed),
      about: 'mode.resumed',
      because: 'After a pause each person gets one message with what is due now, in place of what was held',
    });
  }
  await changeMode(context, 'paused', to, 'mode.resumed');
  return { asked, sent: held.filter((one) => one.part === 1 && !overtaken.includes(one)) };
}

/** What everybody who still owes something is asked for now, by person. */
async function owing({ store, register, today }: Context): Promise<Map<string, Owed[]>> {
  const everybody = owedByPerson(register, await store.owed.open(), today);
  return new Map([...everybody].filter(([, owed]) => owed.some(isWaiting)));
}

async function ask(
  { store, register, now }: Context,
  personKey: string,
  owed: Owed[],
  {
    because,
    ...message
  }: Pick<Parameters<Context['store']['deliveries']['queue']>[0], 'subject' | 'message' | 'about' | 'because'>,
): Promise<void> {
  const name = register.people.find(({ key }) => key === personKey)?.name ?? personKey;
  await store.deliveries.queue(
    {
      ...message,
      to: { kind: 'person', key: personKey },
      because: `${because}; ${name} is ${[...new Set(owed.map((one) => one.because))].join(' and ')}`,
      dedupeKey: `${message.about}/${now.toISOString()}/${personKey}`,
      notBefore: nextContactTime(now, workingCalendar(register)),
      data: speaksOf(owed),
    },
    now,
  );
}
