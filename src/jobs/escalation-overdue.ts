import { notRaising, subjectOf, take, tellRaisers, toManagers } from '../commands/escalating.ts';
import type { Speaking, Subject } from '../commands/escalation-telling.ts';
import { type WorkingCalendar, workingCalendar } from '../partnership/calendar.ts';
import { instantAt, localDay } from '../partnership/contact.ts';
import type { Day } from '../partnership/day.ts';
import { type Entry, type Escalation, OPEN, type Told } from '../partnership/escalation.ts';
import { type Due, dueOn, overdueDays } from '../partnership/escalation-clock.ts';
import { chairsFor, deputiesFor } from '../partnership/escalation-routing.ts';
import { toRaisers } from '../partnership/escalation-side.ts';
import { here } from '../partnership/leave.ts';
import { MODE, MORNING } from '../partnership/openings.ts';
import type { Register } from '../partnership/register.ts';
import type { Reader } from '../store/store.ts';
import type { Job } from './job.ts';

/** To whom what is overdue goes, one after the other. */
const RUNGS = ['deputy', 'group', 'manager'] as const;
type Rung = (typeof RUNGS)[number];

const BECAUSE =
  'What is overdue goes to the deputy, then the chair of the performance group, then the programme manager, a working day after each other';

/** Nobody who raised something waits for one person alone. */
export const escalationOverdue: Job = {
  name: 'escalation-overdue',
  help: 'Brings an escalation that is overdue to the deputy, then the performance group chair, then the programme manager',

  async due(reader, now) {
    return (await climbing(reader)).filter(({ at }) => at <= now);
  },

  async run({ input: { escalation: id = '', what, on, rung } }, context) {
    const { store, register } = context;
    const subject = await subjectOf(context, await store.escalations.lock(id));
    if (!subject || !OPEN.includes(subject.escalation.state)) return;
    const due = dueOn(register, subject.escalation, workingCalendar(register));
    if (!due || due.what !== what || due.on !== on) return;
    const speaking: Speaking = { ...context, today: localDay(context.now, register.partnership.timeZone) };
    const told = (await store.escalations.overdue([id])).filter((entry) => isSince(entry, due, register));
    const before = told.flatMap((entry) => entry.told.map(({ personKey }) => personKey));
    const to = notRaising(speaking, subject, peopleOn(rung as Rung, speaking, subject)).filter(
      ({ personKey }) => !before.includes(personKey),
    );
    if (to.length === 0) return;
    await take(speaking, subject, {
      step: 'overdue',
      tell: [{ to, about: 'escalation.overdue', because: BECAUSE }, tellRaisers(speaking, subject)],
    });
  },
};

/** The next rung of each escalation that is, or will be, overdue; and when it comes to that. None while all is held. */
async function climbing(reader: Reader) {
  const open = await reader.escalations.in(OPEN);
  if (open.length === 0 || (await reader.state()).mode === 'paused') return [];
  const register = await reader.register();
  const calendar = workingCalendar(register);
  const each = open.flatMap((escalation) => {
    const due = dueOn(register, escalation, calendar);
    return due ? [{ escalation, due, keys: RUNGS.map((rung) => keyOf(escalation, due, rung)) }] : [];
  });
  const claimed = await reader.occurrences.claimed(each.flatMap(({ keys }) => keys));
  const told = await reader.escalations.overdue(each.map(({ escalation }) => escalation.id));
  const resumed = await reader.events.last('mode.resumed', MODE);
  return each.flatMap(({ escalation, due, keys }) => {
    const next = keys.findIndex((key) => !claimed.has(key));
    const [rung, key] = [RUNGS[next], keys[next]];
    if (!rung || !key) return [];
    const last = told.findLast((one) => one.escalationId === escalation.id && isSince(one, due, register));
    const before = [last, resumed].flatMap((one) => (one ? [one.at] : []));
    const at = instantAt(dayOf(next, due, before, calendar), MORNING, 0, calendar.timeZone);
    return [{ key, at, input: { escalation: escalation.id, ...due, rung } }];
  });
}

const keyOf = ({ id }: Escalation, { what, on }: Due, rung: Rung) => `escalation-overdue/${id}/${what}/${on}/${rung}`;

/** After a stop or a pause, too, each has a working day before it goes on to the next. */
function dayOf(rung: number, due: Due, before: Date[], calendar: WorkingCalendar): Day {
  const after = before.map((at) => calendar.after(localDay(at, calendar.timeZone), 1));
  return [overdueDays(due, calendar)[rung]!, ...after].sort().at(-1)!;
}

function isSince({ at }: Entry, due: Due, { partnership }: Register): boolean {
  return localDay(at, partnership.timeZone) > due.on;
}

function peopleOn(rung: Rung, speaking: Speaking, subject: Subject): Told[] {
  const { register, today } = speaking;
  const { escalation, unreached = [] } = subject;
  const { withPriority, priorityKeys } = escalation;
  if (rung === 'deputy')
    return deputiesFor(register, { priorityKeys: withPriority ? [withPriority] : priorityKeys }, today);
  if (rung === 'group') {
    const raising = toRaisers(speaking, subject).map(({ personKey }) => personKey);
    const chairs = (except: string[]) => chairsFor(register, escalation, 'performance_group', today, except);
    const reached = chairs([...raising, ...unreached]);
    // Where nobody else is there, it is tried once more.
    return reached.length > 0 ? reached : chairs(raising);
  }
  const managers = toManagers(speaking);
  const present = here(
    register,
    managers.map(({ personKey: key }) => ({ key })),
    today,
  );
  return present.length > 0
    ? managers.filter(({ personKey }) => present.some(({ key }) => key === personKey))
    : managers;
}
