import type { Register } from '../../src/partnership/register.ts';
import { nottinghamshire } from './register.ts';

/** Who chairs what, where the second community safety partnership has a performance group and a board of its own. */
export const northSouth = {
  ...{ northGroup: 'neil-garside', northBoard: 'edith-carrow' },
  ...{ southGroup: 'olu-brightwell', southBoard: 'petra-lindqvist' },
};

/** A partnership in two halves: the second community safety partnership reports to another group, and that to another board. */
export function inTwoHalves(): Register {
  const register = nottinghamshire();
  const [person] = register.people;
  const [account] = register.accounts;
  const half = (kind: string, key: string, name: string, chair: string) => {
    const body = register.bodies.find((one) => one.kind === kind)!;
    const held = register.assignments.find(({ subjectKey, role }) => subjectKey === body.key && role === 'chair')!;
    register.bodies.push({ ...body, key, name });
    register.people.push({ ...person!, key: chair, name: chair, email: `${chair}@south.example` });
    register.accounts.push({ ...account!, key: `${chair}/account`, personKey: chair, externalId: `U-${chair}` });
    register.assignments.push({
      ...{ ...held, key: `${key}/chair`, subjectKey: key },
      ...{ holderKind: 'person', holderKey: chair, holderRole: null },
    });
  };
  half('performance_group', 'south-group', 'South Performance Group', northSouth.southGroup);
  half('board', 'south-board', 'South Board', northSouth.southBoard);
  const relation = register.relations.find(({ fromKey }) => fromKey === 'csp-2')!;
  for (const one of register.relations) if (one.fromKey === 'csp-2') one.toKey = 'south-group';
  register.relations.push({ ...relation, key: 'south', fromKey: 'south-group', toKey: 'south-board' });
  return register;
}
