import { digestSubject } from '../partnership/openings.ts';
import { nextPeriod } from '../partnership/periods.ts';
import { maySend } from '../partnership/responsibility.ts';
import type { Period, ReturnVersion } from '../partnership/returns.ts';
import { findSubjects } from '../partnership/search.ts';
import { sendsAny } from '../partnership/subjects.ts';
import { mayWithdraw } from '../partnership/withdrawing.ts';
import { called, kindIn, noun } from '../views/called.ts';
import { explained, explanation } from '../views/explain.ts';
import { form, longText, page } from '../views/form.ts';
import { GONE, toldBlocks, withdrawnMessage } from '../views/managing.ts';
import { paragraph, strong } from '../views/message.ts';
import { withdrawnWords } from '../views/withdrawn.ts';
import { together } from '../views/words.ts';
import { carriedBy } from './before-sending.ts';
import { type Context, command } from './command.ts';
import { named } from './excuse.ts';
import { concerned, forManagers, type Input, input, meant, parse, tell } from './managing.ts';
import { bringUpToDate } from './owed.ts';
import { bringDigestUpToDate } from './posted-digest.ts';
import { nameOf, settle, takeOutWords, waitingFor } from './proposals.ts';
import { about } from './report-form.ts';
import { NO_SUCH_REPORT, type Subject, subjectOf } from './sending.ts';
import { whenTold } from './when-told.ts';

export const withdrawForm = form({
  title: ({ kind }) => `Withdraw a ${noun(kindIn(kind))}`,
  send: ({ kind }) => `Withdraw the ${noun(kindIn(kind))}`,
  audience: 'OFFICIAL. Whoever sent it, and those it concerns, will see the reason. Do not repeat what has to go.',
  checked: true,
  about: (carried) => [
    ...about(carried),
    paragraph(
      'What it says, in all its versions, is taken out wherever it was shown, and cannot be brought back. A mark is left that it was withdrawn.',
    ),
  ],
  pages: {
    why: page({
      title: 'Why it is withdrawn',
      fields: { why: longText({ label: 'Reason', missing: 'Enter why it is withdrawn', limit: 300 }) },
    }),
  },
});

export const withdraw = command({
  name: 'withdraw',
  help: 'withdraw a report, and take out what it said wherever it was shown',
  usage: 'withdraw hate crime',
  may: (person, register, today) => forManagers(person, register, today) || sendsAny(register, person, today),
  input,
  parse,
  form: withdrawForm,

  async open(wanted, context) {
    const found = await sentAbout(context, wanted);
    if ('message' in found) return { kind: 'message', message: found.message };
    const { subject } = found;
    const [current] = await context.store.returns.current([subject.owed.id]);
    const refused = obstacle(context, subject, current);
    if (refused) return { kind: 'page', dialog: refused };
    const carried = { ...carriedBy(context, subject, null), due: `Reference ${subject.owed.reference}.` };
    // Opened again after a newer version arrived, it is about that one.
    const now = { version: carried.version };
    return { kind: 'form', subject: `withdraw/${subject.owed.id}`, carried, current: now, values: {} };
  },

  async run(_, { why }, context, { id, carried }) {
    const { store, register, person, now } = context;
    const subject = await subjectOf(context, await store.returns.lock(carried.return ?? ''));
    if (!subject) return { kind: 'refused', dialog: NO_SUCH_REPORT };
    const { owed, period } = subject;
    const [current] = await store.returns.current([owed.id]);
    const refused = obstacle(context, subject, current);
    if (refused || !current) return { kind: 'refused', dialog: refused ?? NO_SUCH_REPORT };
    if (carried.version !== String(owed.version)) {
      const words = `A newer version of the ${called(subject)} arrived while you were writing. Read it, then withdraw it if it has to go.`;
      return { kind: 'refused', dialog: explanation('It has changed', words) };
    }
    await store.returns.withdraw(owed.id, { at: now, by: person.key, why });
    const [gone] = await store.withdrawals.of([owed.id]);
    const mark = gone ? withdrawnWords(register, gone) : 'Withdrawn';
    const told = toBeTold(context, subject, current);
    const detail = { why, versions: current.version, told: told.map(({ key }) => key) };
    await store.events.add({ at: now, by: person.key, what: 'report.withdrawn', subject: `return/${owed.id}`, detail });
    await redact(context, subject, id, mark);
    await tell(context, told, {
      subject: `withdrawn/${owed.id}/${id}`,
      message: withdrawnMessage(
        { ...subject, period: named(context, subject) },
        { mark, by: person.name, why, open: period.closedAt === null },
      ),
      about: 'report.withdrawn',
      because: 'Whoever sent a report, and those it concerns, are told when it is withdrawn',
    });
    return {
      kind: 'page',
      dialog: explanation(
        'Withdrawn',
        paragraph(strong(`The ${called(subject)} was withdrawn.`)),
        'What it said has been taken out here, and is being taken out wherever it was shown.',
        ...toldBlocks(
          told.map(({ name }) => name),
          await whenTold(context),
        ),
      ),
    };
  },
});

/** Takes what it said out of everything that is kept, and has every message that showed it brought up to date. */
async function redact(context: Context, subject: Subject, draftId: string, mark: string): Promise<void> {
  const { store, person, now } = context;
  const { owed, period } = subject;
  const waiting = await waitingFor(context, owed.id);
  if (waiting) await settle(context, subject, waiting, { kind: 'withdrawn', by: person.name });
  await takeOutWords(context, owed.id);
  const change = `withdrawn/${draftId}`;
  await bringUpToDate(context, owed, period, change);
  const later = await laterPeriods(context, period);
  const issues = [period, ...later].flatMap((one) =>
    Array.from({ length: one.digestIssue }, (_, index) => ({ ...one, digestIssue: index + 1 })),
  );
  for (const one of issues) await bringDigestUpToDate(context, one, `${owed.id}/${change}`);
  const after = await store.returns.ofPeriods(later.map(({ id }) => id));
  const same = after.filter((one) => one.subjectKind === owed.subjectKind && one.subjectKey === owed.subjectKey);
  const instead = explanation('Withdrawn', `${mark}. What was typed here has been taken out.`);
  await store.withdrawals.emptyForms(
    { returnId: owed.id, but: draftId, later: same.map(({ id }) => id), by: person.key },
    instead,
    now,
  );
  await store.withdrawals.emptyMessages(
    owed.id,
    issues.map((one) => digestSubject(one)),
    GONE,
  );
}

/** The periods of the obligation after this one: what was reported before is spoken of there. */
async function laterPeriods({ store, register }: Context, period: Period): Promise<Period[]> {
  const obligation = register.obligations.find(({ key }) => key === period.obligationKey);
  const found: Period[] = [];
  for (let one: Period | null = period; one && obligation; ) {
    const { start } = nextPeriod(obligation.cadence, register.partnership.yearStartMonth, one.start);
    one = await store.periods.startingOn(obligation.key, start);
    if (one) found.push(one);
  }
  return found;
}

/** The report that is meant: by its reference, or of the words' priority the newest that is in force, open or closed. */
async function sentAbout(context: Context, wanted: Input) {
  const command = { name: 'withdraw', verb: 'Withdraw', opens: true };
  const reference = referenceIn(context, wanted.words ?? '');
  const referred = reference && (await subjectOf(context, await context.store.returns.byReference(reference)));
  if (referred) return { subject: referred };
  const { exact } = findSubjects(context.register, wanted.words ?? '', context.today);
  if (wanted.return !== undefined || !exact) return meant(context, wanted, command);
  const all = await context.store.returns.sentAbout(exact.subjectKind, exact.subjectKey);
  const newest = all.find(({ versions }) => versions.some(({ withdrawnAt }) => withdrawnAt === null));
  const subject = newest && (await subjectOf(context, newest.owed));
  if (subject) return { subject };
  const words = `No ${called(exact)} is in force, so there is nothing to withdraw.`;
  return { message: explained('Nothing to withdraw', words) };
}

/** "snb-7" as it is written: "SNB-7". */
function referenceIn({ register }: Context, words: string): string | null {
  const prefix = `${register.partnership.shortName.replaceAll(/\s+/g, '')}-`;
  const number = words.slice(prefix.length);
  return words.toLowerCase() === `${prefix}${number}`.toLowerCase() && /^\d+$/.test(number)
    ? `${prefix}${number}`
    : null;
}

/** Why this person may not withdraw it now. */
function obstacle(context: Context, subject: Subject, current: ReturnVersion | undefined) {
  const { register, person, today } = context;
  const { owed } = subject;
  if (!current) {
    const words = `No ${called(subject)} is in force, so there is nothing to withdraw.`;
    return explanation('Nothing to withdraw', words);
  }
  if (mayWithdraw(register, person, owed, current, today)) return null;
  const others = register.people.filter(({ key }) =>
    maySend(register, { key }, owed.subjectKind, owed.subjectKey, today),
  );
  const names = new Set([current.authorKey, ...others.map(({ key }) => key)].map((key) => nameOf(context, key)));
  const who = together([...names, 'the programme manager']);
  return explanation('Not yours to withdraw', `Only ${who} can withdraw the ${called(subject)}.`);
}

function toBeTold(context: Context, { owed }: Subject, { authorKey, preparedBy }: ReturnVersion) {
  const { register, person } = context;
  const authors = register.people.filter(({ key }) => key === authorKey || key === preparedBy);
  const all = new Map([...authors, ...concerned(context, owed)].map((one) => [one.key, one]));
  return [...all.values()].filter(({ key, endedOn }) => key !== person.key && endedOn === null);
}
