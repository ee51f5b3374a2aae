import { programmeManagers } from '../partnership/responsibility.ts';
import type { Database } from '../store/store.ts';
import type { Message } from '../views/message.ts';
import { unknownPersonMessage } from '../views/unknown-person.ts';
import type { Interaction } from './platform.ts';

/** Somebody in one partnership. */
export interface Member {
  partnershipId: string;
  personKey: string;
}

/**
 * Who acts, and in which partnership: the one that a button or form names, if they are in it; else the channel's; else
 * the first that knows them. Null for somebody who is in none, or not in the one that is named.
 */
export async function identify(database: Database, interaction: Interaction): Promise<Member | null> {
  const { platform, connection, accountId } = interaction.actor;
  const known = await database.identify(platform, connection, accountId);
  if ('partnershipId' in interaction && interaction.partnershipId !== '') {
    return known.find(({ partnershipId }) => partnershipId === interaction.partnershipId) ?? null;
  }
  if (known.length > 1 && interaction.place.kind === 'channel') {
    const { channelId } = interaction.place;
    const here = await database.partnershipsOf(platform, connection, channelId);
    const ofChannel = here.find(({ isChannel }) => isChannel);
    const member = known.find(({ partnershipId }) => partnershipId === ofChannel?.partnershipId);
    if (member) return member;
  }
  return known[0] ?? null;
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
