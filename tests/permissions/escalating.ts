import { subjectOf } from '../../src/commands/escalating.ts';
import { send } from '../../src/commands/escalation-telling.ts';
import type { Escalation } from '../../src/partnership/escalation.ts';
import type { Player } from '../../src/rehearsal/player.ts';
import { raised, standing } from '../support/escalations.ts';
import { opens, type Play, type Plays, presses } from './plays.ts';
import { PARTS } from './roles.ts';
import { finishes, patiently, sees, type World } from './world.ts';

/** One that everybody in a part of the tables has something to do with. */
const escalated = ({ scene }: World, wanted: Partial<Escalation> = {}) =>
  raised(scene, { priorityKeys: ['hate-crime', 'antisocial-behaviour'], ...wanted }, [], { quietly: true });

interface Stepping {
  made?: (world: World) => Promise<string>;
  button?: typeof presses;
  takes?: (who: Player) => Promise<string>;
  says: RegExp;
}

/** A step of an escalation that is put back to where it was before the next one takes it. */
function step(name: string, command: string, { made = escalated, button = presses, takes, says }: Stepping): Plays {
  const play: Play = {
    async given(world) {
      world.escalations.set(name, await standing(world.scene, await made(world)));
    },
    button: ({ escalations }) => button(command, { escalation: escalations.get(name)!.id }),
    async takes(world, who) {
      const { id, version: _, ...was } = world.escalations.get(name)!;
      await world.having((store) => store.escalations.change(id, was));
      if (!takes) return patiently(() => sees(who, () => who.presses(name)), who);
      await who.presses(name);
      return takes(who);
    },
    says,
  };
  return { [name]: play };
}

/** Fills in the form of a step, page by page, and sends it. */
function filling(button: string, ...pages: [string, string][][]) {
  return (who: Player) => finishes(who, button, ...pages);
}

const SETTLES: [string, string][] = [
  ['What happens next', 'The centres open in July'],
  ['Is it what was asked?', 'In part'],
];

const OUTCOME = {
  ...{ kind: 'answer' as const, words: 'The centres stay open', madeBy: 'Helen Tranter', on: '2021-04-06' },
  ...{ next: 'Nothing' },
};

const settled = (world: World, asAsked: 'yes' | 'no' = 'no') =>
  escalated(world, { state: 'answered', outcome: { ...OUTCOME, asAsked }, outcomes: 1 });

/** One whose outcome has reached whoever raised it. */
async function sentOutcome(world: World, asAsked: 'yes' | 'no'): Promise<string> {
  const id = await settled(world, asAsked);
  await world.having(async (store) => {
    const register = await store.register();
    const subject = (await subjectOf({ store }, await store.escalations.byId(id)))!;
    const [entry] = await store.escalations.entries(id);
    const context = { store, register, now: world.scene.now(), today: '2021-04-06', id: () => `sent/${id}` };
    const to = [{ personKey: PARTS['CSP officer'], because: 'whoever raised it' }];
    await send(
      context,
      subject,
      { ...entry!, step: 'answer' },
      { to, about: 'escalation.outcome', because: 'It was answered' },
    );
  });
  await world.scene.settle();
  return id;
}

/** The one that goes on when two are joined. */
let goesOn = '';

export const escalating: Plays = {
  'Raise an escalation': { button: () => opens('escalate'), says: /Priorities that it concerns/ },
  ...step('Read an escalation', 'escalation', { button: opens, says: /Hospital outreach ends in June/ }),
  ...step('Join an escalation', 'join', {
    made: (world) => escalated(world, { raisedBy: 'bronwen-pugh' }),
    says: /You have joined escalation/,
  }),
  ...step('Acknowledge an escalation', 'acknowledge', { says: /is acknowledged/ }),
  ...step('Take an escalation', 'take', { says: /You have taken escalation/ }),
  ...step('Answer an escalation', 'answer', {
    button: opens,
    takes: filling('Send the answer', [['Your answer', 'The centres stay open'], ...SETTLES]),
    says: /in your words/,
  }),
  ...step('Ask those who raised an escalation', 'ask', {
    button: opens,
    takes: filling('Send the question', [['Your question', 'How many centres?']]),
    says: /Your question about escalation/,
  }),
  ...step('Add to an escalation', 'add', {
    button: opens,
    takes: filling('Send', [['What you want to say', 'Six centres']]),
    says: /What you wrote about escalation/,
  }),
  ...step('Pass an escalation on', 'pass-on', {
    button: opens,
    takes: filling('Pass it on', [
      ['Who should answer it', 'Safer Nottinghamshire Board Performance Group'],
      ['Why', 'It is about money'],
    ]),
    says: /is passed on/,
  }),
  ...step('Put an escalation on the agenda', 'agenda', {
    button: opens,
    takes: filling('Put it on the agenda', [['Meeting', 'Friday 11 June 2021']]),
    says: /is on the agenda for/,
  }),
  ...step('Record what the board decided', 'decide', {
    button: opens,
    takes: filling(
      'Record the decision',
      [
        ['The decision', 'The centres stay open'],
        ['Date of the decision', '2021-04-06'],
      ],
      SETTLES,
    ),
    says: /The decision on escalation/,
  }),
  ...step('Return an escalation with advice', 'advise', {
    button: opens,
    takes: filling('Return it', [['Your advice', 'Ask the county fund'], ...SETTLES]),
    says: /with your advice/,
  }),
  ...step('Join two escalations', 'merge', {
    button: opens,
    async made(world) {
      goesOn = await escalated(world);
      return escalated(world);
    },
    takes: (who) => filling('Join them', [['The one that goes on for both', goesOn]])(who),
    says: /goes on for both/,
  }),
  ...step('Say that an outcome is not what was asked', 'object', {
    made: (world) => settled(world),
    button: opens,
    takes: filling('Send', [['What is missing', 'We asked for a meeting']]),
    says: /is open again/,
  }),
  ...step('Withdraw an escalation', 'withdraw-escalation', {
    button: opens,
    takes: filling('Withdraw it', [['Reason', 'It is solved']]),
    says: /is withdrawn/,
  }),
  ...step('Close an escalation that came to what was asked', 'close', {
    made: (world) => sentOutcome(world, 'yes'),
    says: /is closed/,
  }),
  ...step('Close an escalation that did not, as its only raiser', 'close', {
    made: (world) => sentOutcome(world, 'no'),
    says: /is closed/,
  }),
};
