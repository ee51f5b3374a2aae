import { z } from 'zod';
import { workingCalendar } from '../partnership/calendar.ts';
import { formatLongDay } from '../partnership/day.ts';
import { isCollected } from '../partnership/obligations.ts';
import { digestOn } from '../partnership/periods.ts';
import { isProgrammeManager } from '../partnership/responsibility.ts';
import type { Period } from '../partnership/returns.ts';
import { digestMessage } from '../views/digest.ts';
import { explained } from '../views/explain.ts';
import { type Block, type Message, paragraph } from '../views/message.ts';
import { type Context, command } from './command.ts';
import { digestPostings, digestRows } from './owed.ts';

export const digest = command({
  name: 'digest',
  help: 'see the digest as the board would get it now',
  usage: 'digest',
  may: (person, register, today) => isProgrammeManager(register, person, today),
  input: z.object({}),
  parse: () => ({}),
  async run(_, context) {
    const previews: Message[] = [];
    for (const { key, report } of context.register.obligations) {
      const period = isCollected(report) && (await context.store.periods.latest(key));
      const preview = period && (await previewOf(context, period));
      if (preview) previews.push(preview);
    }
    if (previews.length === 0) {
      const words = 'No period has opened yet. The first opens on the first working day after a quarter ends.';
      return { kind: 'message', message: explained('No digest yet', words) };
    }
    const blocks = previews.flatMap((one, index): Block[] => [
      ...(index > 0 ? [{ type: 'divider' as const }] : []),
      ...one.blocks,
    ]);
    return { kind: 'message', message: { summary: 'Digest preview', blocks } };
  },
});

async function previewOf(context: Context, period: Period): Promise<Message | null> {
  const rows = await digestRows(context, period);
  if (!rows) return null;
  const message = digestMessage(context.register, rows, context.today);
  const posted = (await digestPostings(context.store, period)).length > 0;
  const day = formatLongDay(digestOn(period.dueOn, workingCalendar(context.register)));
  const words = posted
    ? 'This is the digest that was posted, as it stands now. Only you see this copy.'
    : `Preview: the board’s channels get it on ${day}. Only you see this.`;
  return { ...message, blocks: [paragraph(words), ...message.blocks] };
}
