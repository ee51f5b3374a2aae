import { opens, type Plays, presses } from './plays.ts';
import { sees } from './world.ts';

export const everybody: Plays = {
  'See what they can do': { typed: () => 'help', button: () => presses('help'), says: /What you can do here/ },
  'See the priorities and who leads them': {
    typed: () => 'priorities',
    button: () => presses('priorities'),
    says: /Preventable Deaths/,
  },
  'See who leads one priority': {
    typed: () => 'who hate crime',
    button: () => presses('who', { words: 'hate crime' }),
    says: /Helen Tranter/,
  },
  'Say that they are away': {
    typed: () => 'away from 5 July to 9 July',
    button: () => opens('away', { ask: 'yes' }),
    says: /You are away from Monday 5 July 2021/,
  },
  'See their leave, and cancel it': {
    typed: () => 'away',
    button: ({ leave }) => presses('back', { leave }),
    async takes(_, who) {
      await who.commands('away');
      return sees(who, () => who.presses('Cancel leave from 5 July 2021'));
    },
    says: /is cancelled/,
  },
};

/** These pages stay where they are put and follow whatever happens, which takes time: they come after the rest. */
export const pages: Plays = {
  'See what is due from them and what waits for them': {
    typed: () => 'mine',
    button: () => presses('mine'),
    async takes({ scene }, who) {
      return sees(who, async () => {
        await who.commands('mine');
        // Where somebody has no page of their own, it is a message that stands in their conversation.
        if (scene.platform === 'teams') await scene.settle();
      });
    },
    says: /due from you|waits? for you/,
  },
};
