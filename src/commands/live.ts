import { z } from 'zod';
import { preferredAccount } from '../partnership/accounts.ts';
import { instantAt } from '../partnership/contact.ts';
import { addDays, formatLongDay } from '../partnership/day.ts';
import { explained } from '../views/explain.ts';
import { addressWords } from '../views/held.ts';
import { type Block, heading, type Message, paragraph } from '../views/message.ts';
import { forecastBlocks, goLiveMessage, modeBlock, stampOf } from '../views/mode.ts';
import { periodName } from '../views/words.ts';
import { type Context, command } from './command.ts';
import { forManagers } from './managing.ts';
import { goLive } from './modes.ts';
import { digestState } from './posted-digest.ts';

const AHEAD_DAYS = 14;

export const live = command({
  name: 'live',
  help: 'see everything that would be sent in the coming fortnight, and start sending it to the people it is for',
  usage: 'live',
  may: forManagers,
  input: z.object({ stamp: z.string().max(40).optional() }),
  parse: () => ({}),
  async run({ stamp }, context) {
    const mode = await context.store.lockMode();
    if (mode === 'paused') {
      const words = 'This partnership is paused. Type “resume” to go on as before, then “live”.';
      return { kind: 'message', message: explained('Paused', words) };
    }
    const forecast = await forecastOf(context, mode === 'pilot');
    if (mode === 'live') return { kind: 'message', message: alreadyLive(forecast) };
    const now = stampOf(forecast);
    if (stamp !== now) {
      const { name } = context.register.partnership;
      return { kind: 'message', message: goLiveMessage(name, forecast, now, stamp !== undefined) };
    }
    await goLive(context);
    return { kind: 'message', message: isLive(await missedDigests(context), forecast) };
  },
});

/** What would be sent in the coming fortnight, after going live where that is still to be done. */
async function forecastOf(context: Context, goingLive: boolean): Promise<Block[]> {
  const { register, now, today, store } = context;
  const { timeZone } = register.partnership;
  const last = addDays(today, AHEAD_DAYS);
  const end = instantAt(addDays(last, 1), 0, 0, timeZone);
  const { sent, until } = await store.pretend(async (pretended) => {
    if (goingLive) await goLive({ ...context, store: pretended });
    return context.ahead(pretended, end);
  });
  // Nobody is notified of their own page.
  const posts = sent.filter(({ to }) => to.kind !== 'home');
  const reaches = ({ to }: (typeof posts)[number]) =>
    to.kind !== 'person' || preferredAccount(register, to.key) !== null;
  return forecastBlocks(
    {
      planned: posts.filter(reaches).map(({ at, to, summary }) => ({ at, to: addressWords(register, to), summary })),
      unreachable: [...new Set(posts.filter((one) => !reaches(one)).map(({ to }) => addressWords(register, to)))],
      until: last,
      stops: until < end ? until : null,
    },
    now,
    register.partnership,
  );
}

function alreadyLive(forecast: Block[]): Message {
  return { summary: 'This partnership is live', blocks: [modeBlock('live'), ...forecast] };
}

/** What was posted in pilot alone, or not at all, is not posted by itself any more. */
async function missedDigests(context: Context): Promise<Block[]> {
  const { store, register } = context;
  const found: Block[] = [];
  for (const period of await store.periods.open()) {
    const state = await digestState(context, period);
    if (state.kind !== 'missed') continue;
    const name = periodName(register, period.obligationKey, period.start);
    found.push(
      paragraph(
        `The digest for ${name} was due on ${formatLongDay(state.on)} and is not posted by itself. Type “digest” to read it and post it.`,
      ),
    );
  }
  return found;
}

function isLive(missed: Block[], forecast: Block[]): Message {
  return {
    summary: 'Live from now on',
    blocks: [
      heading('Live from now on'),
      paragraph('Messages go to the people and channels they are for. Type “pause” to stop everything at once.'),
      ...missed,
      ...forecast,
    ],
  };
}
