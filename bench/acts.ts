import { setTimeout as sleep } from 'node:timers/promises';
import type { Player } from '../src/rehearsal/player.ts';
import type { ClientAct } from '../src/rehearsal/stand-in.ts';
import type { Platform } from '../src/views/message.ts';

/** Time passes from the press to the moment at which what came of it is on screen. */
export async function timed({ standIn, accountId }: Player, act: ClientAct, shows: RegExp | null): Promise<number> {
  const { calls } = standIn;
  const before = calls.length;
  const isThere = () => !shows || calls.slice(before).some(({ call, status }) => shows.test(call) && status < 300);
  const began = performance.now();
  await standIn.act(accountId, act);
  const late = performance.now() + 60_000;
  // What comes by a call of its own comes after the platform had its answer.
  while (!isThere()) {
    if (performance.now() > late) throw new Error('Nothing came of it within a minute');
    await sleep(1);
  }
  return performance.now() - began;
}

const types = (player: Player, text: string): ClientAct => ({
  ...{ kind: 'command', conversation: player.conversation()!.id, text },
});

/** Presses what is there: in the dialog, or on the newest message that has it. */
export function press(player: Player, label: RegExp): ClientAct {
  const { dialog, conversations } = player.standIn.screen(player.accountId);
  if (dialog?.submit && label.test(dialog.submit)) return { kind: 'submit' };
  const found = dialog?.nodes.find((node) => node.kind === 'button' && label.test(node.label));
  if (found?.kind === 'button') return { kind: 'pressInDialog', button: found.id };
  for (const message of conversations.flatMap(({ messages }) => messages).reverse())
    for (const node of message.nodes)
      if (node.kind === 'button' && label.test(node.label))
        return { kind: 'press', message: message.id, button: node.id };
  throw new Error(`Nothing is called ${label}:\n${player.dialog() ?? player.reads()}`);
}

/** Types a command that is answered with a message. */
export function saysCommand(player: Player, text: string): Promise<number> {
  return timed(player, types(player, text), player.standIn.platform === 'teams' ? /^POST .*activities/ : null);
}

/**
 * Opens a dialog: by a command where those can open one, else by the button that answers it, which alone is timed.
 */
export async function opens(player: Player, text: string): Promise<number> {
  if (player.standIn.platform === 'slack') return timed(player, types(player, text), /^views\.open/);
  await player.standIn.act(player.accountId, types(player, text));
  return timed(player, press(player, /^(Open|Read) /), null);
}

export async function closes(player: Player): Promise<void> {
  while (player.dialog() !== undefined) await player.closes();
}

export const PLATFORMS: Record<Platform, string> = { slack: 'Slack', teams: 'Teams' };
