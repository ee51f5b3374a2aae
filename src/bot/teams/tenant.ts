import { ConfidentialClientApplication, type INetworkModule } from '@azure/msal-node';
import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js';
import { ConfigurationBotFrameworkAuthentication, type ConversationReference, type TurnContext } from 'botbuilder';
import { type ConnectorClient, MsalServiceClientCredentialsFactory } from 'botframework-connector';
import type { EdgeMemory } from '../platform.ts';
import { TEAMS } from './limits.ts';

/** Microsoft's addresses. Another set lets the same program talk, checks and all, to somebody who stands in for it. */
export interface Endpoints {
  /** Where the keys are listed that tokens from Teams are signed with. */
  openIdMetadata: string;
  /** In whose name those tokens are issued, and for whom the bot's own are. */
  issuer: string;
  oauth: string;
  /** Carries what msal asks of the login service, which it reaches over https only. */
  network?: INetworkModule;
}

const MICROSOFT: Endpoints = {
  openIdMetadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  issuer: 'https://api.botframework.com',
  oauth: 'https://api.botframework.com',
};
const WORLDWIDE = 'https://smba.trafficmanager.net/teams/';

/** One single-tenant registration of the bot. */
export interface TeamsRegistration {
  /** Names it in addresses: `/teams/<key>/messages`. */
  key: string;
  appId: string;
  appPassword: string;
  tenantId: string;
  /** Where to write before anybody in the tenant has written. */
  serviceUrl?: string;
  endpoints?: Endpoints;
}

/** Microsoft's own addresses, unless somebody stands in. */
export const endpointsOf = (registration: TeamsRegistration): Endpoints => registration.endpoints ?? MICROSOFT;

/** One tenant, wired up: who may speak for it, and how it is spoken to. */
export interface Tenant {
  registration: TeamsRegistration;
  issuer: string;
  adapter: TeamsAdapter;
  authentication: ConfigurationBotFrameworkAuthentication;
  /** Keeps what a request told about where its sender and the tenant are reached. */
  remember(facts: { serviceUrl: string; accountId?: string; conversation?: string }): Promise<void>;
  /** Works inside a conversation as if it had just spoken. Rejects with what the work rejected with. */
  within<T>(conversation: string, work: (context: TurnContext) => Promise<T>): Promise<T>;
  /** The personal chat with this person, opened where it is not known; `fresh` opens it in any case. */
  personalChat(accountId: string, fresh?: boolean): Promise<string>;
}

const SERVICE_URL = 'serviceUrl';
const personal = (accountId: string) => `conversation:${accountId}`;

/** The connector of a turn, with which the adapter speaks. */
const connectorOf = (adapter: TeamsAdapter, context: TurnContext): ConnectorClient | undefined =>
  context.turnState.get(adapter.ConnectorClientKey);

interface Pipelined {
  client: {
    pipeline: {
      removePolicy(options: { name: string }): unknown;
      addPolicy(policy: {
        name: string;
        sendRequest(request: { timeout: number }, next: (request: { timeout: number }) => unknown): unknown;
      }): unknown;
    };
  };
}

/** One attempt, of limited length: sending again is decided where it is known what that means, not in the HTTP client. */
const oneAttempt = (connector: ConnectorClient): void => {
  const { pipeline } = (connector as unknown as Pipelined).client;
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.addPolicy({
    name: 'attemptTimeout',
    sendRequest: (request, next) => next(Object.assign(request, { timeout: TEAMS.attemptMs })),
  });
};

export function openTenant(registration: TeamsRegistration, memory: EdgeMemory): Tenant {
  const { appId, appPassword, tenantId } = registration;
  const endpoints = endpointsOf(registration);
  const authority = `https://login.microsoftonline.com/${tenantId}`;
  const configuration = {
    MicrosoftAppId: appId,
    MicrosoftAppPassword: appPassword,
    MicrosoftAppTenantId: tenantId,
    MicrosoftAppType: 'SingleTenant',
    // Once one of these is given, none has a default any more.
    CallerId: 'urn:botframework:azure',
    OAuthUrl: endpoints.oauth,
    ToBotFromChannelOpenIdMetadataUrl: endpoints.openIdMetadata,
    ToBotFromChannelTokenIssuer: endpoints.issuer,
    // The guard lets nothing through that was issued to an emulator, so its keys are never asked for.
    ToBotFromEmulatorOpenIdMetadataUrl: endpoints.openIdMetadata,
    ToChannelFromBotLoginUrl: authority,
    ToChannelFromBotOAuthScope: endpoints.issuer,
    ValidateAuthority: true,
  };
  const client = new ConfidentialClientApplication({
    auth: { clientId: appId, clientSecret: appPassword, authority },
    ...(endpoints.network ? { system: { networkClient: endpoints.network } } : {}),
  });
  // botbuilder's types name msal's CommonJS build, ours its ES module.
  const credentials = new MsalServiceClientCredentialsFactory(appId, client as never);
  const adapter = new TeamsAdapter(configuration, credentials);
  adapter.use(async (context, next) => {
    const connector = connectorOf(adapter, context);
    if (connector) oneAttempt(connector);
    await next();
  });

  // What was already kept, so that only news is written.
  const kept = new Map<string, string>();
  const keep = async (key: string, value: string) => {
    if (kept.get(key) === value) return;
    await memory.set('teams', tenantId, key, value);
    kept.set(key, value);
  };
  const recall = async (key: string) => kept.get(key) ?? (await memory.get('teams', tenantId, key));

  const address = async (): Promise<string> => {
    // Whoever stands in for Microsoft may have another address at each start; what was kept is then out of date.
    const given = registration.endpoints && !kept.has(SERVICE_URL) ? registration.serviceUrl : undefined;
    return given ?? (await recall(SERVICE_URL)) ?? registration.serviceUrl ?? WORLDWIDE;
  };

  const within = async <T>(conversation: string, work: (context: TurnContext) => Promise<T>): Promise<T> => {
    const serviceUrl = await address();
    const reference = {
      serviceUrl,
      channelId: 'msteams',
      conversation: { id: conversation, tenantId },
      bot: { id: `28:${appId}` },
    } as ConversationReference;
    // The adapter does not say whether the work failed, so that is noted inside.
    const outcome: { value?: T; failure?: unknown; failed: boolean } = { failed: true };
    await adapter.continueConversationAsync(appId, reference, async (context) => {
      // Nothing was said just now that this could be a reply to.
      context.onSendActivities((_context, activities, next) => {
        for (const activity of activities) delete activity.replyToId;
        return next();
      });
      try {
        outcome.value = await work(context);
        outcome.failed = false;
      } catch (failure) {
        outcome.failure = failure;
      }
    });
    if (outcome.failed) throw outcome.failure;
    return outcome.value as T;
  };

  const open = (accountId: string): Promise<string> =>
    within('new', async (context) => {
      const created = await connectorOf(adapter, context)?.conversations.createConversation({
        isGroup: false,
        bot: { id: `28:${appId}`, name: '' },
        members: [{ id: accountId, name: '' }],
        tenantId,
        channelData: { tenant: { id: tenantId } },
      } as never);
      if (!created?.id) throw new Error('A conversation was opened without an id');
      return created.id;
    });

  return {
    registration,
    issuer: endpoints.issuer,
    adapter,
    authentication: new ConfigurationBotFrameworkAuthentication(configuration, credentials),
    async remember({ serviceUrl, accountId, conversation }) {
      await keep(SERVICE_URL, serviceUrl);
      if (accountId && conversation) await keep(personal(accountId), conversation);
    },
    within,
    async personalChat(accountId, fresh = false) {
      const known = fresh ? undefined : await recall(personal(accountId));
      if (known) return known;
      const conversation = await open(accountId);
      await keep(personal(accountId), conversation);
      return conversation;
    },
  };
}
