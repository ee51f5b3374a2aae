import { z } from 'zod';
import type { Period } from '../partnership/returns.ts';
import type { Dialog } from '../views/dialog.ts';
import { deedWords } from '../views/digest-hands.ts';
import { explanation } from '../views/explain.ts';
import { form, longText, page } from '../views/form.ts';
import { paragraph, strong } from '../views/message.ts';
import { periodName } from '../views/words.ts';
import { type Context, command } from './command.ts';
import { forManagers, notManaging } from './managing.ts';
import { digestState } from './posted-digest.ts';

export const holdDigestForm = form({
  title: 'Hold the digest back',
  send: 'Hold it back',
  audience: 'OFFICIAL. The programme managers will see this.',
  about: ({ period }) => (period ? [paragraph(strong('Digest'), ` for ${period}.`)] : []),
  pages: {
    reason: page({
      title: 'Reason',
      fields: {
        why: longText({
          label: 'Why it is held back',
          missing: 'Enter why the digest is held back',
          limit: 300,
        }),
      },
    }),
  },
});

export const holdDigest = command({
  name: 'hold-digest',
  help: 'hold the digest back, so that it is not posted by itself',
  may: forManagers,
  input: z.object({ period: z.string().max(100) }),
  form: holdDigestForm,

  async open({ period: id }, context) {
    const period = await context.store.periods.byId(id);
    const refused = await cannotHold(context, period);
    if (refused || !period) return { kind: 'page', dialog: refused ?? GONE };
    const name = periodName(context.register, period.obligationKey, period.start);
    return { kind: 'form', subject: `period/${id}`, carried: { period: name }, values: {} };
  },

  async run({ period: id }, { why }, context) {
    const { store, person, now } = context;
    const period = await store.periods.lock(id);
    const refused = notManaging(context) ?? (await cannotHold(context, period));
    if (refused || !period) return { kind: 'refused', dialog: refused ?? GONE };
    await store.periods.holdDigest(id, { at: now, by: person.key });
    await store.events.add({ at: now, by: person.key, what: 'digest.held', subject: `period/${id}`, detail: { why } });
    store.askJobs();
    const dialog = explanation(
      'Held back',
      'The digest is not posted until you let it go: type “digest”.',
      'When it would have gone out, the programme managers are told, and again before the next period opens.',
    );
    return { kind: 'page', dialog };
  },
});

const GONE = explanation('No such digest', 'This digest is not there any more. Type “digest” to see the newest.');

async function cannotHold(context: Context, period: Period | null): Promise<Dialog | null> {
  if (!period || period.closedAt) return GONE;
  const { register } = context;
  const state = await digestState(context, period);
  if (state.kind === 'posted') {
    const who = state.deed ? `: ${deedWords(register, state.deed)}` : '';
    return explanation('Posted already', `The digest was posted already${who}. It cannot be held back any more.`);
  }
  if (state.kind !== 'held') return null;
  const why = state.deed.why ? `The reason given: ${state.deed.why}` : '';
  return explanation('Held back already', `It is held back: ${deedWords(register, state.deed)}. ${why}`.trim());
}
