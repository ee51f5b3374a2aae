import { beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import type { Register } from '../../src/partnership/register.ts';
import { opens, type presses } from '../permissions/plays.ts';
import { PARTS, type Part } from '../permissions/roles.ts';
import { openWorld, sees, subjectFor, type World } from '../permissions/world.ts';
import { fillsIn, PLATFORMS } from '../stories/scene.ts';

type Pages = [label: string, value: string][][];
const WHY: [string, string] = ['Reason', 'Kept to the last letter'];

interface Opening {
  part: Part;
  /** Besides what they are. Everybody here is somebody else, so that all forms are open at once. */
  manages?: true;
  button(world: World): ReturnType<typeof presses>;
  pages?: Pages;
  send: RegExp;
  report?: true;
}

const of = (world: World, priority: string) => ({ return: world.returns.get(priority)! });
const nothing = /\[(Send nothing to report|Send (?:to|for) [^\]]+)\]/;

/** Every form there is, open in front of somebody who may send it. */
const OPENINGS: Record<string, Opening> = {
  report: {
    part: 'Lead',
    button: (world) => opens('report', of(world, 'hate-crime')),
    report: true,
    send: /\[(Send [^\]]+)\]/,
  },
  'nothing-to-report': {
    part: 'Officer',
    button: (world) => opens('nothing-to-report', of(world, 'hate-crime')),
    send: nothing,
  },
  'send-back': {
    part: 'Deputy',
    button: ({ waiting }) => opens('send-back', { ...waiting.get('hate-crime')! }),
    pages: [[['What should change', 'Kept to the last letter']]],
    send: /\[(Send back[^\]]*)\]/,
  },
  delegate: {
    part: 'Cover',
    button: () => opens('delegate', { priority: subjectFor('Cover'), officer: 'colin-birtles' }),
    pages: [[['Last day', '2021-06-30']]],
    send: /\[(Let them send)\]/,
  },
  snooze: {
    part: 'Other lead',
    button: () => opens('snooze'),
    pages: [[['Remind me on', '2021-04-12']]],
    send: /\[(Remind me on this day)\]/,
  },
  away: {
    part: 'Registered',
    button: () => opens('away', { ask: 'yes' }),
    pages: [
      [
        ['First day away', '2021-07-05'],
        ['Last day away', '2021-07-09'],
      ],
    ],
    send: /\[(Record my leave)\]/,
  },
  record: {
    part: 'CSP chair',
    manages: true,
    button: (world) => opens('record', of(world, 'prevent')),
    pages: [
      [
        ['From whom', 'Owen Brightwell'],
        ['Received on', '2021-04-01'],
      ],
    ],
    report: true,
    send: /\[(Record the report)\]/,
  },
  excuse: {
    part: 'Chair',
    manages: true,
    button: (world) => opens('excuse', of(world, 'young-people')),
    pages: [[WHY]],
    send: /\[(Excuse the report)\]/,
  },
  move: {
    part: 'Board',
    manages: true,
    button: ({ period }) => opens('move', { period }),
    pages: [[['New due date', '2021-04-14'], WHY]],
    send: /\[(Move the due date)\]/,
  },
  withdraw: {
    part: 'CSP officer',
    manages: true,
    button: (world) => opens('withdraw', of(world, 'preventable-deaths')),
    pages: [[WHY]],
    send: /\[(Withdraw the report)\]/,
  },
  'link-account': {
    part: 'Former lead',
    manages: true,
    button: ({ account }) => opens('link-account', { ...account }),
    pages: [[['Person', 'Stella Northam']]],
    send: /\[(Link the account)\]/,
  },
  'hold-digest': {
    part: 'Performance group',
    manages: true,
    button: ({ period }) => opens('hold-digest', { period }),
    pages: [[['Why it is held back', 'Kept to the last letter']]],
    send: /\[(Hold it back)\]/,
  },
};
const openings = Object.entries(OPENINGS).map(([command, opening]) => ({ command, ...opening }));

/** Everybody who has a form open that a programme manager sends is one, until they are not. */
function managing(register: Register): void {
  const manager = register.assignments.find(({ role }) => role === 'programme_manager')!;
  for (const { part } of openings.filter(({ manages }) => manages)) {
    const key = `${manager.key}/${PARTS[part]}`;
    register.assignments.push({ ...manager, key, holderKind: 'person', holderKey: PARTS[part]! });
  }
}

/** Whoever has a form open has no part any more that it needs. */
function ended(register: Register): void {
  const gone = openings.map(({ part }) => PARTS[part]);
  register.assignments = register.assignments.filter(({ holderKey }) => !gone.some((key) => key === holderKey));
  register.holdings = register.holdings.filter(({ personKey }) => !gone.some((key) => key === personKey));
  register.people = register.people.filter(({ key }) => key !== PARTS.Registered);
  register.accounts = register.accounts.filter(({ personKey }) => personKey !== PARTS.Registered);
}

/** Those of escalations and narratives have the same in their own tests. */
const ELSEWHERE = [
  ...['escalate', 'ask', 'add', 'answer', 'pass-on', 'agenda', 'decide', 'advise', 'merge', 'object'],
  ...['withdraw-escalation', 'narrative'],
];

test('every form is here', () => {
  const forms = commands.flatMap(({ name, form }) => (form ? [name] : []));
  expect([...Object.keys(OPENINGS), ...ELSEWHERE].sort()).toEqual(forms.sort());
});

describe.each(PLATFORMS)('a form that was opened before the right to send it ended, on %s', (platform) => {
  let world: World;

  beforeAll(async () => {
    world = await openWorld(platform);
    await world.scene.imports(managing);
    for (const { part, button } of openings) await world.hands(part, [{ label: 'Open it', ...button(world) }]);
    await world.scene.settle();
    for (const { part, pages = [], report } of openings) {
      const who = world.who(part);
      await who.presses('Open it');
      for (const values of pages) {
        await who.fills(values);
        await who.presses('Save and continue');
      }
      if (report) await fillsIn(who);
    }
    await world.scene.imports(ended);
    // What follows from that comes by itself: others may approve the drafts now, and nobody is known by this account.
    await world.who('Registered').commands('help');
    await world.scene.settle();
    await world.rows.touched();
    return world.close;
  });

  test.each(openings)('$command: whoever sends it is told why not, and nothing changes', async ({ part, send }) => {
    const who = world.who(part);
    const button = send.exec(who.dialog() ?? '')?.[1];
    expect(button, who.dialog()).toBeDefined();
    const said = await sees(who, () => who.presses(button!));
    expect(said).toMatch(/Only .+ can |not on the register|Nothing is due from you/);
    // What was typed is theirs, and is kept.
    expect((await world.rows.touched()).filter((table) => table !== 'Draft')).toEqual([]);
  });
});
