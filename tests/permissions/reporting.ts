import type { Player } from '../../src/rehearsal/player.ts';
import { opens, type Play, type Plays, presses } from './plays.ts';
import { PARTS, type Part } from './roles.ts';
import { finishes, sees, sends, subjectFor, type World } from './world.ts';

const returnFor = ({ returns }: World, part: Part) => returns.get(subjectFor(part))!;

/** A button of one's own, for what could not be known when the others were handed out. */
async function handed(world: World, who: Player, part: Part, button: ReturnType<typeof presses>): Promise<void> {
  const label = `Now: ${button.command}`;
  await world.hands(part, [{ ...button, label }]);
  await world.scene.settle();
  await who.presses(label);
}

const answering = (command: 'approve' | 'send-back', button: typeof presses): Play['button'] => {
  return ({ waiting }, part) => button(command, { ...waiting.get(subjectFor(part))! });
};

/** Sends nothing to report, in two presses. */
async function sendsNothing(world: World, who: Player, part: Part, returnId: string): Promise<string> {
  await handed(world, who, part, opens('nothing-to-report', { return: returnId }));
  return finishes(who, /\[(Send [^\]]+)\]/.exec(who.dialog() ?? '')?.[1] ?? '');
}

export const reporting: Plays = {
  'Send the report': {
    button: (world, part) => opens('report', { return: returnFor(world, part) }),
    async takes(_, who) {
      await who.presses('Send the report');
      return sends(who);
    },
    says: /Your reference is/,
    drafts: /can approve it, change it or send it back/,
  },
  'Say that there is nothing to report': {
    button: (world, part) => opens('nothing-to-report', { return: returnFor(world, part) }),
    takes: (world, who, part) => sendsNothing(world, who, part, returnFor(world, part)),
    says: /Your reference is/,
    drafts: /can approve it, change it or send it back/,
  },
  'Approve a draft': {
    button: answering('approve', presses),
    async takes(world, who, part) {
      const draft = await world.draft(subjectFor(part));
      return sees(who, () => handed(world, who, part, presses('approve', draft)));
    },
    says: /Approved and sent/,
  },
  'Send a draft back': {
    button: answering('send-back', opens),
    async takes(world, who, part) {
      const draft = await world.draft(subjectFor(part));
      await handed(world, who, part, opens('send-back', draft));
      await who.fills([['What should change', 'Say more about the centres']]);
      await who.presses('Save and continue');
      return finishes(who, /\[(Send back[^\]]*)\]/.exec(who.dialog() ?? '')?.[1] ?? 'Send back');
    },
    says: /went back to/,
  },
  'Let a support officer send without approval': {
    typed: (part) => `delegate ${subjectFor(part).replaceAll('-', ' ')}`,
    button: (_, part) => opens('delegate', { priority: subjectFor(part), officer: officerOf(part) }),
    async takes(_, who) {
      await who.presses('Let a support officer send without approval');
      return finishes(who, 'Let them send', [['Last day', '2021-06-30']]);
    },
    says: /without your approval/,
  },
  'End that a support officer sends without approval': {
    button: ({ delegations }, part) => presses('end-delegation', { delegation: delegations.get(subjectFor(part))! }),
    async takes(world, who, part) {
      const delegation = await world.letting(subjectFor(part));
      return sees(who, () => handed(world, who, part, presses('end-delegation', { delegation })));
    },
    says: /ended the delegation/,
  },
  'Put reminders off to a day': {
    typed: () => 'snooze until 12 April',
    button: () => opens('snooze'),
    says: /Nothing is due from you|12 April 2021/,
  },
  'Be reminded again in two working days': {
    button: () => presses('remind-me', { end: '2021-03-31', until: '2021-04-08' }),
    says: /Nothing is due from you|8 April 2021/,
  },
  'Withdraw a report': {
    typed: () => 'withdraw preventable deaths',
    button: ({ returns }) => opens('withdraw', { return: returns.get('preventable-deaths')! }),
    async takes(world, who, part) {
      const own = part === 'Other lead' ? world.returns.get('serious-violence')! : returnFor(world, part);
      if (part === 'Manager') await who.presses('Withdraw a report');
      else {
        await sendsNothing(world, who, part, own);
        await handed(world, who, part, opens('withdraw', { return: own }));
      }
      return finishes(who, 'Withdraw the report', [['Reason', 'It named somebody']]);
    },
    says: /was withdrawn/,
  },
};

const officerOf = (part: Part) => (part === 'Cover' ? 'colin-birtles' : PARTS.Officer);

/** These come last: the programme manager is somebody who reports from then on. */
export const covering: Plays = {
  'Send the report of a lead who is away, with no deputy or support officer': standingIn('young-people', (world) =>
    world.having((store) =>
      store.record('leaves', {
        ...{ key: 'away/tom', endedOn: null, personKey: 'tom-ashdown' },
        ...{ from: '2021-04-01', to: '2021-04-30' },
      }),
    ),
  ),
  'Send the report on a priority that nobody leads': standingIn('modern-slavery', ({ scene }) =>
    scene.imports((register) => {
      register.assignments = register.assignments.filter(
        ({ role, subjectKey }) => role !== 'lead' || subjectKey !== 'modern-slavery',
      );
    }),
  ),
};

function standingIn(priority: string, given: (world: World) => Promise<void>): Play {
  return {
    given,
    button: ({ returns }) => opens('nothing-to-report', { return: returns.get(priority)! }),
    takes: (world, who, part) => sendsNothing(world, who, part, world.returns.get(priority)!),
    says: /Your reference is/,
  };
}
