import { z } from 'zod';
import type { Obligation } from '../partnership/register.ts';
import type { Period } from '../partnership/returns.ts';
import type { Dialog } from '../views/dialog.ts';
import { digestMessage } from '../views/digest.ts';
import { handButtons, stateWords, toldApart } from '../views/digest-hands.ts';
import { postedAs } from '../views/digest-posts.ts';
import { explained } from '../views/explain.ts';
import { actions, type Block, paragraph } from '../views/message.ts';
import { type Context, command } from './command.ts';
import { forManagers } from './managing.ts';
import { digestPlaces, digestRows, digestState, seenIn } from './posted-digest.ts';

export const digest = command({
  name: 'digest',
  help: 'see the digest as the board would get it now; post it, hold it back or post it anew',
  usage: 'digest',
  may: forManagers,
  input: z.object({}),
  parse: () => ({}),
  async run(_, context) {
    const left = await context.store.periods.closedHeld();
    const periods: Period[] = [];
    // What the board reads comes first.
    const isBoards = ({ report }: Obligation) => report === 'progress_report';
    const { obligations } = context.register;
    for (const { key } of [...obligations.filter(isBoards), ...obligations.filter((one) => !isBoards(one))]) {
      const latest = await context.store.periods.latest(key);
      // One that was held back while the next period opened can still be let go.
      periods.push(...left.filter((one) => one.obligationKey === key), ...(latest ? [latest] : []));
    }
    const previews: Dialog[] = [];
    for (const [index, period] of periods.entries()) {
      const preview = await digestPreview(context, period, { above: periods.slice(0, index) });
      if (preview) previews.push(preview);
    }
    if (previews.length === 0) {
      const words = 'No period has opened yet. The first opens on the first working day after a period ends.';
      return { kind: 'message', message: explained('No digest yet', words) };
    }
    const blocks = previews.flatMap((one, index): Block[] => [
      ...(index > 0 ? [{ type: 'divider' as const }] : []),
      ...one.blocks,
    ]);
    return { kind: 'page', dialog: { ...previews[0]!, blocks } };
  },
});

/**
 * What the board would read, where it stands, and what can be done with it. Null where its obligation is gone. `first` is
 * said before it; `above` are the periods whose previews stand above it on the same page.
 */
export async function digestPreview(
  context: Context,
  period: Period,
  { first, above = [] }: { first?: string; above?: Period[] } = {},
): Promise<Dialog | null> {
  const rows = await digestRows(context, period);
  if (!rows) return null;
  const { shown, coming } = await digestPlaces(context, period);
  const [posting] = [...shown, ...coming];
  const message = digestMessage(
    context.register,
    { ...rows, posted: posting && postedAs(posting.data) },
    context.today,
  );
  const state = await digestState(context, period);
  const buttons = handButtons(state, period, seenIn(rows), toldApart(context.register, period, above));
  return {
    title: 'Digest preview',
    opener: { label: 'See the preview', command: 'digest', input: {}, opens: true },
    blocks: [
      ...(first ? [paragraph(first)] : []),
      paragraph(stateWords(context.register, rows.obligation.report, state)),
      ...message.blocks,
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
    ],
  };
}
