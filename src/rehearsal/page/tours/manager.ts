import type { Tour } from './tour.ts';

export const manager: Tour = {
  title: 'The programme manager’s quarter',
  about: 'See who has reported, look at one report, and watch the reminders go out.',
  steps: [
    {
      words: 'You run the programme. What follows happens without you: you only look.',
      does: [['be', 'manager', 'direct']],
    },
    {
      words:
        'The calendar went to the next thing that happens, and you typed status: what is in, what is not, and what you can do about it. Only you see it.',
      does: [['move'], ['say', 'status']],
    },
    {
      words: 'Behind each line is one report: who owes it, and what you can do. Record it, excuse it, move its date.',
      does: [['press', 'More on']],
    },
    {
      words:
        'The calendar went on to the next thing. Reports come in by themselves, and a reminder goes only to those who still owe one.',
      does: [['move'], ['say', 'status']],
    },
    { words: 'You typed priorities: who leads what, and which have no lead.', does: [['say', 'priorities']] },
  ],
  alone:
    'Type status again and press “More on” beside a report that is missing. Below the conversations is everything that was sent, to whom and why.',
};
