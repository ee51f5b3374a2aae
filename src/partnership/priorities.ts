import type { Day } from './day.ts';
import { holds } from './holding.ts';
import type { Agreement, AgreementPriority, Grouping, Register } from './register.ts';
import { remembered } from './remembered.ts';

/**
 * The agreement in force on a day: of those that have started, the newest. One whose last day has passed stays in force
 * until another starts, so that its last period is still reported on.
 */
export function agreementInForce(register: Register, day: Day): Agreement | null {
  const started = register.agreements
    .filter((one) => one.status === 'in_force' && one.start <= day && holds({ endedOn: one.endedOn }, day))
    .sort((a, b) => b.start.localeCompare(a.start) || a.key.localeCompare(b.key));
  return started[0] ?? null;
}

/** The priorities of the agreement in force, in its order. */
export const prioritiesInForce = remembered((register, day: Day): AgreementPriority[] => {
  const agreement = agreementInForce(register, day);
  return register.agreed
    .filter((one) => one.agreementKey === agreement?.key && holds(one, day))
    .sort((a, b) => a.order - b.order || a.key.localeCompare(b.key));
});

/** The same, under the first theme, objective or aim of each; those without one come last, under null. */
export function prioritiesByGrouping(
  register: Register,
  day: Day,
): { grouping: Grouping | null; priorities: AgreementPriority[] }[] {
  const priorities = prioritiesInForce(register, day);
  const groupings: (Grouping | null)[] = register.groupings
    .filter((one) => one.agreementKey === priorities[0]?.agreementKey && holds(one, day))
    .sort((a, b) => a.order - b.order || a.key.localeCompare(b.key));
  const first = (priority: AgreementPriority) =>
    groupings.find((grouping) => grouping && priority.groupingKeys.includes(grouping.key)) ?? null;
  return [...groupings, null]
    .map((grouping) => ({ grouping, priorities: priorities.filter((one) => first(one) === grouping) }))
    .filter(({ grouping, priorities }) => grouping !== null || priorities.length > 0);
}

/** A priority's title in the agreement in force; else in any other, else its own name. */
export const titleOf = remembered((register, priorityKey: string, day: Day): string => {
  const agreed = prioritiesInForce(register, day).find((one) => one.priorityKey === priorityKey);
  const other = agreed ?? register.agreed.find((one) => one.priorityKey === priorityKey);
  return other?.title ?? register.priorities.find(({ key }) => key === priorityKey)?.name ?? priorityKey;
});
