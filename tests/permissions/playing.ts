import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Platform } from '../../src/views/message.ts';
import { escalating } from './escalating.ts';
import { everybody, pages } from './everybody.ts';
import { digest, modes, people, reports } from './managing.ts';
import { narratives } from './narratives.ts';
import type { Play, Plays } from './plays.ts';
import { reading } from './reading.ts';
import { covering, reporting } from './reporting.ts';
import { PARTS, type Part } from './roles.ts';
import { type Cell, permissionTable } from './table.ts';
import { openWorld, patiently, sees, type World } from './world.ts';

/** What is done in which order, so that what one step leaves is what the next one needs. */
export const SCENES: Plays[] = [
  { ...everybody, ...reading, ...narratives, ...people, ...reporting, ...reports, ...digest, ...modes },
  covering,
  // What is open is looked after at each step of anybody, which takes time: these come last.
  { ...escalating, ...pages },
];

/** Whoever may not is told so, and by whom or with whom it can be put right. Nobody is blamed. */
const REFUSED = /not yours to use at present|Not yours to \w+|Only .+ can |is not on the register/;
const WHOM = /Grace Holloway|programme manager|Helen Tranter|who(ever)? leads|whoever raised it/;
const UNKIND = /denied|forbidden|not allowed|unauthori[sz]ed|permission|sorry|please|error|invalid/i;

/** Plays every cell of docs/permissions.md on one platform. */
export function playTable(platform: Platform): void {
  const rows = new Map(permissionTable().map((row) => [row.step, row]));
  const parts = Object.keys(PARTS) as Part[];
  let world: World;
  beforeAll(async () => {
    world = await openWorld(platform);
  });
  afterAll(() => world.close());

  describe.each(SCENES.map((plays) => ({ plays })))('$#', ({ plays }) => {
    const steps = Object.entries(plays).map(([step, play]) => ({ step, play, row: rows.get(step)! }));

    beforeAll(async () => {
      // What the steps before did with it does not matter here.
      await world.having((store) => store.setMode('live'));
      for (const { play } of steps) await play.given?.(world);
      for (const part of parts) {
        const shown = steps.filter(({ play }) => play.button);
        const buttons = shown.map(({ step, play }) => ({ label: labelOf(step, part), ...play.button!(world, part) }));
        if (part !== 'Left') await world.hands(part, buttons);
      }
      await world.scene.settle();
      await world.rows.touched();
    });

    test.each(steps)('$step: whoever may not is told so, and nothing changes', async ({ step, play, row }) => {
      const refused = parts.filter((part) => ['no', 'own'].includes(row.cells.get(part)!));
      const told = await severalAtOnce(refused, (part) => tries(world, { step, play }, part, platform));
      const wrong = told.filter(([, said]) => !REFUSED.test(said) || !WHOM.test(said) || UNKIND.test(said));
      expect(Object.fromEntries(wrong)).toEqual({});
      expect(await world.rows.touched()).toEqual([]);
    });

    test.each(steps)('$step: whoever may can', async ({ step, play, row }) => {
      for (const part of parts) {
        const cell = row.cells.get(part)!;
        if (cell === 'no') continue;
        const said = await takes(world, { step, play }, part);
        expect(`${part}: ${said}`).toMatch(wordsOf(play, cell));
      }
    });
  });
}

function wordsOf({ says, drafts }: Play, cell: Cell): RegExp {
  return cell === 'draft' ? drafts! : says;
}

/** Everybody sees the buttons in the channel, which are there for those who have none of their own. */
const labelOf = (step: string, part: Part) => (part === 'Left' || part === 'Unknown' ? `${step} *` : step);

interface Step {
  step: string;
  play: Play;
}

/** They wait for the database more than they compute; all at once would keep each other waiting for too long. */
async function severalAtOnce(parts: Part[], work: (part: Part) => Promise<string>): Promise<[Part, string][]> {
  const done: [Part, string][] = [];
  for (let first = 0; first < parts.length; first += AT_ONCE) {
    const some = parts.slice(first, first + AT_ONCE);
    done.push(...(await Promise.all(some.map(async (part): Promise<[Part, string]> => [part, await work(part)]))));
  }
  return done;
}
const AT_ONCE = 4;

/** Each way on one of the platforms at least, and turn about: whoever types here presses there. */
async function tries({ who }: World, { step, play }: Step, part: Part, platform: Platform): Promise<string> {
  const turn = Math.floor(Object.keys(PARTS).indexOf(part) / 2) + (platform === 'slack' ? 0 : 1);
  const typed = play.typed && (!play.button || turn % 2 === 0) ? play.typed(part) : null;
  const player = who(part);
  const act = () => (typed === null ? player.presses(labelOf(step, part)) : player.commands(typed));
  return patiently(() => sees(player, act), player);
}

async function takes(world: World, { step, play }: Step, part: Part): Promise<string> {
  const who = world.who(part);
  if (who.dialog() !== undefined) await who.closes();
  if (play.takes) return play.takes(world, who, part);
  return patiently(() => sees(who, () => (play.typed ? who.commands(play.typed(part)) : who.presses(step))), who);
}
