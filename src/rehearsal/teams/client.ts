import { keysIn } from '../../views/several.ts';
import type { ClientAct, StandIn, Way } from '../stand-in.ts';
import { BEGINS, messagePayload, SUBMITS, taskBegun } from './begun.ts';
import { readCard, readMessage } from './read.ts';
import { screens } from './screens.ts';
import { BOT_NAME, chatWith, type OpenDialog, type Opener, type Posted, type State } from './state.ts';
import { teamsClaims, token } from './tokens.ts';
import { CardFault, type Json, taskIn } from './validate.ts';

export interface ClientOptions {
  appId: string;
  path: string;
  serviceUrl: string;
  ways?: Way[];
  bot(): string;
  /** Longer than Teams waits. */
  patienceMs?: number;
}

export interface Client {
  screen: StandIn['screen'];
  act: StandIn['act'];
  /** Tells the bot that somebody added the app for themselves. */
  installed(accountId: string): Promise<void>;
  /** Sends the bot an activity as Teams would, or with another Authorization header ('' for none). */
  send(activity: Json, authorization?: string): Promise<Response>;
}

/** How long Teams waits for an answer to a button that opens or answers a dialog, in milliseconds of machine time. */
const INVOKE_MS = 5_000;
const MESSAGE_MS = 15_000;
const FAILED = 'Something went wrong. Try again.';
const MENTION = `<at>${BOT_NAME}</at>`;

/** The Teams clients of everybody in a tenant: what each shows, and what happens when they do something. */
export function openClient(state: State, options: ClientOptions): Client {
  const { appId, serviceUrl } = options;

  const conversationJson = (conversation: string, thread?: string): Json => {
    const tenantId = state.tenantId;
    if (!state.rooms.some((room) => room.channelId === conversation)) {
      return { id: conversation, conversationType: 'personal', tenantId };
    }
    const id = thread ? `${conversation};messageid=${thread}` : conversation;
    return { id, conversationType: 'channel', isGroup: true, tenantId };
  };

  /** An activity as Teams makes them. */
  const activity = (accountId: string, conversation: string, over: Json): Json => {
    const room = state.rooms.find((one) => one.channelId === conversation);
    const team = room ? { channel: { id: room.channelId }, team: { id: `team:${room.channelId}` } } : {};
    return {
      channelId: 'msteams',
      serviceUrl,
      timestamp: new Date().toISOString(),
      from: { id: `29:${accountId}`, name: state.member(accountId)?.name, aadObjectId: accountId },
      recipient: { id: `28:${appId}`, name: BOT_NAME },
      channelData: { tenant: { id: state.tenantId }, ...team },
      ...over,
      conversation: over.conversation ?? conversationJson(conversation),
    };
  };

  const post = (body: Json, authorization: string, milliseconds: number): Promise<Response> =>
    fetch(new URL(options.path, options.bot()), {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...(authorization ? { authorization } : {}) },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(options.patienceMs ?? milliseconds),
    });
  const signed = () => `Bearer ${token(teamsClaims(appId, serviceUrl))}`;
  const send: Client['send'] = (body, authorization = signed()) => post(body, authorization, MESSAGE_MS);

  /** Tells the bot; what goes wrong there, Teams says in words of its own. */
  const tell = async (accountId: string, body: Json): Promise<void> => {
    const response = await send(body).catch(() => undefined);
    if (!response?.ok) state.notices.set(accountId, FAILED);
  };

  const write = (accountId: string, conversation: string, said: string, files?: string[]): Posted => {
    const message: Posted = {
      id: state.nextId(),
      conversation,
      at: state.now(),
      by: accountId,
      activity: { type: 'message', text: said },
      ...(files ? { files } : {}),
      edited: false,
    };
    // Whoever writes to the bot has opened the chat with it.
    if (!state.place(conversation)) state.change({ kind: 'opened', accountId });
    state.change({ kind: 'posted', message });
    return message;
  };

  const say = async (accountId: string, conversation: string, said: string, files?: string[]): Promise<void> => {
    const { id } = write(accountId, conversation, said, files);
    const body = { type: 'message', id, textFormat: 'plain', text: said };
    if (conversation === chatWith(accountId)) return tell(accountId, activity(accountId, conversation, body));
    // In a channel the bot hears only what mentions it.
    const mention = new RegExp(`@${BOT_NAME}(?!\\w)`, 'i');
    if (!mention.test(said)) return;
    const text = said.replace(mention, MENTION);
    await tell(
      accountId,
      activity(accountId, conversation, {
        ...body,
        text: `${text}\n`,
        conversation: conversationJson(conversation, id),
        entities: [{ type: 'mention', text: MENTION, mentioned: { id: `28:${appId}`, name: BOT_NAME } }],
        attachments: [{ contentType: 'text/html', content: `<div>${text}</div>` }],
      }),
    );
  };

  /** Sends a button that opens or answers a dialog, and shows what comes back. On failure the dialog stays as it is. */
  const invoke = async (accountId: string, name: string, data: Json | undefined, from: Opener): Promise<void> => {
    const message = 'message' in from ? from.message : undefined;
    const given = 'begun' in from ? from.begun : {};
    const thread = 'begun' in from ? from.begun.messagePayload : undefined;
    const body = activity(accountId, from.conversation, {
      type: 'invoke',
      name,
      id: `f:${state.nextId()}`,
      ...(message ? { replyToId: message } : {}),
      value: { ...given, ...(data ? { data } : {}), context: { theme: 'default' } },
      conversation: conversationJson(from.conversation, message ?? ((thread?.replyToId ?? thread?.id) as string)),
    });
    const fail = (): void => {
      state.notices.set(accountId, FAILED);
      state.changed();
    };
    const response = await post(body, signed(), INVOKE_MS).catch(() => undefined);
    const text = await response?.text().catch(() => undefined);
    if (!response?.ok || text === undefined) return fail();
    try {
      const answer = text === '' ? undefined : JSON.parse(text);
      const task = 'begun' in from ? taskBegun(answer) : taskIn(answer);
      if (!task && (name === 'task/fetch' || name === BEGINS)) throw new CardFault('the bot had nothing to show');
      show(accountId, task, from);
    } catch (error) {
      fail();
      // What is wrong with a card is worth more than the notice to whoever builds it.
      throw error;
    }
    state.changed();
  };

  const show = (accountId: string, task: ReturnType<typeof taskIn>, from: Opener): void => {
    if (!task) return void state.dialogs.delete(accountId);
    const words = (line: string) => ({ body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: line }] }] });
    const { title, card } = 'line' in task ? { title: BOT_NAME, card: words(task.line) } : task;
    // What cannot be read out is not put in front of anybody.
    readCard(card);
    state.dialogs.set(accountId, { title, card, typed: {}, from });
  };

  /** What a button sends; undefined where it only leads to a web page. */
  const submits = (action: Json | undefined): Json | undefined => {
    if (!action) throw new Error('There is no such button');
    if (action.type !== 'Action.Submit' && action.type !== 'Action.OpenUrl')
      throw new Error(`${action.type} is not pressed`);
    return action.type === 'Action.Submit' ? ((action.data ?? {}) as Json) : undefined;
  };

  const press = async (accountId: string, messageId: string, button: string): Promise<void> => {
    const message = state.message(messageId);
    if (!message || !sees(accountId, message.conversation)) throw new Error('There is no such message');
    const data = submits(readMessage(message.activity).actions.get(button));
    if (!data) return;
    const from = { conversation: message.conversation, message: messageId };
    if ((data.msteams as Json | undefined)?.type === 'task/fetch') return invoke(accountId, 'task/fetch', data, from);
    const place = conversationJson(message.conversation, messageId);
    const body = { type: 'message', id: state.nextId(), replyToId: messageId, value: data, conversation: place };
    await tell(accountId, activity(accountId, message.conversation, body));
  };

  const dialogOf = (accountId: string): OpenDialog => {
    const dialog = state.dialogs.get(accountId);
    if (!dialog) throw new Error('No dialog is open');
    return dialog;
  };

  const type = (accountId: string, values: Record<string, string>): void => {
    const dialog = dialogOf(accountId);
    const { inputs } = readCard(dialog.card);
    for (const [id, value] of Object.entries(values)) {
      const input = inputs.get(id);
      if (!input) throw new Error(`The dialog has no input ${id}`);
      const choices = input.choices as { value: string }[] | undefined;
      const chosen = input.isMultiSelect ? keysIn(value) : [value];
      if (choices && !chosen.every((key) => choices.some((choice) => choice.value === key)))
        throw new Error(`${value} is none of the choices`);
      if (input.type === 'Input.Date' && value !== '' && Number.isNaN(Date.parse(value))) throw new Error('Not a date');
      // An input of one line takes no line breaks, and none takes more than its length.
      const line = input.type === 'Input.Text' && !input.isMultiline ? value.replace(/[\r\n]+/g, ' ') : value;
      dialog.typed[id] = line.slice(0, (input.maxLength as number | undefined) ?? line.length);
    }
    state.changed();
  };

  const pressInDialog = async (accountId: string, button: string): Promise<void> => {
    const dialog = dialogOf(accountId);
    const { actions, inputs } = readCard(dialog.card, dialog.typed);
    const own = submits(actions.get(button));
    if (!own) return;
    const data: Json = { ...own };
    for (const [id, input] of inputs) {
      const value = dialog.typed[id] ?? (input.value as string | undefined);
      if (input.isRequired && !value) {
        state.notices.set(accountId, (input.errorMessage as string) ?? 'Fill this in.');
        return state.changed();
      }
      // Where no choice is chosen, there is no value at all.
      if (value || input.type !== 'Input.ChoiceSet') data[id] = value ?? '';
    }
    await invoke(accountId, 'begun' in dialog.from ? SUBMITS : 'task/submit', data, dialog.from);
  };

  /** What of the app is in this person's menus: nothing, where it is not theirs. */
  const waysOf = (accountId: string): Way[] => (state.app(accountId) === 'installed' ? (options.ways ?? []) : []);

  const begin = async (accountId: string, act: Extract<ClientAct, { kind: 'begin' }>): Promise<void> => {
    const { way, conversation, message: id } = act;
    const declared = waysOf(accountId).find((one) => one.id === way && one.onMessage === (id !== undefined));
    if (!declared || !sees(accountId, conversation)) throw new Error(`The app offers nothing called ${way} there`);
    if (id === undefined) {
      return invoke(accountId, BEGINS, undefined, {
        conversation,
        begun: { commandId: way, commandContext: 'compose' },
      });
    }
    const message = state.message(id);
    if (message?.conversation !== conversation) throw new Error('There is no such message');
    const payload = messagePayload(message, state);
    const begun = { commandId: way, commandContext: 'message' as const, messagePayload: payload };
    await invoke(accountId, BEGINS, undefined, { conversation, begun });
  };

  const sees = (accountId: string, conversation: string): boolean =>
    conversation === chatWith(accountId) ||
    state.rooms.some((room) => room.channelId === conversation && room.members.includes(accountId));

  return {
    send,
    async installed(accountId) {
      const conversation = chatWith(accountId);
      if (!state.place(conversation)) state.change({ kind: 'opened', accountId });
      const added = [{ id: `28:${appId}` }];
      await tell(
        accountId,
        activity(accountId, conversation, { type: 'conversationUpdate', id: state.nextId(), membersAdded: added }),
      );
      await tell(
        accountId,
        activity(accountId, conversation, { type: 'installationUpdate', id: state.nextId(), action: 'add' }),
      );
    },
    screen: screens(state, waysOf),
    async act(accountId: string, act: ClientAct) {
      if (!state.member(accountId)) throw new Error(`${accountId} is not in this tenant`);
      state.notices.delete(accountId);
      if (act.kind === 'say' || act.kind === 'command') {
        if (!sees(accountId, act.conversation)) throw new Error('There is no such conversation');
        const inChannel = act.conversation !== chatWith(accountId);
        const mention = act.kind === 'command' && inChannel ? `@${BOT_NAME} ` : '';
        const files = act.kind === 'say' ? act.files : undefined;
        await say(accountId, act.conversation, `${mention}${act.text}`, files);
      } else if (act.kind === 'press') await press(accountId, act.message, act.button);
      else if (act.kind === 'begin') await begin(accountId, act);
      else if (act.kind === 'type') type(accountId, act.values);
      else if (act.kind === 'pressInDialog') await pressInDialog(accountId, act.button);
      else if (act.kind === 'openHome' || act.kind === 'pressAtHome')
        throw new Error('Teams has no page of a person’s own for this app');
      else if (act.kind === 'submit')
        throw new Error('A Teams dialog has no button of its own: press one of the card’s');
      else state.dialogs.delete(accountId);
      state.changed();
    },
  };
}
