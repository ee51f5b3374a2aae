import type { TurnContext } from 'botbuilder';
import type { Outcome, PlatformPort } from '../platform.ts';
import { activityOf } from './message.ts';
import { isGone, outcomeOf } from './outcome.ts';
import { profileOf } from './profile.ts';
import type { Tenant } from './tenant.ts';

/** Writes in the personal chat with somebody. One that is no longer known to Teams is opened again, once. */
export async function inPersonalChat<T>(
  tenant: Tenant,
  accountId: string,
  work: (context: TurnContext, conversation: string) => Promise<T>,
): Promise<T> {
  const at = async (fresh: boolean) => {
    const conversation = await tenant.personalChat(accountId, fresh);
    return tenant.within(conversation, (context) => work(context, conversation));
  };
  try {
    return await at(false);
  } catch (failure) {
    if (!isGone(failure)) throw failure;
    return at(true);
  }
}

/** The way out to Teams, for all registrations. Tenants by their id. */
export function teamsPort(tenants: Map<string, Tenant>): PlatformPort {
  const failuresInARow = new Map<string, number>();

  const attempt = async (
    connection: string,
    work: (tenant: Tenant, handingOver: () => void) => Promise<Outcome>,
  ): Promise<Outcome> => {
    const tenant = tenants.get(connection);
    if (!tenant) return { kind: 'refused', reason: `The bot is not registered in the tenant ${connection}.` };
    let handedOver = false;
    try {
      const outcome = await work(tenant, () => {
        handedOver = true;
      });
      failuresInARow.delete(connection);
      return outcome;
    } catch (error) {
      const failures = (failuresInARow.get(connection) ?? 0) + 1;
      const outcome = outcomeOf(error, handedOver, failures);
      if (outcome.kind === 'retry') failuresInARow.set(connection, failures);
      return outcome;
    }
  };

  return {
    platform: 'teams',
    post: (connection, to, message, _deliveryId, repeated) =>
      attempt(connection, async (tenant, handingOver) => {
        const send = async (context: TurnContext, conversation: string): Promise<Outcome> => {
          handingOver();
          const sent = await context.sendActivity(activityOf(message, repeated));
          return { kind: 'sent', conversation, messageId: sent?.id ?? '' };
        };
        // There is no page of their own here: what stands for a person stands in their chat.
        if (to.kind !== 'channel') return inPersonalChat(tenant, to.accountId, send);
        const conversation = to.under ? `${to.channelId};messageid=${to.under}` : to.channelId;
        return tenant.within(conversation, (context) => send(context, to.channelId));
      }),
    update: (connection, at, message) =>
      attempt(connection, (tenant, handingOver) =>
        tenant.within(at.conversation, async (context) => {
          handingOver();
          await context.updateActivity({ ...activityOf(message), id: at.messageId });
          return { kind: 'sent', ...at };
        }),
      ),
    remove: (connection, at) =>
      attempt(connection, (tenant, handingOver) =>
        tenant.within(at.conversation, async (context) => {
          handingOver();
          try {
            await context.deleteActivity(at.messageId);
          } catch (error) {
            if (!isGone(error)) throw error;
          }
          return { kind: 'sent', ...at };
        }),
      ),
    async lookUp(connection, accountId) {
      const tenant = tenants.get(connection);
      return tenant ? profileOf(tenant, accountId) : null;
    },
  };
}
