import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { wayIn } from '../../src/bot/begun.ts';
import { commands } from '../../src/commands/index.ts';
import { declaredWays } from '../../src/rehearsal/ways.ts';

/** What commands put into the platforms' menus. */
const WAYS = commands.flatMap(({ name, shortcut, onMessage }) => [
  ...(shortcut ? [{ id: wayIn(name, false), label: shortcut.label, onMessage: false }] : []),
  ...(onMessage ? [{ id: wayIn(name, true), label: onMessage.label, onMessage: true }] : []),
]);

/** A stranger's words, and the longest link there is: every command that is begun on a message takes both. */
const QUOTED = { text: 'x', link: `https://x.example/${'x'.repeat(380)}` };

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../manifests/${name}`, import.meta.url), 'utf8'));
const folder = new URL('../../src/bot/slack/', import.meta.url);
const edge = readdirSync(folder)
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n');
const found = (pattern: RegExp) => [...new Set([...edge.matchAll(pattern)].map(([, one]) => one!))].sort();

/** What each method of Slack's API that the bot calls has to be granted, by docs.slack.dev. */
const METHODS: Record<string, string[]> = {
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['im:history'],
  'conversations.open': ['im:write'],
  // The verified email, by which an account is linked to a person.
  'users.info': ['users:read', 'users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};

/** What each event that the bot listens to is called where it is subscribed to, and what it has to be granted. */
const EVENTS: Record<string, { subscribed: string; scopes: string[] }> = {
  app_home_opened: { subscribed: 'app_home_opened', scopes: [] },
  app_mention: { subscribed: 'app_mention', scopes: ['app_mentions:read'] },
  message: { subscribed: 'message.im', scopes: ['im:history'] },
};

describe('the Slack app’s manifest', () => {
  const slack = read('slack.json');
  const called = found(/client\s*\.((?:chat|conversations|users|views|auth|apps|files|reactions)\.\w+)\(/g);
  const heard = found(/app\.event\('(\w+)'/g);

  test('subscribes to the events that the bot listens to, and to no others', () => {
    expect(heard.filter((event) => !(event in EVENTS))).toEqual([]);
    const subscribed = heard.map((event) => EVENTS[event]!.subscribed).sort();
    expect([...slack.settings.event_subscriptions.bot_events].sort()).toEqual(subscribed);
  });

  test('asks for what the methods, events and commands that are used need, and for nothing else', () => {
    expect(called.filter((method) => !(method in METHODS))).toEqual([]);
    const scopes = [
      ...called.flatMap((method) => METHODS[method]!),
      ...heard.flatMap((event) => EVENTS[event]!.scopes),
    ];
    expect([...slack.oauth_config.scopes.bot].sort()).toEqual([...new Set([...scopes, 'commands'])].sort());
  });

  test('switches on the Home tab, writing to the bot, buttons, and the command', () => {
    expect(slack.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(slack.settings.interactivity.is_enabled).toBe(true);
    expect(slack.features.slash_commands.map(({ command }: { command: string }) => command)).toEqual(['/thread']);
  });

  test('has a shortcut for whatever can be begun so, as Slack takes them', () => {
    expect(declaredWays('slack')).toEqual(WAYS);
    for (const { name, callback_id, description, type } of slack.features.shortcuts) {
      expect(['global', 'message']).toContain(type);
      expect(name.length).toBeLessThanOrEqual(24);
      expect(callback_id.length).toBeLessThanOrEqual(255);
      expect(description.length).toBeLessThanOrEqual(150);
    }
  });

  test('names one address for everything, as the program serves it', () => {
    const { event_subscriptions, interactivity } = slack.settings;
    const [{ url }] = slack.features.slash_commands;
    expect(new Set([event_subscriptions.request_url, interactivity.request_url, url]).size).toBe(1);
    expect(new URL(url).pathname).toBe('/slack/KEY/events');
  });
});

describe('the Teams app’s manifest', () => {
  const teams = read('teams.json');

  test('offers only what can be typed', () => {
    const typed = commands.filter(({ usage }) => usage).map(({ usage }) => usage!.split(' ')[0]);
    for (const list of teams.bots[0].commandLists) {
      // Teams shows ten at most.
      expect(list.commands.length).toBeLessThanOrEqual(10);
      for (const { title, description } of list.commands) {
        expect(typed).toContain(title);
        expect(description.length).toBeLessThanOrEqual(128);
      }
    }
  });

  test('has an action for whatever can be begun so, as Teams takes them', () => {
    expect(declaredWays('teams')).toEqual(WAYS);
    const [extension, ...others] = teams.composeExtensions;
    expect(others).toEqual([]);
    expect(extension.botId).toBe(teams.id);
    expect(extension.commands.length).toBeLessThanOrEqual(10);
    for (const { id, type, title, description, context, fetchTask } of extension.commands) {
      expect({ type, fetchTask }).toEqual({ type: 'action', fetchTask: true });
      expect(id.length).toBeLessThanOrEqual(64);
      expect(title.length).toBeLessThanOrEqual(32);
      expect(description.length).toBeLessThanOrEqual(128);
      // What begins on a message begins nowhere else: its name says which.
      expect([['compose', 'commandBox'], ['message']]).toContainEqual(context);
    }
  });

  test('is one bot, for people’s own chats and for teams, under one registration', () => {
    expect(teams.bots).toHaveLength(1);
    expect(teams.bots[0].scopes).toEqual(['personal', 'team']);
    expect(teams.bots[0].botId).toBe(teams.id);
  });

  test('keeps to what Teams takes', () => {
    expect(teams.name.short.length).toBeLessThanOrEqual(30);
    expect(teams.name.full.length).toBeLessThanOrEqual(100);
    expect(teams.description.short.length).toBeLessThanOrEqual(80);
    expect(teams.description.full.length).toBeLessThanOrEqual(4_000);
  });
});

test('what can be begun on a message takes its words and the link to it; what can be begun anywhere takes nothing', () => {
  for (const { shortcut, onMessage, input } of commands) {
    if (shortcut) expect(input.safeParse({}).success).toBe(true);
    if (onMessage) expect(input.safeParse(QUOTED).data).toEqual(QUOTED);
  }
});
