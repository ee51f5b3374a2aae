import { type Player, player } from '../../player.ts';
import type { Screen, StandIn } from '../../stand-in.ts';
import { HOME } from '../inbox.ts';
import { keyOf, type Live, type Watched } from '../live.ts';
import type { Go } from '../use-place.ts';
import type { State } from '../wire.ts';
import type { Deed } from './tour.ts';

const MOST_MOVES = 15;
const WAIT_MS = 15_000;
const NOTHING: Screen = { conversations: [] };

type Deeds = { [Name in Deed[0]]: (...given: Tail<Extract<Deed, [Name, ...unknown[]]>>) => Promise<void> };
type Tail<T> = T extends [unknown, ...infer Rest] ? Rest : never;

/** Carries out the deeds of a tour as the visitor would, in the clients that are on the page. */
export function performer(live: Live, go: Go) {
  let self: Watched | undefined;

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
      await new Promise((resolve) => setTimeout(resolve, 50));
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
  const says = (start: string): boolean =>
    labelled(start) !== undefined ||
    screen().conversations.some(({ messages }) => messages.some(({ nodes }) => JSON.stringify(nodes).includes(start)));

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
      const there = screen().conversations.filter((one) => one.kind === kind);
      const open = there.find(({ id }) => boardChannels.includes(id)) ?? there[0];
      go({ show: platform, [platform]: { person: person.key, conversation: open?.id ?? HOME } });
    },
    async 'wait for'(start) {
      for (let moves = 0; !says(start) && moves < MOST_MOVES; moves += 1) await live.move('next', [self!.person]);
      await until(() => says(start), 'What this step waits for did not happen.');
    },
    move: () => live.move('next', [self!.person]),
    async press(start) {
      await until(() => labelled(start) !== undefined, `There is no button “${start}” any more.`);
      await you().presses(labelled(start)!);
    },
    async fill(values) {
      await until(() => screen().dialog !== undefined, 'The form did not open.');
      const inputs = you().inputs();
      await you().fills(
        values.map(([label, start]) => {
          const options = inputs.find((input) => input.label.startsWith(label))?.options ?? [];
          return [label, options.find((option) => option.label.startsWith(start))?.label ?? start];
        }),
      );
    },
    async say(text) {
      const direct = you().conversation();
      if (!direct) throw new Error('There is no conversation with Golden Thread.');
      await live.act(self!, { kind: 'say', conversation: direct.id, text });
    },
    close: () => you().closes(),
  };

  return async (todo: Deed[]): Promise<void> => {
    for (const [name, ...given] of todo) await (deeds[name] as (...given: unknown[]) => Promise<void>)(...given);
  };
}
