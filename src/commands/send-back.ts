import { approvesAny } from '../partnership/subjects.ts';
import { ofIt } from '../views/called.ts';
import { explanation } from '../views/explain.ts';
import { form, longText, page } from '../views/form.ts';
import { paragraph } from '../views/message.ts';
import { approval, toAnswer } from './approve.ts';
import { carriedBy } from './before-sending.ts';
import { command } from './command.ts';
import { nameOf, settle, tellSentBack } from './proposals.ts';
import { about } from './report-form.ts';

export const sendBackForm = form({
  title: 'Send back',
  send: ({ send }) => send || 'Send back',
  audience: 'OFFICIAL. Whoever prepared it sees this.',
  checked: true,
  about: (carried) => [
    ...about(carried),
    ...(carried.officer ? [paragraph(`${carried.officer} prepared it, and can go on where they left.`)] : []),
  ],
  pages: {
    word: page({
      title: 'What should change',
      fields: {
        word: longText({ label: 'What should change', missing: 'Enter what should change', limit: 500 }),
      },
    }),
  },
});

export const sendBack = command({
  name: 'send-back',
  help: 'send back what your support officer prepared, with a word on what should change',
  may: (person, register, today) => approvesAny(register, person, today),
  input: approval,
  form: sendBackForm,

  async open(input, context) {
    const found = await toAnswer(context, input);
    if ('instead' in found) return { kind: 'message', message: found.instead };
    const { subject, proposal } = found;
    const officer = nameOf(context, proposal.preparedBy);
    const label = `Send back to ${officer}`;
    return {
      kind: 'form',
      subject: `proposal/${proposal.id}/${proposal.revision}`,
      carried: { ...carriedBy(context, subject, null), officer, send: [...label].length <= 24 ? label : '' },
      values: {},
    };
  },

  async run(input, { word }, context) {
    const found = await toAnswer(context, input);
    if ('instead' in found) {
      const { summary, blocks } = found.instead;
      const title = [...summary].length <= 24 ? summary : 'Not sent back';
      return { kind: 'refused', dialog: { title, blocks: [paragraph('It was not sent back.'), ...blocks] } };
    }
    const { subject, proposal } = found;
    const { store, person, now } = context;
    await store.proposals.answer(proposal.id, { state: 'sent_back', by: person.key, at: now, word });
    await store.events.add({
      at: now,
      by: person.key,
      what: 'report.sent-back',
      subject: `return/${subject.owed.id}`,
      detail: { proposal: proposal.id, revision: proposal.revision, preparedBy: proposal.preparedBy },
    });
    await settle(context, subject, proposal, { kind: 'sent_back', by: person.name });
    await tellSentBack(context, subject, proposal, word);
    const officer = nameOf(context, proposal.preparedBy);
    return {
      kind: 'page',
      dialog: explanation(
        'Sent back',
        `The draft ${ofIt(subject)} went back to ${officer}, who has been told what you said.`,
        'You are asked again when it comes back.',
      ),
    };
  },
});
