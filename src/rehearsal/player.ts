import { labelsIn } from '../views/several.ts';
import type { Conversation, Node, ShownMessage, StandIn } from './stand-in.ts';

type Button = Extract<Node, { kind: 'button' }>;
type Input = Extract<Node, { kind: 'input' }>;

/** Somebody at their phone: sees what the platform shows them, and does only what can be done there. */
export interface Player {
  standIn: StandIn;
  accountId: string;
  /** Types a command to the bot, in their own conversation with it or in a channel. */
  commands(text: string, channel?: string): Promise<void>;
  /**
   * Presses a button by its words: in the open dialog if there is one, else on the newest message that has it, and that
   * speaks of something where it is given.
   */
  presses(label: string, about?: string): Promise<void>;
  /** Chooses from the platform's menu for everywhere, by its words. */
  begins(label: string): Promise<void>;
  /** Chooses from the menu of the newest message that says something, in the conversation with the bot or in a channel. */
  beginsOn(words: string, label: string, name?: string): Promise<void>;
  /** Opens the page of their own beside the conversations. Only some platforms have one. */
  opensHome(): Promise<void>;
  /** What that page says, or undefined where nothing was put there. */
  home(): string | undefined;
  pressesAtHome(label: string): Promise<void>;
  /**
   * Fills inputs of the open dialog, by label; a label that stands there twice takes its values in turn. Of several that
   * can be chosen, a list of their labels is what is chosen then.
   */
  fills(values: [label: string, value: string | string[]][]): Promise<void>;
  closes(): Promise<void>;
  /** Closes all that is open: one dialog may stand over another. */
  leaves(): Promise<void>;
  /** What the open dialog says, or undefined when none is open. */
  dialog(): string | undefined;
  inputs(): Input[];
  conversation(name?: string): Conversation | undefined;
  messages(name?: string): ShownMessage[];
  /** Everything in the conversation with the bot, or in a channel, as text. */
  reads(name?: string): string;
  buttons(): string[];
}

/** What is on screen, as somebody would read it out. */
export function readOut(nodes: Node[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'heading' || node.kind === 'text') return node.text;
      if (node.kind === 'list') return node.items.map((item) => `• ${item}`).join('\n');
      if (node.kind === 'button') return `[${node.label}]`;
      if (node.kind === 'divider') return '';
      const values = node.type === 'choices' ? labelsIn(node.value, node.options) : [labelOf(node)];
      const value = `> ${values.join('\n> ')}`;
      return [node.label, node.hint, node.error && `Error: ${node.error}`, value].filter(Boolean).join('\n');
    })
    .join('\n');
}

const labelOf = ({ options, value }: Input) => options?.find((one) => one.value === value)?.label ?? value;

export function player(standIn: StandIn, accountId: string): Player {
  const screen = () => standIn.screen(accountId);
  const conversation = (name?: string) =>
    screen().conversations.find((one) => (name ? one.name === name : one.kind === 'direct'));
  const messages = (name?: string) => conversation(name)?.messages ?? [];
  const buttonsOf = (nodes: Node[]) => nodes.filter((node): node is Button => node.kind === 'button');
  const inputs = () => (screen().dialog?.nodes ?? []).filter((node): node is Input => node.kind === 'input');

  const dialog = () => {
    const open = screen().dialog;
    return open && [open.title, readOut(open.nodes), open.submit && `[${open.submit}]`].filter(Boolean).join('\n');
  };
  const failed = (what: string): Error => {
    const { notice } = screen();
    return new Error(`${what}${notice ? `\nThe platform says: ${notice}` : ''}\nOn screen:\n${dialog() ?? reads()}`);
  };
  const reads = (name?: string) =>
    messages(name)
      .map((message) => readOut(message.nodes))
      .join('\n\n');

  const wayCalled = (label: string, onMessage: boolean): string => {
    const way = screen().ways?.find((one) => one.label === label && one.onMessage === onMessage);
    if (!way) throw failed(`No menu ${onMessage ? 'of a message ' : ''}offers “${label}”`);
    return way.id;
  };

  const closes = () => standIn.act(accountId, { kind: 'close' });

  return {
    standIn,
    accountId,
    dialog,
    inputs,
    conversation,
    messages,
    reads,
    buttons: () =>
      screen()
        .conversations.flatMap((one) => one.messages)
        .flatMap((message) => buttonsOf(message.nodes).map((button) => button.label)),
    async commands(text, channel) {
      const place = conversation(channel);
      if (!place) throw failed(`There is no conversation ${channel ?? 'with the bot'}`);
      await standIn.act(accountId, { kind: 'command', conversation: place.id, text });
    },
    async presses(label, about = '') {
      const open = screen().dialog;
      if (open) {
        if (open.submit === label) return standIn.act(accountId, { kind: 'submit' });
        const button = buttonsOf(open.nodes).find((one) => one.label === label);
        if (!button) throw failed(`The dialog has no button “${label}”`);
        return standIn.act(accountId, { kind: 'pressInDialog', button: button.id });
      }
      const found = screen()
        .conversations.flatMap((one) => one.messages)
        .filter((message) => readOut(message.nodes).toLowerCase().includes(about.toLowerCase()))
        .flatMap((message) => buttonsOf(message.nodes).map((button) => ({ message, button })))
        .filter(({ button }) => button.label === label)
        .at(-1);
      if (!found) throw failed(`No message has a button “${label}”`);
      await standIn.act(accountId, { kind: 'press', message: found.message.id, button: found.button.id });
    },
    async begins(label) {
      const place = conversation();
      const way = wayCalled(label, false);
      await standIn.act(accountId, { kind: 'begin', way, conversation: place?.id ?? '' });
    },
    async beginsOn(words, label, name) {
      const place = conversation(name);
      const message = messages(name).findLast(({ nodes }) => readOut(nodes).includes(words));
      if (!place || !message) throw failed(`No message says “${words}”`);
      const way = wayCalled(label, true);
      await standIn.act(accountId, { kind: 'begin', way, conversation: place.id, message: message.id });
    },
    opensHome: () => standIn.act(accountId, { kind: 'openHome' }),
    home() {
      const { home } = screen();
      return home && readOut(home.nodes);
    },
    async pressesAtHome(label) {
      const button = buttonsOf(screen().home?.nodes ?? []).find((one) => one.label === label);
      if (!button) throw failed(`Their own page has no button “${label}”`);
      await standIn.act(accountId, { kind: 'pressAtHome', button: button.id });
    },
    async fills(values) {
      const taken = new Map<string, number>();
      const typed: Record<string, string> = {};
      for (const [label, value] of values) {
        const turn = taken.get(label) ?? 0;
        taken.set(label, turn + 1);
        const input = inputs().filter((one) => one.label.replace(/ \(optional\)$/, '') === label)[turn];
        if (!input) throw failed(`The dialog has no input “${label}”${turn > 0 ? ` number ${turn + 1}` : ''}`);
        const keys = [value].flat().map((one) => input.options?.find(({ label }) => label === one)?.value ?? one);
        typed[input.id] = keys.join(',');
      }
      await standIn.act(accountId, { kind: 'type', values: typed });
    },
    closes,
    async leaves() {
      while (screen().dialog) await closes();
    },
  };
}
