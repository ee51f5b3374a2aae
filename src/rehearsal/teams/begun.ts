import type { Posted, State } from './state.ts';
import { CardFault, type Json, taskIn } from './validate.ts';

/** What Teams calls it when somebody chooses from a menu, and when they press a button in the dialog that it opened. */
export const BEGINS = 'composeExtension/fetchTask';
export const SUBMITS = 'composeExtension/submitAction';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A message as Teams hands it over: its words as HTML, its files and cards beside them, and the link to it. */
export function messagePayload(message: Posted, state: State): Json {
  const { id, conversation, at, by, activity, files = [] } = message;
  const cards = (activity.attachments ?? []) as Json[];
  const beside = [
    ...cards.map((card, index) => ({ id: `${index}`, contentType: card.contentType, content: card.content })),
    ...files.map((name) => ({ id: name, contentType: 'reference', contentUrl: `https://files.example/${name}`, name })),
  ];
  const lines = String(activity.text ?? '')
    .split('\n')
    .map((line) => `<div>${escaped(line) || '&nbsp;'}</div>`);
  const places = beside.map((one) => `<attachment id="${one.id}"></attachment>`);
  return {
    id,
    replyToId: message.thread ?? null,
    createdDateTime: at,
    lastModifiedDateTime: null,
    deleted: false,
    subject: null,
    summary: null,
    importance: 'normal',
    locale: 'en-gb',
    linkToMessage: `https://teams.microsoft.com/l/message/${conversation}/${id}`,
    body: { contentType: 'html', content: `<div>${[...lines, ...places].join('\n')}</div>` },
    from: {
      device: null,
      conversation: null,
      user: by ? { userIdentityType: 'aadUser', id: by, displayName: state.member(by)?.name } : null,
      application: by ? null : { applicationIdentityType: 'bot', displayName: 'Golden Thread' },
    },
    attachments: beside,
    reactions: [],
    mentions: [],
  };
}

/**
 * The answer to what was begun, or to a button of its dialog. A card for the box that people write in is none of ours.
 * @throws CardFault where it is neither a dialog nor nothing
 */
export function taskBegun(body: unknown): ReturnType<typeof taskIn> {
  const isEmpty = typeof body === 'object' && body !== null && Object.keys(body).length === 0;
  if (body !== undefined && !isEmpty && !('task' in (body as Json))) throw new CardFault('an answer without a task');
  return isEmpty ? undefined : taskIn(body);
}
