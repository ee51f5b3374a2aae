import { preferredAccount } from './accounts.ts';
import { workingCalendar } from './calendar.ts';
import type { Day } from './day.ts';
import { type Raiser, stillRaising, type Told } from './escalation.ts';
import { inPlaceOf, unreachedSince } from './escalation-outcome.ts';
import { officersOf, onceEach, raisingOn } from './escalation-routing.ts';
import { isAway } from './leave.ts';
import type { Register } from './register.ts';

/** Why somebody is told of an escalation, or in whose place. */
export const RAISED_IT = 'whoever raised it';
/** Why somebody hears of a step who has nothing to do about it. */
export const HAD_IT = 'the one who had taken it';
export const TOLD_BEFORE = 'told of it before';

/** Whether somebody only hears of a step: it is not before them to be seen to. */
export const onlyHears = (because: string) => [RAISED_IT, HAD_IT, TOLD_BEFORE].some((why) => because.endsWith(why));

interface Today {
  register: Register;
  today: Day;
}
interface Raised {
  raisers: Raiser[];
}

/** Those who still raise an escalation, as they are told of it. */
export function toRaisers({ register, today }: Today, { raisers }: Raised): Told[] {
  return raisingOn(register, raisers, today).map(({ personKey }) => ({ personKey, because: RAISED_IT }));
}

/** The same, with somebody of their partnership in the place of whoever is no officer of it any more. */
export function toTheirSide(context: Today, subject: Raised): Told[] {
  const present = raisingOn(context.register, subject.raisers, context.today);
  return [...toRaisers(context, subject), ...inPlace(context, subject, present)];
}

/**
 * Who is asked something about an escalation: also somebody of their partnership in the place of whoever is away for long,
 * or was not reached by the question. `isReachable`: one of them can answer for those who raised it.
 */
export function toBeAsked(
  context: Today,
  subject: Raised,
  unreached: string[] = [],
): { to: Told[]; isReachable: boolean } {
  const { register, today } = context;
  const calendar = workingCalendar(register);
  const reached = raisingOn(register, subject.raisers, today).filter(
    ({ personKey }) =>
      !unreached.includes(personKey) && unreachedSince(register, personKey, undefined, today, calendar) === null,
  );
  const instead = inPlace(context, subject, reached, unreached);
  return {
    to: [...toRaisers(context, subject), ...instead],
    isReachable: reached.length > 0 || instead.some(officerOf(context, subject)),
  };
}

/** Officers of theirs who can answer today, for each partnership none of whose raisers is here, be it for a day. */
export function hereInstead(context: Today, subject: Raised): Told[] {
  const { register, today } = context;
  const raising = raisingOn(register, subject.raisers, today);
  const present = raising.filter(({ personKey: key }) => !isAway(register, { key }, today));
  return inPlace(context, subject, present).filter(officerOf(context, subject));
}

/** Whether somebody is an officer of a partnership that raised it. */
function officerOf({ register, today }: Today, { raisers }: Raised): (one: Told) => boolean {
  const keys = raisers.flatMap(({ bodyKey }) => officersOf(register, bodyKey, today).map(({ key }) => key));
  return ({ personKey }) => keys.includes(personKey);
}

/** For each partnership that raises it and none of whose raisers is among these, who is there in their place. */
function inPlace({ register, today }: Today, { raisers }: Raised, present: Raiser[], unreached: string[] = []): Told[] {
  const bodies = new Set(stillRaising(raisers).map(({ bodyKey }) => bodyKey));
  for (const { bodyKey } of present) bodies.delete(bodyKey);
  const hasAccount = ({ personKey }: Told) => preferredAccount(register, personKey) !== null;
  const found = [...bodies].flatMap((bodyKey) => {
    const all = inPlaceOf(register, bodyKey, today).filter(({ personKey }) => !unreached.includes(personKey));
    return (all.some(hasAccount) ? all.filter(hasAccount) : all).slice(0, 1);
  });
  return onceEach(found).map(({ personKey, because }) => ({
    personKey,
    because: `${because}, in place of ${RAISED_IT}`,
  }));
}
