import type { Member, Node, Screen, ShownMessage, StandInOptions } from '../stand-in.ts';
import { isObject, type Json } from './check.ts';
import { readBlocks } from './read.ts';
import type { OpenView } from './views.ts';

export const BOT = { user: 'U0GOLDENTHREAD', bot: 'B0GOLDENTHREAD', app: 'A0GOLDENTHREAD', name: 'Golden Thread' };

/** A message as the workspace keeps it. Only ephemeral ones are forgotten with the program, as Slack forgets them. */
export interface Posted {
  channel: string;
  ts: string;
  /** Calendar time. */
  at: string;
  /** Who wrote it, when it was not the bot. */
  user?: string;
  text: string;
  blocks: Json[];
  /** The names of files that somebody sent with it. */
  files?: string[];
  metadata?: Json;
  thread?: string;
  edited: boolean;
  ephemeralTo?: string;
}

type Entry =
  | { kind: 'opened'; account: string }
  | { kind: 'posted'; message: Posted }
  | { kind: 'updated'; channel: string; ts: string; text: string; blocks: Json[] }
  | { kind: 'deleted'; channel: string; ts: string }
  | { kind: 'published'; account: string; view: HomeTab };

/** What the bot published on somebody's Home tab. */
export interface HomeTab {
  id: string;
  hash: string;
  /** With ids where it named none. */
  json: Json;
}

export interface Channel {
  id: string;
  name: string;
  members: string[];
  direct: boolean;
  archived: boolean;
  botIsMember: boolean;
}

/** What one workspace knows: people, conversations, messages, and what each person has open. */
export interface State {
  members: Member[];
  deactivated: Set<string>;
  channels: Map<string, Channel>;
  messages: Posted[];
  views: Map<string, OpenView[]>;
  homes: Map<string, HomeTab>;
  notices: Map<string, string>;
  channel(id: unknown): Channel | undefined;
  /** The conversation between the bot and a person, from the first time that either opened it. */
  openDirect(account: string): Channel;
  post(message: Omit<Posted, 'ts' | 'at' | 'edited'>): Posted;
  update(message: Posted, text: string, blocks: Json[]): void;
  remove(message: Posted): void;
  publish(account: string, view: HomeTab): void;
  /** Ids for blocks that came without one, as Slack gives them. */
  named(blocks: Json[]): Json[];
  screen(account: string): Screen;
}

type Setting = Pick<StandInOptions, 'members' | 'rooms' | 'journal' | 'now' | 'ways'>;

export const directId = (account: string) => `D${account}`;

export function workspaceState({ members, rooms, journal, now, ways = [] }: Setting): State {
  let written = 0;
  let names = 0;
  const state: State = {
    members,
    deactivated: new Set(),
    channels: new Map(
      rooms.map(({ channelId, name, members }) => [
        channelId,
        { id: channelId, name, members, direct: false, archived: false, botIsMember: true },
      ]),
    ),
    messages: [],
    views: new Map(),
    homes: new Map(),
    notices: new Map(),
    channel: (id) => state.channels.get(String(id)),
    openDirect(account) {
      const known = state.channels.get(directId(account));
      if (known) return known;
      keep({ kind: 'opened', account });
      return state.channels.get(directId(account))!;
    },
    post(message) {
      const at = now();
      const ts = `${Math.floor(at.getTime() / 1000)}.${String(written + 1).padStart(6, '0')}`;
      const posted: Posted = { ...message, ts, at: at.toISOString(), edited: false };
      if (posted.ephemeralTo) apply({ kind: 'posted', message: posted });
      else keep({ kind: 'posted', message: posted });
      return posted;
    },
    update: ({ channel, ts }, text, blocks) => keep({ kind: 'updated', channel, ts, text, blocks }),
    remove: ({ channel, ts }) => keep({ kind: 'deleted', channel, ts }),
    publish: (account, view) => keep({ kind: 'published', account, view }),
    named: (blocks) =>
      blocks.map((block) => {
        names += 1;
        return withActionIds({ ...block, block_id: block.block_id ?? `b${names}` }, names);
      }),
    screen: (account) => ({ ...screenOf(state, account), ...(ways.length > 0 ? { ways } : {}) }),
  };

  function keep(entry: Entry): void {
    journal.append(entry);
    apply(entry);
  }

  function apply(entry: Entry): void {
    if (entry.kind === 'opened') {
      const id = directId(entry.account);
      const channel = {
        id,
        name: BOT.name,
        members: [entry.account],
        direct: true,
        archived: false,
        botIsMember: true,
      };
      state.channels.set(id, channel);
      return;
    }
    if (entry.kind === 'posted') {
      // Some numbers were taken by what only one person saw, which is not kept.
      written = Math.max(written + 1, Number(entry.message.ts.split('.')[1]));
      names += entry.message.blocks.length;
      state.messages.push({ ...entry.message });
      return;
    }
    if (entry.kind === 'published') {
      names += 100;
      state.homes.set(entry.account, entry.view);
      return;
    }
    const index = state.messages.findIndex(({ channel, ts }) => channel === entry.channel && ts === entry.ts);
    const message = state.messages[index];
    if (!message) return;
    if (entry.kind === 'deleted') state.messages.splice(index, 1);
    else Object.assign(message, { text: entry.text, blocks: entry.blocks, edited: true });
  }

  for (const entry of [...journal.entries]) apply(entry as Entry);
  return state;
}

function withActionIds(block: Json, number: number): Json {
  const named = (element: unknown, index = 0) =>
    isObject(element) ? { ...element, action_id: element.action_id ?? `a${number}.${index}` } : element;
  if (block.type === 'actions' && Array.isArray(block.elements))
    return { ...block, elements: block.elements.map(named) };
  if (block.type === 'input') return { ...block, element: named(block.element) };
  if (block.accessory) return { ...block, accessory: named(block.accessory) };
  return block;
}

export const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

function screenOf(state: State, account: string): Screen {
  const rooms = [...state.channels.values()].filter(({ direct, members }) => !direct && members.includes(account));
  const nameOf = (account: string) => state.members.find(({ accountId }) => accountId === account)?.name;
  const conversation = (id: string) =>
    state.messages
      .filter(({ channel, ephemeralTo }) => channel === id && (!ephemeralTo || ephemeralTo === account))
      .map((message) => shown(message, nameOf));
  const view = state.views.get(account)?.at(-1);
  const home = state.homes.get(account);
  const notice = state.notices.get(account);
  return {
    conversations: [
      { id: directId(account), kind: 'direct', name: BOT.name, messages: conversation(directId(account)) },
      ...rooms.map(({ id, name }) => ({ id, kind: 'channel' as const, name, messages: conversation(id) })),
    ],
    ...(home ? { home: homeShown(home.json.blocks as Json[]) } : {}),
    ...(view ? { dialog: view.shown() } : {}),
    ...(notice ? { notice } : {}),
  };
}

const homeShown = (blocks: Json[]) => ({ nodes: readBlocks(blocks), drawn: { platform: 'slack' as const, blocks } });

function shown(message: Posted, nameOf: (account: string) => string | undefined): ShownMessage {
  const nodes: Node[] =
    message.blocks.length > 0 ? readBlocks(message.blocks) : [{ kind: 'text', text: unescaped(message.text) }];
  const payload = message.metadata?.event_payload;
  const deliveryId = isObject(payload) && typeof payload.delivery === 'string' ? payload.delivery : undefined;
  return {
    id: message.ts,
    at: message.at,
    from: message.user ? 'person' : 'bot',
    ...(message.user ? { by: nameOf(message.user) } : {}),
    summary: unescaped(message.text),
    nodes: [...nodes, ...(message.files ?? []).map((text): Node => ({ kind: 'text', text }))],
    ...(message.blocks.length > 0 ? { drawn: { platform: 'slack', blocks: message.blocks } } : {}),
    ephemeral: message.ephemeralTo !== undefined,
    edited: message.edited,
    ...(message.thread ? { thread: message.thread } : {}),
    ...(deliveryId ? { deliveryId } : {}),
  };
}
