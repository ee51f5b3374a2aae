import type { IncomingMessage } from 'node:http';
import type { Activity } from 'botbuilder';
import type { AuthenticateRequestResult } from 'botframework-connector';
import type { Log } from '../platform.ts';
import { TEAMS } from './limits.ts';
import type { Tenant } from './tenant.ts';

/** A request that is let through, or the status that answers it, with nothing else said. */
export type Guarded =
  | { activity: Activity; authenticated: AuthenticateRequestResult }
  | { status: 400 | 401 | 405 | 413 };

const read = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > TEAMS.requestBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const object = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const claimsIn = (part: string | undefined): Record<string, unknown> => {
  try {
    return object(JSON.parse(Buffer.from(part ?? '', 'base64url').toString()));
  } catch {
    return {};
  }
};

/**
 * What is wrong with a token before its signature is even looked at. botbuilder lets a token pass that never expires,
 * and one issued to an emulator for this app.
 */
const tokenFault = (authorization: string, tenant: Tenant): string | undefined => {
  const [, header, payload] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(authorization) ?? [];
  if (!header) return 'no bearer token';
  if (claimsIn(header).alg !== 'RS256') return 'not signed with RS256';
  const claims = claimsIn(payload);
  if (claims.iss !== tenant.issuer) return 'another issuer';
  if (claims.aud !== tenant.registration.appId) return 'another audience';
  if (typeof claims.exp !== 'number') return 'no expiry';
  return undefined;
};

/** What is wrong with an activity whoever signed for it. botbuilder passes an empty serviceUrl unchecked, and any tenant. */
const activityFault = (activity: Activity, { registration }: Tenant): string | undefined => {
  if (activity.channelId !== 'msteams') return 'another channel';
  if (typeof activity.serviceUrl !== 'string' || activity.serviceUrl === '') return 'no serviceUrl';
  const tenants = [activity.conversation?.tenantId, object(object(activity.channelData).tenant).id].filter(Boolean);
  if (tenants.length === 0 || tenants.some((id) => id !== registration.tenantId)) return 'another tenant';
  return undefined;
};

/** Lets through what Microsoft signed for this registration and tenant, and nothing else. Reasons go to the log only. */
export async function guard(request: IncomingMessage, tenant: Tenant, log: Log): Promise<Guarded> {
  const refuse = (reason: string): Guarded => {
    log.warn(
      { registration: tenant.registration.key, reason },
      'A request that Microsoft did not sign for was refused',
    );
    return { status: 401 };
  };
  if (request.method !== 'POST') return { status: 405 };
  const authorization = request.headers.authorization ?? '';
  const fault = tokenFault(authorization, tenant);
  if (fault) return refuse(fault);

  const body = await read(request);
  if (!body) return { status: 413 };
  let activity: Activity;
  try {
    activity = object(JSON.parse(body.toString('utf8'))) as unknown as Activity;
  } catch {
    return { status: 400 };
  }
  const wrong = activityFault(activity, tenant);
  if (wrong) return refuse(wrong);
  try {
    return { activity, authenticated: await tenant.authentication.authenticateRequest(activity, authorization) };
  } catch (error) {
    return refuse((error as Error).message);
  }
}
