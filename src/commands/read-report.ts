import { z } from 'zod';
import { prioritiesInForce } from '../partnership/priorities.ts';
import { mayRead } from '../partnership/responsibility.ts';
import { findPriorities } from '../partnership/search.ts';
import { explanation } from '../views/explain.ts';
import { noSuchPriorityMessage, whichReadingMessage } from '../views/who.ts';
import { inSentence } from '../views/words.ts';
import { command } from './command.ts';
import { readNewest, readReturn } from './reading.ts';

export const readReport = command({
  name: 'read-report',
  help: 'read the newest report on a priority, and the ones before it',
  usage: 'read report hate crime',
  may: (person, register, today) => mayRead(register, person, today),
  input: z.object({
    return: z.string().max(100).optional(),
    version: z.coerce.number().int().positive().optional(),
    words: z.string().max(200).optional(),
  }),
  parse: (words) => ({ words: words.replace(/^on\s+/i, '').slice(0, 200) }),
  async run({ return: id, version, words = '' }, context) {
    if (id) return { kind: 'page', dialog: await readReturn(context, id, version) };
    const { register, today } = context;
    const { exact, near } = findPriorities(register, words, today);
    if (exact) return { kind: 'page', dialog: (await readNewest(context, exact)) ?? nothingSent(exact.title) };
    if (near.length > 0) return { kind: 'message', message: whichReadingMessage(words, near) };
    const titles = prioritiesInForce(register, today).map(({ title }) => title);
    return { kind: 'message', message: noSuchPriorityMessage(words, titles) };
  },
});

export function nothingSent(title: string) {
  return explanation(
    'No report yet',
    `No report on ${inSentence(title)} has been sent yet. Type “who ${title}” to see who leads on it.`,
  );
}
