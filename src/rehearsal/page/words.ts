/** Times as they are read out, in the partnership's own time zone. */
const parts = (at: string, timeZone: string) => {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ hourCycle: 'h23', timeZone },
  } as Intl.DateTimeFormatOptions);
  return Object.fromEntries(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
};

/** "9am", "5:30pm", "midday", "midnight". */
export function timeInWords(at: string, timeZone: string): string {
  const { hour, minute } = parts(at, timeZone);
  if (minute === '00' && hour === '00') return 'midnight';
  if (minute === '00' && hour === '12') return 'midday';
  const twelve = Number(hour) % 12 || 12;
  return `${twelve}${minute === '00' ? '' : `:${minute}`}${Number(hour) < 12 ? 'am' : 'pm'}`;
}

/** "Thursday 1 April 2021, 9am". */
export function momentInWords(at: string, timeZone: string): string {
  const { weekday, day, month, year } = parts(at, timeZone);
  return `${weekday} ${day} ${month} ${year}, ${timeInWords(at, timeZone)}`;
}

/** "1 message", "2 messages". */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

/** "Alan Whitcombe", "Alan Whitcombe and Priya Raman". */
export const listed = (names: string[]) => new Intl.ListFormat('en-GB').format(names);
