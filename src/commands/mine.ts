import { z } from 'zod';
import { isOnRegister } from '../partnership/responsibility.ts';
import { command } from './command.ts';
import { minePage, mineRows, place } from './mine-page.ts';

export const mine = command({
  name: 'mine',
  help: 'see everything that is due from you and what waits for you',
  usage: 'mine',
  may: (person, register, today) => isOnRegister(register, person, today),
  input: z.object({ at: z.literal('home').optional() }),
  parse: () => ({}),

  /**
   * On their own page it is put there. Where there is no such page, one message in their conversation is it: asked for
   * again, it moves to the end of the conversation.
   */
  async run({ at }, { store, register, person, account, now, id }) {
    const several = account?.several ?? false;
    const message = minePage(register, await mineRows(store), { ...person, several }, now);
    if (!account || (account.hasHome && at !== 'home')) return { kind: 'message', message };
    await place(store, { accountKey: account.key, message, several, anew: !account.hasHome }, now, id);
    return { kind: 'placed' };
  },
});
