import { formatInstant } from '../partnership/contact.ts';
import { personName } from '../partnership/roles.ts';
import { called, kindIn, noun } from '../views/called.ts';
import { explanation } from '../views/explain.ts';
import { form, longText, page } from '../views/form.ts';
import { excusedMessage, toldBlocks, unExcuseButton } from '../views/managing.ts';
import { actions, paragraph, strong } from '../views/message.ts';
import { inSentence, periodName } from '../views/words.ts';
import { carriedBy } from './before-sending.ts';
import { type Context, command } from './command.ts';
import { concerned, forManagers, input, meant, notManaging, parse, tell } from './managing.ts';
import { bringUpToDate } from './owed.ts';
import { about } from './report-form.ts';
import { NO_SUCH_REPORT, type Subject, subjectOf } from './sending.ts';
import { whenTold } from './when-told.ts';

export const excuseForm = form({
  title: ({ kind }) => `Excuse a ${noun(kindIn(kind))}`,
  send: ({ kind }) => `Excuse the ${noun(kindIn(kind))}`,
  audience:
    'OFFICIAL. Whoever is asked for it and their support officer will see the reason. Those who read it see that it is excused.',
  about: (carried) => [...about(carried), paragraph('Nothing more will be asked about it. You can take this back.')],
  pages: {
    why: page({
      title: 'Why it is excused',
      fields: { why: longText({ label: 'Reason', missing: 'Enter why it is excused', limit: 300 }) },
    }),
  },
});

export const excuse = command({
  name: 'excuse',
  help: 'excuse a report, so that nothing more is asked about it',
  usage: 'excuse hate crime',
  may: forManagers,
  input,
  parse,
  form: excuseForm,

  async open(wanted, context) {
    const found = await meant(context, wanted, { name: 'excuse', verb: 'Excuse', opens: true });
    if ('message' in found) return { kind: 'message', message: found.message };
    const refused = await obstacle(context, found.subject);
    if (refused) return { kind: 'page', dialog: refused };
    const subject = `excuse/${found.subject.owed.id}`;
    return { kind: 'form', subject, carried: carriedBy(context, found.subject, null), values: {} };
  },

  async run(_, { why }, context, { id, carried }) {
    const { store, person, now } = context;
    const subject = await subjectOf(context, await store.returns.lock(carried.return ?? ''));
    if (!subject) return { kind: 'refused', dialog: NO_SUCH_REPORT };
    const refused = notManaging(context) ?? (await obstacle(context, subject));
    if (refused) return { kind: 'refused', dialog: refused };
    const { owed, period } = subject;
    await store.returns.excuse(owed.id, { at: now, by: person.key, why });
    const told = concerned(context, owed);
    const detail = { why, told: told.map(({ key }) => key) };
    await store.events.add({ at: now, by: person.key, what: 'report.excused', subject: `return/${owed.id}`, detail });
    await tell(context, told, {
      subject: excusedSubject(owed.id, now),
      message: excusedMessage({ ...subject, period: named(context, subject) }, person.name, why),
      about: 'report.excused',
      because: 'Those who are asked for a report, or prepare it, are told when it is excused',
    });
    await bringUpToDate(context, (await store.returns.byId(owed.id))!, period, `excused/${id}`);
    return {
      kind: 'page',
      dialog: explanation(
        'Excused',
        paragraph(strong(`The ${called(subject)} is excused.`), ' Nothing more is asked about it.'),
        ...toldBlocks(
          told.map(({ name }) => name),
          await whenTold(context),
        ),
        actions(unExcuseButton(subject)),
      ),
    };
  },
});

/** Where those concerned are told that something is excused: a decision at another time is another message. */
export function excusedSubject(returnId: string, at: Date): string {
  return `excused/${returnId}/${at.toISOString()}`;
}

export function named({ register }: Context, { period }: Subject): string {
  return periodName(register, period.obligationKey, period.start);
}

/** Why this cannot be excused now. */
async function obstacle({ store, register }: Context, subject: Subject) {
  const { owed, period, title } = subject;
  const { timeZone } = register.partnership;
  const name = inSentence(title);
  if (period.closedAt) return explanation('This period is closed', `Nothing is asked about ${name} for it any more.`);
  const sent = (await store.returns.current([owed.id]))[0];
  if (sent) {
    return explanation(
      `The ${noun(subject)} has arrived`,
      `The ${called(subject)} arrived on ${formatInstant(sent.sentAt, timeZone)}, reference ${owed.reference}. There is nothing to excuse.`,
    );
  }
  if (!owed.excusedAt) return null;
  const by = personName(register, owed.excusedBy) ?? 'somebody';
  return explanation(
    'Excused already',
    `${by} excused the ${called(subject)} on ${formatInstant(owed.excusedAt, timeZone)}.`,
    actions(unExcuseButton(subject)),
  );
}
