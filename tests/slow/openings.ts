import { opens, type presses } from '../permissions/plays.ts';
import type { Part } from '../permissions/roles.ts';
import { subjectFor, type World } from '../permissions/world.ts';

/** What is typed wherever there is room for words. */
export const KEPT = 'Kept to the last letter';
const WHY: [string, string] = ['Reason', KEPT];

/** A form, open in front of somebody who may send it. */
export interface Opening {
  part: Part;
  /** What they are for it, besides what they are anyway: everybody here is somebody else, so that all forms are open at once. */
  as?: 'manager' | 'officer';
  /** What has to be so before it can be opened. */
  given?(world: World): Promise<void>;
  button(world: World): ReturnType<typeof presses>;
  pages?: [label: string, value: string | string[]][][];
  report?: true;
  send: RegExp;
}

/** By the name of the command that the form is of. */
export type Openings = Record<string, Opening>;

const of = (world: World, priority: string) => ({ return: world.returns.get(priority)! });
const nothing = /\[(Send nothing to report|Send (?:to|for) [^\]]+)\]/;

export const REPORTING: Openings = {
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
    pages: [[['What should change', KEPT]]],
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
    as: 'manager',
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
    as: 'manager',
    button: (world) => opens('excuse', of(world, 'young-people')),
    pages: [[WHY]],
    send: /\[(Excuse the report)\]/,
  },
  move: {
    part: 'Board',
    as: 'manager',
    button: ({ period }) => opens('move', { period }),
    pages: [[['New due date', '2021-04-14'], WHY]],
    send: /\[(Move the due date)\]/,
  },
  withdraw: {
    part: 'CSP officer',
    as: 'manager',
    button: (world) => opens('withdraw', of(world, 'preventable-deaths')),
    pages: [[WHY]],
    send: /\[(Withdraw the report)\]/,
  },
  'link-account': {
    part: 'Former lead',
    as: 'manager',
    button: ({ account }) => opens('link-account', { ...account }),
    pages: [[['Person', 'Stella Northam']]],
    send: /\[(Link the account)\]/,
  },
  'hold-digest': {
    part: 'Performance group',
    as: 'manager',
    button: ({ period }) => opens('hold-digest', { period }),
    pages: [[['Why it is held back', KEPT]]],
    send: /\[(Hold it back)\]/,
  },
};
