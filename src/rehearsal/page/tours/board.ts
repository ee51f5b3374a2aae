import type { Tour } from './tour.ts';

export const board: Tour = {
  title: 'The board’s morning',
  about: 'Read one digest from the top, and one report in full.',
  steps: [
    {
      words: 'You sit on the board. You write no report, and nobody reminds you of anything.',
      does: [['be', 'board', 'channel']],
    },
    {
      words:
        'The reports were due, and this is the board’s channel on the working day after. One digest: how many reported, what you are asked to decide, then what is red or has changed.',
      does: [['wait for', 'Read']],
    },
    { words: 'You pressed Read beside a line: the whole report, for you alone.', does: [['press', 'Read']] },
    {
      words: 'You typed a question of your own, in everyday words: who leads on violence?',
      does: [
        ['be', 'board', 'direct'],
        ['say', 'who violence'],
      ],
    },
  ],
  alone: 'Go back to the board’s channel and read the report of a red priority. Then type priorities.',
};
