import { ConfidentialClientApplication } from '@azure/msal-node';
import { endpointsOf, type TeamsRegistration } from './tenant.ts';

/** Whether Microsoft gives a registration its token: null where it does, else what is wrong, without the secret. */
export async function checkRegistration(registration: TeamsRegistration): Promise<string | null> {
  const { appId, appPassword, tenantId } = registration;
  const endpoints = endpointsOf(registration);
  const client = new ConfidentialClientApplication({
    auth: { clientId: appId, clientSecret: appPassword, authority: `https://login.microsoftonline.com/${tenantId}` },
    ...(endpoints.network ? { system: { networkClient: endpoints.network } } : {}),
  });
  try {
    const given = await client.acquireTokenByClientCredential({ scopes: [`${endpoints.issuer}/.default`] });
    return given ? null : 'Microsoft gave no token.';
  } catch (error) {
    const { errorCode, message } = error as { errorCode?: string; message: string };
    const code = /AADSTS\d+/.exec(message)?.[0] ?? errorCode ?? 'unknown';
    return `Microsoft refuses the registration: ${code}. Check tenant, appId and appPassword, and that the secret has not run out.`;
  }
}
