import { createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, sign, verify } from 'node:crypto';

export const ISSUER = 'https://api.botframework.com';

interface Key {
  id: string;
  secret: KeyObject;
}

let made: Key | undefined;

/** One key for the whole program, as there is one Microsoft: bots keep keys, and their own tokens, longer than a stand-in lives. */
export function signingKey(): Key {
  made ??= { id: randomUUID(), secret: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey };
  return made;
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A signed token. */
export function token(claims: Record<string, unknown>, key: Key = signingKey()): string {
  const text = `${encoded({ alg: 'RS256', typ: 'JWT', kid: key.id })}.${encoded(claims)}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key.secret).toString('base64url')}`;
}

/** The keys as the login service lists them. */
export const listedKeys = () => {
  const { id, secret } = signingKey();
  const jwk = createPublicKey(secret).export({ format: 'jwk' });
  return { keys: [{ ...jwk, kid: id, x5t: id, use: 'sig', endorsements: ['msteams'] }] };
};

const seconds = () => Math.floor(Date.now() / 1000);

/** What Teams shows a bot. `serviceurl` must equal the activity's serviceUrl, to the letter. */
export const teamsClaims = (appId: string, serviceUrl: string): Record<string, unknown> => ({
  iss: ISSUER,
  aud: appId,
  serviceurl: serviceUrl,
  nbf: seconds() - 60,
  exp: seconds() + 3600,
});

/** What a bot gets for its secret, and shows with every call; and for how many seconds it holds. */
export const botToken = (appId: string, tenantId: string) => ({
  token_type: 'Bearer',
  expires_in: 3599,
  ext_expires_in: 3599,
  access_token: token({
    iss: `https://sts.windows.net/${tenantId}/`,
    aud: ISSUER,
    appid: appId,
    tid: tenantId,
    exp: seconds() + 3599,
  }),
});

/** Whether a call's Authorization header is this bot's own token, and still holds. */
export function isBotToken(authorization: string, appId: string, tenantId: string): boolean {
  const [, head, body, signature] = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization) ?? [];
  if (!head || !body || !signature) return false;
  const publicKey = createPublicKey(signingKey().secret);
  if (!verify('RSA-SHA256', Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url')))
    return false;
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  return claims.aud === ISSUER && claims.appid === appId && claims.tid === tenantId && claims.exp > seconds();
}
