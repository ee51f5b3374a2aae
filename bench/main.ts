import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../src/store/embedded/server.ts';
import type { Platform } from '../src/views/message.ts';
import { closes, opens, PLATFORMS, press, saysCommand, timed } from './acts.ts';
import { bare as startBare } from './bare.ts';
import { boardOf } from './board.ts';
import { deliveries } from './deliveries.ts';
import { figures, ms, ratio, row } from './figures.ts';
import { type Product, product } from './product.ts';
import { fillsToAnswers, REPORT } from './report.ts';

/** Shows that it works, and measures nothing worth reading. */
const once = process.argv.includes('--once');

const BOARDS = [
  { priorities: 10, escalations: 0 },
  { priorities: 10, escalations: once ? 1 : 50 },
  { priorities: once ? 11 : 100, escalations: 0 },
];
const WARMING_UP = once ? 0 : 2;
const TIMES = once ? 1 : 12;
/** Each report is six interactions, of which the last is timed. */
const REPORTS = once ? 1 : 5;
const FORECASTS = once ? 1 : 3;
const AT_ONCE = once ? 2 : 20;

type Bare = Awaited<ReturnType<typeof startBare>>;
type Act = (turn: number) => Promise<number>;

/** What is compared: each thing that somebody does, with the least that the framework alone can do of that kind. */
function compared(ours: Product, bare: Bare, platform: Platform, escalations: number) {
  const lead = (turn: number) => {
    const one = ours.leads[turn % ours.leads.length]!;
    return { ...one, player: ours.person(one.personKey, platform) };
  };
  const bareCommand: Act = (turn) => saysCommand(bare.person(turn, platform), 'hello');
  const bareForm: Act = async (turn) => {
    const player = bare.person(turn, platform);
    const took = await opens(player, 'form');
    await closes(player);
    return took;
  };
  const bareSend: Act = async (turn) => {
    const player = bare.person(turn, platform);
    await opens(player, 'form');
    await player.fills([['Words', 'Twelve']]);
    const took = await timed(player, press(player, /^Send$/), null);
    await closes(player);
    return took;
  };
  const list: { name: string; times: number; ours: Act; bare: Act }[] = [
    { name: 'mine', times: TIMES, ours: (turn) => saysCommand(lead(turn).player, 'mine'), bare: bareCommand },
    {
      name: 'open the form of a report',
      times: TIMES,
      async ours(turn) {
        const { player, title } = lead(turn);
        const took = await opens(player, `report ${title}`);
        await closes(player);
        return took;
      },
      bare: bareForm,
    },
  ];
  if (escalations > 0)
    list.push({
      name: 'read an escalation',
      times: TIMES,
      async ours(turn) {
        const { player } = lead(turn);
        const took = await opens(player, `escalation SNB-${(turn % escalations) + 1}`);
        await closes(player);
        return took;
      },
      bare: bareForm,
    });
  list.push({
    name: 'live, a fortnight ahead',
    times: FORECASTS,
    ours: () => saysCommand(ours.person(ours.manager, platform), 'live'),
    bare: bareCommand,
  });
  // Last: where a report was sent, its form is opened from there.
  list.push({
    name: 'send a report',
    times: REPORTS,
    async ours(turn) {
      const { player, title } = lead(turn);
      await opens(player, `report ${title}`);
      // What was sent already is shown, and changed from there.
      if (player.inputs().length === 0) await player.standIn.act(player.accountId, press(player, /^Change the report/));
      await fillsToAnswers(player, turn);
      const took = await timed(player, press(player, REPORT), null);
      if (/Check your answers|Not confirmed/.test(player.dialog() ?? '')) throw new Error(player.dialog());
      await closes(player);
      return took;
    },
    bare: bareSend,
  });
  return list;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const HEADINGS = ['median', 'p95', 'bare', 'bare p95', 'ratio'];

async function measure(ours: Product, bare: Bare, escalations: number): Promise<void> {
  const platforms = (['slack', 'teams'] as const).map((platform) =>
    compared(ours, bare, platform, escalations).map((one) => ({ ...one, name: `${PLATFORMS[platform]}: ${one.name}` })),
  );
  for (const one of platforms[0]!.flatMap((_, index) => platforms.map((list) => list[index]!))) {
    const took: number[] = [];
    const tookBare: number[] = [];
    for (let turn = -WARMING_UP; turn < one.times; turn += 1) {
      // One after the other, so that both meet the same machine.
      const [mine, other] = [await one.ours(turn + WARMING_UP), await one.bare(turn + WARMING_UP)];
      if (turn < 0) continue;
      took.push(mine);
      tookBare.push(other);
    }
    print(one.name, took, tookBare);
  }
}

/** Many people at the same moment. */
async function measureAtOnce(ours: Product, bare: Bare, platform: Platform): Promise<void> {
  const people = Array.from({ length: AT_ONCE }, (_, turn) => turn);
  const took = await Promise.all(people.map((turn) => saysCommand(ours.person(ours.people[turn]!, platform), 'mine')));
  const tookBare = await Promise.all(people.map((turn) => saysCommand(bare.person(turn, platform), 'hello')));
  print(`${PLATFORMS[platform]}: mine, ${AT_ONCE} people at once`, took, tookBare);
}

function print(name: string, took: number[], tookBare: number[]): void {
  const [one, other] = [figures(took), figures(tookBare)];
  say(row(name, ms(one.median), ms(one.p95), ms(other.median), ms(other.p95), ratio(one.median, other.median)));
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'golden-thread-bench-'));
const server = await startEmbeddedPostgres(folder);
try {
  say('Milliseconds from a press to what is on screen, and how many times as long as the framework alone takes.');
  for (const board of BOARDS) {
    const { priorities, escalations } = board;
    const register = boardOf(priorities);
    const ours = await product(register, escalations, server.url(`bench_${priorities}_${escalations}`));
    const bare = await startBare(register);
    try {
      say(`\n${row(`${priorities} priorities, ${escalations} open escalations`, ...HEADINGS)}`);
      ours.start();
      await measure(ours, bare, escalations);
      for (const platform of ['slack', 'teams'] as const) await measureAtOnce(ours, bare, platform);
      if (board === BOARDS.at(-1)) await deliveries(ours, bare, say);
    } finally {
      await bare.close();
      await ours.close();
    }
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
