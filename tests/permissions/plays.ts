import type { Player } from '../../src/rehearsal/player.ts';
import type { Button } from '../../src/views/message.ts';
import type { Part } from './roles.ts';
import type { World } from './world.ts';

/** How a step of docs/permissions.md is taken. */
export interface Play {
  /** What is typed for it. */
  typed?(part: Part): string;
  /** The button for it, as it stands in the message of whoever may. */
  button?(world: World, part: Part): Omit<Button, 'label'>;
  /** What has to be so before anybody can take it. */
  given?(world: World): Promise<void>;
  /** Takes it, where that is more than typing or else pressing; what is seen in the end. */
  takes?(world: World, who: Player, part: Part): Promise<string>;
  /** What whoever may take it sees. */
  says: RegExp;
  /** The same for whoever has to have it approved. */
  drafts?: RegExp;
}

/** How the steps are taken, by the words that docs/permissions.md has for each. */
export type Plays = Record<string, Play>;

export const presses = (command: string, input: Record<string, string> = {}): Omit<Button, 'label'> => ({
  ...{ command, input, opens: false },
});
export const opens = (command: string, input: Record<string, string> = {}): Omit<Button, 'label'> => ({
  ...{ command, input, opens: true },
});
