import type { Tour } from './tour.ts';

export const lead: Tour = {
  title: 'A lead’s five minutes',
  about: 'Be asked for a report, write it, make a mistake, and send it.',
  steps: [
    {
      words: 'You lead a priority. The quarter is nearly over, and you are in your usual chat.',
      does: [['be', 'lead', 'direct']],
    },
    {
      words:
        'It is 9am on the first working day after the quarter. One message covers everything that you lead, with a button for each report.',
      does: [['wait for', 'Report on']],
    },
    {
      words: 'The form opens where you are. It is four short pages. This is the first.',
      // A quarter later the first page asks what became of what the last report promised.
      does: [
        ['press', 'Report on'],
        ['page', [['What became of it', 'Done']]],
      ],
    },
    {
      words:
        'You chose a rating and gave a reason, and left the direction open. The form says so beside the question, and keeps what you typed.',
      does: [
        [
          'page',
          [
            ['Rating', 'Amber'],
            ['Reason for the rating', 'Two posts are vacant'],
          ],
        ],
      ],
    },
    {
      words: 'Now it is complete, and the second page asks what you achieved.',
      does: [['page', [['Direction', 'Improving']]]],
    },
    {
      words:
        'Two more pages, and you check your answers. Each part can still be changed. Nobody else has seen any of it.',
      does: [
        ['page', [['What you achieved', 'Opened twelve new reporting centres']]],
        ['page', [['What you will do', 'Train the volunteers']]],
        [
          'page',
          [
            ['Headline', 'Twelve new reporting centres'],
            ['What you need from the board', 'Nothing'],
          ],
        ],
      ],
    },
    {
      words: 'It is sent. You have a reference, and you know when the board will see it and who was told.',
      does: [['press', 'Send report to the board']],
    },
    {
      words: 'In the chat, the message says “Sent”. You can still change the report until the next quarter ends.',
      does: [['close']],
    },
  ],
  alone: 'Press “Change the report on” in the message, change the headline, and send it again. Or type who hate crime.',
};
