import type { types, ViewOutput } from '@slack/bolt';
import type { Act } from '../../views/dialog.ts';
import type { Actor, Interaction, Place } from '../platform.ts';
import { actOf, formOf, type Press, pathOfField, resumedBy } from './ids.ts';
import { asTyped } from './text.ts';

/** A slash command, with the words typed after it. */
export function commandSaid(
  actor: Actor,
  command: { text?: string; channel_id: string; channel_name: string },
): Interaction {
  const place: Place =
    command.channel_name === 'directmessage' ? { kind: 'direct' } : { kind: 'channel', channelId: command.channel_id };
  return { kind: 'said', actor, place, text: asTyped(command.text ?? '').trim() };
}

export interface Heard {
  user: string;
  text: string;
  channel: string;
  thread?: string;
}

/** A message that a person typed to the bot, or undefined for anything else that Slack reports as one. */
export function heard(event: types.MessageEvent | types.AppMentionEvent): Heard | undefined {
  if (event.type === 'message' && event.channel_type !== 'im') return undefined;
  if ('bot_id' in event && event.bot_id) return undefined;
  if ('subtype' in event && event.subtype && event.subtype !== 'thread_broadcast') return undefined;
  if (!('user' in event) || !event.user || typeof event.text !== 'string') return undefined;
  const thread = 'thread_ts' in event ? event.thread_ts : undefined;
  return { user: event.user, text: event.text, channel: event.channel, ...(thread ? { thread } : {}) };
}

export function messageSaid(actor: Actor, said: Heard, bot: string | undefined): Interaction {
  return { kind: 'said', actor, place: { kind: 'direct' }, text: wordsTo(bot, said.text) };
}

/** A mention in a channel, without the mention itself. */
export function mentionSaid(actor: Actor, { text, channel }: Heard, bot: string | undefined): Interaction {
  return { kind: 'said', actor, place: { kind: 'channel', channelId: channel }, text: wordsTo(bot, text) };
}

function wordsTo(bot: string | undefined, text: string): string {
  const mention = bot ? new RegExp(`<@${bot}(\\|[^<>]*)?>`, 'g') : /^\s*<@[^<>]+>/;
  return asTyped(text.replace(mention, ' ')).trim();
}

export function buttonPressed(actor: Actor, place: Place, press: Press): Interaction {
  const { partnershipId, command, input } = press;
  const resumed = resumedBy(press);
  if (resumed)
    return { kind: 'filled', actor, place, ...resumed, act: `change:${resumed.page}`, values: {}, order: '' };
  return { kind: 'pressed', actor, place, partnershipId, command, input };
}

/** Something that happened in an open form: the action that Slack reports, or the modal's own main button. */
export function formFilled(
  actor: Actor,
  view: ViewOutput,
  cleared: Cleared,
  action?: { action_id: string; block_id: string; action_ts: string; type: string },
): Extract<Interaction, { kind: 'filled' }> | undefined {
  const form = formOf(view.private_metadata);
  if (!form) return undefined;
  const act: Act | undefined = action ? (action.type === 'button' ? actOf(action.action_id) : 'save') : form.submit;
  if (act === undefined) return undefined;
  const { draftId, command, partnershipId, revision, page } = form;
  return {
    kind: 'filled',
    actor,
    place: { kind: 'direct' },
    partnershipId,
    command,
    draftId,
    revision,
    page,
    act,
    values: valuesOn(view, cleared, action?.block_id),
    order: action?.action_ts ?? '',
  };
}

/** Fields that a person emptied, by view and block. */
export type Cleared = Set<string>;

const CLEARED_AT_MOST = 2_000;

/**
 * What the fields on screen hold, by path. Slack may report a field as empty that an update has prefilled and nobody
 * touched (slackapi/bolt-js issue 1258): unless its emptying was seen, what it was prefilled with still stands there.
 */
function valuesOn(view: ViewOutput, cleared: Cleared, touched: string | undefined): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [blockId, actions] of Object.entries(view.state.values)) {
    const path = pathOfField(blockId);
    if (path === undefined) continue;
    const place = `${view.id} ${blockId}`;
    for (const state of Object.values(actions)) {
      const value =
        state.value ?? state.selected_option?.value ?? state.selected_date ?? joined(state.selected_options);
      if (value !== '') cleared.delete(place);
      else if (blockId === touched) cleared.add(place);
      values[path] = value === '' && !cleared.has(place) ? prefilled(view, blockId) : value;
    }
  }
  if (cleared.size > CLEARED_AT_MOST) cleared.delete(cleared.values().next().value!);
  return values;
}

/** What the view put into a field when it was drawn. */
function prefilled(view: ViewOutput, blockId: string): string {
  const block = (view.blocks as types.KnownBlock[]).find((one) => one.block_id === blockId);
  if (block?.type !== 'input') return '';
  const element = block.element as {
    initial_value?: string;
    initial_option?: { value?: string };
    initial_options?: { value?: string }[];
    initial_date?: string;
  };
  const one = element.initial_value ?? element.initial_option?.value ?? element.initial_date;
  return one ?? joined(element.initial_options);
}

const joined = (options: { value?: string }[] = []) => options.map(({ value }) => value).join(',');
