import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import {
  type EscalationBoard,
  escalationBoard,
  GROUP,
  LEAD,
  MANAGER,
  NEIGHBOUR,
  OFFICER,
  OTHER,
} from './escalation-board.ts';

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

/** What was sent of one: to whom, and what about. */
async function sentOf(id: string): Promise<string[]> {
  return (await one.log())
    .filter(({ action, state, posting }) => action === 'post' && state === 'sent' && posting.data.escalation === id)
    .filter(({ about }) => !about.endsWith('.updated'))
    .map(({ posting, about }) => `${posting.addressKey}: ${about.slice('escalation.'.length)}`);
}

/** The same since so many of them. */
const since = async (id: string, before: number) => (await sentOf(id)).slice(before);

async function asked(day: string, by = LEAD!, joinedBy: string[] = []): Promise<string> {
  await one.on(day);
  const id = await one.raises({}, joinedBy);
  await one.serve();
  await one.steps(by, 'ask', id);
  await one.serve();
  return id;
}

test('those who have not answered after 3 working days are asked once more, with the question in it', async () => {
  const id = await asked('2021-04-14');
  const before = (await sentOf(id)).length;
  await one.on('2021-04-19', 8);
  expect(await since(id, before)).toEqual([]);
  await one.on('2021-04-19');
  await one.on('2021-04-20');
  expect(await since(id, before)).toEqual([`${OFFICER}: question`]);
  const { message } = (await one.log()).findLast(({ about }) => about === 'escalation.question')!;
  expect(message.summary).toContain('still has a question for you');
  expect(JSON.stringify(message)).toContain('Both hospitals share the cost');
  expect(JSON.stringify(message)).toContain('Answer the question');
  await one.steps(OFFICER!, 'add', id);
});

test('5 working days later the days count again, and whoever asked, whoever answers, the programme manager and the raiser are told', async () => {
  const id = await asked('2021-05-04', GROUP!);
  await one.on('2021-05-07');
  const before = (await sentOf(id)).length;
  await one.on('2021-05-13');
  expect(await since(id, before)).toEqual([]);
  expect(await one.standing(id)).toMatchObject({ waited: 0 });
  await one.on('2021-05-14');
  expect((await since(id, before)).sort()).toEqual(
    [GROUP, LEAD, MANAGER, OFFICER].map((key) => `${key}: changed`).sort(),
  );
  expect(await one.standing(id)).toMatchObject({ waitingSince: null, waited: 8 });
  const read = await one.steps(LEAD!, 'escalation', id);
  expect(read).toContain('Nobody has answered what was asked, so the days for an answer are counted again.');
  expect(read).toContain('Answer due');
  // It can still be answered, and is not asked again.
  expect(await one.steps(OFFICER!, 'add', id)).toContain('goes to whoever answers it');
  expect(await one.standing(id)).toMatchObject({ waited: 8 });
  await one.on('2021-05-17');
  expect((await since(id, before)).filter((line) => line.endsWith('question'))).toEqual([]);
});

test('whoever has answered is not reminded, and a second question does not stop the days for longer', async () => {
  const answered = await asked('2021-06-01');
  await one.steps(OFFICER!, 'add', answered);
  await one.serve();
  const id = await asked('2021-06-02', LEAD!, [NEIGHBOUR!]);
  const before = (await sentOf(id)).length;
  await one.on('2021-06-07');
  expect((await since(id, before)).sort()).toEqual([NEIGHBOUR, OFFICER].map((key) => `${key}: question`).sort());
  await one.steps(LEAD!, 'ask', id);
  await one.on('2021-06-11');
  expect(await one.standing(id)).not.toMatchObject({ waitingSince: null });
  await one.on('2021-06-14');
  expect(await one.standing(id)).toMatchObject({ waitingSince: null, waited: 8 });
});

test('whoever is away on that day is asked once more when they are back; meanwhile another officer of theirs is brought the question', async () => {
  const id = await asked('2021-08-02');
  await one.on('2021-08-05', 8);
  await one.person(OFFICER!).says('away from 5 August to 6 August');
  const before = (await sentOf(id)).length;
  await one.on('2021-08-05');
  expect(await since(id, before)).toEqual([`${OTHER}: question`]);
  expect(await one.steps(LEAD!, 'escalation', id)).toContain('The question went to Ola Finch as well.');
  await one.on('2021-08-09');
  expect((await since(id, before)).sort()).toEqual([OFFICER, OTHER].map((key) => `${key}: question`).sort());
  const { message } = (await one.log()).findLast(
    ({ about, posting }) => about === 'escalation.question' && posting.addressKey === OFFICER,
  )!;
  expect(message.summary).toContain('still has a question for you');
  await one.steps(OTHER!, 'add', id);
  expect(await one.standing(id)).toMatchObject({ waitingSince: null, waited: 5 });
});

test('whoever was away since before they were asked has the question when they are back; another officer of theirs, after 3 working days', async () => {
  await one.on('2021-09-01');
  await one.person(OFFICER!).says('away until 7 September');
  const id = await asked('2021-09-01');
  await one.on('2021-09-03');
  const before = (await sentOf(id)).length;
  await one.on('2021-09-06');
  expect(await since(id, before)).toEqual([`${OTHER}: question`]);
  await one.on('2021-09-08');
  expect((await since(id, before)).sort()).toEqual([OFFICER, OTHER].map((key) => `${key}: question`).sort());
  await one.steps(OFFICER!, 'add', id);
});

test('after one that nobody answered, another stops the days only once they have written something', async () => {
  const id = await asked('2021-09-01');
  await one.on('2021-09-13');
  expect(await one.standing(id)).toMatchObject({ waitingSince: null, waited: 8 });
  expect(await one.steps(LEAD!, 'ask', id)).toContain(
    'The last question was not answered, so the days for an answer go on.',
  );
  expect(await one.standing(id)).toMatchObject({ waitingSince: null, waited: 8 });
  await one.steps(OFFICER!, 'add', id);
  expect(await one.steps(LEAD!, 'ask', id)).toContain('Until then the days for an answer are not counted');
  expect(await one.standing(id)).toMatchObject({ waitingSince: one.now() });
});

test('a pause begins both anew', async () => {
  const id = await asked('2021-07-01');
  await one.person(MANAGER!).says('pause');
  await one.on('2021-07-14');
  expect(await one.standing(id)).not.toMatchObject({ waitingSince: null });
  await one.person(MANAGER!).says('resume');
  await one.serve();
  const before = (await sentOf(id)).length;
  await one.on('2021-07-16');
  expect(await since(id, before)).toEqual([]);
  await one.on('2021-07-19');
  expect(await since(id, before)).toEqual([`${OFFICER}: question`]);
  await one.on('2021-07-26');
  expect(await one.standing(id)).toMatchObject({ waitingSince: null });
});
