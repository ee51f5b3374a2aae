import { describe, expect, it } from 'vitest';
import { actFor, arrived, entriesOf, markOf, readersOf, unread } from '../../src/rehearsal/page/inbox.ts';
import { memory } from '../../src/rehearsal/page/memory.ts';
import { addressOf, placeIn } from '../../src/rehearsal/page/place.ts';
import { counted, listed, momentInWords, timeInWords } from '../../src/rehearsal/page/words.ts';
import type { Conversation, Screen, ShownMessage } from '../../src/rehearsal/stand-in.ts';

/** The page's parts that need no browser. */

const message = (id: string, from: 'bot' | 'person'): ShownMessage => ({
  ...{ id, from, at: '2021-03-31T07:00:00Z', summary: '', nodes: [], ephemeral: false, edited: false },
});
const direct = (...messages: ShownMessage[]): Conversation => ({ id: 'D1', kind: 'direct', name: 'Bot', messages });

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

  it('count and list in words', () => {
    expect([counted(1, 'message'), counted(0, 'message'), counted(1200, 'message')]).toEqual([
      '1 message',
      '0 messages',
      '1,200 messages',
    ]);
    expect(timeInWords('2021-06-03T11:05:00Z', 'Europe/London')).toBe('12:05pm');
    expect(listed(['Amara Osei', 'Ben Okoro'])).toBe('Amara Osei and Ben Okoro');
  });
});

describe('the inbox', () => {
  const messages = [message('1', 'bot'), message('2', 'person'), message('3', 'bot')];

  it('has as unread what the bot wrote after the newest message seen', () => {
    expect(unread({ messages }, markOf(messages[0]!))).toEqual([messages[2]]);
    expect(unread({ messages }, markOf(messages[2]!))).toEqual([]);
    expect(unread({ messages }, undefined)).toEqual([messages[0], messages[2]]);
  });

  it('goes by the time where the newest message seen is not there any more, as one for the person alone after a restart', () => {
    const later = { ...message('4', 'bot'), at: '2021-04-01T08:00:00Z' };
    expect(unread({ messages: [...messages, later] }, '2021-03-31T07:00:00Z gone')).toEqual([later]);
  });

  it('has nothing as unread that stands in a thread, as nobody is notified of it', () => {
    expect(unread({ messages: [{ ...message('5', 'bot'), thread: '1' }] }, undefined)).toEqual([]);
  });

  it('has the Home tab of the app beside the conversations, where the platform has one; never unread', () => {
    const screen: Screen = { conversations: [direct()], home: { nodes: [] } };
    const ids = (platform: 'slack' | 'teams') => entriesOf(screen, platform).map(({ id }) => id);
    expect(ids('slack')).toEqual(['D1', 'home']);
    expect(ids('teams')).toEqual(['D1']);
    expect(unread(entriesOf(screen, 'slack').at(-1)!, undefined)).toEqual([]);
  });

  it('tells of what the bot wrote, and not of what changed or what the person wrote', () => {
    const before = { conversations: [direct(messages[0]!)] };
    const edited = { ...messages[0]!, edited: true };
    const after = { conversations: [direct(edited, messages[1]!, messages[2]!)] };
    expect(arrived(before, after)).toEqual([messages[2]]);
  });
});

describe('what was sent', () => {
  const people = [
    { key: 'amara', connections: ['T1'] },
    { key: 'alan', connections: ['T2'] },
    { key: 'ines', connections: ['T1', 'T2'] },
  ];

  it('is seen by whom it went to, while they are here', () => {
    expect(readersOf({ person: 'alan', connection: 'T2' }, people)).toEqual(['alan']);
    expect(readersOf({ person: 'gone', connection: 'T2' }, people)).toEqual([]);
  });

  it('to a channel is seen by everybody on its workspace', () => {
    expect(readersOf({ connection: 'T2' }, people)).toEqual(['alan', 'ines']);
  });
});

describe('what is typed', () => {
  it('is said, in a conversation as in a channel: whether the bot hears it is the platform’s to decide', () => {
    expect(actFor('slack', 'C1', 'help')).toEqual({ kind: 'say', conversation: 'C1', text: 'help' });
    expect(actFor('teams', 'D1', '/thread')).toEqual({ kind: 'say', conversation: 'D1', text: '/thread' });
  });

  it('is a slash command where the platform has them, and no other than the app’s own', () => {
    expect(actFor('slack', 'D1', '/thread who\nhate crime')).toMatchObject({
      kind: 'command',
      text: 'who\nhate crime',
    });
    expect(actFor('slack', 'D1', '/thread')).toMatchObject({ kind: 'command', text: '' });
    expect(actFor('slack', 'D1', '/remind me')).toEqual({
      refused: '/remind is not a valid command. This app has one: /thread, with what you ask after it.',
    });
  });
});

describe('where somebody is on the page', () => {
  const person = (key: string, group: 'lead' | 'board', ...platforms: ('slack' | 'teams')[]) => ({
    ...{ key, name: key, group, posts: [], roles: [], platforms, connections: [] },
  });
  const people = [person('chair', 'board', 'slack'), person('amara', 'lead', 'slack'), person('ben', 'lead', 'teams')];
  const state = { people, startWith: 'ben' };

  it('begins as the one to start with, and beside them as a lead on the other platform', () => {
    expect(placeIn('', state)).toEqual({
      show: 'both',
      slack: { person: 'amara', conversation: '' },
      teams: { person: 'ben', conversation: '' },
    });
  });

  it('stands in the address, whatever a conversation’s id holds', () => {
    const place = placeIn('#show=teams&slack=chair%2FC0%2F1&teams=ben%2F19%3Aa%40b%26c', state);
    expect(place.teams.conversation).toBe('19:a@b&c');
    expect(place.slack).toEqual({ person: 'chair', conversation: 'C0/1' });
    expect(placeIn(addressOf(place), state)).toEqual(place);
  });

  it('is never somebody who is not there', () => {
    expect(placeIn('#show=fax&slack=ben&teams=nobody', state)).toEqual(placeIn('', state));
    expect(placeIn('', { people: [], startWith: '' }).slack).toEqual({ person: '', conversation: '' });
  });
});

describe('what a tab remembers', () => {
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };

  it('outlives a reload', () => {
    memory('test', () => storage).set('slack amara D1', '3');
    expect(memory('test', () => storage).get('slack amara D1')).toBe('3');
  });

  it('lasts until it is reloaded where the browser blocks storage', () => {
    const tab = memory('test', () => {
      throw new Error('Access is denied for this document.');
    });
    expect(tab.get('slack amara D1')).toBeUndefined();
    tab.set('slack amara D1', '3');
    expect(tab.get('slack amara D1')).toBe('3');
  });
});
