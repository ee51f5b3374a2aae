import { readFileSync } from 'node:fs';
import { readAgreement } from '../../src/files/agreement.ts';
import { changes, upserts } from '../../src/partnership/changes.ts';
import { localDay } from '../../src/partnership/contact.ts';
import type { Register } from '../../src/partnership/register.ts';
import type { Database } from '../../src/store/store.ts';

/** The register of the Nottinghamshire example, of which nobody owes a narrative. A fresh copy, that a test may change. */
export function nottinghamshire(): Register {
  const register = narrating();
  register.obligations = register.obligations.filter(({ report }) => report !== 'csp_narrative');
  return register;
}

/** The same as published: each community safety partnership owes a narrative besides. */
export function narrating(): Register {
  read ??= example();
  return structuredClone(read);
}

let read: Register | undefined;

function example(): Register {
  const file = new URL('../../examples/nottinghamshire-2020-23.yaml', import.meta.url);
  const reading = readAgreement(readFileSync(file, 'utf8'), 'nottinghamshire-2020-23.yaml');
  if (!reading.ok) throw new Error(`The example has mistakes: ${JSON.stringify(reading.mistakes)}`);
  return reading.register;
}

/** Makes a partnership's register what is wanted, as an import does on that day. */
export async function imported(database: Database, wanted: Register, now: Date): Promise<string> {
  const partnershipId = await database.partnershipFor(wanted.partnership, 'live');
  await database.transact(partnershipId, async (store) => {
    const found = changes(await store.register(), wanted, localDay(now, wanted.partnership.timeZone));
    await store.applyRegister({ partnership: wanted.partnership, upserts: upserts(found) }, now);
  });
  return partnershipId;
}

/** Leaves only some of the priorities, and no narratives: what asks ten people takes as many times as long. */
export function onlyOn(register: Register, ...keys: string[]): void {
  register.obligations = register.obligations.filter(({ report }) => report !== 'csp_narrative');
  register.priorities = register.priorities.filter(({ key }) => keys.includes(key));
  register.agreed = register.agreed.filter(({ priorityKey }) => keys.includes(priorityKey));
  register.assignments = register.assignments.filter(
    ({ subjectKind, subjectKey }) => subjectKind !== 'priority' || keys.includes(subjectKey),
  );
}

/** The same with a second programme manager: Nadia Wren. */
export function secondManager(): Register {
  const register = nottinghamshire();
  const manager = register.assignments.find(({ role }) => role === 'programme_manager')!;
  const second = { ...manager, key: `${manager.key}/second`, holderKind: 'person' as const, holderKey: 'nadia-wren' };
  register.assignments.push(second);
  return register;
}
