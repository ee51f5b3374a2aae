import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { type EscalationBoard, escalationBoard, LEAD, MANAGER, NEIGHBOUR, OFFICER } from './escalation-board.ts';

let server: TestDatabase;
let one: EscalationBoard;
beforeAll(async () => {
  server = await freshDatabase();
  one = await escalationBoard(server.database);
});
afterAll(async () => {
  await one.close();
  await server.drop();
});

const stateOf = async (id: string) => (await one.standing(id)).state;

test('an escalation closes by itself once the last who raised it has had 10 working days with the outcome', async () => {
  await one.on('2021-04-14');
  const id = await one.raises({}, [NEIGHBOUR!]);
  await one.serve();
  await one.person(NEIGHBOUR!).says('away from 15 April to 16 April');
  await one.on('2021-04-15');
  await one.steps(LEAD!, 'answer', id);
  await one.serve();
  // Sent to one on 15 April, to the other, who was away, on Monday 19 April: 10 working days and a bank holiday later.
  await one.on('2021-04-19');
  await one.on('2021-05-04', 23);
  expect(await stateOf(id)).toBe('answered');
  await one.on('2021-05-05');
  expect(await stateOf(id)).toBe('closed');
  const told = (await one.log()).filter(
    ({ about, message }) => about === 'escalation.changed' && message.summary.includes('was closed'),
  );
  expect(told.map(({ posting }) => posting.addressKey).sort()).toEqual([NEIGHBOUR, OFFICER]);
});

test('not while somebody says that it is not what was asked', async () => {
  await one.on('2021-06-01');
  const id = await one.raises();
  await one.steps(LEAD!, 'answer', id);
  await one.serve();
  await one.on('2021-06-10');
  await one.steps(OFFICER!, 'object', id);
  await one.on('2021-06-15');
  expect(await stateOf(id)).toBe('acknowledged');
  await one.steps(LEAD!, 'answer', id);
  await one.serve();
  await one.on('2021-06-29', 23);
  expect(await stateOf(id)).toBe('answered');
  await one.on('2021-06-30');
  expect(await stateOf(id)).toBe('closed');
});

test('not while the partnership is paused with an outcome held back', async () => {
  await one.on('2021-07-01');
  const id = await one.raises();
  await one.serve();
  await one.person('grace-holloway').says('pause');
  await one.steps(LEAD!, 'answer', id);
  await one.on('2021-07-30');
  expect(await stateOf(id)).toBe('answered');
  await one.person('grace-holloway').says('resume');
  await one.serve();
  expect((await one.sent('escalation.outcome')).at(-1)).toBe(`${OFFICER}: outcome`);
  await one.on('2021-08-16');
  expect(await stateOf(id)).toBe('closed');
});

test('what is closed before is brought up to date where it stands once each could reply last, and nobody is told of that', async () => {
  await one.on('2021-09-01');
  const id = await one.raises({}, [NEIGHBOUR!]);
  await one.serve();
  await one.person(NEIGHBOUR!).says('away from 2 September to 3 September');
  await one.on('2021-09-02');
  await one.steps(LEAD!, 'answer', id);
  await one.serve();
  await one.on('2021-09-06');
  await one.steps(MANAGER!, 'close', id);
  await one.serve();
  const offering = async () =>
    (await one.log())
      .filter(
        ({ posting: { data, subject }, state }) =>
          data.escalation === id && subject.includes('outcome') && state === 'sent',
      )
      .reduce(
        (newest, { posting, message }) => newest.set(posting.addressKey, JSON.stringify(message)),
        new Map<string, string>(),
      );
  const offered = async () =>
    [...(await offering())].filter(([, words]) => words.includes('This is not what we asked')).map(([key]) => key);
  const posts = async () => (await one.sent()).length;
  const before = await posts();
  await one.on('2021-09-16', 23);
  expect((await offered()).sort()).toEqual([NEIGHBOUR, OFFICER]);
  await one.on('2021-09-17');
  expect(await offered()).toEqual([NEIGHBOUR]);
  await one.on('2021-09-21');
  expect(await offered()).toEqual([]);
  expect(await posts()).toBe(before);
});
