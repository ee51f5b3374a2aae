import type { Urgency } from '../partnership/escalation.ts';
import { DANGER } from '../views/escalation.ts';
import { AUDIENCE, READ_BY } from '../views/escalation-readers.ts';
import { ASKS, REASONS, URGENCIES } from '../views/escalation-words.ts';
import {
  choice,
  choiceFrom,
  choices,
  choicesFrom,
  date,
  form,
  longText,
  note,
  type Predicate,
  page,
  rows,
  text,
} from '../views/form.ts';
import { paragraph } from '../views/message.ts';
import { carriedOptions, linkTo } from './escalation-forms.ts';

const isImmediate: Predicate = ({ urgency }) => urgency === 'immediate';
const isNeeded: Predicate = ({ urgency }) => urgency === 'immediate' || urgency === 'before_next_meeting';
const wasTried: Predicate = ({ anythingTried }) => anythingTried === 'yes';
const wasNotTried: Predicate = ({ anythingTried }) => anythingTried === 'no';

const URGENCY_HINTS: Record<Urgency, string> = {
  immediate: 'The lead, chairs and programme manager are told at once, at any hour',
  before_next_meeting: 'It cannot wait for the board',
  next_meeting: 'It can wait for the board',
  information: 'Nothing has to be decided',
};

function optionsOf<V extends string>(words: Record<V, string>, hints: Partial<Record<V, string>> = {}) {
  return (Object.entries(words) as [V, string][]).map(([value, label]) => ({ value, label, hint: hints[value] }));
}

/** What escalations that look alike are offered under, beside `NONE`: this one goes on its own. */
export const NONE = 'none';

/** The partnerships for which whoever fills it in may raise it. */
export const ownIn = carriedOptions('own');

/** A community safety partnership's escalation to the county. The names of its fields are those of what is kept of it. */
export const escalateForm = form({
  title: 'Escalate an issue',
  send: 'Send escalation',
  audience: AUDIENCE,
  checked: true,
  about: (carried) => {
    const [own, ...others] = ownIn(carried);
    const forOne = own && others.length === 0 ? `For ${own.label}. ` : '';
    return [paragraph(`${forOne}A case about one person goes through its own route, not through here.`)];
  },
  pages: {
    what: page({
      title: 'What it is about',
      fields: {
        raisedFor: choiceFrom({
          label: 'For which partnership',
          missing: 'Select for which partnership',
          when: (_, carried) => ownIn(carried).length > 1,
          optionsFrom: ownIn,
        }),
        title: text({ label: 'Title', hint: 'No names', missing: 'Enter a title', limit: 100 }),
        priorities: choicesFrom({
          label: 'Priorities that it concerns',
          missing: 'Select the priorities that it concerns',
          max: 3,
          optionsFrom: carriedOptions('priorities'),
        }),
        areas: choicesFrom({
          label: 'Partnerships that it concerns',
          missing: 'Select the partnerships that it concerns',
          optionsFrom: carriedOptions('areas'),
        }),
      },
    }),
    situation: page({
      title: 'What is happening',
      fields: {
        situation: longText({
          label: 'What is happening',
          hint: 'The pattern, not the person',
          missing: 'Enter what is happening',
          limit: 1_500,
        }),
        evidence: longText({
          label: 'What shows it',
          hint: 'Numbers, reports, what partners say',
          missing: 'Enter what shows it',
          limit: 1_500,
        }),
        anythingTried: choice({
          label: 'Have you tried anything locally?',
          missing: 'Select whether you have tried anything locally',
          options: [
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No: it is urgent, and nothing was tried yet' },
          ],
        }),
      },
    }),
    tried: page({
      title: 'What you tried locally',
      fields: {
        tried: rows({
          label: 'What you tried locally',
          rowName: 'thing you tried',
          when: wasTried,
          min: 1,
          max: 5,
          fields: {
            what: longText({ label: 'What you tried', missing: 'Enter what you tried', limit: 500 }),
            when: text({ label: 'When', hint: 'Such as March 2021', missing: 'Enter when you tried it', limit: 60 }),
            result: longText({ label: 'What came of it', missing: 'Enter what came of it', limit: 500 }),
          },
        }),
      },
    }),
    untried: page({
      title: 'Why nothing was tried yet',
      fields: {
        untried: longText({
          label: 'Why nothing was tried yet',
          missing: 'Enter why nothing was tried yet',
          when: wasNotTried,
          limit: 500,
        }),
      },
    }),
    ask: page({
      title: 'What you ask for',
      fields: {
        why: choices({
          label: 'Why it cannot be resolved locally',
          missing: 'Select why it cannot be resolved locally',
          options: optionsOf(REASONS),
        }),
        askKind: choice({
          label: 'What you ask for',
          missing: 'Select what you ask for',
          options: optionsOf(ASKS),
        }),
        ask: text({ label: 'What you ask for, in one sentence', missing: 'Enter what you ask for', limit: 200 }),
      },
    }),
    urgency: page({
      title: 'How urgent it is',
      fields: {
        urgency: choice({
          label: 'How urgent it is',
          missing: 'Select how urgent it is',
          options: optionsOf(URGENCIES, URGENCY_HINTS),
        }),
        danger: note(DANGER, isImmediate),
        neededBy: date({
          label: 'Date you need an answer',
          hint: 'Needed when it cannot wait for the board',
          missing: 'Enter the date you need an answer',
          required: false,
          requiredWhen: isNeeded,
          check: (day, { today }) =>
            today && day < today ? 'Date you need an answer must be today or in the future' : undefined,
        }),
        elseTold: text({ label: 'Who else knows', hint: 'Posts or organisations', required: false, limit: 300 }),
      },
    }),
    sensitive: page({
      title: 'How sensitive it is',
      fields: {
        readByCircle: note(READ_BY.yes),
        readByAll: note(READ_BY.no),
        sensitive: choice({
          label: 'How sensitive it is',
          missing: 'Select how sensitive it is',
          options: [
            { value: 'no', label: 'Not sensitive' },
            { value: 'yes', label: 'Sensitive' },
          ],
        }),
        link: linkTo('Link to a message or a file'),
      },
    }),
    similar: page({
      title: 'Seen before',
      intro:
        'These are open and look alike. Joined, yours goes on with it, and you hear what comes of it just the same.',
      fields: {
        joins: choiceFrom({
          label: 'Is it one of these?',
          missing: 'Select whether it is one of these',
          when: (_, { similar }) => !!similar,
          optionsFrom: carriedOptions('similar'),
        }),
      },
    }),
  },
});
