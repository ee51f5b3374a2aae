import { programmeManagers } from '../partnership/responsibility.ts';
import type { Database } from '../store/store.ts';
import type { Message } from '../views/message.ts';
import { unknownPersonMessage } from '../views/unknown-person.ts';
import { SWITCH_BOARD, whichBoardMessage } from '../views/which-board.ts';
import { begunWith, carrying } from './begun.ts';
import type { Interaction } from './platform.ts';

/** Somebody in one partnership. */
export interface Member {
  partnershipId: string;
  personKey: string;
  /** The other partnerships in which the same account is somebody's. */
  others: string[];
}

type Known = Omit<Member, 'others'>;

/** Somebody who is in several partnerships, and has to say which they mean. */
interface Unsure {
  ask: Message;
}

export const isMember = (found: Member | Unsure): found is Member => 'personKey' in found;

/** The command of the buttons that say which partnership is meant. It is carried out here, and no other way. */
export const CHOOSE = 'choose-partnership';
const chosenKey = (accountId: string) => `partnership:${accountId}`;

/**
 * Who acts, and in which partnership: the one that a button or form names, if they are in it; else the channel's; else
 * the one that they chose before. Where they are in several and have not chosen, they are asked. Null for somebody who
 * is in none, or not in the one that is named.
 */
export async function identify(database: Database, interaction: Interaction): Promise<Member | Unsure | null> {
  const { platform, connection, accountId } = interaction.actor;
  const known = await database.identify(platform, connection, accountId);
  if ('partnershipId' in interaction && interaction.partnershipId !== '') {
    return memberIn(known, interaction.partnershipId);
  }
  if (!severalIn(known)) return memberIn(known, known[0]?.partnershipId);
  if (interaction.place.kind === 'channel') {
    const { channelId } = interaction.place;
    const here = await database.partnershipsOf(platform, connection, channelId);
    const ofChannel = here.find(({ isChannel }) => isChannel);
    const member = memberIn(known, ofChannel?.partnershipId);
    if (member) return member;
  }
  const switching = interaction.kind === 'said' && SWITCH.test(interaction.text.trim());
  const chosen = switching ? undefined : await database.memory.get(platform, connection, chosenKey(accountId));
  const member = memberIn(known, chosen);
  if (member || interaction.kind === 'home') return member ?? memberIn(known, known[0]?.partnershipId);
  return { ask: await whichBoard(database, known, switching ? {} : asked(interaction)) };
}

const SWITCH = /^\/?switch( board| partnership)?$/i;

/** What somebody wanted before they had to say which partnership they mean, as a button can carry it. */
function asked(interaction: Interaction): Record<string, string> {
  if (interaction.kind === 'begun') return carrying(interaction);
  return { words: interaction.kind === 'said' ? interaction.text.slice(0, 200) : '' };
}

function memberIn(known: Known[], partnershipId: string | undefined): Member | null {
  const member = known.find((one) => one.partnershipId === partnershipId);
  const all = new Set(known.map((one) => one.partnershipId));
  return member ? { ...member, others: [...all].filter((id) => id !== partnershipId) } : null;
}

const severalIn = (known: Known[]) => new Set(known.map(({ partnershipId }) => partnershipId)).size > 1;

async function whichBoard(database: Database, known: Known[], input: Record<string, string>): Promise<Message> {
  const mine = (await database.partnerships()).filter(({ id }) => known.some((one) => one.partnershipId === id));
  return whichBoardMessage(
    mine.map(({ id, name }) => ({ partnershipId: id, name })),
    { command: CHOOSE, input },
  );
}

/** Remembers which partnership somebody chose, and gives what they had done before they were asked. */
export async function chosen(database: Database, interaction: Interaction): Promise<Interaction> {
  if (interaction.kind !== 'pressed') return interaction;
  const { actor, place, partnershipId, command, input } = interaction;
  if (command === SWITCH_BOARD) return { kind: 'said', actor, place, text: 'switch' };
  if (command !== CHOOSE) return interaction;
  const known = await database.identify(actor.platform, actor.connection, actor.accountId);
  if (known.some((one) => one.partnershipId === partnershipId)) {
    await database.memory.set(actor.platform, actor.connection, chosenKey(actor.accountId), partnershipId);
  }
  const begun = begunWith(input);
  return begun ? { ...begun, actor, place } : { kind: 'said', actor, place, text: input.words ?? '' };
}

/** What somebody is told who is not on the register: whom to ask, where one partnership can be told from the others. */
export async function whomToAsk(database: Database, { actor, place }: Interaction, now: LocalDay): Promise<Message> {
  const channelId = place.kind === 'channel' ? place.channelId : undefined;
  const all = await database.partnershipsOf(actor.platform, actor.connection, channelId);
  const one = all.find(({ isChannel }) => isChannel) ?? (all.length === 1 ? all[0] : undefined);
  if (!one) return unknownPersonMessage(null, []);
  const register = await database.read(one.partnershipId, (reader) => reader.register());
  const managers = programmeManagers(register, now(register.partnership.timeZone));
  return unknownPersonMessage(register.partnership.name, managers);
}

/** Today in a time zone. */
type LocalDay = (timeZone: string) => string;
