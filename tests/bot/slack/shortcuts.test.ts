import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { quoted } from '../../../src/bot/slack/quoted.ts';
import { type Player, player } from '../../../src/rehearsal/player.ts';
import type { Way } from '../../../src/rehearsal/stand-in.ts';
import { dialog, field, told } from './forms.ts';
import { BOARD, LEAD, OTHER, TEAM, type Workplace, workplace } from './workplace.ts';

const ways: Way[] = [
  { id: 'raise', label: 'Raise an issue', onMessage: false },
  { id: 'raise.message', label: 'Raise this', onMessage: true },
];

let place: Workplace;
let lead: Player;
let other: Player;
beforeEach(async () => {
  place = await workplace({ ways });
  lead = player(place.slack, LEAD);
  other = player(place.slack, OTHER);
  place.answer(async () => ({ kind: 'dialog', dialog: dialog([field('what', 'What is happening')]) }));
});
afterEach(() => place.close());

const says = (text: string, files?: string[]) =>
  place.slack.act(OTHER, { kind: 'say', conversation: BOARD, text, ...(files ? { files } : {}) });

test('a shortcut opens its form from anywhere, and names no conversation', async () => {
  await lead.begins('Raise an issue');
  expect(place.heard).toEqual([
    {
      kind: 'begun',
      actor: { platform: 'slack', connection: TEAM, accountId: LEAD, hasHome: true },
      place: { kind: 'direct' },
      command: 'raise',
    },
  ]);
  expect(lead.dialog()).toContain('What is happening');
});

test('a message’s shortcut brings its words and the link to it, where the bot is no member, too', async () => {
  place.slack.removeBot(BOARD);
  await says('Three <b>hubs</b> & *one* :fire:\nclosed');
  await lead.beginsOn('Three', 'Raise this', 'board');
  const [heard] = place.heard;
  expect(heard).toMatchObject({
    kind: 'begun',
    place: { kind: 'channel', channelId: BOARD },
    command: 'raise',
    on: { text: 'Three <b>hubs</b> & *one* :fire:\nclosed', hasFiles: false },
  });
  const { id } = lead.messages('board').at(-1)!;
  expect(heard).toMatchObject({
    on: { link: `https://rehearsal.slack.com/archives/${BOARD}/p${id.replace('.', '')}` },
  });
  expect(lead.dialog()).toContain('What is happening');
  // Nothing was asked of Slack about a channel that the bot cannot see.
  expect(place.slack.calls.map(({ call }) => call)).toEqual(['views.open']);
});

test('files that come with a message are told of, and not taken', async () => {
  await says('See the map', ['map.pdf']);
  await lead.beginsOn('See the map', 'Raise this', 'board');
  expect(place.heard).toMatchObject([{ on: { text: 'See the map', hasFiles: true } }]);
});

test('an answer that is no form is shown over where the person is, and in the conversation where that fails', async () => {
  place.answer(async () => told('Nothing to raise'));
  await lead.begins('Raise an issue');
  expect(lead.dialog()).toContain('Nothing to raise');
  await lead.closes();
  place.slack.fail({ call: 'views.open', status: 200, code: 'expired_trigger_id' });
  await lead.begins('Raise an issue');
  expect(lead.dialog()).toBeUndefined();
  expect(lead.reads()).toContain('Nothing to raise');
});

test('a form that Slack does not open is offered by a button in the person’s own conversation', async () => {
  await says('Three hubs closed');
  // The form, and then the words about it in its place.
  place.slack.fail({ call: 'views.open', status: 200, code: 'expired_trigger_id' });
  place.slack.fail({ call: 'views.open', status: 200, code: 'expired_trigger_id' });
  await lead.beginsOn('Three hubs', 'Raise this', 'board');
  expect(lead.reads()).toContain('The form did not open');
  expect(lead.messages('board')).toHaveLength(1);
  await lead.presses('Open Report');
  expect(lead.dialog()).toContain('What is happening');
});

test('a slow answer is waited for in a dialog, so that Slack’s trigger is not lost', async () => {
  place.answer(async () => {
    await new Promise((resolve) => setTimeout(resolve, 900));
    return told('Late, but there');
  });
  await lead.begins('Raise an issue');
  expect(place.slack.calls.map(({ call }) => call)).toEqual(['views.open', 'views.update']);
  expect(lead.dialog()).toContain('Late, but there');
});

test('Slack offers what the app declares and nothing else, and not on what only one person sees', async () => {
  const begin = (way: string, message?: string) =>
    place.slack.act(LEAD, { kind: 'begin', way, conversation: BOARD, ...(message ? { message } : {}) });
  await says('Three hubs closed');
  const [message] = lead.messages('board');
  await expect(begin('another')).rejects.toThrow('declares no shortcut another');
  await expect(begin('raise', message!.id)).rejects.toThrow('declares no shortcut raise on messages');
  await expect(begin('raise.message', '1.000001')).rejects.toThrow('no message');
  place.answer(async () => told('Only for you'));
  await lead.commands('help', 'board');
  await expect(begin('raise.message', lead.messages('board').at(-1)!.id)).rejects.toThrow('no message');
  expect(other.messages('board')).toHaveLength(1);
});

describe('a message as Slack hands it over', () => {
  const of = (message: object, channel = 'C1', domain = 'notts') =>
    quoted({
      message: { type: 'message', ts: '1617264000.000200', ...message },
      channel: { id: channel, name: 'board' },
      team: { id: 'T1', domain },
    });

  test('holds what people read: mentions without accounts, links, entities', () => {
    const text = '<@U123> and <@U9|ben>: <!here> see <https://x.example|the plan>, <#C1|hubs> &lt;b&gt; &amp;amp;';
    expect(of({ text }).text).toBe('@someone and ben: @here see the plan, hubs <b> &amp;');
  });

  test('of another app is read from its blocks or attachments where it has no text', () => {
    const words = [
      { type: 'text', text: 'Two hubs ' },
      { type: 'user', user_id: 'U1' },
      { type: 'link', url: 'https://x.example' },
    ];
    const blocks = [
      { type: 'header', text: { type: 'plain_text', text: 'Alert' } },
      {
        type: 'section',
        fields: [
          { type: 'mrkdwn', text: 'Ashfield' },
          { type: 'mrkdwn', text: '&lt;high&gt;' },
        ],
      },
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: words }] },
      { type: 'divider' },
    ];
    expect(of({ text: '', blocks }).text).toBe('Alert\nAshfield\n<high>\nTwo hubs @someonehttps://x.example');
    expect(of({ attachments: [{ fallback: 'Passed on: two hubs closed' }] }).text).toBe('Passed on: two hubs closed');
    expect(of({ text: '', attachments: [{ text: 'Passed on', fallback: 'x' }] }).text).toBe('Passed on');
    expect(of({ blocks: 'none', attachments: [null, 7] }).text).toBe('');
  });

  test('that was deleted has no words left: those that stand there are Slack’s', () => {
    expect(of({ subtype: 'tombstone', text: 'This message was deleted.' }).text).toBe('');
  });

  test('in a thread is linked to there; without a workspace’s address there is no link', () => {
    const reply = of({ text: 'x', thread_ts: '1617260000.000100' });
    expect(reply.link).toBe('https://notts.slack.com/archives/C1/p1617264000000200?thread_ts=1617260000.000100&cid=C1');
    expect(of({ text: 'x', thread_ts: '1617264000.000200' }).link).not.toContain('thread_ts');
    expect(of({ text: 'x' }, 'C1', 'evil.example/').link).toBeUndefined();
  });
});
