import { createHmac, generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ISSUER, signingKey, teamsClaims, token } from '../../../src/rehearsal/teams/tokens.ts';
import { type Bench, LEAD, tenant } from './tenant.ts';

// botbuilder prints the keys that it tried.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

const now = () => Math.floor(Date.now() / 1000);
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const unsigned = (header: object, claims: object) => `${encoded(header)}.${encoded(claims)}`;

const claims = (bench: Bench, over: object = {}) => ({ ...teamsClaims(bench.appId, bench.standIn.url), ...over });
const said = (bench: Bench, over: object = {}) => ({
  type: 'message',
  id: '1',
  text: 'priorities',
  channelId: 'msteams',
  serviceUrl: bench.standIn.url,
  from: { id: `29:${LEAD}`, aadObjectId: LEAD },
  recipient: { id: `28:${bench.appId}` },
  conversation: { id: `a:${LEAD}`, conversationType: 'personal', tenantId: bench.tenantId },
  channelData: { tenant: { id: bench.tenantId } },
  ...over,
});
/** The token's own claims, and the activity, with what is wrong about the request. */
const wrong: Record<string, (bench: Bench) => { authorization: string; activity?: object }> = {
  'no token': () => ({ authorization: '' }),
  'something that is no token': () => ({ authorization: 'Bearer token' }),
  'a token of another scheme': (bench) => ({ authorization: `Basic ${token(claims(bench))}` }),
  'a token signed with another key': (bench) => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return { authorization: `Bearer ${token(claims(bench), { id: signingKey().id, secret: privateKey })}` };
  },
  'a token signed with a key that Microsoft does not list': (bench) => ({
    authorization: `Bearer ${token(claims(bench), { ...signingKey(), id: 'another' })}`,
  }),
  'a token with alg none': (bench) => ({
    authorization: `Bearer ${unsigned({ alg: 'none', typ: 'JWT', kid: signingKey().id }, claims(bench))}.`,
  }),
  'a token with alg none and a signature': (bench) => ({
    authorization: `Bearer ${unsigned({ alg: 'none', typ: 'JWT', kid: signingKey().id }, claims(bench))}.AAAA`,
  }),
  'a token signed with HS256': (bench) => {
    const text = unsigned({ alg: 'HS256', typ: 'JWT', kid: signingKey().id }, claims(bench));
    return { authorization: `Bearer ${text}.${createHmac('sha256', 'key').update(text).digest('base64url')}` };
  },
  'a token whose claims were changed': (bench) => {
    const [head, , signature] = token(claims(bench)).split('.');
    return { authorization: `Bearer ${head}.${encoded(claims(bench, { nbf: 1 }))}.${signature}` };
  },
  'an expired token': (bench) => ({ authorization: `Bearer ${token(claims(bench, { exp: now() - 600 }))}` }),
  'a token that never expires': (bench) => ({ authorization: `Bearer ${token(claims(bench, { exp: undefined }))}` }),
  'a token that is not valid yet': (bench) => ({
    authorization: `Bearer ${token(claims(bench, { nbf: now() + 3600 }))}`,
  }),
  'a token for another bot': (bench) => ({ authorization: `Bearer ${token(claims(bench, { aud: 'another' }))}` }),
  'a token in the name of an emulator': (bench) => {
    const issuer = `https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/`;
    const over = { iss: issuer, appid: bench.appId, ver: '1.0' };
    return { authorization: `Bearer ${token(claims(bench, over))}`, activity: said(bench, { channelId: 'emulator' }) };
  },
  'a token in the name of an emulator, for Teams': (bench) => ({
    authorization: `Bearer ${token(claims(bench, { iss: 'https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/', appid: bench.appId, ver: '1.0' }))}`,
  }),
  'another channel': (bench) => ({
    authorization: `Bearer ${token(claims(bench))}`,
    activity: said(bench, { channelId: 'webchat' }),
  }),
  'an empty serviceUrl': (bench) => ({
    authorization: `Bearer ${token(claims(bench, { serviceurl: '' }))}`,
    activity: said(bench, { serviceUrl: '' }),
  }),
  'no serviceUrl': (bench) => ({
    authorization: `Bearer ${token(claims(bench, { serviceurl: undefined }))}`,
    activity: said(bench, { serviceUrl: undefined }),
  }),
  'a serviceUrl that the token does not name': (bench) => ({
    authorization: `Bearer ${token(claims(bench))}`,
    activity: said(bench, { serviceUrl: 'http://127.0.0.1:1/' }),
  }),
  'another tenant': (bench) => ({
    authorization: `Bearer ${token(claims(bench))}`,
    activity: said(bench, {
      conversation: { id: 'a:1', conversationType: 'personal', tenantId: 'another' },
      channelData: { tenant: { id: 'another' } },
    }),
  }),
  'another tenant in one place': (bench) => ({
    authorization: `Bearer ${token(claims(bench))}`,
    activity: said(bench, { channelData: { tenant: { id: 'another' } } }),
  }),
  'no tenant at all': (bench) => ({
    authorization: `Bearer ${token(claims(bench))}`,
    activity: said(bench, { conversation: { id: 'a:1', conversationType: 'personal' }, channelData: {} }),
  }),
};

describe('a request is refused with a bare 401, and nobody hears of it, when it has', () => {
  test.each(Object.keys(wrong))('%s', async (what) => {
    const bench = await tenant();
    const { authorization, activity = said(bench) } = wrong[what]!(bench);
    const response = await bench.standIn.send(activity as never, authorization);
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
    expect(bench.heard).toEqual([]);
    expect(bench.memory.size).toBe(0);
    expect(bench.logged).toHaveLength(1);
  });
});

test('the same request with Microsoft’s token is let through', async () => {
  const bench = await tenant();
  await bench.lead.commands('help');
  bench.heard.length = 0;
  const response = await bench.standIn.send(said(bench) as never, `Bearer ${token(claims(bench, { iss: ISSUER }))}`);
  expect(response.status).toBe(200);
  expect(bench.heard).toHaveLength(1);
});

test('what is not sent as Teams sends it gets a bare answer: another method, no JSON, too much', async () => {
  const bench = await tenant();
  const authorization = `Bearer ${token(claims(bench))}`;
  const send = (method: string, body?: string) => fetch(bench.path, { method, headers: { authorization }, body });
  const answers = [
    await send('GET'),
    await send('POST', '{"type":'),
    await send('POST', '[]'),
    await send('POST', 'null'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([405, 400, 401, 401]);
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(['', '', '', '']);
  expect(await tooMuch(bench.path, authorization)).toBe(413);
  expect(bench.heard).toEqual([]);
});

/** Posts more than the bot reads, and answers with the status. */
function tooMuch(path: string, authorization: string): Promise<number | undefined> {
  return new Promise((done, failed) => {
    const request = http.request(path, { method: 'POST', headers: { authorization } }, (response) => {
      response.resume();
      done(response.statusCode);
    });
    request.on('error', failed);
    request.write(Buffer.alloc(1024 * 1024 + 1, ' '));
    request.write('x');
  });
}
