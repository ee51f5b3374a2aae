import { z } from 'zod';
import { workingCalendar } from '../partnership/calendar.ts';
import { formatInstant, localDay, nextContactTime } from '../partnership/contact.ts';
import { type Day, formatLongDay, isRealDay } from '../partnership/day.ts';
import { type Move, warningsFor, whyNotDue } from '../partnership/moving.ts';
import { reportKindOf } from '../partnership/obligations.ts';
import { returnTitle } from '../partnership/owed.ts';
import { digestOn } from '../partnership/periods.ts';
import type { Person } from '../partnership/register.ts';
import type { Period, Return } from '../partnership/returns.ts';
import { personName } from '../partnership/roles.ts';
import { called, capital, noun, nouns } from '../views/called.ts';
import { explanation } from '../views/explain.ts';
import { movedMessage, toldBlocks } from '../views/managing.ts';
import { actions, type Button, paragraph, strong } from '../views/message.ts';
import { counted, periodName } from '../views/words.ts';
import { type Context, command, type Opened } from './command.ts';
import { concerned, forManagers, meant, notManaging, parse, tellEach } from './managing.ts';
import { moveForm } from './move-form.ts';
import { bringUpToDate } from './owed.ts';
import { digestState } from './posted-digest.ts';
import { whenTold } from './when-told.ts';

const input = z.object({
  return: z.string().max(100).optional(),
  period: z.string().max(100).optional(),
  words: z.string().max(200).optional(),
});

/** What is moved: returns of one period, one of them or all that are still to come. */
interface Moving {
  period: Period;
  returns: Return[];
  whole: boolean;
}

export const move = command({
  name: 'move',
  help: 'move the due date of a report, or “move all” for all that are still to come',
  usage: 'move hate crime',
  may: forManagers,
  input,
  parse,
  form: moveForm,

  async open(wanted, context) {
    const { store } = context;
    if (wanted.period) return opened(context, await movingAll(context, await store.periods.byId(wanted.period)));
    if (wanted.return === undefined && /^(all|everything)\b/i.test(wanted.words ?? '')) return openAll(context);
    const found = await meant(context, wanted, { name: 'move', verb: 'Move the date of', opens: true });
    if ('message' in found) return { kind: 'message', message: found.message };
    const { owed, period } = found.subject;
    return opened(context, { period, returns: [owed], whole: false });
  },

  async run(_, { dueOn, why, sure }, context, { id, carried }) {
    const { store, person, now } = context;
    const moving = await locked(context, carried);
    const ended = notManaging(context);
    const refused = ended ?? (moving ? await obstacle(context, moving) : GONE);
    if (!moving || refused) return { kind: 'refused', dialog: refused ?? GONE };
    const judged = judgedBy(context, moving);
    if (!judged) return { kind: 'refused', dialog: GONE };
    const wrong = moving.returns.every((one) => one.dueOn === dueOn)
      ? `It is due on ${formatLongDay(dueOn)} already`
      : whyNotDue(dueOn, judged);
    if (wrong) return { kind: 'wrong', page: 'move', errors: { dueOn: wrong } };

    const versions = versionsOf(moving);
    const warning = [...(await movedMeanwhile(context, moving, carried)), ...warningsFor(dueOn, judged)].join(' ');
    const confirming = `${dueOn}/${versions}`;
    if (warning && (sure !== 'yes' || carried.confirming !== confirming)) {
      const errors = { sure: 'Select that you move it all the same, or enter another date' };
      return { kind: 'wrong', page: 'move', errors, carried: { warning, warnedFor: dueOn, confirming } };
    }

    await store.returns.moveDue(
      moving.returns.map((one) => one.id),
      dueOn,
    );
    await store.events.add(
      ...moving.returns.map((one) => ({
        ...{ at: now, by: person.key, what: 'report.moved', subject: `return/${one.id}` },
        detail: { from: one.dueOn, to: dueOn, why },
      })),
    );
    if (moving.whole) await store.periods.moveDue(moving.period.id, dueOn);
    store.askJobs();
    const told = await tellThem(context, moving, dueOn, why, id);
    const period = (await store.periods.byId(moving.period.id))!;
    await bringUpToDate(context, moving.returns, period, `due/${id}`);
    return {
      kind: 'page',
      dialog: explanation(
        'Moved',
        paragraph(
          strong(
            `${counted(moving.returns.length, noun(kindMoved(context, moving)))} now due on ${formatLongDay(dueOn)}.`,
          ),
        ),
        ...(moving.whole ? [await digestWords(context, period)] : []),
        ...toldBlocks(
          told.map(({ name }) => name),
          await whenTold(context),
        ),
      ),
    };
  },
});

/** What becomes of the digest of a period that was moved. */
async function digestWords(context: Context, period: Period): Promise<string> {
  const { kind } = await digestState(context, period);
  if (kind === 'held') return 'The digest is held back, and is not posted until it is let go.';
  if (kind === 'missed')
    return 'The digest has not been posted, and is not by itself any more: type “digest” to post it.';
  if (kind === 'coming')
    return `The digest goes out on ${formatLongDay(digestOn(period.dueOn, workingCalendar(context.register)))}.`;
  return 'The digest was posted already: what comes is added to it where it stands.';
}

const GONE = explanation('Nothing to move', 'Nothing of this is asked for any more.');

async function openAll(context: Context): Promise<Opened> {
  const open = await context.store.periods.open();
  if (open.length === 1) return opened(context, await movingAll(context, open[0]!));
  if (open.length === 0) return { kind: 'page', dialog: GONE };
  const buttons = open.map(
    ({ id, obligationKey, start }): Button => ({
      label: labelOf(context, obligationKey, start),
      command: 'move',
      input: { period: id },
      opens: true,
    }),
  );
  const blocks = [paragraph('Which period?'), actions(...buttons)];
  return { kind: 'message', message: { summary: 'Which period?', blocks } };
}

/** "Narratives for Quarter 4 (January to March 2021)". */
function labelOf({ register }: Context, obligationKey: string, start: Day): string {
  const report = reportKindOf(register, obligationKey);
  return `${capital(nouns([{ report }]))} for ${periodName(register, obligationKey, start)}`;
}

/** Everything of a period that is still to come. */
async function movingAll({ store }: Context, period: Period | null): Promise<Moving | null> {
  if (!period) return null;
  const returns = await store.returns.ofPeriod(period.id);
  const sent = await store.returns.current(returns.map(({ id }) => id));
  const waiting = returns.filter(({ id, excusedAt }) => !excusedAt && !sent.some(({ returnId }) => returnId === id));
  return { period, returns: waiting, whole: true };
}

async function opened(context: Context, moving: Moving | null): Promise<Opened> {
  const refused = moving ? await obstacle(context, moving) : GONE;
  if (!moving || refused) return { kind: 'page', dialog: refused ?? GONE };
  const { period, returns, whole } = moving;
  const dates = [...new Set(returns.map(({ dueOn }) => dueOn))].sort();
  return {
    kind: 'form',
    subject: whole ? `move/period/${period.id}` : `move/${returns[0]!.id}`,
    carried: {
      ...(whole ? { periodId: period.id } : { return: returns[0]!.id }),
      title: whole
        ? `All ${counted(returns.length, noun(kindMoved(context, moving)))} still to come`
        : titleOf(context, returns[0]!, period),
      period: periodName(context.register, period.obligationKey, period.start),
      due: `Due ${dates.map(formatLongDay).join(' and ')}.`,
      versions: versionsOf(moving),
    },
    values: {},
  };
}

/** The same as it is now, held until the transaction ends: the period before its returns. */
async function locked(context: Context, carried: Record<string, string>): Promise<Moving | null> {
  const { store } = context;
  if (carried.periodId) {
    const period = await store.periods.lock(carried.periodId);
    await store.returns.lockOf(carried.periodId);
    return movingAll(context, period);
  }
  const found = await store.returns.byId(carried.return ?? '');
  const period = found && (await store.periods.lock(found.periodId));
  const owed = found && (await store.returns.lock(found.id));
  return owed && period && { period, returns: [owed], whole: false };
}

async function obstacle(context: Context, { period, returns, whole }: Moving) {
  if (period.closedAt) return explanation('This period is closed', 'Its date cannot be moved any more.');
  if (returns.length === 0)
    return explanation('Nothing to move', 'Everything that is asked for in this period was sent or excused.');
  const [owed] = returns;
  if (whole || !owed) return null;
  const { report } = kindMoved(context, { period });
  const name = `the ${called({ report, title: titleOf(context, owed, period) })}`;
  const [sent] = await context.store.returns.current([owed.id]);
  if (sent) {
    const on = formatInstant(sent.sentAt, context.register.partnership.timeZone);
    return explanation('It has arrived', `${capital(name)} arrived on ${on}, reference ${owed.reference}.`);
  }
  if (owed.excusedAt) return explanation('It is excused', `${capital(name)} is excused. Ask for it again first.`);
  return null;
}

function judgedBy({ register, now, today }: Context, { period, whole }: Moving): Move | null {
  const obligation = register.obligations.find(({ key }) => key === period.obligationKey);
  const calendar = workingCalendar(register);
  const heardOn = localDay(nextContactTime(now, calendar), calendar.timeZone);
  return obligation ? { register, obligation, period, calendar, today, heardOn, whole } : null;
}

/** The version of each due date, to tell later which of them somebody has moved. */
function versionsOf({ returns }: Moving): string {
  return JSON.stringify(Object.fromEntries(returns.map(({ id, dueVersion }) => [id, dueVersion])));
}

/** Where somebody moved it since the form was opened: who, to when and why. */
async function movedMeanwhile(
  { store, register }: Context,
  moving: Moving,
  carried: Record<string, string>,
): Promise<string[]> {
  const known = JSON.parse(carried.versions ?? '{}') as Record<string, number>;
  for (const { id } of moving.returns.filter(
    (one) => known[one.id] !== undefined && known[one.id] !== one.dueVersion,
  )) {
    const event = await store.events.last('report.moved', `return/${id}`);
    if (!event) continue;
    const by = personName(register, event.by) ?? 'Somebody';
    const to = String(event.detail.to);
    const day = isRealDay(to) ? formatLongDay(to) : to;
    return [`${by} moved it to ${day} while you were writing: “${event.detail.why}”.`];
  }
  return [];
}

/** One message a person, about all of theirs. */
async function tellThem(
  context: Context,
  { period, returns }: Moving,
  dueOn: Day,
  why: string,
  draftId: string,
): Promise<Person[]> {
  const told = new Map<string, { person: Person; titles: string[] }>();
  for (const owed of returns) {
    for (const person of concerned(context, owed)) {
      const before = told.get(person.key)?.titles ?? [];
      told.set(person.key, { person, titles: [...before, titleOf(context, owed, period)] });
    }
  }
  const name = periodName(context.register, period.obligationKey, period.start);
  await tellEach(
    context,
    [...told.values()].map(({ person, titles }) => ({
      person,
      told: {
        subject: `moved/${draftId}`,
        message: movedMessage(
          { ...kindMoved(context, { period }), titles, period: name, dueOn },
          context.person.name,
          why,
        ),
        about: 'report.moved',
        because: 'Those who are asked for a report, or prepare it, are told when its date is moved',
      },
    })),
  );
  return [...told.values()].map(({ person }) => person);
}

const kindMoved = ({ register }: Context, { period }: Pick<Moving, 'period'>) => ({
  report: reportKindOf(register, period.obligationKey),
});

function titleOf({ register, today }: Context, owed: Return, { obligationKey }: Period): string {
  return returnTitle(register, owed, obligationKey, today);
}
