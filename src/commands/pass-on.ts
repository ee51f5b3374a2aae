import type { Escalation } from '../partnership/escalation.ts';
import { answering } from '../partnership/escalation-answering.ts';
import { bodiesFor } from '../partnership/escalation-routing.ts';
import { prioritiesInForce } from '../partnership/priorities.ts';
import { AUDIENCE } from '../views/escalation-readers.ts';
import { explained, explanation } from '../views/explain.ts';
import { choiceFrom, form, longText, type Option, page } from '../views/form.ts';
import { type Context, command } from './command.ts';
import { input, take, tellRaisers } from './escalating.ts';
import { answersAny } from './escalation.ts';
import { aboutEscalation, carriedOptions, withForm } from './escalation-forms.ts';
import { tellWhoHadIt } from './escalation-woken.ts';

export const passForm = form({
  title: 'Pass it on',
  send: 'Pass it on',
  audience: AUDIENCE,
  checked: true,
  about: aboutEscalation,
  pages: {
    to: page({
      title: 'To whom',
      fields: {
        to: choiceFrom({
          label: 'Who should answer it',
          missing: 'Select who should answer it',
          optionsFrom: carriedOptions('to'),
        }),
        words: longText({ label: 'Why', missing: 'Enter why it is passed on', limit: 500 }),
      },
    }),
  },
});

export const passOn = command({
  name: 'pass-on',
  help: 'pass an escalation to the performance group, or to whoever leads a priority',
  may: answersAny,
  input,
  ...withForm({
    step: 'pass',
    form: passForm,
    not: 'Not passed on',
    async offers(context, { escalation }) {
      return { to: JSON.stringify(waysOn(context, escalation).map(({ option }) => option)) };
    },
    async takes({ to, words }, context, { subject }) {
      const { register, now, today } = context;
      const { escalation } = subject;
      const way = waysOn(context, escalation).find(({ option }) => option.value === to);
      if (!way) return explained('Not passed on', 'It is with them already, or nobody is there. Choose somebody else.');
      const change = { ...way.change, holderKey: null, acknowledgedAt: escalation.acknowledgedAt ?? now };
      const next = answering(register, { ...subject, escalation: { ...escalation, ...change } }, today);
      await take(context, subject, {
        step: 'pass',
        words,
        change,
        tell: [
          {
            to: next,
            about: 'escalation.passed',
            because: 'An escalation that is passed on goes to whoever is to answer it now',
          },
          tellRaisers(context, subject),
          await tellWhoHadIt(context, subject, next),
        ],
      });
      return explanation(
        'Passed on',
        `Escalation ${escalation.reference} is passed on. Whoever is to answer it now and those who raised it are told.`,
      );
    },
  }),
});

interface Way {
  option: Option;
  change: Pick<Escalation, 'state' | 'withPriority' | 'priorityKeys'>;
}

/** Where an escalation can go from where it is: the performance group, the lead of a priority of it, or of another one. */
function waysOn({ register, today }: Context, escalation: Escalation): Way[] {
  const { priorityKeys, state, withPriority } = escalation;
  const groups = bodiesFor(register, escalation, 'performance_group', today);
  const toGroup = groups.slice(0, 1).map(
    ({ name }): Way => ({
      option: { value: 'group', label: name },
      change: { state: 'with_group', withPriority: null, priorityKeys },
    }),
  );
  const toLeads = prioritiesInForce(register, today).map(({ priorityKey, title }): Way => {
    const isIts = priorityKeys.includes(priorityKey);
    return {
      option: {
        value: `lead/${priorityKey}`,
        label: `Lead for ${title}`,
        hint: isIts ? undefined : 'It then concerns this priority, too',
      },
      change: {
        state: 'with_lead',
        withPriority: priorityKey,
        priorityKeys: isIts ? priorityKeys : [...priorityKeys, priorityKey],
      },
    };
  });
  return [...toGroup, ...toLeads].filter(
    ({ change }) => change.state !== state || change.withPriority !== withPriority,
  );
}
