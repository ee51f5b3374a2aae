import { preferredAccount } from '../partnership/accounts.ts';
import { formatInstant } from '../partnership/contact.ts';
import { type Day, formatDay } from '../partnership/day.ts';
import type { Person, Register } from '../partnership/register.ts';
import type { Posting, Sent } from '../store/store.ts';
import type { Platform } from '../views/message.ts';
import { plainText } from '../views/plain.ts';
import type { Why } from './why.ts';

/** One message that somebody got. */
export interface Received {
  at: Date;
  platform: Platform;
  /** A person's or a channel's name. */
  to: string;
  in: 'direct' | 'channel' | 'home';
  /** A short code: `report.prompt`. */
  about: string;
  /** The rule that caused it, in words. */
  because: string;
  text: string;
}

/**
 * Every message that arrived, oldest first. What brings one up to date where it stands is another message only in a
 * channel, as the board reads it there; in a person's own chat it is the same one.
 */
export function received(register: Register, log: Sent[]): Received[] {
  return log
    .filter(({ sentAt, ...one }) => sentAt && (one.action === 'post' || isChannelUpdate(one)))
    .sort((a, b) => Number(a.sentAt) - Number(b.sentAt) || (a.sequence < b.sequence ? -1 : 1))
    .map(({ posting, sentAt, about, because, message }) => {
      const { addressKind, connectionKey } = posting;
      const addressee = addresseeOf(register, posting);
      const connection = connectionKey ?? addressee.connectionKey;
      const { platform } = register.connections.find(({ key }) => key === connection)!;
      // A page of one's own is a message in the chat where there is no other place for it.
      const home = addressKind === 'home' && platform === 'slack';
      return {
        at: sentAt!,
        platform,
        to: addressee.name,
        in: home ? ('home' as const) : addressKind === 'channel' ? ('channel' as const) : ('direct' as const),
        about,
        because,
        text: plainText(message),
      };
    });
}

function isChannelUpdate({ action, posting }: Pick<Sent, 'action' | 'posting'>): boolean {
  return action === 'update' && posting.addressKind === 'channel';
}

const isUpdate = ({ about }: Pick<Received, 'about'>) => about.endsWith('.updated');

/** Who or what a message is addressed to; for what has been taken away since, where that was. */
export function addresseeOf(register: Register, { addressKind, addressKey }: Posting) {
  if (addressKind === 'channel') {
    const channel = register.channels.find(({ key }) => key === addressKey);
    return { name: channel?.name ?? addressKey, connectionKey: channel?.connectionKey };
  }
  const account = register.accounts.find(({ key }) => addressKind === 'home' && key === addressKey);
  const personKey = account?.personKey ?? addressKey;
  const person = register.people.find(({ key }) => key === personKey);
  const connectionKey = account?.connectionKey ?? preferredAccount(register, personKey)?.connection.key;
  return { name: person?.name ?? addressKey, personKey: person?.key, connectionKey };
}

/** One JSON object: `at`, `platform`, `to`, `in`, `about`, `because`, `text`. */
export function asJson(message: Received): string {
  return JSON.stringify({ ...message, at: message.at.toISOString() });
}

/** The whole rehearsal, to be read in a terminal. */
export function asText(register: Register, messages: Received[], { from, to }: { from: Day; to: Day }): string {
  const people = new Set(messages.filter((one) => one.in === 'direct').map((one) => one.to)).size;
  const channels = new Set(messages.filter((one) => one.in === 'channel').map((one) => one.to)).size;
  const updates = messages.filter(isUpdate).length;
  return [
    heading(register, from, to),
    '',
    ...messages.map((message) => messageText(register, message)),
    messages.length === 0
      ? 'Nobody would get a message in these days. Give --from and --to to play others.'
      : `${counted(messages.length - updates, 'message')}, to ${counted(people, 'person', 'people')} and ${counted(channels, 'channel')}.`,
    ...(updates > 0
      ? [`${counted(updates, 'time')}, what stood in a channel was brought up to date, and nobody was notified.`]
      : []),
    '',
  ].join('\n');
}

/** What one person would get and what they would not, to be read in a terminal. */
export function whyAsText(
  register: Register,
  { name }: Person,
  all: Why[],
  { from, to }: { from: Day; to: Day },
): string {
  const { timeZone } = register.partnership;
  const sent = all.filter((one) => one.sent).length;
  return [
    heading(register, from, to),
    `What ${name} gets, and what not`,
    '',
    ...all.map((one) =>
      one.sent
        ? messageText(register, one)
        : [
            `${formatInstant(one.at, timeZone)}: nothing to ${one.to} (${one.about})`,
            `Because: ${one.because}.`,
            `Not sent: ${one.reason}.`,
            '',
          ].join('\n'),
    ),
    `${counted(sent, 'message')}, and ${counted(all.length - sent, 'reason')} why nothing was sent.`,
    '',
  ].join('\n');
}

function heading(register: Register, from: Day, to: Day): string {
  return `${register.partnership.name}: ${formatDay(from)} to ${formatDay(to)}, rehearsed`;
}

function messageText(register: Register, message: Received): string {
  const at = formatInstant(message.at, register.partnership.timeZone);
  const stands = isUpdate(message) ? ', brought up to date where it stands' : '';
  const place = `${PLACES[message.in]} on ${PLATFORMS[message.platform]}${stands}`;
  return [
    `${at}: to ${message.to}, ${place} (${message.about})`,
    `Because: ${message.because}.`,
    ...message.text.split('\n').map((line) => `  | ${line}`.trimEnd()),
    '',
  ].join('\n');
}

const counted = (count: number, one: string, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;

const PLACES: Record<Received['in'], string> = {
  direct: 'in a direct message',
  channel: 'in its channel',
  home: 'on their Home tab',
};
const PLATFORMS: Record<Platform, string> = { slack: 'Slack', teams: 'Teams' };
