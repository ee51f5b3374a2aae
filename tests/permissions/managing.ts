import type { Player } from '../../src/rehearsal/player.ts';
import { fillsIn, leaves, looks } from '../stories/scene.ts';
import { opens, type Play, type Plays, presses } from './plays.ts';
import { finishes, patiently, sees, type World } from './world.ts';

const WHY: [string, string] = ['Reason', 'The post is vacant'];

/** Something that is done to one report. */
function toReport(command: string, button: typeof presses = presses): Pick<Play, 'typed' | 'button'> {
  return {
    typed: () => `${command} prevent`,
    button: ({ returns }) => button(command, { return: returns.get('prevent')! }),
  };
}

/** A step whose form opens from a button with its own words. */
function filled(step: string, send: string, ...pages: [string, string][][]): Pick<Play, 'takes'> {
  return {
    async takes(_, who) {
      await who.presses(step);
      return finishes(who, send, ...pages);
    },
  };
}

const ofPeriod = ({ period }: World) => ({ period });

export const reports: Plays = {
  'Chase one report': { ...toReport('chase'), says: /Owen Brightwell/ },
  'Chase everything that is owed': {
    typed: () => 'chase all',
    button: () => presses('chase', { words: 'all' }),
    says: /Marian Oakes/,
  },
  'Excuse a report': {
    ...toReport('excuse', opens),
    ...filled('Excuse a report', 'Excuse the report', [WHY]),
    says: /is excused/,
  },
  'Ask again for a report that was excused': {
    button: ({ returns }) => presses('un-excuse', { return: returns.get('prevent')! }),
    says: /is asked for again/,
  },
  'Move the date of one report': {
    ...toReport('move', opens),
    ...filled('Move the date of one report', 'Move the due date', [['New due date', '2021-04-15'], WHY]),
    says: /1 report now due on Thursday 15 April 2021/,
  },
  'Move the date of all that are still to come': {
    typed: () => 'move all',
    button: (world) => opens('move', ofPeriod(world)),
    ...filled('Move the date of all that are still to come', 'Move the due date', [
      ['New due date', '2021-04-14'],
      WHY,
    ]),
    says: /reports now due on Wednesday 14 April 2021/,
  },
  'Record a report that came another way': {
    ...toReport('record', opens),
    async takes(_, who) {
      await who.presses('Record a report that came another way');
      await who.fills([
        ['From whom', 'Owen Brightwell'],
        ['Received on', '2021-04-01'],
      ]);
      await who.presses('Save and continue');
      await fillsIn(who);
      return finishes(who, 'Record the report');
    },
    says: /Received from Owen Brightwell/,
  },
};

/** What the preview says, and then one of its buttons. */
function fromPreview(label: string): Pick<Play, 'takes'> {
  return {
    async takes({ scene }, who) {
      await looks(scene, who, 'digest', 'See the preview');
      return leaving(who, label);
    },
  };
}

async function leaving(who: Player, label: string): Promise<string> {
  const said = await sees(who, () => who.presses(label));
  await leaves(who);
  return said;
}

const posting = (again: 'yes' | 'no'): Play['button'] => {
  return (world) => presses('post-digest', { ...ofPeriod(world), issue: '1', seen: '0', again });
};

export const digest: Plays = {
  'Hold the digest back': {
    button: (world) => opens('hold-digest', ofPeriod(world)),
    ...filled('Hold the digest back', 'Hold it back', [['Why it is held back', 'The chair asks for a week']]),
    says: /not posted until you let it go/,
  },
  'Let a held digest go': {
    button: (world) => presses('let-digest-go', ofPeriod(world)),
    says: /not held back any more/,
  },
  'Post the digest before its time': { button: posting('no'), ...fromPreview('Post it now'), says: /is being posted/ },
  'Post the digest anew': {
    button: posting('yes'),
    async takes(world, who) {
      // What is still on its way cannot be taken the place of.
      await world.scene.settle();
      await looks(world.scene, who, 'digest', 'See the preview');
      return leaving(who, 'Post it anew');
    },
    says: /is being posted/,
  },
};

export const people: Plays = {
  'See when somebody else is away': { typed: () => 'away Carmen Ortega', says: /Leave of Carmen Ortega/ },
  'Say that somebody else is away': {
    typed: () => 'away Marian Oakes from 5 July to 9 July',
    says: /Marian Oakes is away from/,
  },
  'Say that somebody else is back': { button: ({ leave }) => presses('back', { leave }), says: /is cancelled/ },
  'See the accounts that could not be linked': {
    typed: () => 'accounts',
    button: () => presses('accounts'),
    says: /Stella N/,
  },
  'Say whose account it is, where no email says so': {
    button: ({ account }) => opens('link-account', { ...account, account: 'somebody-other' }),
    ...filled('Say whose account it is, where no email says so', 'Link the account', [['Person', 'Stella Northam']]),
    says: /Linked: S. Northam is Stella Northam/,
  },
  'Say whose account it is': {
    button: ({ account }) => presses('accounts', { ...account, is: 'stella-northam' }),
    says: /Linked: Stella N is Stella Northam/,
  },
};

export const modes: Plays = {
  'Have everything come to the programme manager alone': {
    typed: () => 'pilot',
    button: () => presses('pilot'),
    says: /Pilot\. Everything comes to you/,
  },
  'See what would be sent in the coming fortnight': {
    typed: () => 'live',
    button: () => presses('live'),
    says: /20 April 2021/,
  },
  'Go live': {
    button: () => presses('live', { stamp: 'what was seen' }),
    async takes(_, who) {
      await patiently(() => sees(who, () => who.commands('live')), who);
      return patiently(() => sees(who, () => who.presses('Go live')), who);
    },
    says: /Live from now on/,
  },
  'Stop every message': { typed: () => 'pause', button: () => presses('pause'), says: /Paused/ },
  'Go on after a pause': { typed: () => 'resume', button: () => presses('resume'), says: /^Manager: Live/ },
};
