import type { About } from '../partnership/about.ts';
import { isAboutAsking, isNews, returnsIn, speaksOf } from '../partnership/asked.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { localDay, nextContactTime } from '../partnership/contact.ts';
import { isAway } from '../partnership/leave.ts';
import { MODE, promptSubject, resumedSubject } from '../partnership/openings.ts';
import { isWaiting, type Owed, owedByPerson, waitsElsewhere } from '../partnership/owed.ts';
import { preparedByPerson } from '../partnership/reached.ts';
import type { Mode } from '../partnership/register.ts';
import { personName } from '../partnership/roles.ts';
import { supportSubject } from '../partnership/sending.ts';
import type { Queued } from '../store/store.ts';
import type { Message } from '../views/message.ts';
import { type News, resumedMessage } from '../views/mode.ts';
import { promptMessage } from '../views/prompt.ts';
import { supportMessage } from '../views/support.ts';
import type { Context } from './command.ts';
import { reachThem } from './escalations-live.ts';
import { dateHeldOutcomes } from './held-outcomes.ts';
import { newsFor, newsIn } from './news.ts';

/** Keeps who changed the mode, when and why, and changes it. */
export async function changeMode({ store, now, person }: Context, from: Mode, to: Mode, what: string): Promise<void> {
  await store.setMode(to);
  // What was not done meanwhile may be due now.
  store.askJobs();
  await store.events.add({ at: now, by: person.key, what, subject: MODE, detail: { from, to } });
}

/**
 * Goes live. What the programme manager was shown in pilot stays as it is; whoever still owes or prepares a report that is
 * asked for now is told, once, in place of what was on its way to them. What was asked of them while the partnership was
 * live before stands, and is not asked again.
 */
export async function goLive(context: Context): Promise<void> {
  const { store, register } = context;
  await store.deliveries.leavePilotBehind('Shown in pilot only');
  const { owedBy, preparedBy } = await waitingFor(context);
  const because = 'The partnership went live while this was asked for';
  const asking = [
    ...[...owedBy].map(([personKey, owed]): Asking => {
      const [subject, message] = [promptSubject({ end: lastEnd(owed) }), promptMessage(register, owed)];
      return { personKey, owed, subject, message, about: 'report.prompt', because };
    }),
    ...[...preparedBy].map(([personKey, owed]): Asking => {
      const [subject, message] = [supportSubject({ end: lastEnd(owed) }), supportMessage(register, owed)];
      return { personKey, owed, subject, message, about: 'report.prompt.support', because };
    }),
  ];
  const there = await store.postings.of([...new Set(asking.map(({ subject }) => subject))]);
  const standing = ({ personKey, subject }: Asking) =>
    there.find(
      (one) => one.addressKey === personKey && one.subject === subject && one.messageId !== null && !one.pilot,
    );
  const anew = new Set(asking.filter((one) => !standing(one)).map(({ personKey }) => personKey));
  const overtaken = (await store.deliveries.queued()).filter(
    (one) => isOvertakable(one) && isAboutAsking(one.about) && anew.has(one.to.key),
  );
  await store.deliveries.suppress(
    overtaken.map(({ id }) => id),
    'Overtaken by what everybody got when the partnership went live',
  );
  // What is changed where it stands notifies nobody: whoever has come to owe more since is asked anew.
  const asksForMore = (one: Asking) => {
    const before = standing(one);
    return before !== undefined && one.owed.some(({ owed }) => !returnsIn(before).includes(owed.id));
  };
  await ask(
    context,
    asking.map((one) => ({ ...one, anew: asksForMore(one) })),
  );
  await reachThem(context);
  await changeMode(context, 'pilot', 'live', 'mode.live');
}

/**
 * Goes on after a pause. Of what was held for a person, the messages that ask for reports or tell what became of them are
 * overtaken by one about how it stands now; answers, confirmations, lists and digests go out as they are. What is held for
 * somebody who is away waits until they are back. Returns whom that one message goes to, and what else goes.
 */
export async function goOn(context: Context, to: Mode): Promise<{ asked: string[]; sent: Queued[] }> {
  const { store, register, now } = context;
  const calendar = workingCalendar(register);
  const day = localDay(nextContactTime(now, calendar), calendar.timeZone);
  const held = (await store.deliveries.queued()).filter(({ action }) => action === 'post');
  const overtaken = held.filter(
    (one) =>
      isOvertakable(one) &&
      (isAboutAsking(one.about) || isNews(one.about)) &&
      !isAway(register, { key: one.to.key }, day),
  );
  await store.deliveries.suppress(
    overtaken.map(({ id }) => id),
    'Overtaken by the resume',
  );
  const { owedBy, preparedBy } = await waitingFor(context);
  const happened = await newsIn(context, overtaken);
  const asking: Asking[] = [];
  for (const personKey of new Set(overtaken.map((one) => one.to.key))) {
    const owed = [...(owedBy.get(personKey) ?? []), ...(preparedBy.get(personKey) ?? [])].filter(isWaiting);
    const news = newsFor(context, personKey, overtaken, happened);
    if (owed.length === 0 && news.length === 0) continue;
    asking.push({
      ...{ personKey, owed, news },
      subject: resumedSubject(now),
      message: resumedMessage(register, owed, day, { data: { news } }),
      about: 'mode.resumed',
      because: 'After a pause each person gets one message with what is due now, in place of what was held',
    });
  }
  await ask(context, asking);
  await changeMode(context, 'paused', to, 'mode.resumed');
  await dateHeldOutcomes(context);
  return {
    asked: asking.map(({ personKey }) => personKey),
    sent: held.filter((one) => one.part === 1 && one.notBefore <= now && !overtaken.includes(one)),
  };
}

/** One whose last attempt may have arrived takes its course, so that nobody gets it and another. */
function isOvertakable({ to, action, repeated }: Queued): boolean {
  return to.kind === 'person' && action === 'post' && !repeated;
}

/**
 * What everybody is asked for now, and what they only prepare, where any of it is still waiting. By person. Where a draft
 * waits for somebody else's approval, they have done their part.
 */
async function waitingFor({ store, register, today }: Context) {
  const rows = await store.owed.open();
  const waiting = (all: Map<string, Owed[]>) =>
    new Map(
      [...all]
        .map(([key, owed]) => [key, owed.filter((one) => !waitsElsewhere(one, { key }))] as const)
        .filter(([, owed]) => owed.some(isWaiting)),
    );
  return {
    owedBy: waiting(owedByPerson(register, rows, today)),
    preparedBy: waiting(preparedByPerson(register, rows, today)),
  };
}

const lastEnd = (owed: Owed[]) =>
  owed
    .map(({ period }) => period.end)
    .sort()
    .at(-1)!;

/** Something that one person is asked for. */
interface Asking {
  personKey: string;
  owed: Owed[];
  subject: string;
  message: Message;
  about: About;
  because: string;
  news?: News[];
  /** Posted again where it stands already. */
  anew?: boolean;
}

async function ask({ store, register, now }: Context, asking: Asking[]): Promise<void> {
  const nameOf = (personKey: string) => personName(register, personKey) ?? personKey;
  const reasons = (owed: Owed[]) => [...new Set(owed.map((one) => one.because))].join(' and ');
  await store.deliveries.queueAll(
    asking.map(({ personKey, owed, subject, message, about, because, news, anew = false }) => ({
      ...{ subject, message, about, anew },
      to: { kind: 'person', key: personKey },
      because: owed.length > 0 ? `${because}; ${nameOf(personKey)} is ${reasons(owed)}` : because,
      dedupeKey: `${about}/${now.toISOString()}/${personKey}`,
      notBefore: nextContactTime(now, workingCalendar(register)),
      data: { ...speaksOf(owed), ...(news && { news }) },
    })),
    now,
  );
}
