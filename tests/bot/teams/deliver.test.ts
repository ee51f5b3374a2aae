import { describe, expect, test } from 'vitest';
import type { Destination } from '../../../src/bot/platform.ts';
import { actions, heading, line, paragraph } from '../../../src/views/message.ts';
import { type Bench, CHANNEL, LEAD, message, OFFICER, says, tenant } from './tenant.ts';

const to = (bench: Bench, accountId = LEAD): Destination => ({
  kind: 'account',
  connection: bench.tenantId,
  accountId,
});
const prompt = message(heading('2 reports are due'), paragraph('By 16 April 2021'));

const post = (bench: Bench, over: { to?: Destination; repeated?: boolean; text?: string } = {}) =>
  bench.edge.port.post(
    bench.tenantId,
    over.to ?? to(bench),
    over.text ? message(paragraph(over.text)) : prompt,
    'delivery-1',
    over.repeated ?? false,
  );

describe('a message to a person', () => {
  test('opens their personal chat the first time, and finds it again', async () => {
    const bench = await tenant();
    const first = await post(bench);
    expect(first).toMatchObject({ kind: 'sent', conversation: `a:${LEAD}`, messageId: expect.stringMatching(/\d+/) });
    await post(bench);
    expect(bench.lead.reads()).toBe('2 reports are due\nBy 16 April 2021\n\n2 reports are due\nBy 16 April 2021');
    expect(bench.standIn.calls.map(({ call }) => call)).toEqual([
      'POST v3/conversations',
      `POST v3/conversations/a%3A${LEAD}/activities`,
      `POST v3/conversations/a%3A${LEAD}/activities`,
    ]);
    expect(bench.memory.get(`teams|${bench.tenantId}|conversation:${LEAD}`)).toBe(`a:${LEAD}`);
  });

  test('goes to the chat that they wrote in, by the newest address', async () => {
    const bench = await tenant();
    await bench.lead.commands('help');
    bench.standIn.calls.length = 0;
    await post(bench);
    expect(bench.standIn.calls.map(({ call }) => call)).toEqual([`POST v3/conversations/a%3A${LEAD}/activities`]);
    expect(bench.memory.get(`teams|${bench.tenantId}|serviceUrl`)).toBe(bench.standIn.url);
  });

  test('opens the chat again when Teams no longer knows the one that was remembered', async () => {
    const bench = await tenant(undefined, { memory: new Map([[`teams|tenant-1|conversation:${LEAD}`, 'a:gone']]) });
    expect(await post(bench)).toMatchObject({ kind: 'sent', conversation: `a:${LEAD}` });
    expect(bench.memory.get(`teams|tenant-1|conversation:${LEAD}`)).toBe(`a:${LEAD}`);
  });

  test('is not seen by anybody else', async () => {
    const bench = await tenant();
    await post(bench);
    expect(bench.officer.reads()).toBe('');
  });

  test('is brought up to date and removed where it stands', async () => {
    const bench = await tenant();
    const sent = await post(bench);
    if (sent.kind !== 'sent') throw new Error('not sent');
    expect(await bench.edge.port.update(bench.tenantId, sent, message(paragraph('Sent, reference SNB-1')))).toEqual(
      sent,
    );
    expect(bench.lead.messages()).toMatchObject([{ id: sent.messageId, edited: true }]);
    expect(bench.lead.reads()).toBe('Sent, reference SNB-1');
    expect(await bench.edge.port.remove(bench.tenantId, sent)).toEqual(sent);
    expect(bench.lead.reads()).toBe('');
    // What is gone already needs no removing, and cannot be brought up to date.
    expect(await bench.edge.port.remove(bench.tenantId, sent)).toEqual(sent);
    expect(await bench.edge.port.update(bench.tenantId, sent, prompt)).toMatchObject({ kind: 'refused' });
  });

  test('that may have arrived before says so at its top', async () => {
    const bench = await tenant();
    await post(bench, { repeated: true });
    expect(bench.lead.reads()).toMatch(/^This may be the second time you get this message.*\n2 reports are due/);
  });

  test('has its own words for notifications, and the content only in its card', async () => {
    const bench = await tenant();
    await post(bench, { text: 'a report' });
    const { body } = bench.standIn.calls.at(-1) as { body: Record<string, unknown> };
    expect(body).toMatchObject({ summary: 'Something to read' });
    expect(body.text).toBeUndefined();
    expect(bench.lead.messages()).toMatchObject([{ summary: 'Something to read' }]);
  });
});

test('a message to a channel is read by its members only', async () => {
  const bench = await tenant();
  const sent = await post(bench, { to: { kind: 'channel', connection: bench.tenantId, channelId: CHANNEL } });
  expect(sent).toMatchObject({ kind: 'sent', conversation: CHANNEL });
  expect(bench.lead.reads('Community Safety Board')).toContain('2 reports are due');
  expect(bench.officer.conversation('Community Safety Board')).toBeUndefined();
});

describe('an attempt that fails', () => {
  const faults = [
    { status: 429, code: 'TooManyRequests', retryAfter: 7, outcome: { kind: 'retry', seconds: 7, unsure: false } },
    { status: 429, code: 'TooManyRequests', outcome: { kind: 'retry', seconds: 2, unsure: false } },
    { status: 412, code: 'PreconditionFailed', outcome: { kind: 'retry', unsure: false } },
    { status: 502, code: 'BadGateway', outcome: { kind: 'retry', unsure: true } },
    { status: 504, code: 'GatewayTimeout', outcome: { kind: 'retry', unsure: true } },
    { status: 500, code: 'InternalError', outcome: { kind: 'retry', unsure: true } },
    { status: 0, code: 'dropped', outcome: { kind: 'retry', unsure: true, reason: 'Teams did not answer.' } },
    { status: 401, code: 'Unauthorized', outcome: { kind: 'retry', unsure: false } },
    { status: 413, code: 'MessageSizeTooBig', outcome: { kind: 'refused', reason: expect.stringMatching(/too long/) } },
    { status: 403, code: 'Forbidden', outcome: { kind: 'refused' } },
  ];
  test.each(faults)('with $status is tried once, and answered for what it means', async ({ outcome, ...fault }) => {
    const bench = await tenant();
    bench.standIn.fail({ call: '/activities', ...fault });
    expect(await post(bench)).toMatchObject(outcome);
    expect(bench.standIn.calls.filter(({ call }) => call.includes('/activities'))).toHaveLength(1);
  });

  test('waits longer each time, until one succeeds', async () => {
    const bench = await tenant();
    const seconds: unknown[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      bench.standIn.fail({ call: '/activities', status: 502, code: 'BadGateway' });
      const outcome = await post(bench);
      seconds.push(outcome.kind === 'retry' && outcome.seconds);
    }
    expect(seconds).toEqual([2, 4, 8]);
    expect(await post(bench)).toMatchObject({ kind: 'sent' });
    bench.standIn.fail({ call: '/activities', status: 502, code: 'BadGateway' });
    expect(await post(bench)).toMatchObject({ seconds: 2 });
  });

  test('after Teams took it is one whose outcome is not known', async () => {
    const bench = await tenant();
    bench.standIn.fail({ call: '/activities', status: 0, code: 'dropped', after: true });
    expect(await post(bench)).toMatchObject({ kind: 'retry', unsure: true });
    expect(bench.lead.messages()).toHaveLength(1);
  });

  test('while the chat was opened has certainly not arrived', async () => {
    const bench = await tenant();
    bench.standIn.fail({ call: 'POST v3/conversations', status: 504, code: 'GatewayTimeout' });
    expect(await post(bench)).toMatchObject({ kind: 'retry', unsure: false });
  });

  test('because the app is not there, or blocked, says what the person can do', async () => {
    const bench = await tenant();
    await bench.standIn.app(LEAD, 'missing');
    expect(await post(bench)).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/not installed/) });
    await bench.standIn.app(LEAD, 'installed');
    expect(await post(bench)).toMatchObject({ kind: 'sent' });
    await bench.standIn.app(LEAD, 'blocked');
    expect(await post(bench)).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/blocked/) });
  });

  test('for nobody Teams knows, in no tenant of ours, or in no channel, is refused', async () => {
    const bench = await tenant();
    expect(await post(bench, { to: to(bench, 'nobody') })).toMatchObject({ kind: 'refused' });
    expect(
      await post(bench, { to: { kind: 'channel', connection: bench.tenantId, channelId: '19:gone@thread.tacv2' } }),
    ).toMatchObject({ kind: 'refused' });
    expect(await bench.edge.port.post('another', to(bench), prompt, 'd', false)).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/not registered/),
    });
  });
});

test('a storm of messages in one chat is slowed down, not lost', async () => {
  const bench = await tenant();
  const outcomes = [];
  for (let n = 1; n <= 9; n += 1) outcomes.push(await post(bench, { text: `Message ${n}` }));
  const sent = outcomes.filter(({ kind }) => kind === 'sent').length;
  expect(sent).toBe(7);
  expect(outcomes.at(-1)).toMatchObject({ kind: 'retry', unsure: false, seconds: expect.any(Number) });
  expect(bench.lead.messages()).toHaveLength(7);
});

test('a message whose buttons open something says which partnership they act in', async () => {
  const bench = await tenant(() => says('Opened'));
  await bench.edge.port.post(
    bench.tenantId,
    to(bench, OFFICER),
    message(
      {
        type: 'item',
        text: line('Hate crime'),
        button: { label: 'Open hate crime', command: 'read', input: { id: 'r1' }, opens: true, partnershipId: 'p9' },
      },
      actions({ label: 'Help', command: 'help', input: {}, opens: false, partnershipId: 'p9' }),
    ),
    'd',
    false,
  );
  await bench.officer.presses('Open hate crime');
  await bench.officer.closes();
  await bench.officer.presses('Help');
  expect(bench.heard).toMatchObject([
    { kind: 'pressed', partnershipId: 'p9', command: 'read', input: { id: 'r1' }, actor: { accountId: OFFICER } },
    { kind: 'pressed', partnershipId: 'p9', command: 'help', input: {}, place: { kind: 'direct' } },
  ]);
});
