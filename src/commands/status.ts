import { OPEN } from '../partnership/escalation.ts';
import { overdueAmong } from '../partnership/escalations-waiting.ts';
import { reportKindOf } from '../partnership/obligations.ts';
import { spokenOf } from '../partnership/owed.ts';
import { progressOf } from '../partnership/progress.ts';
import type { Register } from '../partnership/register.ts';
import type { Period } from '../partnership/returns.ts';
import { waitingBlocks } from '../views/accounts.ts';
import { openBlocks } from '../views/escalations.ts';
import { explained } from '../views/explain.ts';
import type { Block } from '../views/message.ts';
import { modeBlock } from '../views/mode.ts';
import { oneStatusMessage, type PeriodStatus, statusMessage } from '../views/status.ts';
import { type Context, command } from './command.ts';
import { forManagers, input, meant, parse } from './managing.ts';

export const status = command({
  name: 'status',
  help: 'see how far every report has come, and chase, record, excuse or move it',
  usage: 'status',
  may: forManagers,
  input,
  parse,
  async run(wanted, context) {
    const { store, register, today } = context;
    if (wanted.return === undefined && !wanted.words) {
      const periods = (await store.owed.open()).periods;
      if (periods.length === 0) {
        const words = 'No period is open. The first opens on the first working day after a period ends.';
        const { summary, blocks } = explained('Nothing is asked for', words);
        return { kind: 'message', message: { summary, blocks: [...blocks, ...(await escalationsIn(context))] } };
      }
      const all: PeriodStatus[] = [];
      for (const period of inOrder(register, periods)) all.push(await statusOf(context, period));
      const message = statusMessage(register, all, today);
      return {
        kind: 'message',
        message: {
          ...message,
          blocks: [
            ...message.blocks,
            ...(await escalationsIn(context)),
            ...waitingBlocks(await store.claims.waiting()),
            modeBlock((await store.state()).mode),
          ],
        },
      };
    }
    const found = await meant(context, wanted, { name: 'status', verb: 'Status of', opens: false });
    if ('message' in found) return { kind: 'message', message: found.message };
    const { owed, period } = found.subject;
    const { reports } = await statusOf(context, period);
    const progress = reports.find(({ one }) => one.owed.id === owed.id);
    const gone = explained('Not asked for', 'This is not asked for any more.');
    return {
      kind: 'message',
      message: progress ? oneStatusMessage(register, progress, period.closedAt === null) : gone,
    };
  },
});

/** Progress reports first; of each kind as they come. */
function inOrder(register: Register, periods: Period[]): Period[] {
  const isOther = ({ obligationKey }: Period) => Number(reportKindOf(register, obligationKey) !== 'progress_report');
  return periods.toSorted((a, b) => isOther(a) - isOther(b));
}

async function escalationsIn({ store, register, today }: Context): Promise<Block[]> {
  const open = await store.escalations.in(OPEN);
  return openBlocks({ open: open.length, overdue: overdueAmong(register, open, today).length });
}

async function statusOf({ store, register, today }: Context, period: Period): Promise<PeriodStatus> {
  const rows = await store.owed.in([period]);
  const ids = rows.returns.map(({ id }) => id);
  const drafts = await store.drafts.started(ids.map((id) => `return/${id}`));
  const proposals = await store.proposals.newest(ids);
  const begun = {
    started: new Set(ids.filter((id) => drafts.has(`return/${id}`))),
    approval: new Set(proposals.filter(({ state }) => state === 'waiting').map(({ returnId }) => returnId)),
    returned: new Map(
      proposals.filter(({ state }) => state === 'sent_back').map(({ returnId, preparedBy }) => [returnId, preparedBy]),
    ),
  };
  // To nobody in particular: everybody who is asked stands among the others.
  const all = spokenOf(register, rows, ids, '', today);
  return { period, reports: all.map((one) => progressOf(register, one, begun, today)) };
}
