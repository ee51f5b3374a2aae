import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/bot/platform.ts';
import { begunIn } from '../../../src/bot/teams/begun.ts';
import { wordsIn } from '../../../src/bot/teams/html.ts';
import type { Way } from '../../../src/rehearsal/stand-in.ts';
import { dialog, field } from '../slack/forms.ts';
import { CHANNEL, LEAD, OFFICER, says, tenant } from './tenant.ts';

const ways: Way[] = [
  { id: 'raise', label: 'Raise an issue', onMessage: false },
  { id: 'raise.message', label: 'Raise this', onMessage: true },
];
const form: Answer = { kind: 'dialog', dialog: dialog([field('what', 'What is happening')]) };
const BOARD = 'Community Safety Board';

test('something begun from the box that people write in opens its form, and is heard without a message', async () => {
  const { lead, heard, tenantId } = await tenant(() => form, { ways });
  await lead.begins('Raise an issue');
  expect(heard).toEqual([
    {
      kind: 'begun',
      actor: { platform: 'teams', connection: tenantId, accountId: LEAD },
      place: { kind: 'direct' },
      command: 'raise',
    },
  ]);
  expect(lead.dialog()).toContain('What is happening');
});

test('something begun on a message brings its words and the link to it; the bot writes nothing there', async () => {
  const { lead, heard, standIn } = await tenant(() => form, { ways });
  const text = 'Three <b>hubs</b> &amp; *one*\n\nclosed';
  await standIn.act(LEAD, { kind: 'say', conversation: CHANNEL, text, files: ['map.pdf'] });
  const { id } = lead.messages(BOARD).at(-1)!;
  await lead.beginsOn('Three', 'Raise this', BOARD);
  expect(heard).toMatchObject([
    {
      kind: 'begun',
      place: { kind: 'channel', channelId: CHANNEL },
      command: 'raise',
      on: { text, link: `https://teams.microsoft.com/l/message/${CHANNEL}/${id}`, hasFiles: true },
    },
  ]);
  expect(lead.dialog()).toContain('What is happening');
  expect(standIn.calls).toEqual([]);
});

test('the dialog goes on like one that a card’s button opened: pages, answers, and closing', async () => {
  const answers: Answer[] = [form, form, says('Thank you'), { kind: 'nothing' }];
  const { lead, heard } = await tenant(() => answers.shift()!, { ways });
  await lead.begins('Raise an issue');
  await lead.fills([['What is happening', 'Three hubs closed']]);
  await lead.presses('Save and continue');
  expect(heard.at(-1)).toMatchObject({ kind: 'filled', act: 'continue', values: { what: 'Three hubs closed' } });
  await lead.presses('Save and continue');
  expect(lead.dialog()).toContain('Thank you');
  await lead.closes();
  answers.unshift(form);
  await lead.begins('Raise an issue');
  await lead.presses('Save and continue');
  expect(lead.dialog()).toBeUndefined();
});

test('a chat with somebody else in which something was begun is not taken for the bot’s own', async () => {
  const { lead, standIn, memory, heard, tenantId } = await tenant(() => form, { ways });
  await lead.commands('help');
  const kept = [...memory];
  const { status } = await standIn.send({
    type: 'invoke',
    name: 'composeExtension/fetchTask',
    id: 'f:1',
    channelId: 'msteams',
    serviceUrl: standIn.url,
    from: { id: `29:${LEAD}`, aadObjectId: LEAD },
    recipient: { id: '28:bot' },
    conversation: { id: '19:two-people@unq.gbl.spaces', conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId }, source: { name: 'message' } },
    value: {
      commandId: 'raise.message',
      commandContext: 'message',
      messagePayload: { id: '1', body: { contentType: 'html', content: '<p>See this</p>' } },
    },
  });
  expect(status).toBe(200);
  expect(heard.at(-1)).toMatchObject({ kind: 'begun', place: { kind: 'direct' }, on: { text: 'See this' } });
  expect([...memory]).toEqual(kept);
});

test('Teams offers what the app declares, to those who have the app', async () => {
  const { lead, officer, standIn } = await tenant(() => form, { ways });
  const begin = (way: string) => standIn.act(LEAD, { kind: 'begin', way, conversation: CHANNEL });
  await expect(begin('another')).rejects.toThrow('offers nothing called another');
  await expect(begin('raise.message')).rejects.toThrow('offers nothing called raise.message');
  await standIn.app(OFFICER, 'missing');
  await expect(officer.begins('Raise an issue')).rejects.toThrow('No menu offers');
  expect(lead.dialog()).toBeUndefined();
});

test('what no client of ours can have sent is answered as out of date', async () => {
  const { lead, heard } = await tenant(() => form, { ways: [{ id: 'x.message', label: 'X', onMessage: false }] });
  await lead.begins('X');
  expect(lead.dialog()).toContain('no longer in use');
  expect(heard).toEqual([]);
});

describe('a message as Teams hands it over', () => {
  const on = (messagePayload: object) => begunIn({ commandId: 'raise.message', messagePayload })?.on;

  test.each([
    [
      'a mention, by its words',
      '<div><div><at id="0">Ada Marsh</at>&nbsp;see this</div>\n</div>',
      'Ada Marsh see this',
    ],
    ['lines and lists', '<p>Two:</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul><br>end', 'Two:\none\ntwo\n\nend'],
    [
      'what looks like markup',
      '<p>&lt;b&gt;not bold&lt;/b&gt; &amp;lt; &#163;5 &#x1F600;</p>',
      '<b>not bold</b> &lt; £5 😀',
    ],
    ['a smile', 'Yes <img alt="🙂" itemtype="http://schema.skype.com/Emoji" src="x">', 'Yes 🙂'],
    ['a smile, as it is written today', '<p>Yes <emoji id="smile" alt="🙂" title="Smile"></emoji></p>', 'Yes 🙂'],
    [
      'a quotation, and a place for a file',
      '<blockquote>Old</blockquote><p>New</p><attachment id="1"></attachment>',
      'Old\nNew',
    ],
    ['attributes that hold a bracket', '<a href="https://x.example/?a>b" title="x">plan</a>', 'plan'],
    ['brackets that are no tags', '3 < 4 & 5 > 4 <3', '3 < 4 & 5 > 4 <3'],
    ['what is not closed', '<p>Cut <b', 'Cut <b'],
    ['characters that there are not', '&#0; &#xD800; &nothing;', '&#0; &#xD800; &nothing;'],
  ])('reads %s', (_, html, text) => {
    expect(wordsIn(html)).toEqual({ text, hasPictures: false });
  });

  test('is read at once, however odd it is', () => {
    for (const odd of ['<a "', '<a ', '<', '&', `<a '"`, '&#12']) {
      expect(wordsIn(odd.repeat(50_000)).hasPictures).toBe(false);
    }
  });

  test('tells of pictures and files, and of nothing else that comes with it', () => {
    expect(on({ body: { contentType: 'html', content: '<p>Map</p><img alt="map" src="x">' } })?.hasFiles).toBe(true);
    const beside = (contentType: string) => on({ body: {}, attachments: [{ contentType }] })?.hasFiles;
    expect(beside('reference')).toBe(true);
    expect(beside('image/png')).toBe(true);
    expect(beside('messageReference')).toBe(false);
    expect(beside('application/vnd.microsoft.card.adaptive')).toBe(false);
  });

  test('that was deleted has no words; a subject stands above them; plain text is as it is', () => {
    expect(on({ deleted: true, body: { contentType: 'html', content: '<p>Gone</p>' } })?.text).toBe('');
    expect(on({ body: null })?.text).toBe('');
    expect(on({ subject: 'Hubs', body: { contentType: 'html', content: '<p>Closed</p>' } })?.text).toBe('Hubs\nClosed');
    expect(on({ body: { contentType: 'text', content: '<p> &amp;' } })?.text).toBe('<p> &amp;');
    expect(on({ body: {}, linkToMessage: 'javascript:alert(1)' })?.link).toBeUndefined();
  });
});
