import { z } from 'zod';
import { mayReadAbout, narrativesReadBy } from '../partnership/reading-rights.ts';
import { mayRead } from '../partnership/responsibility.ts';
import { findSubjects } from '../partnership/search.ts';
import { subjectsOn } from '../partnership/subjects.ts';
import { type Called, called, noun } from '../views/called.ts';
import { explanation } from '../views/explain.ts';
import { noSuchPriorityMessage, whichReadingMessage } from '../views/who.ts';
import { command } from './command.ts';
import { notYoursToRead, readNewest, readReturn } from './reading.ts';

export const readReport = command({
  name: 'read-report',
  help: 'read the newest report on a priority, or narrative of a partnership, and the ones before it',
  usage: 'read report hate crime',
  may: (person, register, today) =>
    mayRead(register, person, today) || narrativesReadBy(register, person, today).length > 0,
  input: z.object({
    return: z.string().max(100).optional(),
    version: z.coerce.number().int().positive().optional(),
    words: z.string().max(200).optional(),
  }),
  parse: (words) => ({ words: words.replace(/^(on|from|of)\s+/i, '').slice(0, 200) }),
  async run({ return: id, version, words = '' }, context) {
    if (id) return { kind: 'page', dialog: await readReturn(context, id, version) };
    const { register, person, today } = context;
    const reads = (kind: string, key: string) => mayReadAbout(register, person, kind, key, today);
    const found = findSubjects(register, words, today);
    const { exact } = found;
    if (exact && !reads(exact.subjectKind, exact.subjectKey))
      return { kind: 'page', dialog: notYoursToRead(context, exact) };
    const near = found.near.filter(({ subjectKind, subjectKey }) => reads(subjectKind, subjectKey));
    if (exact) return { kind: 'page', dialog: (await readNewest(context, exact)) ?? nothingSent(exact) };
    if (near.length > 0) return { kind: 'message', message: whichReadingMessage(words, near) };
    const titles = subjectsOn(register, today).flatMap(({ subjectKind, subjectKey, title }) =>
      reads(subjectKind, subjectKey) ? [title] : [],
    );
    return { kind: 'message', message: noSuchPriorityMessage(words, titles) };
  },
});

export function nothingSent(one: Called) {
  const who = one.report === 'progress_report' ? ` Type “who ${one.title}” to see who leads on it.` : '';
  return explanation(`No ${noun(one)} yet`, `No ${called(one)} has been sent yet.${who}`);
}
