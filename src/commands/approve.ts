import { z } from 'zod';
import { approvesAny } from '../partnership/subjects.ts';
import type { Proposal } from '../store/store.ts';
import { explained } from '../views/explain.ts';
import { parseForm } from '../views/forms/check.ts';
import type { Message } from '../views/message.ts';
import { type Context, command } from './command.ts';
import { changedToNil } from './nothing-to-report.ts';
import { nameOf, settledMessage } from './proposals.ts';
import { approvalOf } from './proposing.ts';

import { formFor } from './return-forms.ts';
import { obstacle, type Subject, sendVersion, subjectOf } from './sending.ts';
import { changedSince, reportCarried } from './starting.ts';

export const approval = z.object({ proposal: z.string().max(100), revision: z.string().max(10) });

/** A draft that somebody is about to answer, or what they are told instead. The return is locked. */
export async function toAnswer(
  context: Context,
  { proposal: id, revision }: z.infer<typeof approval>,
): Promise<{ subject: Subject; proposal: Proposal } | { instead: Message }> {
  const { store } = context;
  const known = await store.proposals.byId(id);
  const subject = known && (await subjectOf(context, await store.returns.lock(known.returnId)));
  // Whoever answered or changed it in the meantime has done so by now.
  const proposal = subject && (await store.proposals.byId(id));
  if (!proposal) {
    return {
      instead: explained(
        'Not asked for any more',
        'This draft is not there any more.',
        'Type “mine” to see what is due.',
      ),
    };
  }
  if (proposal.state !== 'waiting') return { instead: settledMessage(context, subject, proposal) };
  const refused = obstacle(context, subject, [], true);
  if (refused) return { instead: { summary: refused.title, blocks: refused.blocks } };
  if (String(proposal.revision) !== revision) {
    const { summary, blocks } = await approvalOf(context, subject, proposal);
    const changed = explained(
      'Changed meanwhile',
      `${nameOf(context, proposal.preparedBy)} changed it since. Nothing was sent. This is the new version.`,
    );
    return { instead: { summary: `Changed meanwhile. ${summary}`, blocks: [...changed.blocks, ...blocks] } };
  }
  return { subject, proposal };
}

export const approve = command({
  name: 'approve',
  help: 'approve what your support officer prepared, and send it',
  may: (person, register, today) => approvesAny(register, person, today),
  input: approval,

  async run(input, context) {
    const found = await toAnswer(context, input);
    if ('instead' in found) return { kind: 'message', message: found.instead };
    const { subject, proposal } = found;
    const { raw, nil } = proposal;
    const before = (await context.store.returns.current([subject.owed.id]))[0] ?? null;
    const parsed = parseForm(formFor(subject), nil ? {} : raw, await reportCarried(context, subject, before));
    if (!nil && !parsed.ok) {
      const why = Object.values(parsed.errors)[0] ?? '';
      const lines = [
        'Something in it has to be put right before it can be sent.',
        `${why}.`,
        'Press “Change it” to do so, or send it back.',
      ];
      return { kind: 'message', message: explained('Not sent yet', ...lines) };
    }
    const sent = await sendVersion(context, subject, {
      draftId: `${proposal.id}/${proposal.revision}`,
      nil,
      values: !nil && parsed.ok ? parsed.values : {},
      changed: (version) => (nil ? changedToNil(version) : changedSince(context, subject, version, raw)),
      opened: subject.owed.version,
      approves: proposal,
    });
    if (sent.kind !== 'page') throw new Error(`What was approved was not sent: ${sent.kind}`);
    const { reference } = (await context.store.returns.byId(subject.owed.id))!;
    const officer = nameOf(context, proposal.preparedBy);
    const lines = [`Your reference is ${reference}. Prepared by ${officer}, approved by you.`];
    return { kind: 'message', message: explained('Approved and sent', 'Approved and sent.', ...lines) };
  },
});
