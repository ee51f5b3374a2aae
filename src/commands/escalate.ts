import { z } from 'zod';
import { preferredAccount } from '../partnership/accounts.ts';
import { type Escalation, OPEN } from '../partnership/escalation.ts';
import type { Shared } from '../partnership/escalation-joining.ts';
import { looksLike, looksLikeUnread } from '../partnership/escalation-likeness.ts';
import { raisesFor, routeOf } from '../partnership/escalation-routing.ts';
import { partsOf, readingOf } from '../partnership/escalation-steps.ts';
import { prioritiesInForce, titleOf } from '../partnership/priorities.ts';
import type { Mode } from '../partnership/register.ts';
import { programmeManagers } from '../partnership/responsibility.ts';
import { personName } from '../partnership/roles.ts';
import { escalatedAlready, escalatedDialog } from '../views/escalated.ts';
import { answersInWords } from '../views/escalation-answers.ts';
import { STATES } from '../views/escalation-words.ts';
import { explained, explanation } from '../views/explain.ts';
import type { Carried, Option } from '../views/form.ts';
import { NOTE } from '../views/forms/show.ts';
import type { Message } from '../views/message.ts';
import { inSentence, together } from '../views/words.ts';
import { type Context, command, type Sent } from './command.ts';
import { escalateForm, NONE, ownIn } from './escalate-form.ts';
import { subjectOf, take } from './escalating.ts';
import { spoken } from './escalation-telling.ts';
import { joinAs } from './join.ts';
import { fromNarrative } from './narrative-escalated.ts';
import { escalatedFrom, keepEscalated } from './narrative-raised.ts';
import { whenTold } from './when-told.ts';

/** More look alike than anybody would read. */
const MOST_ALIKE = 5;
/** As much as the form takes of what is happening, and the button that opens it carries. */
const LONGEST = 1_500;
/** What one character may take in a button: a quotation mark takes two. */
const WIDEST = 6;

export const escalate = command({
  name: 'escalate',
  help: 'raise what your community safety partnership cannot resolve itself',
  usage: 'escalate',
  shortcut: { label: 'Escalate an issue' },
  onMessage: { label: 'Escalate this' },
  may: (person, register, today) => raisesFor(register, person, today).length > 0,
  input: z.object({
    text: z.string().max(LONGEST).optional(),
    /** More was typed than fits. */
    isCut: z.literal('yes').optional(),
    link: z.string().max(500).optional(),
    /** The narrative that asks for countywide consideration. */
    return: z.string().max(100).optional(),
  }),
  parse(words) {
    const text = beginning(words);
    return { ...(text ? { text } : {}), ...(text.length < words.length ? { isCut: 'yes' } : {}) };
  },
  form: escalateForm,

  async open({ text, isCut, link, return: returnId }, context) {
    const { register, person, today } = context;
    const narrative = returnId ? await fromNarrative(context, returnId) : null;
    const own = raisesFor(register, person, today).filter(({ key }) => !narrative || key === narrative.values.areas);
    if (own.length === 0) return { kind: 'message', message: notForYou() };
    const raised = narrative && returnId && (await escalatedFrom(context, returnId, narrative.values.title));
    if (raised) return { kind: 'message', message: escalatedAlready(raised) };
    const carried: Carried = narrative ? { version: String(narrative.version) } : {};
    const option = (value: string, label: string): Option => ({ value, label });
    return {
      kind: 'form',
      // What somebody escalates from a message, or from a narrative, is a form of its own.
      subject: narrative ? `return/${returnId}/escalate` : await begunWith(text, link),
      carried,
      current: {
        ...(isCut && { [NOTE]: 'What you typed is longer than fits here: its beginning is taken.' }),
        today,
        own: JSON.stringify(own.map(({ key, name }) => option(key, name))),
        priorities: JSON.stringify(
          prioritiesInForce(register, today).map(({ priorityKey, title }) => option(priorityKey, title)),
        ),
        areas: JSON.stringify(
          register.bodies
            .filter(({ kind, endedOn }) => kind === 'csp' && endedOn === null)
            .map(({ key, name }) => option(key, name)),
        ),
      },
      values: {
        areas: own.map(({ key }) => key).join(','),
        ...narrative?.values,
        ...(text ? { situation: text } : {}),
        ...(link ? { link } : {}),
      },
    };
  },

  async run({ return: returnId }, values, context, { id: draftId, carried }): Promise<Sent> {
    const { store, register, person, now, today } = context;
    const { raisedFor = ownIn(carried)[0]?.value, joins, ...answers } = values;
    const own = raisesFor(register, person, today).find(({ key }) => key === raisedFor);
    if (!own) return { kind: 'refused', dialog: explanation('Not yours to send', NOT_AN_OFFICER) };
    const { title, priorities, areas, urgency, neededBy, sensitive, ...rest } = answers;
    const shared: Shared = {
      ...{ priorityKeys: priorities, bodyKeys: areas, urgency, neededBy: neededBy ?? null },
      sensitive: sensitive === 'yes',
    };
    const keep = async (id: string) => {
      if (returnId && carried.version) await keepEscalated(context, returnId, Number(carried.version), id);
    };
    const alike = await looksAlike(context, { title, ...shared });
    const offered = async (alert: string): Promise<Sent> => ({
      ...{ kind: 'wrong', page: 'similar', errors: {}, alert },
      carried: { similar: JSON.stringify(await similarOptions(context, alike)) },
    });
    if (joins && joins !== NONE) {
      const { link, ...written } = rest;
      const joined = await joinAs(context, joins, own, { shared, words: answersInWords({ title, ...written }), link });
      if (joined) await keep(joins);
      return joined
        ? { kind: 'page', dialog: joined, made: `escalation/${joins}` }
        : offered(await tooLate(context, joins));
    }
    // What nobody has been shown yet is shown once, before it is sent.
    if (alike.some(({ id }) => !(carried.similar ?? '').includes(id)))
      return offered('Not sent yet. Others have raised something like this: look at them first.');

    const escalation: Escalation = {
      id: context.id(),
      reference: await store.nextReference(),
      title,
      ...shared,
      values: rest,
      raisedBy: person.key,
      raisedFor: own.key,
      raisedAt: now,
      state: 'raised',
      version: 1,
      ...{ holderKey: null, withPriority: null, acknowledgedAt: null, waitingSince: null, waited: 0 },
      ...{ meetingKey: null, mergedInto: null, outcome: null, outcomes: 0, closedAt: null },
    };
    await store.escalations.create(escalation, draftId);
    await store.escalations.addRaiser(escalation.id, {
      personKey: person.key,
      bodyKey: own.key,
      joinedAt: now,
      leftAt: null,
    });
    const subject = (await subjectOf(context, escalation))!;
    const told = routeOf(register, escalation, today, [person.key]);
    const after = await take(context, subject, {
      step: 'raise',
      tell: [
        {
          to: told,
          about: 'escalation.raised',
          because:
            'An escalation goes to whoever answers for its priorities, and to the performance group that its partnership reports to',
        },
      ],
    });
    await keep(escalation.id);
    const { mode } = await store.state();
    const dialog = escalatedDialog(await spoken(context, after), {
      told: told.map(({ personKey, because }) => ({
        name: personName(register, personKey) ?? personKey,
        because,
      })),
      when: urgency === 'immediate' ? RING[mode] : await whenTold(context),
      held: mode === 'live' ? null : { only: mode === 'pilot' ? managerOf(context) : null },
    });
    await store.deliveries.queue(
      {
        to: { kind: 'person', key: person.key },
        subject: `escalation-sent/${escalation.id}`,
        message: { summary: `${dialog.title}: sent`, blocks: dialog.blocks },
        about: 'escalation.sent',
        because: 'Whoever sends an escalation keeps its reference, what happens next and who was told',
        dedupeKey: `escalation-sent/${escalation.id}`,
        notBefore: now,
      },
      now,
    );
    return { kind: 'page', dialog, made: `escalation/${escalation.id}` };
  },
});

const NOT_AN_OFFICER =
  'Only an officer of a community safety partnership, their deputy, its chair or vice chair can raise an escalation.';

/** Begun again with the same message or the same words, a form goes on where it was left. Its subject does not hold the words. */
async function begunWith(text?: string, link?: string): Promise<string> {
  if (link) return `message/${link}`;
  if (!text) return 'new';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `message/${Buffer.from(digest).toString('base64url')}`;
}

function notForYou(): Message {
  return explained('Not yours to raise', NOT_AN_OFFICER);
}

/** What holds back even what is immediate, and what to do then. */
const RING: Record<Mode, string | null> = {
  live: null,
  paused: 'This partnership is paused: nobody is told before it goes on. Ring them now.',
  pilot: 'This partnership is in pilot: it comes to the programme manager, and to nobody else. Ring the others now.',
};

/** To whom everything comes in a pilot. */
function managerOf({ register, today }: Context): string | null {
  return programmeManagers(register, today).find(({ key }) => preferredAccount(register, key))?.name ?? null;
}

/** The open escalations that look like one that is about to be sent and that its officer knows of, and does not raise. */
/** What was typed, as far as it fits, and never half of a character. */
function beginning(words: string): string {
  const over = (text: string) => JSON.stringify(text).length - LONGEST - 2;
  let text = words.slice(0, LONGEST);
  while (over(text) > 0) text = text.slice(0, -Math.ceil(over(text) / WIDEST));
  return text.replace(/[\uD800-\uDBFF]$/, '');
}

async function looksAlike(
  { store, register, person, today }: Context,
  wanted: Pick<Escalation, 'title' | 'priorityKeys' | 'bodyKeys'>,
): Promise<Escalation[]> {
  const open = await store.escalations.in(OPEN);
  const raisers = await store.escalations.raisers(open.map(({ id }) => id));
  return open
    .filter((one) => {
      const own = raisers.filter(({ escalationId }) => escalationId === one.id);
      if (partsOf(register, one, own, person, today).has('raiser')) return false;
      const reading = readingOf(register, one, own, person, today);
      if (reading === 'reference') return looksLikeUnread(wanted, one);
      return reading === 'whole' && looksLike(wanted, one);
    })
    .slice(-MOST_ALIKE);
}

/** They are offered by their titles; what is sensitive by its reference and priorities only, to whoever is outside its circle. */
async function similarOptions({ store, register, person, today }: Context, alike: Escalation[]): Promise<Option[]> {
  const raisers = await store.escalations.raisers(alike.map(({ id }) => id));
  return [
    ...alike.map((one) => {
      const own = raisers.filter(({ escalationId }) => escalationId === one.id);
      const isWhole = readingOf(register, one, own, person, today) === 'whole';
      const priorities = together(one.priorityKeys.map((key) => titleOf(register, key, today)));
      return {
        value: one.id,
        label: `Join ${one.reference}`,
        hint: isWhole ? `${one.title} (${priorities})` : `${priorities}. Sensitive`,
      };
    }),
    { value: NONE, label: 'None of these: send mine' },
  ];
}

/** Why one that was chosen cannot be joined: nobody learns more of it than they may read. */
async function tooLate(context: Context, id: string): Promise<string> {
  const { store, register, person, today } = context;
  const subject = await subjectOf(context, await store.escalations.byId(id));
  if (!subject) return 'Not sent yet. What you chose is not there any more.';
  const { escalation, raisers } = subject;
  const { reference, state } = escalation;
  const isWhole = readingOf(register, escalation, raisers, person, today) === 'whole';
  if (!isWhole) return `Not sent yet. ${reference} cannot be joined any more.`;
  if (OPEN.includes(state)) return `Not sent yet. You have joined ${reference} already.`;
  return `Not sent yet. ${reference} was ${inSentence(STATES[state])} meanwhile.`;
}
