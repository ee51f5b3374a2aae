import { z } from 'zod';
import { workingCalendar } from '../partnership/calendar.ts';
import { nextContactTime } from '../partnership/contact.ts';
import { leaveFrom } from '../partnership/leave.ts';
import type { Leave } from '../partnership/register.ts';
import { isOnRegister, isProgrammeManager, programmeManagers } from '../partnership/responsibility.ts';
import { personName } from '../partnership/roles.ts';
import { explained } from '../views/explain.ts';
import { backMessage, leaveEndedMessage } from '../views/leave.ts';
import { together } from '../views/words.ts';
import { type Context, command } from './command.ts';
import { tell } from './managing.ts';

export const back = command({
  name: 'back',
  help: 'say that you are back from leave',
  usage: 'back',
  may: (person, register, today) => isOnRegister(register, person, today),
  input: z.object({ leave: z.string().max(100).optional() }),
  parse: () => ({}),

  async run({ leave: key }, context) {
    const { store, register, person, now, today } = context;
    const whose = notTheirs(context, key);
    if (whose) {
      const managers = together([whose, ...programmeManagers(register, today).map(({ name }) => name)]);
      return { kind: 'message', message: explained('Not yours to end', `Only ${managers} can end this leave.`) };
    }
    const leave = meant(context, key);
    if (!leave) {
      const words = key ? 'This leave is over, or was cancelled before.' : 'You are not recorded as away.';
      return { kind: 'message', message: explained('Nothing to end', words) };
    }
    await store.record('leaves', { ...leave, endedOn: today });
    const detail = { leave: leave.key, from: leave.from, to: leave.to };
    const what = leave.from > today ? 'leave.cancelled' : 'leave.ended';
    await store.events.add({ at: now, by: person.key, what, subject: `person/${leave.personKey}`, detail });
    // What waited for their return need not wait for the day on which it would have been.
    await store.deliveries.bringForward(leave.personKey, nextContactTime(now, workingCalendar(register)));
    const other = register.people.find((one) => one.key === leave.personKey && one.key !== person.key) ?? null;
    if (other) {
      await tell(context, [other], {
        subject: `leave/${leave.key}/ended`,
        message: leaveEndedMessage(leave, today, person.name),
        about: 'leave.told',
        because: 'Somebody whose leave is ended or cancelled for them is told',
      });
    }
    return { kind: 'message', message: backMessage(leave, today, other) };
  },
});

/** Whose leave a button names, where it is somebody else's and not for the person acting to end. */
function notTheirs({ register, person, today }: Context, key: string | undefined): string | null {
  const leave = register.leaves.find((one) => one.key === key);
  if (!leave || leave.personKey === person.key || isProgrammeManager(register, person, today)) return null;
  return personName(register, leave.personKey) ?? 'who has it';
}

/** The leave that a button names, or the one that the person acting is on. */
function meant({ register, person, today }: Context, key: string | undefined): Leave | null {
  if (key === undefined) return leaveFrom(register, person, today).find(({ from }) => from <= today) ?? null;
  const leave = register.leaves.find((one) => one.key === key);
  if (!leave) return null;
  return leaveFrom(register, { key: leave.personKey }, today).find((one) => one.key === key) ?? null;
}
