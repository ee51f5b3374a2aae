import { expect, test } from 'vitest';
import type { Register } from '../../src/partnership/register.ts';
import { board } from '../support/board.ts';
import { nottinghamshire } from '../support/register.ts';

/** The example with so many priorities, each of the new ones with a lead of its own. */
function withPriorities(many: number): Register {
  const register = nottinghamshire();
  const [agreed, priority, person] = [register.agreed[0]!, register.priorities[0]!, register.people[0]!];
  const lead = register.assignments.find(({ role, subjectKind }) => role === 'lead' && subjectKind === 'priority')!;
  for (let number = register.agreed.length + 1; number <= many; number += 1) {
    const [key, title, holderKey] = [`priority-${number}`, `Priority ${number}`, `lead-${number}`];
    register.priorities.push({ ...priority, key, name: title, aliases: [] });
    register.agreed.push({ ...agreed, key: `agreed-${number}`, priorityKey: key, title, order: number });
    register.people.push({ ...person, key: holderKey, name: `Lead ${number}`, email: null });
    const assignment = { ...lead, key: `assignment-${number}`, subjectKey: key };
    register.assignments.push({ ...assignment, holderKind: 'person', holderKey, holderRole: null });
  }
  return register;
}

test('the date of forty reports is moved at once', async () => {
  const snb = await board({ register: withPriorities(40) });
  await snb.on('2021-04-01', 10);
  const grace = snb.person('grace-holloway');
  for (const dueOn of ['2021-04-30', '2021-05-05']) {
    await grace.says('move all');
    grace.types({ dueOn, why: 'The board meets later' });
    await grace.does('continue');
    await grace.sends();
    expect(grace.sees()).toContain('40 reports now due on');
  }
  await snb.close();
});

test('twenty reports are chased, paused, resumed and gone live with', async () => {
  const snb = await board({ register: withPriorities(20) });
  await snb.on('2021-04-01', 10);
  const grace = snb.person('grace-holloway');
  expect(await grace.says('chase all')).toContain('Chased: 19 people');
  await grace.says('pause');
  expect(await grace.says('resume')).toContain('One message with what is due now goes to');
  await grace.says('pilot');
  expect(await grace.says('live')).toContain('Cannot be reached: ');
  expect(await grace.presses('Go live')).toContain('Live from now on');
  await snb.close();
});
