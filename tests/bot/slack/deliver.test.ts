import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Destination } from '../../../src/bot/platform.ts';
import { message } from './forms.ts';
import { BOARD, direct, inRoom, LEAD, OTHER, TEAM, type Workplace, workplace } from './workplace.ts';

let place: Workplace;
beforeEach(async () => {
  place = await workplace();
});
afterEach(async () => {
  await place.close();
});

const toLead: Destination = { kind: 'account', connection: TEAM, accountId: LEAD };
const toBoard: Destination = { kind: 'channel', connection: TEAM, channelId: BOARD };
const post = (to: Destination, text: string, id: string, repeated = false) =>
  place.edge.port.post(TEAM, to, message(text), id, repeated);
const callsOf = (name: string) => place.slack.calls.filter(({ call }) => call === name);

describe('a message to a person', () => {
  it('arrives in their direct message, carrying the id of its delivery', async () => {
    const outcome = await post(toLead, 'Your report is due', 'd1');
    const [arrived] = direct(place.slack.screen(LEAD));
    expect(arrived).toMatchObject({ summary: 'Your report is due', deliveryId: 'd1', ephemeral: false });
    expect(outcome).toEqual({ kind: 'sent', conversation: expect.stringMatching(/^D/), messageId: arrived!.id });
    expect(direct(place.slack.screen(OTHER))).toEqual([]);
  });

  it('opens the conversation once', async () => {
    await post(toLead, 'One', 'd1');
    await post(toLead, 'Two', 'd2');
    expect(callsOf('conversations.open')).toHaveLength(1);
  });

  it('is refused when the account is deactivated, though Slack would take it', async () => {
    await post(toLead, 'One', 'd1');
    place.slack.deactivate(LEAD);
    expect(await post(toLead, 'Two', 'd2')).toEqual({ kind: 'refused', reason: 'This Slack account is deactivated.' });
    expect(direct(place.slack.screen(LEAD))).toHaveLength(1);
  });

  it('is refused when there is no such account', async () => {
    const outcome = await post({ kind: 'account', connection: TEAM, accountId: 'U0NOBODY' }, 'One', 'd1');
    expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining('no account') });
  });
});

describe('a message to a channel', () => {
  it('is seen by everybody there', async () => {
    await post(toBoard, 'The digest', 'd1');
    expect(inRoom(place.slack.screen(OTHER)).at(-1)).toMatchObject({ summary: 'The digest', ephemeral: false });
  });

  it('is brought up to date and removed where it stands', async () => {
    const sent = await post(toBoard, 'The digest', 'd1');
    if (sent.kind !== 'sent') throw new Error('not sent');
    await place.edge.port.update(TEAM, sent, message('The newer digest'));
    expect(inRoom(place.slack.screen(LEAD))).toMatchObject([{ summary: 'The newer digest', edited: true }]);
    expect(await place.edge.port.remove(TEAM, sent)).toMatchObject({ kind: 'sent' });
    expect(inRoom(place.slack.screen(LEAD))).toEqual([]);
    expect(await place.edge.port.remove(TEAM, sent)).toMatchObject({ kind: 'sent' });
    expect(await place.edge.port.update(TEAM, sent, message('Too late'))).toEqual({
      gone: true,
      kind: 'refused',
      reason: 'The message is no longer in Slack.',
    });
  });

  it.each([
    ['the bot is not in it', () => place.slack.removeBot(BOARD), 'not in the Slack channel'],
    ['it is archived', () => place.slack.archive(BOARD), 'archived'],
  ])('is refused when %s', async (_, happen, reason) => {
    happen();
    expect(await post(toBoard, 'The digest', 'd1')).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining(reason),
    });
  });

  it('is refused when there is no such channel, or no such workspace', async () => {
    const nowhere: Destination = { kind: 'channel', connection: TEAM, channelId: 'C0NOWHERE' };
    expect(await post(nowhere, 'The digest', 'd1')).toMatchObject({ kind: 'refused' });
    expect(await place.edge.port.post('T0OTHER', toBoard, message('x'), 'd2', false)).toMatchObject({
      kind: 'refused',
    });
  });

  it('is refused, not cut, when Slack would not take it whole', async () => {
    const long = message('word '.repeat(3_000));
    const outcome = await place.edge.port.post(TEAM, toBoard, long, 'd1', false);
    expect(outcome).toEqual({ kind: 'refused', reason: 'The message is longer than Slack takes.' });
  });
});

describe('when Slack is slow or away', () => {
  it('waits as long as Slack asks', async () => {
    place.slack.fail({ call: 'chat.postMessage', status: 429, code: 'ratelimited', retryAfter: 7 });
    expect(await post(toBoard, 'The digest', 'd1')).toMatchObject({ kind: 'retry', seconds: 7, unsure: false });
  });

  it('is held to about one message a second in a channel', async () => {
    const outcomes = [];
    for (let i = 0; i < 8; i += 1) outcomes.push(await post(toBoard, `Part ${i}`, `d${i}`));
    expect(outcomes[0]).toMatchObject({ kind: 'sent' });
    expect(outcomes.at(-1)).toMatchObject({ kind: 'retry', unsure: false });
  });

  it.each([
    ['a broken connection', { status: 0, code: '' }],
    ['an error of its server', { status: 503, code: 'service_unavailable' }],
  ])('after %s it is unsure whether the message arrived', async (_, fault) => {
    place.slack.fail({ call: 'chat.postMessage', ...fault });
    expect(await post(toBoard, 'The digest', 'd1')).toMatchObject({ kind: 'retry', unsure: true });
    expect(inRoom(place.slack.screen(LEAD))).toEqual([]);
  });

  it('nothing is unsure while nothing was sent', async () => {
    place.slack.fail({ call: 'users.info', status: 0, code: '' });
    expect(await post(toLead, 'Your report is due', 'd1')).toMatchObject({ kind: 'retry', unsure: false });
  });

  it('finds a message that arrived though the answer was lost, and does not send it again', async () => {
    place.slack.fail({ call: 'chat.postMessage', status: 0, code: '', after: true });
    expect(await post(toLead, 'Your report is due', 'd1')).toMatchObject({ kind: 'retry', unsure: true });
    const [arrived] = direct(place.slack.screen(LEAD));
    expect(await post(toLead, 'Your report is due', 'd1', true)).toMatchObject({ messageId: arrived!.id });
    expect(direct(place.slack.screen(LEAD))).toHaveLength(1);
  });

  it('sends again what did not arrive', async () => {
    place.slack.fail({ call: 'chat.postMessage', status: 0, code: '' });
    await post(toLead, 'Your report is due', 'd1');
    expect(await post(toLead, 'Your report is due', 'd1', true)).toMatchObject({ kind: 'sent' });
    expect(direct(place.slack.screen(LEAD))).toHaveLength(1);
  });

  it('sends again in a channel whose history was not granted', async () => {
    place.slack.fail({ call: 'conversations.history', status: 200, code: 'missing_scope' });
    expect(await post(toBoard, 'The digest', 'd1', true)).toMatchObject({ kind: 'sent' });
  });

  it.each(['invalid_auth', 'account_inactive'])('keeps what waits when the token is not accepted: %s', async (code) => {
    place.slack.fail({ call: 'chat.postMessage', status: 200, code });
    expect(await post(toBoard, 'The digest', 'd1')).toMatchObject({ kind: 'retry', unsure: false });
  });
});

describe('what somebody typed', () => {
  it('is only those characters: nothing is mentioned, linked, styled or unfurled', async () => {
    const typed = '<!channel> <@U0OTHER> *bold* :smile: https://example.org &amp; مرحبا 👩‍👩‍👧‍👦';
    await place.edge.port.post(TEAM, toBoard, { ...message(typed), summary: 'Report <1> & more' }, 'd1', false);
    const [arrived] = inRoom(place.slack.screen(OTHER));
    expect(arrived!.nodes).toEqual([{ kind: 'text', text: typed }]);
    expect(arrived!.summary).toBe('Report <1> & more');
    const sent = callsOf('chat.postMessage')[0]!.body as Record<string, unknown>;
    expect(sent).toMatchObject({
      text: 'Report &lt;1&gt; &amp; more',
      parse: 'none',
      link_names: 'false',
      mrkdwn: 'false',
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
  });
});
