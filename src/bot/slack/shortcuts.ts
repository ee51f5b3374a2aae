import type { App, SlackShortcut } from '@slack/bolt';
import { commandOf } from '../begun.ts';
import type { Actor, Handle, Interaction, Place } from '../platform.ts';
import { tellOver } from './answer.ts';
import { quoted } from './quoted.ts';
import { openWaiting, show, showWaited } from './show.ts';
import type { Unfinished } from './turns.ts';
import type { Workspace } from './workspace.ts';

/**
 * What people begin from Slack's own menus: its shortcuts, and those of a message. Slack names no conversation for the
 * first, and one that the bot may not be in for the others, so every answer is shown over where the person is.
 */
export function listenToShortcuts(app: App, workspace: Workspace, handle: Handle, work: Unfinished): void {
  app.shortcut<SlackShortcut>(/.+/, async ({ shortcut, ack }) => {
    const soon = work.begin();
    const { trigger_id: trigger, user } = shortcut;
    const tell = tellOver(workspace, trigger, user.id);
    const answering = handle(begunBy(workspace.team, shortcut));
    const waiting = await openWaiting(workspace, trigger, answering);
    const answer = await answering;
    await ack();
    await soon(waiting ? showWaited(workspace, answer, waiting, tell) : show(workspace, answer, tell, trigger));
  });
}

function begunBy(team: string, shortcut: SlackShortcut): Interaction {
  const actor: Actor = { platform: 'slack', connection: team, accountId: shortcut.user.id, hasHome: true };
  const { command } = commandOf(shortcut.callback_id);
  if (shortcut.type === 'shortcut') return { kind: 'begun', actor, place: { kind: 'direct' }, command };
  const { id } = shortcut.channel;
  const place: Place = id.startsWith('D') ? { kind: 'direct' } : { kind: 'channel', channelId: id };
  return { kind: 'begun', actor, place, command, on: quoted(shortcut) };
}
