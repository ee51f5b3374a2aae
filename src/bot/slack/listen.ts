import type { App, BlockAction } from '@slack/bolt';
import { parts } from '../../views/parts.ts';
import type { Actor, Handle, Place } from '../platform.ts';
import { tellBy, tellDirectly, tellIn, tellOver } from './answer.ts';
import { publishHome } from './home.ts';
import { pressOf } from './ids.ts';
import { renderMessage } from './message.ts';
import { buttonPressed, commandSaid, heard, mentionSaid, messageSaid } from './receive.ts';
import { openWaiting, show, showWaited } from './show.ts';
import { once, type Unfinished } from './turns.ts';
import type { Workspace } from './workspace.ts';

/** What people do outside modals: commands, messages, mentions, and buttons in messages. */
export function listen(app: App, workspace: Workspace, handle: Handle, work: Unfinished): void {
  const actor = (accountId: string): Actor => ({
    platform: 'slack',
    connection: workspace.team,
    accountId,
    hasHome: true,
  });
  const firstTime = once();

  app.command(/.+/, async ({ command, ack, respond }) => {
    const soon = work.begin();
    const answer = await handle(commandSaid(actor(command.user_id), command));
    const tell = tellBy(respond);
    if (answer.kind === 'message') {
      const [only, ...more] = parts(answer.message);
      if (only && more.length === 0) return ack({ response_type: 'ephemeral', ...renderMessage(only) });
    }
    await ack();
    await soon(show(workspace, answer, tell, command.trigger_id));
  });

  app.event('message', async ({ event, body }) => {
    const said = heard(event);
    if (!said) return;
    await firstTime(body.event_id, async () => {
      const soon = work.begin();
      const answer = await handle(messageSaid(actor(said.user), said, botOf(body)));
      await soon(show(workspace, answer, tellIn(workspace, { ...said, direct: true, private: true })));
    });
  });

  app.event('app_mention', async ({ event, body }) => {
    const said = heard(event);
    if (!said) return;
    await firstTime(body.event_id, async () => {
      const soon = work.begin();
      const answer = await handle(mentionSaid(actor(said.user), said, botOf(body)));
      const apart = answer.kind !== 'message' || answer.private;
      await soon(show(workspace, answer, tellIn(workspace, { ...said, direct: false, private: apart })));
    });
  });

  app.event('app_home_opened', async ({ event, body }) => {
    // The same event tells of the Messages tab.
    if (event.tab !== 'home') return;
    await firstTime(body.event_id, async () => {
      const soon = work.begin();
      const answer = await handle({ kind: 'home', actor: actor(event.user), place: { kind: 'direct' } });
      // What is theirs is delivered; an answer is for those who have nothing here.
      if (answer.kind !== 'message') return;
      await soon(publishHome(workspace, event.user, answer.message).then(() => {}));
    });
  });

  app.action<BlockAction>({ type: 'block_actions' }, async ({ body, action, ack, respond }) => {
    const atHome = body.view?.type === 'home';
    if (body.view && !atHome) return;
    const press = action.type === 'button' ? pressOf(action.value) : undefined;
    if (!press) return ack();
    const soon = work.begin();
    const channel = body.channel?.id ?? '';
    const direct = atHome || channel.startsWith('D');
    const place: Place = direct ? { kind: 'direct' } : { kind: 'channel', channelId: channel };
    const tell = atHome
      ? tellOver(workspace, body.trigger_id, body.user.id)
      : direct
        ? tellIn(workspace, { channel, user: body.user.id, direct, private: true })
        : body.response_url
          ? tellBy(respond)
          : tellDirectly(workspace, body.user.id);
    const answering = handle(buttonPressed(actor(body.user.id), place, press));
    const waiting = press.opens ? await openWaiting(workspace, body.trigger_id, answering) : undefined;
    const answer = await answering;
    await ack();
    await soon(waiting ? showWaited(workspace, answer, waiting, tell) : show(workspace, answer, tell, body.trigger_id));
  });
}

/** The bot's own account in the workspace, as Slack names it beside an event. */
const botOf = (body: { authorizations?: { is_bot?: boolean; user_id?: string | null }[] }) =>
  body.authorizations?.find(({ is_bot }) => is_bot)?.user_id ?? undefined;
