import { byId, element, keep, say } from './dom.js';
import { counted, momentInWords, platformName } from './words.js';

const NEWEST = 200;

/**
 * What was sent, newest first.
 *
 * @param {any[]} log
 * @param {string} timeZone
 */
export function drawLog(log, timeZone) {
  const entries = log.map((entry, index) => ({ ...entry, key: String(index) })).reverse();
  const shown = entries.slice(0, NEWEST);
  const all = entries.length === 0 ? 'Nothing was sent yet.' : `${counted(entries.length, 'message')}, newest first.`;
  say(byId('log-count'), shown.length < entries.length ? `${all} The newest ${NEWEST} are listed.` : all);
  byId('log').hidden = entries.length === 0;
  keep(
    byId('log'),
    shown,
    (entry) => entry.key,
    (entry) => drawEntry(entry, timeZone),
  );
}

/** @param {any} entry @param {string} timeZone */
function drawEntry(entry, timeZone) {
  const to = entry.person
    ? element(
        'button',
        { type: 'button', class: 'link', 'data-act': 'be', 'data-id': entry.person, 'data-platform': entry.platform },
        entry.to,
      )
    : element('strong', {}, entry.to);
  return element(
    'li',
    {},
    element('p', {}, to, ` on ${platformName(entry.platform)} `, element('code', {}, entry.about)),
    element('p', {}, entry.because),
    element('p', { class: 'quiet' }, element('time', { datetime: entry.at }, momentInWords(entry.at, timeZone))),
  );
}

/**
 * @param {any} state
 */
export function drawFirstSteps(state) {
  const lead = state.people.find((/** @type {any} */ person) => person.key === state.startWith) ?? state.people[0];
  const board = state.people.find((/** @type {any} */ person) => person.group === 'board') ?? lead;
  const steps = [
    {
      text: 'Move the calendar to the next thing that will happen.',
      act: 'move',
      id: 'next',
      label: 'Move the calendar',
    },
    {
      text: `Open ${lead?.name}’s inbox and press a button that starts “Report on”. Fill in the form and send it.`,
      act: 'be',
      id: lead?.key,
      label: `Be ${lead?.name}`,
    },
    { text: 'Move the calendar on, a thing at a time, until the digest is posted.' },
    {
      text: 'Read the digest in the board’s channel.',
      act: 'channel',
      id: board?.key,
      label: 'Open the board’s channel',
    },
  ];
  keep(
    byId('first'),
    lead ? steps : [],
    (step) => step.text,
    (step) => element('li', {}, element('p', {}, step.text), stepButton(step)),
  );
}

/** @param {{ act?: string, id?: string, label?: string }} step */
function stepButton({ act, id, label }) {
  if (!act) return undefined;
  if (act === 'move') return element('button', { type: 'button', 'data-move': id }, label);
  return element('button', { type: 'button', 'data-act': act, 'data-id': id }, label);
}
