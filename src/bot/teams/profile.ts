import { TeamsInfo } from 'botbuilder';
import type { Profile } from '../platform.ts';
import { inPersonalChat } from './deliver.ts';
import { isGone } from './outcome.ts';
import type { Tenant } from './tenant.ts';

/** A member as their tenant describes them. The name of a guest's account stands for an address elsewhere, and is none. */
export async function profileOf(tenant: Tenant, accountId: string): Promise<Profile | null> {
  try {
    return await inPersonalChat(tenant, accountId, async (context) => {
      const member = await TeamsInfo.getMember(context, accountId);
      const userName = member.userPrincipalName?.includes('#EXT#') ? undefined : member.userPrincipalName;
      return { name: member.name ?? accountId, email: member.email || userName || null };
    });
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}
