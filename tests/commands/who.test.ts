import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board({ on: '2021-04-01' });
});
afterAll(() => snb.close());
const asks = (words: string) => snb.person('joan-pickersgill').says(words);

test.each(['who hate crime', 'who leads on hate crime?', 'who is the lead for Hate Crime', 'who hate crme'])(
  '“%s” is answered with the person, the post, since when, and how to reach them',
  async (words) => {
    const answer = await asks(words);
    expect(answer).toContain(
      'Lead: Helen Tranter, Chief Executive, Broxtowe Borough Council, since the March 2021 refresh',
    );
    expect(answer).toContain('Email: helen.tranter@broxtowe.example');
    expect(answer).toContain('Support officer: Nadia Wren');
  },
);

test('a priority is found by its other names', async () => {
  expect(await asks('who violence')).toContain('Lead: Samir Haddad');
  expect(await asks('who ASB')).toContain('Also called: ASB');
});

test('words that may mean several priorities are asked about', async () => {
  const answer = await asks('who serious');
  expect(answer).toContain('[Who leads on Serious and Acquisitive Crime]');
  expect(answer).toContain('[Who leads on Serious Violence]');
});

test('words that mean none list the priorities', async () => {
  expect(await asks('who parking')).toContain('No priority is called “parking”.');
  expect(await asks('who')).toContain('Say which priority.');
});

test('“No lead agreed” where so', async () => {
  await snb.import((register) => {
    register.assignments = register.assignments.filter(
      ({ subjectKey, role }) => !(subjectKey === 'prevent' && role === 'lead'),
    );
  });
  expect(await asks('who prevent')).toContain('Lead: No lead agreed');
});
