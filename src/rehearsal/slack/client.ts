import type { ClientAct, Way } from '../stand-in.ts';
import { jsonOf, respond } from './answered.ts';
import { homeJson, messageJson, type Workplace } from './api.ts';
import { isObject, type Json } from './check.ts';
import { modals } from './modals.ts';
import { shortcuts } from './shortcuts.ts';
import { BOT, type Channel, directId } from './state.ts';
import type { Tickets } from './tickets.ts';
import { buttonsIn } from './views.ts';
import { taken, type wire } from './wire.ts';

const NOT_PRESSED = 'That button did not work. Try again.';

export interface Desk extends Workplace {
  send: ReturnType<typeof wire>;
  ways: Way[];
  /** Addresses for answers to a command or a button. */
  responses: Tickets<{ account: string; channel: string }>;
  responseUrl(id: string): string;
}

/** People's clients: what each act sends to the bot, and what is on screen after it. */
export function clients(desk: Desk) {
  const { state, team, send } = desk;
  let tick = 0;
  let events = 0;

  /** The time of an action: machine time, never the same twice. */
  function actionTs(): string {
    tick = Math.max(tick + 1, Date.now() * 1000);
    return `${Math.floor(tick / 1_000_000)}.${String(tick % 1_000_000).padStart(6, '0')}`;
  }

  const teamJson = { id: team, domain: 'rehearsal' };
  const userJson = (id: string) => {
    const name = state.members.find(({ accountId }) => accountId === id)?.name ?? id;
    return { id, username: name, name, team_id: team };
  };
  const channelJson = ({ id, name, direct }: Channel) => ({ id, name: direct ? 'directmessage' : name });
  const shared = (account: string) => ({
    user: userJson(account),
    api_app_id: BOT.app,
    token: 'unused',
    team: teamJson,
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: desk.triggers.issue(account),
  });

  function conversation(account: string, id: string): Channel {
    const channel = id === directId(account) ? state.openDirect(account) : state.channel(id);
    if (!channel?.members.includes(account)) throw new Error(`${account} is not in the conversation ${id}`);
    return channel;
  }

  const begin = shortcuts(desk, { shared, channelJson, actionTs });

  async function say(account: string, { id }: Channel, typed: string, files?: string[]): Promise<void> {
    const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const mention = new RegExp(`(^|\\s)@${BOT.name}(?!\\w)`, 'gi');
    const text = escaped.replace(mention, `$1<@${BOT.user}>`);
    const { ts } = state.post({ channel: id, user: account, text: escaped, blocks: [], ...(files ? { files } : {}) });
    const direct = id === directId(account);
    if (!direct && text === escaped) return;
    await tell(
      direct
        ? {
            type: 'message',
            ...(files ? { subtype: 'file_share' } : {}),
            channel_type: 'im',
            channel: id,
            user: account,
            text,
            ts,
            event_ts: ts,
            team,
          }
        : { type: 'app_mention', channel: id, user: account, text, ts, event_ts: ts, team },
    );
  }

  /** Sends the bot an event, as the Events API wraps it. */
  async function tell(event: object): Promise<void> {
    events += 1;
    await send.event({
      token: 'unused',
      team_id: team,
      api_app_id: BOT.app,
      type: 'event_callback',
      event_id: `Ev${team}${actionTs().replace('.', '')}${events}`,
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [
        { enterprise_id: null, team_id: team, user_id: BOT.user, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: false,
      event,
    });
  }

  /** Opens the app: Slack says so for its Messages tab and for its Home tab, once each. */
  async function openHome(account: string): Promise<void> {
    if (!state.members.some(({ accountId }) => accountId === account)) throw new Error(`${account} is not a member`);
    const { id: channel } = state.openDirect(account);
    const home = state.homes.get(account);
    const opened = { type: 'app_home_opened', user: account, channel, event_ts: actionTs() };
    await tell({ ...opened, tab: 'messages' });
    await tell({ ...opened, tab: 'home', ...(home ? { view: homeJson(home, team) } : {}) });
  }

  async function pressAtHome(account: string, button: string): Promise<void> {
    const home = state.homes.get(account);
    const blocks = (Array.isArray(home?.json.blocks) ? home.json.blocks : []).filter(isObject);
    const found = blocks.flatMap((block) => buttonsIn(block)).find(({ key }) => key === button);
    if (!home || !found) throw new Error(`There is no button ${button} on the Home tab`);
    const answered = await send.interaction({
      type: 'block_actions',
      ...shared(account),
      container: { type: 'view', view_id: home.id },
      view: homeJson(home, team),
      actions: [buttonAction(found.block, found.element)],
    });
    if (!taken(answered)) state.notices.set(account, NOT_PRESSED);
  }

  async function command(account: string, channel: Channel, typed: string): Promise<void> {
    const text = typed.replace(/^\s*\/thread\b\s*/, '');
    const answered = await send.command({
      token: 'unused',
      team_id: team,
      team_domain: teamJson.domain,
      channel_id: channel.id,
      channel_name: channelJson(channel).name,
      user_id: account,
      user_name: userJson(account).name,
      command: '/thread',
      text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      api_app_id: BOT.app,
      is_enterprise_install: 'false',
      response_url: desk.responseUrl(desk.responses.issue({ account, channel: channel.id })),
      trigger_id: desk.triggers.issue(account),
    });
    const failed = (error: string) => void state.notices.set(account, `/thread failed with the error "${error}"`);
    if (!taken(answered)) {
      return failed('failed' in answered && answered.failed === 'timeout' ? 'operation_timeout' : 'dispatch_failed');
    }
    const body = jsonOf(answered);
    if (body === undefined) return;
    if (body === null) return failed('invalid_command_response');
    const refused = respond(state, { account, channel: channel.id }, body);
    if (refused) failed(refused);
  }

  /** A message's button, as the person who sees it would find it. */
  function messageButton(account: string, id: string, button: string) {
    const message = state.messages.find(
      ({ ts, channel, ephemeralTo }) =>
        ts === id && state.channel(channel)?.members.includes(account) && (!ephemeralTo || ephemeralTo === account),
    );
    if (!message) throw new Error(`There is no message ${id} on the screen of ${account}`);
    const found = message.blocks.flatMap(buttonsIn).find(({ key }) => key === button);
    if (!found) throw new Error(`There is no button ${button} in the message ${id}`);
    return { message, ...found };
  }

  async function press(account: string, id: string, button: string): Promise<void> {
    const { message, block, element } = messageButton(account, id, button);
    const channel = state.channel(message.channel)!;
    const answered = await send.interaction({
      type: 'block_actions',
      ...shared(account),
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: channel.id,
        is_ephemeral: message.ephemeralTo !== undefined,
      },
      channel: channelJson(channel),
      ...(message.ephemeralTo ? {} : { message: messageJson(message, true) }),
      state: { values: {} },
      response_url: desk.responseUrl(desk.responses.issue({ account, channel: channel.id })),
      actions: [buttonAction(block, element)],
    });
    if (!taken(answered)) state.notices.set(account, NOT_PRESSED);
  }

  const buttonAction = (block: Json, element: Json) => ({
    type: 'button',
    action_id: element.action_id,
    block_id: block.block_id,
    text: element.text,
    ...(element.value === undefined ? {} : { value: element.value }),
    action_ts: actionTs(),
  });

  const inModal = modals(desk, { shared, actionTs, buttonAction });

  return async (account: string, act: ClientAct): Promise<void> => {
    state.notices.delete(account);
    switch (act.kind) {
      case 'say':
        return say(account, conversation(account, act.conversation), act.text, act.files);
      case 'command':
        return command(account, conversation(account, act.conversation), act.text);
      case 'press':
        return press(account, act.message, act.button);
      case 'begin':
        return begin(account, act);
      case 'openHome':
        return openHome(account);
      case 'pressAtHome':
        return pressAtHome(account, act.button);
      case 'type':
        return inModal.type(account, act.values);
      case 'pressInDialog':
        return inModal.press(account, act.button);
      case 'submit':
        return inModal.submit(account);
      case 'close':
        return inModal.close(account);
    }
  };
}
