import { opens, type Plays } from './plays.ts';
import { finishes } from './world.ts';

export const narratives: Plays = {
  'Read the narrative of a partnership': {
    button: ({ returns }) => opens('read-report', { return: returns.get('csp-1')! }),
    says: /Complaints doubled in March/,
  },
  'Send the narrative of a partnership': {
    button: ({ returns }) => opens('narrative', { return: returns.get('csp-1')! }),
    async takes(_, who) {
      await who.presses('Send the narrative of a partnership');
      return finishes(who, 'Send the narrative');
    },
    says: /Your reference is/,
  },
};
