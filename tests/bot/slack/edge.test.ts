import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signature } from '../../../src/rehearsal/slack/wire.ts';
import type { ShownDialog } from '../../../src/rehearsal/stand-in.ts';
import { dialog, field, formProgram, message, told } from './forms.ts';
import {
  BOARD,
  buttonCalled,
  direct,
  directId,
  inputCalled,
  inRoom,
  LEAD,
  OTHER,
  TEAM,
  type Workplace,
  wordsOf,
  workplace,
} from './workplace.ts';

let place: Workplace;
beforeEach(async () => {
  place = await workplace();
});
afterEach(async () => {
  await place.close();
});

const screen = (who = LEAD) => place.slack.screen(who);
const open = (who = LEAD): ShownDialog => {
  const shown = screen(who).dialog;
  if (!shown) throw new Error('No dialog is open');
  return shown;
};
const type = (label: string, text: string) =>
  place.slack.act(LEAD, { kind: 'type', values: { [inputCalled(open().nodes, label).id]: text } });
const submit = () => place.slack.act(LEAD, { kind: 'submit' });
async function openForm() {
  await place.slack.act(LEAD, { kind: 'say', conversation: directId(screen()), text: 'report' });
  const prompt = direct(screen()).at(-1)!;
  await place.slack.act(LEAD, { kind: 'press', message: prompt.id, button: buttonCalled(prompt.nodes, 'Report') });
}

describe('what people say', () => {
  it('is heard as a slash command, and answered to them alone', async () => {
    place.answer(async () => told('Eleven priorities'));
    await place.slack.act(LEAD, { kind: 'command', conversation: BOARD, text: 'who hate & <crime>' });
    expect(place.heard).toEqual([
      {
        kind: 'said',
        actor: { platform: 'slack', connection: TEAM, accountId: LEAD, hasHome: true },
        place: { kind: 'channel', channelId: BOARD },
        text: 'who hate & <crime>',
      },
    ]);
    expect(inRoom(screen()).at(-1)).toMatchObject({ summary: 'Eleven priorities', ephemeral: true });
    expect(inRoom(screen(OTHER))).toEqual([]);
  });

  it('is heard as a direct message, exactly as typed', async () => {
    place.answer(async () => told('Heard'));
    await place.slack.act(LEAD, { kind: 'say', conversation: directId(screen()), text: ' <!channel> *a* & :b: ' });
    expect(place.heard).toMatchObject([{ kind: 'said', place: { kind: 'direct' }, text: '<!channel> *a* & :b:' }]);
    expect(direct(screen()).at(-1)).toMatchObject({ summary: 'Heard', from: 'bot', ephemeral: false });
  });

  it('is heard as a mention in a channel, and answered there to them alone', async () => {
    place.answer(async () => told('For you'));
    await place.slack.act(LEAD, { kind: 'say', conversation: BOARD, text: '@Golden Thread priorities' });
    expect(place.heard).toMatchObject([{ place: { kind: 'channel', channelId: BOARD }, text: 'priorities' }]);
    expect(inRoom(screen()).at(-1)).toMatchObject({ summary: 'For you', ephemeral: true });
    expect(inRoom(screen(OTHER)).map(({ summary }) => summary)).not.toContain('For you');
  });

  it('is heard without a mention that nobody needs in a direct message', async () => {
    await place.slack.act(LEAD, { kind: 'say', conversation: directId(screen()), text: '@Golden Thread help' });
    expect(place.heard).toMatchObject([{ place: { kind: 'direct' }, text: 'help' }]);
  });

  it('is not heard when they only talk among themselves', async () => {
    await place.slack.act(LEAD, { kind: 'say', conversation: BOARD, text: 'hello all' });
    expect(place.heard).toEqual([]);
  });

  it('is not heard when the bot says it, or somebody changes what they said', async () => {
    const said = { type: 'message', channel_type: 'im', channel: 'D1', user: LEAD, text: 'help', ts: '1.1' };
    const event = (id: string, more: object) =>
      JSON.stringify({ type: 'event_callback', team_id: TEAM, event_id: id, event: { ...said, ...more } });
    await post(event('Ev11', { bot_id: 'B0GOLDENTHREAD' }));
    await post(event('Ev12', { subtype: 'message_changed', text: undefined }));
    await post(event('Ev13', { channel_type: 'channel' }));
    expect(place.heard).toEqual([]);
  });

  it('is answered in further parts where one message does not hold it', async () => {
    const long = {
      summary: 'Long',
      blocks: Array.from({ length: 30 }, (_, i) => message(`${i} `.repeat(200)).blocks[0]!),
    };
    place.answer(async () => ({ kind: 'message', message: long, private: true }));
    await place.slack.act(LEAD, { kind: 'command', conversation: BOARD, text: 'priorities' });
    const words = inRoom(screen()).flatMap(({ nodes }) => wordsOf(nodes));
    for (let i = 0; i < 30; i += 1) expect(words).toContain(`${i} `.repeat(200));
    expect(inRoom(screen()).map(({ ephemeral }) => ephemeral)).not.toContain(false);
  });
});

describe('acknowledgement', () => {
  it('comes only after the work is done', async () => {
    let finish = () => {};
    place.answer(() => new Promise((resolve) => (finish = () => resolve(told('Done')))));
    let acknowledged = false;
    const asked = place.slack.act(LEAD, { kind: 'command', conversation: BOARD, text: 'help' }).then(() => {
      acknowledged = true;
    });
    await expect.poll(() => place.heard.length).toBe(1);
    expect(acknowledged).toBe(false);
    finish();
    await asked;
    expect(inRoom(screen()).at(-1)?.summary).toBe('Done');
  });

  it('does not come when the work fails, and the person is told by the platform', async () => {
    place.answer(() => Promise.reject(new Error('secret words')));
    await place.slack.act(LEAD, { kind: 'command', conversation: BOARD, text: 'help' });
    expect(screen().notice).toContain('dispatch_failed');
    expect(JSON.stringify(place.logged)).not.toContain('secret words');
  });

  it('does an event once, however often Slack sends it', async () => {
    place.answer(async () => told('Once'));
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: TEAM,
      event_id: 'Ev1',
      event: { type: 'message', channel_type: 'im', channel: directId(screen()), user: LEAD, text: 'help', ts: '1.1' },
    });
    await place.slack.act(LEAD, { kind: 'say', conversation: directId(screen()), text: 'hello' });
    const before = place.heard.length;
    for (const retry of ['0', '1', '2']) expect((await post(body, { 'x-slack-retry-num': retry })).status).toBe(200);
    expect(place.heard.length).toBe(before + 1);
  });
});

const now = () => String(Math.floor(Date.now() / 1000));

function post(body: string, headers: Record<string, string> = {}, timestamp = now(), secret = place.signingSecret) {
  return fetch(`${place.url}/slack/council/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature(secret, timestamp, body),
      ...headers,
    },
    body,
  });
}

describe('a request', () => {
  const event = (id: string) =>
    JSON.stringify({
      type: 'event_callback',
      team_id: TEAM,
      event_id: id,
      event: { type: 'message', channel_type: 'im', channel: 'D1', user: LEAD, text: 'help', ts: '1.1' },
    });

  it('with the right signature is handled', async () => {
    expect((await post(event('Ev2'))).status).toBe(200);
    expect(place.heard).toHaveLength(1);
  });

  it.each([
    ['a wrong signature', () => post(event('Ev3'), {}, now(), 'another secret')],
    ['a stale timestamp', () => post(event('Ev4'), {}, String(Number(now()) - 301))],
    ['no signature', () => post(event('Ev5'), { 'x-slack-signature': '' })],
    ['a timestamp that is none', () => post(event('Ev6'), { 'x-slack-request-timestamp': 'soon' })],
  ])('with %s is refused, and nothing happens', async (_, send) => {
    expect((await send()).status).toBe(401);
    expect(place.heard).toEqual([]);
    expect(place.slack.calls).toEqual([]);
  });

  it('of another kind is answered too', async () => {
    expect((await fetch(`${place.url}/slack/council/events`)).status).toBe(405);
  });
});

describe('a form', () => {
  it('opens from a button, saves every change, and never loses what is typed while saving', async () => {
    const program = formProgram(
      ({ what = '' }) => dialog([field('what', 'What was achieved', { kind: 'longText', value: what })]),
      () => told('Thank you'),
    );
    place.answer(program.handle);
    await openForm();
    expect(open()).toMatchObject({ title: 'Report', submit: 'Save and continue' });
    await type('What was achieved (optional)', 'Two hubs');
    expect(program.values).toEqual({ what: 'Two hubs' });
    expect(place.heard.at(-1)).toMatchObject({ act: 'save', draftId: 'draft-1', revision: 1, page: 'rating' });
    expect(place.slack.calls.map(({ call }) => call)).not.toContain('views.update');
    await submit();
    expect(open()).toMatchObject({ title: 'Report' });
    expect(open().submit).toBeUndefined();
    expect(wordsOf(open().nodes)).toEqual(['Thank you']);
  });

  it('shows errors at the fields, with what was typed', async () => {
    const program = formProgram(
      ({ what = '' }) => dialog([field('what', 'Headline', { value: what })]),
      () => ({ kind: 'dialog', dialog: dialog([field('what', 'Headline', { error: 'Enter a shorter headline' })]) }),
    );
    place.answer(program.handle);
    await openForm();
    await type('Headline (optional)', 'Too long');
    await submit();
    expect(inputCalled(open().nodes, 'Headline (optional)')).toMatchObject({
      value: 'Too long',
      error: 'Enter a shorter headline',
    });
  });
});
