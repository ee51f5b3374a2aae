import { type Day, formatDay, formatLongDay } from '../partnership/day.ts';
import { officersOf } from '../partnership/escalation-routing.ts';
import type { Person, ReportKind } from '../partnership/register.ts';
import { responsibleFor } from '../partnership/responsibility.ts';
import type { Period } from '../partnership/returns.ts';
import { plain } from '../partnership/search.ts';
import { called, kindIn, noun } from '../views/called.ts';
import { explanation } from '../views/explain.ts';
import { choiceFrom, date, form, type Option, type Page, type Predicate, page, text } from '../views/form.ts';
import { isShown } from '../views/forms/raw.ts';
import { recordedMessage } from '../views/managing.ts';
import { type Context, command } from './command.ts';
import { named } from './excuse.ts';
import { forManagers, input, meant, notManaging, parse, tell } from './managing.ts';
import { narrativeForm } from './narrative-form.ts';
import { escalatedFrom } from './narrative-raised.ts';
import { changedToNil } from './nothing-to-report.ts';
import { about, reportForm } from './report-form.ts';
import { asksCounty, NO_SUCH_REPORT, type Subject, sendVersion, subjectOf } from './sending.ts';
import { changedSince, reportCarried, startingValues } from './starting.ts';

const OTHER = 'other';

function people({ people }: Record<string, string>): Option[] {
  const known = people ? (JSON.parse(people) as Option[]) : [];
  return [...known, { value: OTHER, label: 'Somebody else' }];
}

const NOTHING = 'nothing';

/** Pages that are there only while a return of this kind was received. */
function onlyFor<P extends Record<string, Page>>(report: ReportKind, pages: P): P {
  const hidden = Object.entries(pages).map(([name, page]) => {
    const fields = Object.entries(page.fields).map(([key, field]) => {
      const when: Predicate = (raw, carried) =>
        raw.received !== NOTHING && kindIn(carried.kind).report === report && isShown(field, raw, carried);
      return [key, { ...field, when }];
    });
    return [name, { ...page, fields: Object.fromEntries(fields) }];
  });
  return Object.fromEntries(hidden);
}

export const recordForm = form({
  title: ({ kind }) => `Record a ${noun(kindIn(kind))}`,
  send: ({ kind }) => `Record the ${noun(kindIn(kind))}`,
  audience: 'OFFICIAL. Those who read it and the secretariat will see this. Leave out names and details of cases.',
  checked: true,
  about,
  pages: {
    received: page({
      title: 'How it was received',
      change: 'Change how it was received',
      fields: {
        received: choiceFrom({
          label: 'What was received',
          missing: 'Select what was received',
          optionsFrom: ({ kind }) => [
            { value: 'report', label: `A ${noun(kindIn(kind))}` },
            { value: NOTHING, label: 'Nothing to report' },
          ],
        }),
        from: choiceFrom({ label: 'From whom', missing: 'Select from whom it was received', optionsFrom: people }),
        name: text({
          label: 'Name',
          hint: 'Only where it was received from somebody else',
          missing: 'Enter from whom it was received',
          required: false,
          requiredWhen: ({ from }) => from === OTHER,
          limit: 100,
        }),
        receivedOn: date({
          label: 'Received on',
          hint: 'Whether it is late goes by this day',
          missing: 'Enter the day on which it was received',
        }),
      },
    }),
    ...onlyFor('progress_report', reportForm.pages),
    ...onlyFor('csp_narrative', narrativeForm.pages),
  },
});

export const record = command({
  name: 'record',
  help: 'record a report that was received elsewhere',
  usage: 'record hate crime',
  may: forManagers,
  input,
  parse,
  form: recordForm,

  async open(wanted, context) {
    const found = await meant(context, wanted, { name: 'record', verb: 'Record', opens: true });
    if ('message' in found) return { kind: 'message', message: found.message };
    const { subject } = found;
    const refused = closed(subject);
    if (refused) return { kind: 'page', dialog: refused };
    const before = (await context.store.returns.current([subject.owed.id]))[0] ?? null;
    const carried = await reportCarried(context, subject, before);
    const values = { ...(await startingValues(context, subject, before)), received: before?.nil ? NOTHING : 'report' };
    const { subjectKind, subjectKey } = subject.owed;
    const asked = responsibleFor(context.register, subjectKind, subjectKey, context.today);
    // Who is away is asked through somebody else, and may have sent it all the same.
    const all = asked.flatMap(({ person, insteadOf }) => [person, ...insteadOf]);
    const senders = new Map(all.map(({ key, name }) => [key, { value: key, label: name }]));
    return {
      kind: 'form',
      subject: `record/${subject.owed.id}`,
      carried: { ...carried, people: JSON.stringify([...senders.values()]) },
      values,
    };
  },

  async run(_, { received, from, name, receivedOn, ...values }, context, { id: draftId, carried, raw }) {
    const { store, register, person } = context;
    const subject = await subjectOf(context, await store.returns.lock(carried.return ?? ''));
    const refused = notManaging(context) ?? (subject ? closed(subject) : NO_SUCH_REPORT);
    if (!subject || refused) return { kind: 'refused', dialog: refused ?? NO_SUCH_REPORT };
    const wrong = whyNotReceived(receivedOn, subject.period, context.today);
    if (wrong) return { kind: 'wrong', page: 'received', errors: { receivedOn: wrong } };
    const nil = received === NOTHING;
    const author = from === OTHER ? authorNamed(context, name ?? '') : from;
    const sent = await sendVersion(context, subject, {
      draftId,
      nil,
      values: nil ? {} : values,
      changed: (before) => (nil ? changedToNil(before) : changedSince(context, subject, before, raw)),
      opened: Number(carried.version),
      recorded: { from: author, on: receivedOn },
    });
    const { reference } = (await store.returns.byId(subject.owed.id))!;
    const known = register.people.find(({ key, endedOn }) => key === author && endedOn === null);
    const raises = ({ key }: Person) =>
      officersOf(register, subject.owed.subjectKey, context.today).some((one) => one.key === key);
    if (known && known.key !== person.key) {
      await tell(context, [known], {
        subject: `recorded/${subject.owed.id}/${draftId}`,
        message: recordedMessage(
          { ...subject, period: named(context, subject) },
          {
            by: person.name,
            reference: reference ?? '',
            receivedOn: formatDay(receivedOn),
            late: receivedOn > subject.owed.dueOn,
            nil,
            escalates:
              asksCounty(subject, { nil, values }) &&
              raises(known) &&
              !(await escalatedFrom(context, subject.owed.id, values.consider)),
          },
        ),
        about: 'report.recorded',
        because: 'Whoever sent a report elsewhere is told when it is recorded',
      });
    }
    return sent;
  },
});

function closed(subject: Subject) {
  if (!subject.period.closedAt) return null;
  const words = `The ${called(subject)} is not taken any more: the next period has opened.`;
  return explanation('This period is closed', words);
}

function whyNotReceived(day: Day, { end }: Period, today: Day): string | null {
  if (day > today) return `Received on must be today, ${formatLongDay(today)}, or earlier`;
  if (day < end) return `Received on must be ${formatLongDay(end)}, when the period ended, or later`;
  return null;
}

/** Somebody of the register who is called that, else the name itself. */
function authorNamed({ register }: Context, name: string): string {
  const known = register.people.filter((one) => one.endedOn === null && plain(one.name) === plain(name));
  return known.length === 1 ? known[0]!.key : name;
}
