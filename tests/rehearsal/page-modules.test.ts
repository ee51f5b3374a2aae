import { describe, expect, it } from 'vitest';

/** The page's modules are plain JavaScript for browsers; these need no document. */
const load = (name: string) => import(new URL(`../../src/rehearsal/page/${name}`, import.meta.url).href);
const { actFor, entriesOf, unread } = await load('inbox.js');
const { counted, momentInWords, timeInWords } = await load('words.js');
const { memory } = await load('memory.js');

describe('times on the page', () => {
  it.each([
    ['2021-03-31T07:00:00Z', 'Wednesday 31 March 2021, 8am'],
    ['2021-03-05T09:30:00Z', 'Friday 5 March 2021, 9:30am'],
    ['2021-12-01T12:00:00Z', 'Wednesday 1 December 2021, midday'],
    ['2021-06-03T23:00:00Z', 'Friday 4 June 2021, midnight'],
    ['2021-06-03T22:59:00Z', 'Thursday 3 June 2021, 11:59pm'],
  ])('%s is "%s" in London', (at, words) => {
    expect(momentInWords(at, 'Europe/London')).toBe(words);
  });

  it('count in words', () => {
    expect([counted(1, 'message'), counted(0, 'message'), counted(1200, 'message')]).toEqual([
      '1 message',
      '0 messages',
      '1,200 messages',
    ]);
    expect(timeInWords('2021-06-03T11:05:00Z', 'Europe/London')).toBe('12:05pm');
  });
});

describe('unread messages', () => {
  const messages = [
    { id: '1', from: 'bot' },
    { id: '2', from: 'person' },
    { id: '3', from: 'bot' },
  ];

  it('are those from the bot after the newest one seen', () => {
    expect(unread({ messages }, '1')).toEqual([messages[2]]);
    expect(unread({ messages }, '3')).toEqual([]);
  });

  it('are all of them for somebody who has not looked yet', () => {
    expect(unread({ messages }, undefined)).toEqual([messages[0], messages[2]]);
  });
});

describe('the inbox', () => {
  const screen = { conversations: [{ id: 'D1', kind: 'direct', messages: [] }], home: { nodes: [] } };

  it('has the Home tab of the app beside the conversations, where the platform has one', () => {
    const ids = (entries: { id: string }[]) => entries.map(({ id }) => id);
    expect(ids(entriesOf(screen, 'slack'))).toEqual(['D1', 'home']);
    expect(ids(entriesOf(screen, 'teams'))).toEqual(['D1']);
  });

  it('never counts the Home tab as unread', () => {
    expect(unread(entriesOf(screen, 'slack').at(-1), undefined)).toEqual([]);
  });
});

describe('what is typed', () => {
  const direct = { id: 'D1', kind: 'direct' };
  const channel = { id: 'C1', kind: 'channel' };

  it('is said in a direct conversation, and is a command in a channel', () => {
    expect(actFor('slack', direct, 'help')).toEqual({ kind: 'say', conversation: 'D1', text: 'help' });
    expect(actFor('teams', channel, 'who hate crime')).toEqual({
      kind: 'command',
      conversation: 'C1',
      text: 'who hate crime',
    });
  });

  it('is a slash command where the platform has them and it starts with a slash', () => {
    expect(actFor('slack', direct, '/thread who hate crime')).toMatchObject({
      kind: 'command',
      text: 'who hate crime',
    });
    expect(actFor('slack', direct, '/thread')).toMatchObject({ kind: 'command', text: '' });
    expect(actFor('teams', direct, '/thread')).toMatchObject({ kind: 'say', text: '/thread' });
  });
});

describe('what a tab remembers', () => {
  it('lasts until it is reloaded where the browser blocks storage', () => {
    const tab = memory('test');
    expect(tab.read()).toEqual({});
    tab.write({ person: 'amara' });
    tab.write({ platform: 'slack' });
    expect(tab.read()).toEqual({ person: 'amara', platform: 'slack' });
  });
});
