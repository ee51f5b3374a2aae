/** @param {string} at ISO 8601 @param {string} timeZone */
const parts = (at, timeZone) => {
  /** @type {Intl.DateTimeFormatOptions} */
  const style = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' };
  const format = new Intl.DateTimeFormat('en-GB', { ...style, hourCycle: 'h23', timeZone });
  return Object.fromEntries(format.formatToParts(new Date(at)).map((part) => [part.type, part.value]));
};

/**
 * "9am", "5:30pm", "midday", "midnight".
 *
 * @param {string} at
 * @param {string} timeZone
 */
export function timeInWords(at, timeZone) {
  const { hour, minute } = parts(at, timeZone);
  if (minute === '00' && hour === '00') return 'midnight';
  if (minute === '00' && hour === '12') return 'midday';
  const twelve = Number(hour) % 12 || 12;
  return `${twelve}${minute === '00' ? '' : `:${minute}`}${Number(hour) < 12 ? 'am' : 'pm'}`;
}

/**
 * "Thursday 1 April 2021, 9am".
 *
 * @param {string} at
 * @param {string} timeZone
 */
export function momentInWords(at, timeZone) {
  const { weekday, day, month, year } = parts(at, timeZone);
  return `${weekday} ${day} ${month} ${year}, ${timeInWords(at, timeZone)}`;
}

/**
 * "1 message", "2 messages".
 *
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export const counted = (count, one, many = `${one}s`) => `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

/** @param {string} platform */
export const platformName = (platform) => (platform === 'slack' ? 'Slack' : 'Teams');
