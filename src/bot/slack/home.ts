import type { types } from '@slack/bolt';
import type { Message } from '../../views/message.ts';
import { says } from './fields.ts';
import { VIEW } from './ids.ts';
import { LIMITS } from './limits.ts';
import { renderBlocks, together } from './message.ts';
import type { Workspace } from './workspace.ts';

const PREFIX = 'home:';

/** How a person's Home tab is kept among the conversations. No conversation of Slack's is called so. */
export const homeOf = (accountId: string): string => `${PREFIX}${accountId}`;

/** Whose Home tab that is, or undefined for a conversation. */
export function accountOfHome(conversation: string): string | undefined {
  return conversation.startsWith(PREFIX) ? conversation.slice(PREFIX.length) : undefined;
}

/** A message as a Home tab. An empty one says so: Slack would show its own words about work in progress. */
export function renderHome(message: Message): types.HomeView {
  const blocks = renderBlocks(message.blocks);
  return {
    type: 'home',
    callback_id: VIEW,
    blocks: blocks.length > 0 ? together(blocks, LIMITS.blocksInHome) : says('There is nothing here yet'),
  };
}

/** Shows a message on somebody's Home tab, in the place of what was there. Nobody is notified. The view's id. */
export async function publishHome({ client }: Workspace, accountId: string, message: Message): Promise<string> {
  const { view } = await client.views.publish({ user_id: accountId, view: renderHome(message) });
  return view?.id ?? '';
}
