import { type Player, player } from '../../player.ts';
import type { Screen, StandIn } from '../../stand-in.ts';
import { HOME } from '../inbox.ts';
import { keyOf, type Live, type Watched } from '../live.ts';
import type { Go } from '../use-place.ts';
import type { State } from '../wire.ts';
import type { Deed } from './tour.ts';

/** From one quarter's first message to the next one's. */
const MOST_MOVES = 40;
/** After each deed, so that whoever looks on sees it; nobody waits who asked for no animation. */
const PAUSE_MS = 700;
const MOST_AGAIN = 5;
const WAIT_MS = 15_000;
const NOTHING: Screen = { conversations: [] };

type Deeds = { [Name in Deed[0]]: (...given: Tail<Extract<Deed, [Name, ...unknown[]]>>) => Promise<void> };
type Tail<T> = T extends [unknown, ...infer Rest] ? Rest : never;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const pause = () => wait(matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : PAUSE_MS);

/**
 * Carries out the deeds of a tour as the visitor would, in the clients that are on the page, for as long as the tour
 * goes on.
 */
export function performer(live: Live, go: Go, goesOn: () => boolean, self?: Watched) {
  let wasInForm = false;

  /** The state, once the page has one that is up to date. */
  const state = (): State => live.get().state!;
  const screen = (): Screen => (self && live.get().screens[keyOf(self)]) ?? NOTHING;
  const you = (): Player => {
    const standIn = { screen, act: async (_, act) => live.act(self!, act) } as Pick<StandIn, 'screen' | 'act'>;
    return player(standIn as StandIn, '');
  };

  async function until(holds: () => boolean, what: string): Promise<void> {
    const end = performance.now() + WAIT_MS;
    while (!holds()) {
      if (performance.now() > end) throw new Error(what);
      await wait(50);
    }
  }

  /** The words of a button on screen that start like this, the newest first. */
  const labelled = (start: string): string | undefined => {
    const { dialog } = screen();
    if (!dialog)
      return you()
        .buttons()
        .findLast((label) => label.startsWith(start));
    const labels = dialog.nodes.flatMap((node) => (node.kind === 'button' ? [node.label] : []));
    return [...labels, dialog.submit ?? ''].find((label) => label.startsWith(start));
  };
  const there = (start: string) => labelled(start) !== undefined;

  /** What is done in a form cannot go on without it. */
  function mustBeOpen(): void {
    if (wasInForm && !screen().dialog) throw new Error('You closed the form.');
  }

  async function press(start: string): Promise<void> {
    mustBeOpen();
    await until(() => there(start), `There is no button “${start}” any more.`);
    await you().presses(labelled(start)!);
    // Where this computer is busy, Golden Thread asks for it again, as it would anybody.
    for (let times = 0; times < MOST_AGAIN && you().dialog()?.includes('Not confirmed yet'); times += 1)
      await you().presses(labelled(start)!);
  }

  const deeds: Deeds = {
    async be(group, kind) {
      const { people, startWith, boardChannels } = state();
      const person =
        people.find((one) => one.key === startWith && one.group === group) ?? people.find((one) => one.group === group);
      if (!person) throw new Error('Nobody in this partnership does that.');
      const platform = person.platforms[0]!;
      self = { person: person.key, platform };
      go({ show: platform, [platform]: { person: person.key, conversation: '' } });
      await until(() => screen().conversations.length > 0, `${person.name} is not on screen.`);
      // Left open by an earlier tour, it would hide everything that is shown now.
      await you().leaves();
      const places = screen().conversations.filter((one) => one.kind === kind);
      const open = places.find(({ id }) => boardChannels.includes(id)) ?? places[0];
      go({ show: platform, [platform]: { person: person.key, conversation: open?.id ?? HOME } });
    },
    async 'wait for'(start) {
      for (let moves = 0; !there(start) && moves < MOST_MOVES && goesOn(); moves += 1)
        await live.move('next', [self!.person]);
      await until(() => there(start) || !goesOn(), 'What this step waits for did not happen.');
    },
    move: () => live.move('next', [self!.person]),
    press,
    async page(values) {
      mustBeOpen();
      await until(() => screen().dialog !== undefined, 'The form did not open.');
      const inputs = you().inputs();
      if (!values.every(([label]) => inputs.some((input) => input.label.startsWith(label)))) return;
      await you().fills(
        values.map(([label, start]) => {
          const options = inputs.find((input) => input.label.startsWith(label))?.options ?? [];
          return [label, options.find((option) => option.label.startsWith(start))?.label ?? start];
        }),
      );
      wasInForm = true;
      await pause();
      await press('Save and continue');
    },
    async say(text) {
      const direct = you().conversation();
      if (!direct) throw new Error('There is no conversation with Golden Thread.');
      await live.act(self!, { kind: 'say', conversation: direct.id, text });
    },
    close: () => you().leaves(),
  };

  return {
    /** Who the visitor is. */
    self: () => self,
    async perform(todo: Deed[]): Promise<void> {
      for (const [name, ...given] of todo) {
        if (!goesOn()) return;
        await (deeds[name] as (...given: unknown[]) => Promise<void>)(...given);
        wasInForm = screen().dialog !== undefined;
        await pause();
      }
    },
  };
}
