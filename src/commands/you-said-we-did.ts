import { z } from 'zod';
import { instantAt } from '../partnership/contact.ts';
import { type Day, monthsLater } from '../partnership/day.ts';
import { stillRaising } from '../partnership/escalation.ts';
import { bodiesAbove, officersOf } from '../partnership/escalation-routing.ts';
import { readingOf } from '../partnership/escalation-steps.ts';
import { titleOf } from '../partnership/priorities.ts';
import type { Body, Person, Register } from '../partnership/register.ts';
import { isProgrammeManager, peopleWith } from '../partnership/responsibility.ts';
import { plain } from '../partnership/search.ts';
import type { ASKS } from '../views/escalation-words.ts';
import { type Said, whoseMessage, youSaidMessage } from '../views/you-said.ts';
import { type Context, command } from './command.ts';

/** What was settled longer ago has been told. */
const MONTHS_BACK = 12;

export const youSaidWeDid = command({
  name: 'you-said-we-did',
  help: 'see what your community safety partnership asked in the last year, and what came of it',
  usage: 'you said we did',
  may: (person, register, today) => whose(register, person, today).length > 0,
  input: z.object({ body: z.string().max(100).optional(), words: z.string().max(200).optional() }),
  parse: (words) => ({ words: words.slice(0, 200) }),

  async run({ body: key, words = '' }, context) {
    const { register, person, today } = context;
    const all = whose(register, person, today);
    const meant = key ? all.filter((one) => one.key === key) : named(all, words);
    const [body] = meant;
    if (!body || meant.length > 1) return { kind: 'message', message: whoseMessage(words, body ? meant : all) };
    const from = monthsLater(today, -MONTHS_BACK);
    return { kind: 'message', message: youSaidMessage(body.name, await saidBy(context, body, from), from, today) };
  },
});

/** Of which partnerships somebody may have it: of which they are an officer or the chair, or which report to their group. */
function whose(register: Register, person: Pick<Person, 'key'>, day: Day): Body[] {
  const isAmong = (people: Pick<Person, 'key'>[]) => people.some(({ key }) => key === person.key);
  const isManager = isProgrammeManager(register, person, day);
  return register.bodies.filter(
    ({ key, kind, endedOn }) =>
      kind === 'csp' &&
      endedOn === null &&
      (isManager ||
        isAmong(officersOf(register, key, day)) ||
        bodiesAbove(register, key, 'performance_group', day).some((group) =>
          isAmong(peopleWith(register, 'body', group.key, 'chair', day)),
        )),
  );
}

/** Those that words may mean: all of them where nothing was said. */
function named(bodies: Body[], words: string): Body[] {
  const wanted = plain(words);
  const namesOf = ({ name, shortName, key }: Body) => [name, shortName ?? '', key].map(plain);
  const exact = bodies.filter((one) => namesOf(one).includes(wanted));
  return exact.length > 0 ? exact : bodies.filter((one) => namesOf(one).some((name) => name.includes(wanted)));
}

/** What a partnership raised or joined that came to something since that day, newest first. */
async function saidBy({ store, register, person, today }: Context, body: Body, from: Day): Promise<Said[]> {
  const settled = await store.escalations.settledSince(instantAt(from, 0, 0, register.partnership.timeZone));
  const raisers = await store.escalations.raisers(settled.map(({ id }) => id));
  return settled
    .flatMap((one): Said[] => {
      const own = raisers.filter(({ escalationId }) => escalationId === one.id);
      const { reference, title, sensitive, outcome, priorityKeys, values } = one;
      if (!outcome || !stillRaising(own).some(({ bodyKey }) => bodyKey === body.key)) return [];
      return [
        {
          ...{ reference, title, sensitive, outcome, ask: String(values.ask ?? '') },
          askKind: values.askKind as keyof typeof ASKS,
          priorities: priorityKeys.map((key) => titleOf(register, key, today)),
          isWhole: readingOf(register, one, own, person, today) === 'whole',
        },
      ];
    })
    .sort((a, b) => b.outcome.on.localeCompare(a.outcome.on));
}
