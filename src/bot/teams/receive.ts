import type { Activity } from 'botbuilder';
import type { Act } from '../../views/dialog.ts';
import type { Actor, Interaction, Place } from '../platform.ts';
import { BEGINS, begunIn } from './begun.ts';
import { INPUT_ID } from './dialog.ts';

type Data = Record<string, unknown>;

const object = (value: unknown): Data => (typeof value === 'object' && value !== null ? (value as Data) : {});
const string = (value: unknown): string => (typeof value === 'string' ? value : '');
const strings = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(object(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

/** Who acted: their Entra object id in the tenant. Undefined where Teams does not say (another bot, a guest link). */
export function actorOf(activity: Activity, tenantId: string): Actor | undefined {
  const accountId = activity.from?.aadObjectId;
  return accountId ? { platform: 'teams', connection: tenantId, accountId } : undefined;
}

/** A channel by its own id: the conversation's id names the thread in it. */
export function placeOf(activity: Activity): Place {
  const { conversation } = activity;
  if (!conversation.conversationType || conversation.conversationType === 'personal') return { kind: 'direct' };
  const channelId = string(object(object(activity.channelData).channel).id) || conversation.id.split(';')[0];
  return { kind: 'channel', channelId: channelId ?? '' };
}

const pressed = (data: Data): Omit<Extract<Interaction, { kind: 'pressed' }>, 'actor' | 'place'> | undefined =>
  typeof data.c === 'string'
    ? { kind: 'pressed', partnershipId: string(data.p), command: data.c, input: strings(data.i) }
    : undefined;

const ACT = /^(save|continue|back|send|(add|change):.+|remove:[^:]+:.+)$/;
const isAct = (act: unknown): act is Act => typeof act === 'string' && ACT.test(act);

const filled = (data: Data): Omit<Extract<Interaction, { kind: 'filled' }>, 'actor' | 'place'> | undefined => {
  const { draftId, command, partnershipId, revision, page, act } = data;
  if (typeof draftId !== 'string' || typeof command !== 'string' || !isAct(act)) return undefined;
  if (typeof revision !== 'number') return undefined;
  const inputs = Object.entries(strings(data))
    .filter(([id]) => id.startsWith(INPUT_ID))
    .map(([id, value]) => [id.slice(INPUT_ID.length), value]);
  // Where none of several is chosen, Teams sends nothing of that field.
  const several = Array.isArray(data.several) ? data.several.map((path) => [string(path), '']) : [];
  return {
    kind: 'filled',
    partnershipId: string(partnershipId),
    command,
    draftId,
    revision,
    page: string(page),
    act,
    values: Object.fromEntries([...several, ...inputs]),
    order: '',
  };
};

/**
 * What somebody did, from what Teams sends when they did it: a message (its mention of the bot already taken out), a
 * button of a message, or a button of a dialog. Undefined for what nothing on our cards can have sent.
 */
export function interactionOf(activity: Activity, actor: Actor): Interaction | undefined {
  const at = { actor, place: placeOf(activity) };
  if (activity.type === 'invoke') {
    const value = object(activity.value);
    const data = object(value.data);
    const done =
      activity.name === BEGINS
        ? begunIn(value)
        : ((activity.name === 'task/fetch' ? undefined : filled(data)) ?? pressed(data));
    return done && { ...at, ...done };
  }
  if (activity.value !== undefined && !activity.text) {
    const done = pressed(object(activity.value));
    return done && { ...at, ...done };
  }
  // Teams writes a space that does not break where one follows a mention.
  return { ...at, kind: 'said', text: (activity.text ?? '').replace(/\u00a0|&nbsp;/g, ' ').trim() };
}
