import { byId, element, keep, say } from './dom.js';
import { drawNodes } from './nodes.js';
import { counted, momentInWords } from './words.js';

/**
 * The messages in a conversation that came after what was last seen there.
 *
 * @param {any} conversation
 * @param {string | undefined} seen the id of the newest message that was on screen
 * @returns {any[]}
 */
export function unread(conversation, seen) {
  const from = conversation.messages.findIndex((/** @type {any} */ message) => message.id === seen);
  return conversation.messages.slice(from + 1).filter((/** @type {any} */ message) => message.from === 'bot');
}

export const HOME = 'home';

/**
 * What is in the inbox: the conversations, and on Slack the app's Home tab.
 *
 * @param {any} screen
 * @param {string} platform
 * @returns {any[]}
 */
export function entriesOf(screen, platform) {
  if (platform !== 'slack') return screen.conversations;
  const shown = screen.home ? [{ id: HOME, from: 'page', summary: 'Home', nodes: screen.home.nodes }] : [];
  return [...screen.conversations, { id: HOME, kind: 'home', name: 'Home', messages: shown }];
}

/** @type {Record<string, string>} */
const KINDS = { direct: 'Direct conversation', channel: 'Channel', home: 'Home tab of the app' };

/**
 * @param {any[]} conversations
 * @param {string | undefined} open
 * @param {(conversation: any) => number} countUnread
 */
export function drawConversations(conversations, open, countUnread) {
  const rows = conversations.map((one) => ({ id: one.id, name: one.name, kind: one.kind, unread: countUnread(one) }));
  keep(
    byId('conversations'),
    rows,
    (row) => row.id,
    (row) => element('li', {}, conversationButton(row, row.id === open)),
    (row) => [row, row.id === open],
  );
}

/** @param {any} row @param {boolean} current */
function conversationButton(row, current) {
  return element(
    'button',
    { type: 'button', 'data-act': 'open', 'data-id': row.id, 'aria-current': current ? 'true' : undefined },
    element('span', {}, row.name),
    element('span', { class: 'quiet' }, KINDS[row.kind]),
    row.unread > 0 ? element('span', { class: 'count' }, `${row.unread.toLocaleString('en-GB')} unread`) : undefined,
  );
}

/**
 * @param {any} conversation
 * @param {string} timeZone
 * @param {boolean} fresh another conversation was on screen before
 */
export function drawMessages(conversation, timeZone, fresh) {
  const place = byId('messages');
  const atBottom = place.scrollHeight - place.scrollTop - place.clientHeight < 40;
  const newest = place.lastElementChild?.dataset.key;
  if (fresh) place.replaceChildren();
  keep(
    place,
    conversation.messages,
    (/** @type {any} */ message) => message.id,
    (/** @type {any} */ message) => drawMessage(message, conversation.kind, timeZone),
  );
  if (conversation.messages.length === 0) {
    const words = conversation.kind === HOME ? 'Nothing here yet.' : 'No messages yet.';
    place.replaceChildren(element('p', { class: 'quiet' }, words));
  } else if (fresh || (atBottom && newest !== place.lastElementChild?.dataset.key))
    place.scrollTop = conversation.kind === HOME ? 0 : place.scrollHeight;
}

/** @param {any} message @param {string} kind @param {string} timeZone */
function drawMessage(message, kind, timeZone) {
  const nodes = drawNodes(message.nodes, { act: 'press', level: 3, prefix: `message-${message.id}` });
  if (kind === HOME)
    return element('article', { class: 'message', tabindex: '-1', 'aria-label': 'Home tab' }, ...nodes);
  const bot = message.from === 'bot';
  const author = bot ? 'Golden Thread' : kind === 'direct' ? 'You' : 'Member of the channel';
  const remarks = [message.ephemeral && 'Only you can see this', message.edited && 'Edited'].filter(Boolean).join('. ');
  return element(
    'article',
    { class: bot ? 'message' : 'message person', tabindex: '-1', 'aria-label': `${author}: ${message.summary}` },
    element(
      'p',
      { class: 'byline' },
      element('strong', {}, author),
      ' ',
      element('time', { datetime: message.at }, momentInWords(message.at, timeZone)),
    ),
    ...nodes,
    remarks ? element('p', { class: 'quiet remark' }, remarks) : undefined,
  );
}

/**
 * Where the composer's words go, and how the page says so. In a channel the client addresses the bot by itself: with the
 * slash command on Slack, with a mention on Teams.
 *
 * @param {string} platform
 * @param {any} conversation
 * @param {string} text
 */
export function actFor(platform, conversation, text) {
  const slash = platform === 'slack' && text.startsWith('/');
  const command = slash ? text.replace(/^\/\S*\s*/, '') : text;
  const kind = slash || conversation.kind === 'channel' ? 'command' : 'say';
  return { kind, conversation: conversation.id, text: command };
}

/** @param {string} platform @param {any} conversation */
export function drawComposer(platform, conversation) {
  const channel = conversation.kind === 'channel';
  const how = platform === 'slack' ? 'as a slash command' : 'with a mention of Golden Thread';
  say(byId('composer-label'), channel ? `Ask Golden Thread in ${conversation.name}` : 'Message to Golden Thread');
  say(byId('composer-hint'), `Type: priorities, who hate crime, help${channel ? `. It is sent ${how}.` : ''}`);
}

/**
 * Tells a screen reader what arrived, with the words of the notification.
 *
 * @param {any[]} messages new ones, in every conversation
 */
export function announce(messages) {
  if (messages.length === 0) return;
  const newest = messages[messages.length - 1];
  byId('arrived').textContent = `${counted(messages.length, 'new message')}. ${newest.summary}`;
}
