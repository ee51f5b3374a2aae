import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { fillsStep, raised, standing, steps, told } from '../support/escalations.ts';

const SETTLES = {
  words: 'The trust carries the cost until March',
  next: 'Samir writes to both hospitals by May',
  asAsked: 'partly',
};
const QUOTED = [
  '“The trust carries the cost until March”',
  'What happens next: Samir writes to both hospitals by May',
  'Is it what was asked: In part',
  'If this is not what you asked, say so',
];
const SAMIR = 'Samir Haddad, Director, Nottingham City and Nottinghamshire Violence Reduction Unit, 14 April 2021';
const ANSWER_DUE = 'Answer due: 28 April 2021';

type Taking = (one: Board, id: string) => Promise<unknown>;

const pressed =
  (who: string, command: string): Taking =>
  (one, id) =>
    steps(one, one.person(who), command, id);
const filled =
  (who: string, command: string, answers: Record<string, string>): Taking =>
  (one, id) =>
    fillsStep(one, one.person(who), [command, id], answers);

/** What is done with an escalation, and what those who raised and joined it read of it: who, when, what, and what is next. */
const HEARD: [what: string, taking: Taking, about: string, words: string[]][] = [
  [
    'it is acknowledged',
    pressed('samir-haddad', 'acknowledge'),
    'escalation.changed',
    ['14 April 2021 at 9am. Samir Haddad has acknowledged it.', 'How it stands: Acknowledged', ANSWER_DUE],
  ],
  [
    'it is taken',
    pressed('samir-haddad', 'take'),
    'escalation.changed',
    ['14 April 2021 at 9am. Samir Haddad has taken it and will answer it.', 'With: Samir Haddad', ANSWER_DUE],
  ],
  [
    'something is asked about it',
    filled('samir-haddad', 'ask', { words: 'How many leave in June?' }),
    'escalation.question',
    [
      '14 April 2021 at 9am. Samir Haddad asks:\n“How many leave in June?”',
      'Next: It waits for your answer',
      '[Answer the question]',
    ],
  ],
  [
    'something is added to it',
    filled('samir-haddad', 'add', { words: 'Both trusts meet on Monday', link: 'https://trust.example/agenda' }),
    'escalation.added',
    [
      '14 April 2021 at 9am. Samir Haddad wrote:\n“Both trusts meet on Monday”\nLink: https://trust.example/agenda',
      'To be acknowledged by: 16 April 2021',
    ],
  ],
  [
    'it is passed on',
    filled('samir-haddad', 'pass-on', { to: 'group', words: 'It is about money' }),
    'escalation.changed',
    [
      '14 April 2021 at 9am. Samir Haddad passed it to Neil Garside.\n“It is about money”',
      'How it stands: With the performance group',
      ANSWER_DUE,
    ],
  ],
  [
    'it is put on the agenda',
    filled('samir-haddad', 'agenda', { meeting: 'snb/2021-06-11' }),
    'escalation.changed',
    [
      'Samir Haddad put it on the agenda of the Safer Nottinghamshire Board on Friday 11 June 2021.',
      'Answer due: 14 June 2021',
    ],
  ],
  [
    'it is answered',
    filled('samir-haddad', 'answer', SETTLES),
    'escalation.outcome',
    ['Samir Haddad has answered it.', 'The answer: ', `Made by: ${SAMIR}`, ...QUOTED],
  ],
  [
    'it is returned with advice',
    filled('samir-haddad', 'advise', SETTLES),
    'escalation.outcome',
    ['Samir Haddad returned it with advice.', 'The advice: ', `Made by: ${SAMIR}`, ...QUOTED],
  ],
  [
    'the board decides',
    filled('grace-holloway', 'decide', {
      ...SETTLES,
      madeBy: 'Safer Nottinghamshire Board',
      on: '2021-04-14',
    }),
    'escalation.outcome',
    [
      'Safer Nottinghamshire Board has decided. Grace Holloway recorded it.',
      'The decision: ',
      'Made by: Safer Nottinghamshire Board, 14 April 2021',
      ...QUOTED,
    ],
  ],
];

describe('those who raised and joined an escalation hear, in words that say who, when and what is next, that', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
  });
  afterAll(() => one.close());

  test.each(HEARD)('%s', async (_, taking, about, words) => {
    const isDecision = about === 'escalation.outcome' && words[0]?.startsWith('Safer');
    const id = await raised(one, isDecision ? { state: 'on_agenda', meetingKey: 'snb/2021-06-11' } : {}, [
      'bronwen-pugh',
    ]);
    await taking(one, id);
    const { reference } = await standing(one, id);
    for (const officer of ['jamie-thorpe', 'bronwen-pugh']) {
      const heard = await told(one, officer, about);
      expect(heard?.text).toContain(`Escalation ${reference}\n`);
      for (const one of words) expect(heard?.text).toContain(one);
      expect(heard?.text).toContain(`[Read all of ${reference}]`);
      // What a notification says holds nothing that anybody wrote.
      expect(heard?.message.summary).not.toMatch(/trust|money|leave/);
    }
  });

  test('another joined it: by name and partnership, without a form of two pages', async () => {
    const id = await raised(one, {}, ['bronwen-pugh']);
    await steps(one, one.person('kwame-asante'), 'join', id);
    for (const officer of ['jamie-thorpe', 'bronwen-pugh'])
      expect((await told(one, officer, 'escalation.added'))?.text).toContain(
        '14 April 2021 at 9am. Kwame Asante has the same and joined it for Community Safety Partnership 3.',
      );
  });

  test('it goes on together with another: each reads which, and that it goes on for both', async () => {
    const into = await raised(one, { raisedBy: 'kwame-asante' });
    const id = await raised(one, {}, ['bronwen-pugh']);
    await fillsStep(one, one.person('samir-haddad'), ['merge', id], { into });
    const [gone, stays] = [await standing(one, id), await standing(one, into)];
    for (const officer of ['jamie-thorpe', 'bronwen-pugh'])
      expect((await told(one, officer, 'escalation.changed'))?.text).toContain(
        `14 April 2021 at 9am. Samir Haddad joined it with ${stays.reference}, which goes on for both.`,
      );
    expect((await told(one, 'kwame-asante', 'escalation.changed'))?.text).toContain(
      `14 April 2021 at 9am. Samir Haddad joined ${gone.reference} with it. This one goes on for both.`,
    );
  });

  test('one of them raises it no more, and it goes on', async () => {
    const id = await raised(one, {}, ['bronwen-pugh']);
    await fillsStep(one, one.person('jamie-thorpe'), ['withdraw-escalation', id], { words: 'The trust helps us' });
    expect((await told(one, 'bronwen-pugh', 'escalation.changed'))?.text).toContain(
      '14 April 2021 at 9am. Jamie Thorpe does not raise it any more. It goes on for those who joined it.\n“The trust helps us”',
    );
  });

  test('one of them says that it is not what was asked', async () => {
    const id = await raised(one, {}, ['bronwen-pugh']);
    await fillsStep(one, one.person('samir-haddad'), ['answer', id], SETTLES);
    await fillsStep(one, one.person('jamie-thorpe'), ['object', id], { words: 'June is too late' });
    const heard = await told(one, 'bronwen-pugh', 'escalation.changed');
    expect(heard?.text).toContain('14 April 2021 at 9am. Jamie Thorpe says that this is not what was asked:');
    expect(heard?.text).toContain('“June is too late”');
    expect(heard?.text).toContain(ANSWER_DUE);
  });

  test('its meeting is called off: from which day, and what can be done', async () => {
    const id = await raised(one, {}, ['bronwen-pugh']);
    await fillsStep(one, one.person('samir-haddad'), ['agenda', id], { meeting: 'snb/2021-06-11' });
    await one.import((register) => {
      register.meetings = register.meetings.filter(({ key }) => key !== 'snb/2021-06-11');
    });
    await one.on('2021-04-15');
    for (const officer of ['jamie-thorpe', 'bronwen-pugh']) {
      const heard = await told(one, officer, 'escalation.changed');
      expect(heard?.text).toContain(
        'The meeting on Friday 11 June 2021 on whose agenda it was does not take place. It can be put on the agenda of another, or answered.',
      );
      expect(heard?.text).toContain(ANSWER_DUE);
    }
  });

  test('it is overdue: since when, and to whom it has gone', async () => {
    const id = await raised(one, {}, ['bronwen-pugh']);
    await one.on('2021-04-20');
    const { reference } = await standing(one, id);
    for (const officer of ['jamie-thorpe', 'bronwen-pugh']) {
      const heard = await told(one, officer, 'escalation.changed');
      expect(heard?.text).toContain(`Escalation ${reference}\n`);
      expect(heard?.text).toContain('It is overdue, so it has gone to Miriam Sadler.');
      expect(heard?.text).toContain('Was to be acknowledged by: 19 April 2021');
    }
    const asked = await told(one, 'miriam-sadler', 'escalation.overdue');
    expect(asked?.text).toContain('20 April 2021 at 9am. It is overdue, so it has come to you.');
  });
});
