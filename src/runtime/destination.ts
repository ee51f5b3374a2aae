import type { Destination, Placed } from '../bot/platform.ts';
import { preferredAccount } from '../partnership/accounts.ts';
import type { Day } from '../partnership/day.ts';
import type { Connection, Register } from '../partnership/register.ts';
import { programmeManagers } from '../partnership/responsibility.ts';
import { personName } from '../partnership/roles.ts';
import type { Claimed, Posting } from '../store/store.ts';
import { type Message, paragraph, strong } from '../views/message.ts';

/** Where a delivery goes now, and what is shown there. */
export type Route = { connection: Connection; message: Message } & (
  | { action: 'post'; to: Destination }
  | { action: 'update' | 'remove'; at: Placed }
);

/** Nobody can be sent this, and why, in words for the programme manager. */
export interface NoRoute {
  problem: string;
}

/**
 * Decides at the moment of sending where a delivery goes: in pilot to the programme manager, marked with whom it is
 * for; a message that stands somewhere is changed where it stands, even if its reader has moved since.
 */
export function routeOf(claimed: Claimed, register: Register, today: Day): Route | NoRoute {
  const { posting, action } = claimed;
  // A copy in the programme manager's own chat stays one whatever the mode is now, and what stands in somebody else's
  // chat was sent there while the partnership was live: it is changed there, and says nothing about a pilot.
  // What somebody opened themselves is shown to them and to nobody else.
  const pilot = posting.pilot || (action === 'post' && claimed.mode === 'pilot' && posting.addressKind !== 'home');
  const message = pilot ? inPilot(claimed, register) : claimed.message;
  if (action !== 'post') {
    const connection = register.connections.find(({ key }) => key === posting.connectionKey);
    if (!connection || connection.endedOn !== null) return { problem: 'The connection it was sent on has ended.' };
    const at = { conversation: posting.conversation ?? '', messageId: posting.messageId ?? '' };
    return { action, connection, message, at };
  }
  if (pilot) {
    const account = managerAccount(register, today);
    if (!account) return { problem: 'The partnership is in pilot, and its programme manager has no account.' };
    return { action, message, connection: account.connection, to: account.to };
  }
  if (posting.addressKind === 'home') {
    const account = register.accounts.find(({ key }) => key === posting.addressKey);
    const connection = register.connections.find(({ key }) => key === account?.connectionKey);
    if (!account || account.endedOn !== null) return { problem: 'The account is no longer on the register.' };
    if (!connection || connection.endedOn !== null) return { problem: 'The connection of the account has ended.' };
    const to: Destination = { kind: 'home', connection: connection.externalId, accountId: account.externalId };
    return { action, message, connection, to };
  }
  if (posting.addressKind === 'channel' && claimed.first && claimed.about.endsWith('.updated')) {
    // A channel that has its message gets nothing new when it becomes longer: that would notify everybody.
    const { connectionKey, conversation: channelId, messageId: under } = claimed.first;
    const connection = register.connections.find(({ key }) => key === connectionKey);
    if (!connection || connection.endedOn !== null) return { problem: 'The connection it was sent on has ended.' };
    return {
      action,
      message,
      connection,
      to: { kind: 'channel', connection: connection.externalId, channelId, under },
    };
  }
  if (posting.addressKind === 'channel') {
    const channel = register.channels.find(({ key }) => key === posting.addressKey);
    const connection = register.connections.find(({ key }) => key === channel?.connectionKey);
    if (!channel || channel.endedOn !== null) return { problem: 'The channel is no longer on the register.' };
    if (!connection || connection.endedOn !== null) return { problem: 'The connection of the channel has ended.' };
    const to: Destination = { kind: 'channel', connection: connection.externalId, channelId: channel.externalId };
    return { action, message, connection, to };
  }
  const account = accountOf(register, posting.addressKey);
  if (!account) return { problem: 'They have no account on the register.' };
  return { action, message, connection: account.connection, to: account.to };
}

/** The address as people know it: a person's name, or a channel's. */
export function addressName(register: Register, kind: Posting['addressKind'], key: string): string {
  if (kind === 'home') {
    const account = register.accounts.find((one) => one.key === key);
    return account ? addressName(register, 'person', account.personKey) : key;
  }
  if (kind === 'person') return personName(register, key) ?? key;
  const channel = register.channels.find((one) => one.key === key);
  return channel ? `the channel ${channel.name}` : key;
}

function managerAccount(register: Register, today: Day) {
  for (const { key } of programmeManagers(register, today)) {
    const account = accountOf(register, key);
    if (account) return account;
  }
  return null;
}

function accountOf(register: Register, personKey: string): { connection: Connection; to: Destination } | null {
  const found = preferredAccount(register, personKey);
  if (!found) return null;
  const { connection, account } = found;
  return { connection, to: { kind: 'account', connection: connection.externalId, accountId: account.externalId } };
}

function inPilot({ posting, message }: Claimed, register: Register): Message {
  const name = addressName(register, posting.addressKind, posting.addressKey);
  return {
    summary: `Pilot, for ${name}: ${message.summary}`,
    blocks: [
      paragraph(strong(`For ${name}.`), ' This partnership is in pilot, so it comes to you and to nobody else.'),
      ...message.blocks,
    ],
  };
}
