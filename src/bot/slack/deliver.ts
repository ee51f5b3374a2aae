import { webApi } from '@slack/bolt';
import type { Message } from '../../views/message.ts';
import type { Destination, Outcome, Placed, PlatformPort } from '../platform.ts';
import { accountOfHome, homeOf, publishHome } from './home.ts';
import { AS_WRITTEN, fits, renderMessage } from './message.ts';
import { profileOf } from './profile.ts';
import { directMessage, type Workspace } from './workspace.ts';

const EVENT_TYPE = 'golden_thread';

/** Slack's errors that sending again does not mend, in plain words for the person who has to. */
const REFUSALS: Record<string, string> = {
  user_disabled: 'This Slack account is deactivated.',
  user_not_found: 'This person has no account in this Slack workspace.',
  users_not_found: 'This person has no account in this Slack workspace.',
  user_not_visible: 'The bot cannot see this Slack account.',
  cannot_dm_bot: 'This Slack account is a bot.',
  channel_not_found: 'The Slack channel does not exist, or it is private and the bot has not been invited.',
  not_in_channel: 'The bot is not in the Slack channel. Invite it there.',
  is_archived: 'The Slack channel is archived.',
  restricted_action: 'The Slack workspace does not allow the bot to post there.',
  restricted_action_read_only_channel: 'The Slack channel is read only.',
  msg_too_long: 'The message is longer than Slack takes.',
  msg_blocks_too_long: 'The message is longer than Slack takes.',
  invalid_blocks: 'Slack does not take a message of this form.',
  invalid_blocks_format: 'Slack does not take a message of this form.',
  no_text: 'The message is empty.',
  not_enabled: 'The Home tab is not switched on in the settings of the Slack app.',
  missing_scope: 'The Slack app has not been given a permission that it needs.',
  message_not_found: 'The message is no longer in Slack.',
  cant_update_message: 'Slack does not let the bot change this message.',
  edit_window_closed: 'Slack does not let messages be changed so late.',
  cant_delete_message: 'Slack does not let the bot delete this message.',
};

/**
 * Somebody has to mend the connection; what waits is sent after that. An inactive account is the bot's own: the app was
 * taken out of the workspace.
 */
const TOKEN_REFUSED = new Set(['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired']);

/** The way out to Slack, for all connected workspaces by their ids. */
export function slackPort(workspaces: Map<string, Workspace>): PlatformPort {
  const at = async (connection: string, attempt: (workspace: Workspace) => Promise<Outcome>): Promise<Outcome> => {
    const workspace = workspaces.get(connection);
    if (!workspace) return { kind: 'refused', reason: 'This Slack workspace is not connected.' };
    try {
      return await attempt(workspace);
    } catch (error) {
      return outcomeOf(error);
    }
  };
  return {
    platform: 'slack',
    post: (connection, to, message, deliveryId, repeated) =>
      at(connection, (workspace) => post(workspace, to, message, deliveryId, repeated)),
    update: (connection, placed, message) => at(connection, (workspace) => update(workspace, placed, message)),
    remove: (connection, placed) => at(connection, (workspace) => remove(workspace, placed)),
    async lookUp(connection, accountId) {
      const workspace = workspaces.get(connection);
      return workspace ? profileOf(workspace, accountId) : null;
    },
  };
}

async function post(
  workspace: Workspace,
  to: Destination,
  message: Message,
  deliveryId: string,
  repeated: boolean,
): Promise<Outcome> {
  const { client } = workspace;
  if (to.kind === 'home') return show(workspace, to.accountId, message);
  const rendered = renderMessage(message);
  if (!fits(rendered)) return { kind: 'refused', reason: REFUSALS.msg_blocks_too_long! };
  let channel: string;
  try {
    if (to.kind === 'account' && (await deactivated(workspace, to.accountId))) {
      return { kind: 'refused', reason: REFUSALS.user_disabled! };
    }
    channel = to.kind === 'channel' ? to.channelId : await directMessage(workspace, to.accountId);
    const messageId = repeated ? await find(workspace, channel, deliveryId, to.kind === 'account') : undefined;
    if (messageId) return { kind: 'sent', conversation: channel, messageId };
  } catch (error) {
    const outcome = outcomeOf(error);
    // Nothing has been sent yet by this attempt; an earlier one stays as unsure as it was.
    return outcome.kind === 'retry' ? { ...outcome, unsure: repeated } : outcome;
  }
  const sent = await client.chat.postMessage({
    channel,
    ...rendered,
    ...AS_WRITTEN,
    ...(to.kind === 'channel' && to.under ? { thread_ts: to.under } : {}),
    metadata: { event_type: EVENT_TYPE, event_payload: { delivery: deliveryId } },
  });
  return { kind: 'sent', conversation: sent.channel ?? channel, messageId: sent.ts! };
}

/** Slack takes a message to a deactivated account without a word, so it is asked first. */
async function deactivated({ client }: Workspace, accountId: string): Promise<boolean> {
  const { user } = await client.users.info({ user: accountId });
  return user?.deleted === true;
}

/** Looks for a delivery that an earlier attempt may have left. A channel's history may not have been granted. */
async function find({ client, log, team }: Workspace, channel: string, deliveryId: string, certain: boolean) {
  try {
    const { messages = [] } = await client.conversations.history({ channel, limit: 100, include_all_metadata: true });
    return messages.find(({ metadata }) => payloadOf(metadata)?.delivery === deliveryId)?.ts;
  } catch (error) {
    const denied = error instanceof webApi.WebAPIPlatformError && error.data.error === 'missing_scope';
    if (certain || !denied) throw error;
    log.warn({ team, channel }, 'The history of a channel was not granted, so a repeat cannot be ruled out');
    return undefined;
  }
}

const payloadOf = (metadata: unknown) =>
  (metadata as { event_payload?: { delivery?: unknown } } | undefined)?.event_payload;

/** Somebody's Home tab. There is one, and publishing it again is safe. */
async function show(workspace: Workspace, accountId: string, message: Message): Promise<Outcome> {
  const messageId = await publishHome(workspace, accountId, message);
  return { kind: 'sent', conversation: homeOf(accountId), messageId };
}

async function update(workspace: Workspace, at: Placed, message: Message): Promise<Outcome> {
  const { client } = workspace;
  const home = accountOfHome(at.conversation);
  if (home) return show(workspace, home, message);
  const rendered = renderMessage(message);
  if (!fits(rendered)) return { kind: 'refused', reason: REFUSALS.msg_blocks_too_long! };
  const { parse, link_names } = AS_WRITTEN;
  await client.chat.update({ channel: at.conversation, ts: at.messageId, ...rendered, parse, link_names });
  return { kind: 'sent', conversation: at.conversation, messageId: at.messageId };
}

async function remove(workspace: Workspace, at: Placed): Promise<Outcome> {
  const { client } = workspace;
  const home = accountOfHome(at.conversation);
  if (home) return show(workspace, home, { summary: '', blocks: [] });
  try {
    await client.chat.delete({ channel: at.conversation, ts: at.messageId });
  } catch (error) {
    const gone = error instanceof webApi.WebAPIPlatformError && error.data.error === 'message_not_found';
    if (!gone) throw error;
  }
  return { kind: 'sent', conversation: at.conversation, messageId: at.messageId };
}

/** What a failed call means for the delivery. Only a lost answer leaves it open whether Slack has carried it out. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { kind: 'retry', seconds: error.retryAfter, reason: 'Slack asked for a pause.', unsure: false };
  }
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = error.data.error;
    if (TOKEN_REFUSED.has(code)) {
      return { kind: 'retry', seconds: 300, reason: 'Slack does not accept the token of this bot.', unsure: false };
    }
    if (code === 'ratelimited' || code === 'rate_limited' || code === 'message_limit_exceeded') {
      return { kind: 'retry', seconds: 30, reason: 'Slack asked for a pause.', unsure: false };
    }
    if (code in REFUSALS) return { kind: 'refused', reason: REFUSALS[code]!, gone: code === 'message_not_found' };
    if (/^(internal_error|fatal_error|service_unavailable|request_timeout|team_added_to_org)$/.test(code)) {
      return { kind: 'retry', seconds: 30, reason: `Slack answered ${code}.`, unsure: true };
    }
    return { kind: 'refused', reason: `Slack refused it: ${code}.` };
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    return { kind: 'retry', seconds: 30, reason: `Slack answered with status ${error.statusCode}.`, unsure: true };
  }
  return { kind: 'retry', seconds: 30, reason: 'Slack could not be reached.', unsure: true };
}
