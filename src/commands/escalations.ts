import { z } from 'zod';
import { localDay } from '../partnership/contact.ts';
import { OPEN, SETTLED } from '../partnership/escalation.ts';
import { answering } from '../partnership/escalation-answering.ts';
import { raisesFor } from '../partnership/escalation-routing.ts';
import { partsOf, readingOf } from '../partnership/escalation-steps.ts';
import { escalationsMessage, type Listed, type ListedSection } from '../views/escalations.ts';
import { together } from '../views/words.ts';
import { type Context, command } from './command.ts';
import { withOutcome } from './escalating.ts';
import { concernsAny } from './escalation.ts';
import { type Subject, spoken } from './escalation-telling.ts';
import { unreachedAmong } from './escalation-unreached.ts';

export const escalations = command({
  name: 'escalations',
  help: 'see the escalations that you raised, that wait for you, and that you may read',
  usage: 'escalations',
  may: concernsAny,
  input: z.object({}),
  parse: () => ({}),

  async run(_, context) {
    const { register, person, today } = context;
    const own = raisesFor(register, person, today);
    const yours = together(own.map(({ name }) => name));
    const sections: Record<Concern, ListedSection> = {
      answers: { title: 'For you to answer', listed: [] },
      raised: { title: 'Raised by you', listed: [] },
      colleague: { title: `Raised by others for ${yours}`, listed: [] },
      group: { title: 'With the performance group', listed: [] },
      other: { title: 'Others that are open', listed: [] },
    };
    for (const subject of await unclosed(context)) {
      const listed = await listedFor(context, subject);
      const concern = listed && concernOf(context, subject);
      if (concern) sections[concern].listed.push(listed);
    }
    return { kind: 'message', message: escalationsMessage(Object.values(sections), own.length > 0, today) };
  },
});

/** In which section somebody finds an escalation. */
type Concern = 'answers' | 'raised' | 'colleague' | 'group' | 'other';

/** What is open, oldest first, and after it what has come to something and is not closed. */
async function unclosed({ store }: Context): Promise<Subject[]> {
  const rows = [...(await store.escalations.in(OPEN)), ...(await store.escalations.in(SETTLED))];
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const raisers = await store.escalations.raisers(ids);
  const sent = await store.escalations.outcomesSent(ids);
  const unreached = await unreachedAmong(store, rows);
  return rows.map((escalation) => {
    const isOf = ({ escalationId }: { escalationId: string }) => escalationId === escalation.id;
    const own = raisers.filter(isOf);
    return { ...withOutcome(escalation, own, sent.filter(isOf)), unreached: unreached.get(escalation.id) ?? [] };
  });
}

async function listedFor(context: Context, subject: Subject): Promise<Listed | null> {
  const { register, person, today } = context;
  const { escalation, raisers } = subject;
  const reading = readingOf(register, escalation, raisers, person, today);
  if (!reading) return null;
  const raisedOn = localDay(escalation.raisedAt, register.partnership.timeZone);
  return { spoken: await spoken(context, subject), isWhole: reading === 'whole', raisedOn };
}

function concernOf({ register, person, today }: Context, subject: Subject): Concern | null {
  const { escalation, raisers } = subject;
  const isOpen = OPEN.includes(escalation.state);
  const parts = partsOf(register, escalation, raisers, person, today);
  if (parts.has('raiser')) return 'raised';
  if (isOpen && answering(register, subject, today).some(({ personKey }) => personKey === person.key)) return 'answers';
  if (parts.has('colleague')) return 'colleague';
  if (!isOpen) return null;
  if (readingOf(register, escalation, raisers, person, today) === 'reference') return 'other';
  return escalation.state === 'with_group' ? 'group' : 'other';
}
