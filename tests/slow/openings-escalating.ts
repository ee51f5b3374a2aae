import type { Escalation } from '../../src/partnership/escalation.ts';
import { opens } from '../permissions/plays.ts';
import { PARTS } from '../permissions/roles.ts';
import type { World } from '../permissions/world.ts';
import { raised, standing } from '../support/escalations.ts';
import { KEPT, type Opening, type Openings } from './openings.ts';

const escalated = ({ scene }: World, wanted: Partial<Escalation> = {}) =>
  raised(scene, { priorityKeys: ['hate-crime', 'antisocial-behaviour'], ...wanted }, [], { quietly: true });

/** A step on an escalation of its own. */
function on(command: string, wanted: Partial<Escalation> = {}): Pick<Opening, 'given' | 'button'> {
  return {
    async given(world) {
      world.escalations.set(command, await standing(world.scene, await escalated(world, wanted)));
    },
    button: ({ escalations }) => opens(command, { escalation: escalations.get(command)!.id }),
  };
}

const SETTLES: [string, string][] = [
  ['What happens next', 'The centres open in July'],
  ['Is it what was asked?', 'In part'],
];

/** The steps of escalations that have a form. */
export const STEPS: Openings = {
  ask: {
    ...{ part: 'Officer', ...on('ask') },
    pages: [[['Your question', KEPT]]],
    send: /\[(Send the question)\]/,
  },
  add: { part: 'Delegated', ...on('add'), pages: [[['What you want to say', KEPT]]], send: /\[(Send)\]/ },
  answer: {
    ...{ part: 'Lead', ...on('answer') },
    pages: [[['Your answer', KEPT], ...SETTLES]],
    send: /\[(Send the answer)\]/,
  },
  'pass-on': {
    ...{ part: 'Deputy', ...on('pass-on') },
    pages: [
      [
        ['Who should answer it', 'Safer Nottinghamshire Board Performance Group'],
        ['Why', KEPT],
      ],
    ],
    send: /\[(Pass it on)\]/,
  },
  agenda: {
    ...{ part: 'Board', as: 'manager', ...on('agenda') },
    pages: [[['Meeting', 'Friday 11 June 2021']]],
    send: /\[(Put it on the agenda)\]/,
  },
  decide: {
    ...{ part: 'Chair', ...on('decide') },
    pages: [
      [
        ['The decision', KEPT],
        ['Date of the decision', '2021-04-06'],
      ],
      SETTLES,
    ],
    send: /\[(Record the decision)\]/,
  },
  advise: {
    ...{ part: 'Cover', ...on('advise') },
    pages: [[['Your advice', KEPT], ...SETTLES]],
    send: /\[(Return it)\]/,
  },
  merge: {
    ...{ part: 'Performance group', as: 'manager', ...on('merge') },
    pages: [[['The one that goes on for both', 'SNB-1']]],
    send: /\[(Join them)\]/,
  },
  object: {
    ...{ part: 'CSP chair' },
    ...on('object', {
      ...{ raisedBy: PARTS['CSP chair'], state: 'answered', outcomes: 1 },
      outcome: {
        ...{ kind: 'answer', words: 'The centres stay open', madeBy: 'Helen Tranter', on: '2021-04-06' },
        ...{ next: 'Nothing', asAsked: 'no' },
      },
    }),
    pages: [[['What is missing', KEPT]]],
    send: /\[(Send)\]/,
  },
  'withdraw-escalation': {
    ...{ part: 'Former lead', as: 'officer' },
    ...on('withdraw-escalation', { raisedBy: PARTS['Former lead'] }),
    pages: [[['Reason', KEPT]]],
    send: /\[(Withdraw it)\]/,
  },
};

/** What an officer sends for their partnership. */
export const OFFICERS: Openings = {
  escalate: {
    part: 'CSP officer',
    button: () => opens('escalate'),
    pages: [
      [
        ['Title', 'Volunteers are leaving'],
        ['Priorities that it concerns', ['Hate crime']],
      ],
      [
        ['What is happening', KEPT],
        ['What shows it', 'Half of all reports come from the centres'],
        ['Have you tried anything locally?', 'No'],
      ],
      [['Why nothing was tried yet', 'It was announced yesterday']],
      [
        ['Why it cannot be resolved locally', ['It needs a power, money or a decision that we do not hold']],
        ['What you ask for', 'Resources'],
        ['What you ask for, in one sentence', 'Bridging money from July'],
      ],
      [['How urgent it is', 'At the next meeting']],
      [['How sensitive it is', 'Not sensitive']],
    ],
    send: /\[(Send escalation)\]/,
  },
  narrative: {
    ...{ part: 'Other lead', as: 'officer' },
    button: ({ returns }) => opens('narrative', { return: returns.get('csp-3')! }),
    pages: [[['What has changed locally', KEPT]], [['Does anything need countywide consideration?', 'No']]],
    send: /\[(Send [^\]]+)\]/,
  },
};
