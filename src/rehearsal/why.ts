import type { Explained, Job } from '../jobs/job.ts';
import { formatInstant, localDay } from '../partnership/contact.ts';
import { isAway } from '../partnership/leave.ts';
import type { Person, Register } from '../partnership/register.ts';
import { plain } from '../partnership/search.ts';
import type { Sent } from '../store/store.ts';
import { addresseeOf, type Received, received } from './transcript.ts';

/** What a job considered, and when. */
export interface Consideration extends Explained {
  at: Date;
}

/** A message that one person would get, or would not, and why. */
export type Why = ({ sent: true } & Received) | NotSent;

interface NotSent {
  sent: false;
  at: Date;
  to: string;
  about: string;
  because: string;
  /** Why it was not sent, in words. */
  reason: string;
}

/** The same jobs, with what each considers kept when it is done. A transaction that is tried again is kept once. */
export function watched(jobs: readonly Job[]): { jobs: Job[]; considered(): Consideration[] } {
  const kept = new Map<string, Consideration>();
  return {
    jobs: jobs.map((job) => ({
      ...job,
      async run(occurrence, context) {
        const found = await job.explain?.(occurrence, context);
        await job.run(occurrence, context);
        if (found) kept.set(occurrence.key, { ...found, at: context.now });
      },
    })),
    considered: () => [...kept.values()],
  };
}

/** Whom somebody means who types a key, a name or an email. Null where it is nobody, or could be several. */
export function personMeant({ people }: Register, typed: string): Person | null {
  const wanted = typed.trim().toLowerCase();
  const found = people.filter(
    ({ key, name, email }) => key === wanted || plain(name) === plain(typed) || email?.toLowerCase() === wanted,
  );
  return found.length === 1 ? found[0]! : null;
}

/** Everything that one person would get, and what they would not get, in the order in which it happened. */
export function whyOf(register: Register, person: Person, log: Sent[], considered: Consideration[]): Why[] {
  const sees = (one: Sent) => {
    const addressee = addresseeOf(register, one.posting);
    if (one.posting.addressKind !== 'channel') return addressee.personKey === person.key;
    // Everybody of a workspace is in its channels while it is rehearsed.
    return register.accounts.some(
      ({ personKey, connectionKey }) => personKey === person.key && connectionKey === addressee.connectionKey,
    );
  };
  const own = log.filter(sees);
  const all: Why[] = [
    ...received(
      register,
      own.filter(({ action }) => action === 'post'),
    ).map((one) => ({ sent: true as const, ...one })),
    ...withheld(register, own),
    ...unasked(register, person, log),
    ...untold(register, person, log),
    ...considered.flatMap((one) => passedBy(one, person)),
  ];
  return all.sort((a, b) => Number(a.at) - Number(b.at) || (a.about < b.about ? -1 : a.about > b.about ? 1 : 0));
}

/** What was made for them and never arrived. What a newer version took the place of arrived with that one. */
function withheld(register: Register, log: Sent[]): NotSent[] {
  const { timeZone } = register.partnership;
  const arrived = new Set(
    log.flatMap(({ posting, action, sentAt }) => (sentAt && action === 'post' ? posting.id : [])),
  );
  return log
    .filter(({ action, sentAt, posting }) => action === 'post' && !sentAt && !arrived.has(posting.id))
    .map(({ posting, notBefore, about, because, state, reason }) => ({
      sent: false as const,
      at: notBefore,
      to: addresseeOf(register, posting).name,
      about,
      because,
      reason: reason ?? (state === 'queued' ? `it waits until ${formatInstant(notBefore, timeZone)}` : state),
    }));
}

/** Each time that people were asked for what they owe, and this one was not. */
function unasked(register: Register, person: Person, log: Sent[]): NotSent[] {
  const prompts = log.filter(({ about }) => about === 'report.prompt' || about === 'report.prompt.support');
  const own = new Set(prompts.flatMap(({ posting }) => (posting.addressKey === person.key ? posting.subject : [])));
  const first = new Map<string, Sent>();
  for (const one of prompts) {
    const { subject } = one.posting;
    if (one.about === 'report.prompt' && !own.has(subject) && !first.has(subject)) first.set(subject, one);
  }
  const supports = [...own].length > 0;
  return [...first.values()].map(({ notBefore, about, because }) => ({
    sent: false as const,
    at: notBefore,
    to: person.name,
    about,
    because: because.split('; ')[0]!,
    reason: isAway(register, person, localDay(notBefore, register.partnership.timeZone))
      ? 'they were away: whoever stands in was asked'
      : supports
        ? 'they prepare reports that others are asked for'
        : 'they are not asked for any of these reports',
  }));
}

/** Each time that something was escalated, and this one was not told: who was, and why it was they. */
function untold(register: Register, person: Person, log: Sent[]): NotSent[] {
  const isTo = ({ posting }: Sent) => posting.addressKey === person.key;
  const sentBy = log
    .filter((one) => one.about === 'escalation.sent' && isTo(one))
    .map(({ posting }) => posting.subject);
  const raised = log.filter(({ about, action }) => about === 'escalation.raised' && action === 'post');
  const subjects = new Set(raised.map(({ posting }) => posting.subject));
  return [...subjects].flatMap((subject) => {
    const told = raised.filter(({ posting }) => posting.subject === subject);
    const { posting, notBefore, about, because } = told[0]!;
    if (told.some(isTo) || sentBy.includes(`escalation-sent/${posting.data.escalation}`)) return [];
    const others = told.map(({ posting: one }) => `${addresseeOf(register, one).name}, ${one.data.because}`);
    const wasAway = isAway(register, person, localDay(notBefore, register.partnership.timeZone));
    const reason = `${wasAway ? 'they were away, and ' : ''}it went to ${others.join('; and to ')}`;
    return [{ sent: false as const, at: notBefore, to: person.name, about, because, reason }];
  });
}

/** What an occurrence of a job left out for them. */
function passedBy({ at, about, because, people, others }: Consideration, person: Person): NotSent[] {
  const own = people.filter(({ personKey }) => personKey === person.key);
  const reasons = own.length === 0 && others !== null ? [others] : own.flatMap(({ why }) => why ?? []);
  return reasons.map((reason) => ({ sent: false as const, at, to: person.name, about, because, reason }));
}

/** One JSON object: of what was sent as in a rehearsal, and of what was not `at`, `to`, `about`, `because`, `reason`. */
export function whyAsJson(one: Why): string {
  return JSON.stringify({ ...one, at: one.at.toISOString() });
}
