import { workingCalendar } from '../partnership/calendar.ts';
import { type Escalation, OPEN, stillRaising } from '../partnership/escalation.ts';
import { answering } from '../partnership/escalation-answering.ts';
import { broughtIn, clockOfBoth, joinedWith } from '../partnership/escalation-joining.ts';
import { raisingOn } from '../partnership/escalation-routing.ts';
import { toRaisers } from '../partnership/escalation-side.ts';
import { readingOf } from '../partnership/escalation-steps.ts';
import { titleOf } from '../partnership/priorities.ts';
import { AUDIENCE } from '../views/escalation-readers.ts';
import { explained, explanation } from '../views/explain.ts';
import { choiceFrom, form, page } from '../views/form.ts';
import { together } from '../views/words.ts';
import { type Context, command } from './command.ts';
import { input, notRaising, subjectOf, take, tellRaisers } from './escalating.ts';
import { answersAny } from './escalation.ts';
import { aboutEscalation, carriedOptions, withForm } from './escalation-forms.ts';
import { tellWhoHadIt } from './escalation-woken.ts';

/** So many can be chosen from. */
const MOST = 30;

export const mergeForm = form({
  title: 'Join with another',
  send: 'Join them',
  audience: AUDIENCE,
  about: aboutEscalation,
  pages: {
    other: page({
      title: 'Which one goes on',
      intro: 'Those who raised this one can then read the other, and hear what comes of it as those who raised it do.',
      fields: {
        into: choiceFrom({
          label: 'The one that goes on for both',
          missing: 'Select the one that goes on for both',
          optionsFrom: carriedOptions('others'),
        }),
      },
    }),
  },
});

export const merge = command({
  name: 'merge',
  help: 'join two escalations on the same thing, so that one goes on for both',
  may: answersAny,
  input,
  ...withForm({
    step: 'merge',
    form: mergeForm,
    not: 'Not joined',
    async offers(context, { escalation }) {
      const { register, today } = context;
      const others = await fitting(context, escalation);
      if (others.length === 0)
        return explained(
          'No other to join it with',
          'No other open escalation that you can read is on its priorities.',
        );
      return {
        others: JSON.stringify(
          others.map(({ id, reference, title, priorityKeys, sensitive }) => ({
            value: id,
            label: reference,
            hint: `${title} (${together(priorityKeys.map((key) => titleOf(register, key, today)))})${sensitive ? '. Sensitive' : ''}`,
          })),
        ),
      };
    },
    holds: ({ into }) => [into],
    async takes({ into }, context, { subject }) {
      const { store, register, now, today } = context;
      const { escalation } = subject;
      const found = (await fitting(context, escalation)).find(({ id }) => id === into);
      const other = await subjectOf(context, found ?? null);
      if (!other)
        return explained(
          'Not joined',
          'The other escalation has moved on meanwhile. Open this again to see the others.',
        );
      const known = stillRaising(other.raisers).map(({ personKey }) => personKey);
      const added = stillRaising(subject.raisers).filter(({ personKey }) => !known.includes(personKey));
      const shared = joinedWith(other.escalation, escalation);
      const joined = { ...other.escalation, ...shared };
      const change = { ...shared, ...clockOfBoth(register, joined, escalation, now, workingCalendar(register)) };
      const after = { ...other.escalation, ...change };
      const raisers = [...stillRaising(other.raisers), ...added];
      const raising = raisingOn(register, raisers, today).map(({ personKey }) => personKey);
      const concerned = [
        ...answering(register, { escalation: after, raisers }, today),
        ...broughtIn(register, { before: other.escalation, after, raising }, today),
      ];
      await take(context, subject, {
        step: 'merge',
        change: { state: 'merged', mergedInto: into, waitingSince: null },
        tell: [tellRaisers(context, subject), await tellWhoHadIt(context, subject, concerned)],
      });
      for (const { personKey, bodyKey } of added)
        await store.escalations.addRaiser(into, { personKey, bodyKey, joinedAt: now, leftAt: null });
      await take(context, other, {
        step: 'merge',
        words: escalation.reference,
        change,
        tell: [
          { ...tellRaisers(context, other), to: notRaising(context, subject, toRaisers(context, other)) },
          {
            to: notRaising(context, { raisers }, concerned),
            about: 'escalation.changed',
            because: 'Whoever is to answer an escalation knows what it goes on for',
          },
        ],
      });
      return explanation(
        'Joined',
        `Escalation ${other.escalation.reference} goes on for both. Those who raised ${escalation.reference} are told, and hear what comes of it.`,
      );
    },
  }),
});

/** The newest other open ones on one of its priorities that somebody may read all of. */
async function fitting(
  { store, register, person, today }: Context,
  { id, priorityKeys }: Escalation,
): Promise<Escalation[]> {
  const open = (await store.escalations.in(OPEN)).filter(
    (one) => one.id !== id && one.priorityKeys.some((key) => priorityKeys.includes(key)),
  );
  const raisers = await store.escalations.raisers(open.map((one) => one.id));
  return open
    .filter((one) => {
      const own = raisers.filter(({ escalationId }) => escalationId === one.id);
      return readingOf(register, one, own, person, today) === 'whole';
    })
    .slice(-MOST);
}
