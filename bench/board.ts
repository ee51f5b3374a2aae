import { readFileSync } from 'node:fs';
import { readAgreement } from '../src/files/agreement.ts';
import type { Account, Register } from '../src/partnership/register.ts';

const EXAMPLE = 'examples/nottinghamshire-2020-23.yaml';

/** The Nottinghamshire example with so many priorities, each new one led by somebody new, and everybody on both platforms. */
export function boardOf(priorities: number): Register {
  const reading = readAgreement(readFileSync(new URL(`../${EXAMPLE}`, import.meta.url), 'utf8'), EXAMPLE);
  if (!reading.ok) throw new Error(`The example has mistakes: ${JSON.stringify(reading.mistakes)}`);
  const { register } = reading;
  const dropped = register.agreed.splice(priorities).map(({ priorityKey }) => priorityKey);
  register.priorities = register.priorities.filter(({ key }) => !dropped.includes(key));
  register.assignments = register.assignments.filter(({ subjectKey }) => !dropped.includes(subjectKey));
  for (let number = register.agreed.length + 1; number <= priorities; number += 1) addPriority(register, number);
  register.people = register.people.map((person) => ({ ...person, prefers: null }));
  register.accounts = register.people.flatMap(({ key: personKey }, index) =>
    register.connections.map((connection): Account => {
      const digits = String(index + 1).padStart(10, '0');
      const externalId = connection.platform === 'slack' ? `U${digits}` : `0a1b2c3d-0000-4000-8000-00${digits}`;
      const key = `${personKey}/${connection.key}`;
      return { key, personKey, connectionKey: connection.key, externalId, linked: false, endedOn: null };
    }),
  );
  return register;
}

/** Like the first, under a number. */
function addPriority(register: Register, number: number): void {
  const [agreed] = register.agreed;
  const [priority] = register.priorities;
  const lead = register.assignments.find(({ role, subjectKey }) => role === 'lead' && subjectKey === priority!.key);
  const key = `priority-${number}`;
  const title = `Priority number ${number}`;
  const personKey = `lead-${number}`;
  register.priorities.push({ ...priority!, key, name: title, aliases: [] });
  register.agreed.push({ ...agreed!, key: `${agreed!.agreementKey}/${key}`, priorityKey: key, title, order: number });
  register.people.push({ key: personKey, name: `Lead Number ${number}`, email: null, prefers: null, endedOn: null });
  const held = { holderKind: 'person' as const, holderKey: personKey };
  register.assignments.push({ ...lead!, key: `${key}/lead`, subjectKey: key, ...held });
}

/** Who leads what, by the title of the priority: one for each person. */
export function leadsOf(register: Register): { personKey: string; title: string }[] {
  const leads = register.agreed.flatMap(({ priorityKey, title }) => {
    const lead = register.assignments.find(({ role, subjectKey }) => role === 'lead' && subjectKey === priorityKey);
    if (!lead) return [];
    const held = register.holdings.find(({ postKey }) => lead.holderKind === 'post' && postKey === lead.holderKey);
    return [{ personKey: held?.personKey ?? lead.holderKey, title }];
  });
  return [...new Map(leads.map((one) => [one.personKey, one])).values()];
}
