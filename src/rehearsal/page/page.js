import { drawFirstSteps, drawLog } from './aside.js';
import { drawCalendar, drawMoving } from './calendar.js';
import { dialogPlace } from './dialog.js';
import { byId, say } from './dom.js';
import { actFor, announce, drawComposer, drawConversations, drawMessages, entriesOf, HOME, unread } from './inbox.js';
import { memory } from './memory.js';
import { drawPeople } from './people.js';
import { server } from './server.js';

const tab = memory('golden-thread-rehearsal');

/** What the server last said. @type {any} */
let state;
/** @type {any} */
let screen;
/** Whose screen that is. */
let screenOf = '';
/** Who the page is being, where, and which conversation is open. */
let { person = '', platform = '', conversation = '' } = tab.read();
/** The newest message seen, by person, platform and conversation. @type {Record<string, string>} */
const seen = tab.read().seen ?? {};
/** Ids of the messages on this screen that were announced, or there from the start. @type {Set<string> | undefined} */
let known;
let drawnConversation = '';
/** The button in a message that was pressed last, to give the focus back to. */
let pressed = { message: '', button: '' };
/** Raised by every act, so that a screen that was asked for before it is not drawn over its result. */
let acts = 0;

const dialog = dialogPlace({ send, returnFocus });

const self = () => `${person} ${platform}`;

/** What went wrong, until the same kind of thing goes well. @type {{ asking?: string, acting?: string }} */
const problems = {};

/** @param {'asking' | 'acting'} kind @param {unknown} [error] */
function problem(kind, error) {
  problems[kind] = error instanceof Error ? error.message : undefined;
  say(byId('problem'), problems.asking ?? problems.acting);
}

// --- What is on screen

function draw() {
  const chosen = state.people.find((/** @type {any} */ one) => one.key === person);
  say(byId('partnership'), `${state.partnership}. Nothing here leaves this computer.`);
  drawPeople(state.people, chosen, platform);
  drawCalendar(state.calendar);
  drawFirstSteps(state);
  drawScreen();
}

function drawScreen() {
  if (screenOf !== self()) return;
  const conversations = entriesOf(screen, platform);
  const open = conversations.find((/** @type {any} */ one) => one.id === conversation) ?? conversations[0];
  if (open) {
    const key = `${self()} ${open.id}`;
    conversation = open.id;
    say(byId('conversation-title'), open.name);
    drawMessages(open, state.calendar.timeZone, drawnConversation !== key);
    if (open.id !== HOME) drawComposer(platform, open);
    drawnConversation = key;
    const newest = open.messages.at(-1)?.id;
    if (newest && document.visibilityState === 'visible') seen[key] = newest;
  } else {
    say(byId('conversation-title'), 'No conversations yet');
    byId('messages').replaceChildren();
    drawnConversation = '';
  }
  byId('composer').hidden = !open || open.id === HOME;
  const countUnread = (/** @type {any} */ one) => unread(one, seen[`${self()} ${one.id}`]).length;
  drawConversations(conversations, open?.id, countUnread);
  const all = conversations.reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + countUnread(one), 0);
  document.title = `${all > 0 ? `(${all}) ` : ''}Golden Thread rehearsal`;
  announceNew(screen.conversations);
  say(byId('notice'), screen.dialog ? undefined : screen.notice);
  dialog.show(screen.dialog, platform, screen.notice);
  tab.write({ person, platform, conversation, seen });
}

/** @param {any[]} conversations */
function announceNew(conversations) {
  const messages = conversations.flatMap((one) => one.messages).filter((message) => message.from === 'bot');
  if (known) announce(messages.filter((message) => !known?.has(message.id)));
  known = new Set(messages.map((message) => message.id));
}

/** After a dialog closed: to the button that opened it, or what took its place, unless the browser found it. */
function returnFocus() {
  const focused = document.activeElement;
  if (focused && focused !== document.body && !byId('dialog').contains(focused)) return;
  const message = [...byId('messages').children].find((one) => one.dataset.key === pressed.message);
  const button = [...(message?.querySelectorAll('button') ?? [])].find((one) => one.dataset.id === pressed.button);
  (button ?? message ?? byId('words')).focus();
}

// --- What the server says

/** Chooses somebody and a platform that they have, keeping what is wanted where that can be. */
function settle() {
  const { people, startWith } = state;
  const find = (/** @type {string} */ key) => people.find((/** @type {any} */ one) => one.key === key);
  const chosen = find(person) ?? find(startWith) ?? people[0];
  if (!chosen) throw new Error('There is nobody in this rehearsal.');
  person = chosen.key;
  if (!chosen.platforms.includes(platform)) platform = chosen.platforms[0];
}

async function load() {
  const before = acts;
  const [newState, log] = await Promise.all([server.state(), server.log()]);
  state = newState;
  settle();
  const asked = self();
  const newScreen = await server.screen(person, platform);
  drawLog(log, state.calendar.timeZone);
  drawMoving(state.calendar.moving, byId('progress').textContent || null);
  problem('asking');
  if (before === acts && asked === self()) {
    screen = newScreen;
    screenOf = asked;
  } else wanted = true;
  draw();
}

let wanted = false;
/** @type {Promise<void> | undefined} */
let round;

/** Brings the page up to date; calls that come while it is doing so are one more round, and wait for it. */
function refresh() {
  wanted = true;
  round ??= loadWhileWanted().finally(() => {
    round = undefined;
  });
  return round;
}

async function loadWhileWanted() {
  try {
    while (wanted) {
      wanted = false;
      await load();
    }
  } catch (error) {
    problem('asking', error);
  }
}

let last = Promise.resolve();

/**
 * Carries out an act in the client on screen, after those before it, and shows what came of it.
 *
 * @param {object} act
 * @returns {Promise<void>}
 */
function send(act) {
  const asked = self();
  const [asPerson, onPlatform] = [person, platform];
  if (screenOf !== asked) return Promise.reject(new Error('This is no longer on screen.'));
  const done = last.then(async () => {
    const after = await server.act(asPerson, onPlatform, act);
    acts += 1;
    problem('acting');
    if (asked !== self()) return;
    screen = after;
    drawScreen();
  });
  last = done.catch(() => {});
  return done;
}

// --- What the person does

/** @param {string} key @param {string} [on] @param {'direct' | 'channel'} [kind] the kind of conversation to open */
async function be(key, on = platform, kind = 'direct') {
  const changed = key !== person || on !== platform;
  person = key;
  platform = on;
  if (changed) {
    known = undefined;
    conversation = '';
  }
  await refresh();
  if (screenOf !== self()) return;
  const ofKind = screen.conversations.filter((/** @type {any} */ one) => one.kind === kind);
  const first = ofKind.find((/** @type {any} */ one) => state.boardChannels.includes(one.id)) ?? ofKind[0];
  if (first) openConversation(first.id);
}

/** @param {string} id */
function openConversation(id) {
  conversation = id;
  drawScreen();
  // Opening it is something that the app is told of.
  if (id === HOME) send({ kind: 'openHome' }).catch((error) => problem('acting', error));
}

/** @param {string} to */
async function move(to) {
  if (document.querySelector('[data-move][aria-disabled]')) return;
  drawMoving(true, null);
  try {
    state = await server.move(to, byId('others').checked ? person : undefined);
    problem('acting');
  } catch (error) {
    problem('acting', error);
  }
  drawMoving(false, null);
  await refresh();
}

/** @param {HTMLElement} button */
async function press(button) {
  if (button.hasAttribute('aria-busy')) return;
  const message = /** @type {HTMLElement} */ (button.closest('article')).dataset.key ?? '';
  pressed = { message, button: button.dataset.id ?? '' };
  button.setAttribute('aria-busy', 'true');
  try {
    await send(message === HOME ? { kind: 'pressAtHome', button: pressed.button } : { kind: 'press', ...pressed });
  } catch (error) {
    problem('acting', error);
  } finally {
    button.removeAttribute('aria-busy');
  }
}

document.addEventListener('click', (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest('button');
  if (!button) return;
  const { act, id = '', move: to } = button.dataset;
  if (to) move(to);
  if (act === 'press') press(button);
  if (act === 'open') openConversation(id);
  if (act === 'platform') be(person, id);
  if (act === 'channel') be(id, undefined, 'channel').then(showConversation);
  if (act === 'be') be(id, button.dataset.platform).then(showConversation);
});

/** After a jump from elsewhere on the page: on a phone the conversation is off screen. */
const showConversation = () => {
  byId('conversation').focus();
  byId('conversation').scrollIntoView({ block: 'nearest' });
};

byId('person').addEventListener('change', (/** @type {any} */ event) => be(event.target.value));

byId('composer').addEventListener('submit', async (/** @type {Event} */ event) => {
  event.preventDefault();
  const words = byId('words');
  const text = words.value.trim();
  const open = screen?.conversations.find((/** @type {any} */ one) => one.id === conversation);
  if (!text || !open) return;
  words.value = '';
  try {
    await send(actFor(platform, open, text));
  } catch (error) {
    // What could not be sent comes back to be sent again, unless something else was typed meanwhile.
    words.value ||= text;
    problem('acting', error);
  }
});

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') drawScreen();
});

server.listen({
  changed: refresh,
  progress: (doing) => drawMoving(doing !== null, doing),
  lost: () => problem('asking', new Error('The connection to the rehearsal was lost. Trying again.')),
});
refresh();

// Whatever scrolls can be reached and scrolled with the keyboard; not every browser sees to that by itself.
for (const id of ['messages', 'log']) byId(id).tabIndex = 0;
