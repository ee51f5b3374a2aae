import { beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import type { Register } from '../../src/partnership/register.ts';
import { PARTS } from '../permissions/roles.ts';
import { openWorld, sees, type World } from '../permissions/world.ts';
import { chosen, fillsIn, leaves, PLATFORMS } from '../stories/scene.ts';
import { KEPT, type Opening, type Openings, REPORTING } from './openings.ts';
import { OFFICERS, STEPS } from './openings-escalating.ts';

type Named = Opening & { command: string };

/** What happens while the forms are open, and what whoever sends one of them then is told. */
interface Round {
  forms: string;
  openings: Named[];
  meanwhile(world: World, openings: Named[]): Promise<void>;
  says: RegExp;
}

const named = (openings: Openings): Named[] =>
  Object.entries(openings).map(([command, opening]) => ({ command, ...opening }));

const NOT_THEIRS =
  /Only .+ can |not on the register|Nothing is due from you|not yours to (read|do|send)|Not yours to send/;

const ROUNDS: Round[] = [
  {
    ...{ forms: 'reports, whose right has ended', openings: named(REPORTING), says: NOT_THEIRS },
    meanwhile: ({ scene }, openings) => scene.imports((register) => end(register, openings)),
  },
  {
    ...{ forms: 'escalations that are closed', openings: named(STEPS) },
    says: /has moved on meanwhile\. How it stands: Closed/,
    meanwhile: ({ having, escalations }) =>
      having(async (store) => {
        for (const { id } of escalations.values()) await store.escalations.change(id, { state: 'closed' });
      }),
  },
  {
    ...{ forms: 'escalations, whose right has ended', says: NOT_THEIRS },
    openings: named({ ...STEPS, ...OFFICERS }),
    meanwhile: ({ scene }, openings) => scene.imports((register) => end(register, openings)),
  },
];

/** Everybody is for a while what they have to be to open a form. */
function grant(register: Register, openings: Named[]): void {
  for (const { part, as } of openings) {
    const like = register.assignments.find(
      ({ role, subjectKey }) =>
        (as === 'manager' && role === 'programme_manager') ||
        (as === 'officer' && role === 'csp_officer' && subjectKey === 'csp-3'),
    );
    const key = `${like?.key}/${PARTS[part]}`;
    if (like) register.assignments.push({ ...like, key, holderKind: 'person', holderKey: PARTS[part]! });
  }
}

/** Whoever has a form open has no part any more that it needs. */
function end(register: Register, openings: Named[]): void {
  const gone = openings.map(({ part }) => PARTS[part]);
  register.assignments = register.assignments.filter(({ holderKey }) => !gone.some((key) => key === holderKey));
  register.holdings = register.holdings.filter(({ personKey }) => !gone.some((key) => key === personKey));
  register.people = register.people.filter(({ key }) => key !== PARTS.Registered);
  register.accounts = register.accounts.filter(({ personKey }) => personKey !== PARTS.Registered);
}

test('every form is here', () => {
  const forms = commands.flatMap(({ name, form }) => (form ? [name] : []));
  expect(Object.keys({ ...REPORTING, ...STEPS, ...OFFICERS }).sort()).toEqual(forms.sort());
});

describe.each(PLATFORMS)('a form that was open when its moment passed, on %s', (platform) => {
  let world: World;
  let before: Register;
  beforeAll(async () => {
    world = await openWorld(platform);
    await world.scene.imports((register) => {
      before = structuredClone(register);
    });
    return world.close;
  });

  describe.each(ROUNDS)('$forms', ({ openings, meanwhile, says }) => {
    beforeAll(async () => {
      await world.scene.imports((register) => grant(Object.assign(register, structuredClone(before)), openings));
      for (const { given } of openings) await given?.(world);
      for (const { part, command, button } of openings)
        await world.hands(part, [{ label: `Open ${command}`, ...button(world) }]);
      await world.scene.settle();
      for (const { part, command, pages = [], report } of openings) {
        const who = world.who(part);
        await leaves(who);
        await who.presses(`Open ${command}`);
        for (const values of pages) {
          await who.fills(values.map(([label, value]) => [label, chosen(who, label, value)]));
          await who.presses('Save and continue');
        }
        if (report) await fillsIn(who);
      }
      await meanwhile(world, openings);
      // What follows from that comes by itself: others may approve the drafts now, and nobody is known by this account.
      await world.who('Registered').commands('help');
      await world.scene.settle();
      await world.rows.touched();
    });

    test.each(openings)(
      '$command: whoever sends it is told why not, and nothing is lost or changes',
      async (opening) => {
        const who = world.who(opening.part);
        const button = opening.send.exec(who.dialog() ?? '')?.[1];
        expect(button, who.dialog()).toBeDefined();
        const said = await sees(who, () => who.presses(button!));
        expect(said).toMatch(says);
        // What was typed is theirs, and is kept.
        if (JSON.stringify(opening.pages ?? []).includes(KEPT)) expect(said).toContain(KEPT);
        expect((await world.rows.touched()).filter((table) => table !== 'Draft')).toEqual([]);
      },
    );
  });
});
