import { z } from 'zod';
import { prioritiesInForce } from '../partnership/priorities.ts';
import { isOnRegister } from '../partnership/responsibility.ts';
import { findPriorities } from '../partnership/search.ts';
import { noSuchPriorityMessage, whichMessage, whoMessage } from '../views/who.ts';
import { command } from './command.ts';

/** What people type around the priority they mean: "who leads on hate crime?" */
const AROUND =
  /^(?:(?:is|does)\b\s*)?(?:(?:the\s+)?(?:leads?|leading|responsible|in charge)\b\s*)?(?:(?:on|for|of)\b\s*)?/i;

export const who = command({
  name: 'who',
  help: 'see who leads a priority and how to reach them',
  usage: 'who hate crime',
  may: (person, register, today) => isOnRegister(register, person, today),
  input: z.object({ words: z.string().max(200).catch('') }),
  parse: (words) => ({
    words: words
      .replace(AROUND, '')
      .replace(/[?.!]+$/, '')
      .slice(0, 200),
  }),
  async run({ words }, { register, today }) {
    const { exact, near } = findPriorities(register, words, today);
    if (exact) return { kind: 'message', message: whoMessage(register, exact, today) };
    if (near.length > 0) return { kind: 'message', message: whichMessage(words, near) };
    const titles = prioritiesInForce(register, today).map(({ title }) => title);
    return { kind: 'message', message: noSuchPriorityMessage(words, titles) };
  },
});
