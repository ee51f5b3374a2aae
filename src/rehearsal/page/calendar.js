import { byId, element, keep, say } from './dom.js';
import { momentInWords, timeInWords } from './words.js';

/**
 * @param {any} calendar
 */
export function drawCalendar(calendar) {
  say(byId('date'), calendar.date);
  say(byId('time'), timeInWords(calendar.now, calendar.timeZone));
  say(byId('quarter'), calendar.quarter);
  const { next } = calendar;
  say(
    byId('next'),
    next ? `Next: ${momentInWords(next.at, calendar.timeZone)}. ${next.what}` : 'Nothing more is planned.',
  );
  keep(
    byId('due'),
    calendar.due,
    (line) => line,
    (line) => element('li', {}, line),
  );
  byId('due').hidden = calendar.due.length === 0;
}

/**
 * While the calendar moves its buttons do nothing; they keep the focus, so they are not disabled outright.
 *
 * @param {boolean} moving
 * @param {string | null | undefined} doing
 */
export function drawMoving(moving, doing) {
  for (const button of document.querySelectorAll('[data-move]')) {
    if (moving) button.setAttribute('aria-disabled', 'true');
    else button.removeAttribute('aria-disabled');
  }
  const progress = byId('progress');
  const text = moving ? (doing ?? 'Moving the calendar') : '';
  if (progress.textContent !== text) progress.textContent = text;
}
