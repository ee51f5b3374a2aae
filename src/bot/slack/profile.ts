import type { Profile } from '../platform.ts';
import { codeOf } from './logger.ts';
import type { Workspace } from './workspace.ts';

/**
 * A member as Slack vouches for them. Nobody's word is taken for an email of a guest from another workspace, of an app,
 * of an account that is closed, or where Slack says that it was not confirmed.
 */
export async function profileOf({ client, team }: Workspace, accountId: string): Promise<Profile | null> {
  try {
    const { user } = await client.users.info({ user: accountId });
    if (!user || user.is_bot || user.deleted) return null;
    const own = user.team_id === team && !user.is_stranger && user.is_email_confirmed !== false;
    const name = user.profile?.real_name || user.real_name || user.name || accountId;
    return { name, email: (own && user.profile?.email) || null };
  } catch (error) {
    if (['user_not_found', 'user_not_visible'].includes(codeOf(error))) return null;
    throw error;
  }
}
