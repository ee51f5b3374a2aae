import { beforeAll, expect, test } from 'vitest';
import { plainText } from '../../src/views/plain.ts';
import { countedIds, freshDatabase, type TestDatabase } from '../support/database.ts';
import { steps } from '../support/escalations.ts';
import { fillsInForm } from '../support/filling.ts';
import { type EscalationBoard, escalationBoard, LEAD, MANAGER, NEIGHBOUR, OFFICER, OTHER } from './escalation-board.ts';

let server: TestDatabase;
let boards = 0;
beforeAll(async () => {
  server = await freshDatabase(countedIds('row'));
  return () => server.drop();
});

async function open(): Promise<EscalationBoard> {
  boards += 1;
  return escalationBoard(server.database, { name: `snb-${boards}` });
}

async function answered(one: EscalationBoard, joinedBy: string[] = [], asAsked = 'yes'): Promise<string> {
  const id = await one.raises({}, joinedBy);
  await one.serve();
  const lead = one.person(LEAD!);
  await steps(one, lead, 'answer', id);
  await fillsInForm(lead, { words: 'There is no money', next: 'Nothing', asAsked });
  await one.serve();
  return id;
}

/** The outcome as it stands with somebody, last. */
async function outcomeAt(one: EscalationBoard, key: string | undefined, id: string): Promise<string> {
  const log = await one.log();
  const { message } = log.findLast(
    ({ posting, state }) =>
      posting.addressKey === key && posting.subject.startsWith(`escalation-outcome/${id}/`) && state !== 'suppressed',
  )!;
  return plainText(message);
}

const stateOf = async (one: EscalationBoard, id: string) => (await one.standing(id)).state;

test('whoever is sent an outcome in the place of a raiser can reply, and the raiser still can when they are back', async () => {
  const one = await open();
  await one.person(OFFICER!).says('away from 15 April to 10 May');
  await one.on('2021-04-15');
  const [first, second] = [await answered(one), await answered(one)];
  await one.serve();
  const instead = await outcomeAt(one, OTHER, first);
  expect(instead).toContain('[This is not what we asked]');
  expect(instead).toContain(
    'say so by 29 April 2021, and it goes back to them. If nobody says so, it closes by itself after that.',
  );
  await one.on('2021-04-29', 23);
  expect(await stateOf(one, first)).toBe('answered');
  await one.on('2021-04-30');
  expect(await stateOf(one, first)).toBe('closed');
  expect(await one.steps(OTHER!, 'object', first)).toContain('Until 29 April 2021 you could say');
  const before = (await one.sent()).length;
  await one.on('2021-05-11');
  // Not one more that it was closed.
  expect((await one.sent()).slice(before)).toEqual([`${OFFICER}: outcome`, `${OFFICER}: outcome`]);
  const own = await outcomeAt(one, OFFICER, first);
  expect(own).toContain('How it stands: Closed');
  expect(own).toContain('[This is not what we asked]');
  expect(own).toContain('within 10 working days of this message. It is closed, and is opened again if you do.');
  await one.on('2021-05-25', 23);
  expect(await one.steps(OFFICER!, 'object', first)).toContain('is open again');
  expect(await one.standing(first)).toMatchObject({ state: 'acknowledged', closedAt: null });
  await one.on('2021-05-26');
  expect((await one.sent()).slice(before + 2).sort()).toEqual(
    [`${MANAGER}: objected`, `${OTHER}: changed`, `${LEAD}: objected`].sort(),
  );
  expect(await one.steps(OFFICER!, 'object', second)).toContain('Until 25 May 2021 you could say');
  expect(await stateOf(one, second)).toBe('closed');
  await one.close();
});

test('whoever stands in for the only raiser replies, or closes what did not come to what was asked', async () => {
  const one = await open();
  await one.person(OFFICER!).says('away from 14 April to 10 May');
  const [replied, closed, joined] = [
    await answered(one, [], 'no'),
    await answered(one, [], 'no'),
    await answered(one, [NEIGHBOUR!], 'no'),
  ];
  await one.serve();
  expect(await one.steps(OTHER!, 'object', replied)).toContain('is open again');
  expect(await stateOf(one, replied)).toBe('acknowledged');
  expect(await one.steps(OTHER!, 'close', closed)).toContain('is closed');
  expect(await stateOf(one, closed)).toBe('closed');
  // Others raised that one, too.
  expect(await one.steps(OTHER!, 'close', joined)).toContain('It closes by itself');
  // Another answer is sent to them again, as the raiser is still away.
  await one.steps(LEAD!, 'answer', replied);
  await one.serve();
  expect(await outcomeAt(one, OTHER, replied)).toContain('Both hospitals share the cost');
  await one.close();
});

test('whoever was away while it was answered, objected to and answered anew gets the newest answer alone', async () => {
  const one = await open();
  await one.person(OFFICER!).says('away from 14 April to 19 April');
  const id = await answered(one, [NEIGHBOUR!], 'no');
  await one.steps(NEIGHBOUR!, 'object', id);
  await one.steps(LEAD!, 'answer', id);
  await one.on('2021-04-20');
  expect((await one.sent()).filter((line) => line.startsWith(OFFICER!))).toEqual([`${OFFICER}: outcome`]);
  expect(await outcomeAt(one, OFFICER, id)).toContain('Both hospitals share the cost');
  await one.close();
});

test('a colleague who was not sent it cannot reply, nor whoever stood in once they are no officer of theirs', async () => {
  const one = await open();
  const id = await answered(one);
  expect(await one.steps(OTHER!, 'object', id)).toContain('This is not yours to do');
  await one.person(OFFICER!).says('away from 14 April to 10 May');
  const later = await answered(one);
  await one.serve();
  await one.import((register) => {
    register.assignments.find(({ key }) => key === 'csp-1/officer/second')!.endedOn = '2021-04-14';
  });
  expect(await one.steps(OTHER!, 'object', later)).not.toContain('is open again');
  await one.close();
});

test.each([
  ['the programme manager', MANAGER!],
  ['one of those who raised it', NEIGHBOUR!],
])('what %s closed by hand can be replied to by another for 10 working days', async (_, who) => {
  const one = await open();
  const [id, late] = [await answered(one, [NEIGHBOUR!]), await answered(one, [NEIGHBOUR!])];
  for (const each of [id, late]) expect(await one.steps(who, 'close', each)).toContain('is closed');
  await one.serve();
  const told = (await one.log()).findLast(
    ({ about, posting }) => about === 'escalation.changed' && posting.addressKey === OFFICER,
  )!;
  expect(plainText(told.message)).toContain('say so by 28 April 2021. It is closed, and is opened again if you do.');
  await one.on('2021-04-28', 16);
  expect(await one.steps(OFFICER!, 'object', id)).toContain('is open again');
  await one.serve();
  const heard = (await one.sent('escalation.objected')).concat(await one.sent('escalation.changed'));
  expect(heard).toEqual(expect.arrayContaining([`${LEAD}: objected`, `${MANAGER}: objected`, `${NEIGHBOUR}: changed`]));
  await one.on('2021-04-29');
  expect(await one.steps(OFFICER!, 'object', late)).toContain('Until 28 April 2021 you could say');
  await one.close();
});

test('the day by which one may reply is the day that holds, also where a pause comes before the outcome was sent', async () => {
  const one = await open();
  // On a Friday evening: it would come on Monday 19 April.
  await one.on('2021-04-16', 18);
  const id = await answered(one, [NEIGHBOUR!]);
  expect(await outcomeAt(one, OFFICER, id)).toContain('say so by 4 May 2021');
  await one.on('2021-04-18');
  await one.person(MANAGER!).says('pause');
  await one.on('2021-05-05');
  await one.person(MANAGER!).says('resume');
  await one.serve();
  const sent = (await one.sent('escalation.outcome')).sort();
  expect(sent).toEqual([NEIGHBOUR, OFFICER].map((key) => `${key}: outcome`).sort());
  for (const key of [OFFICER, NEIGHBOUR]) expect(await outcomeAt(one, key, id)).toContain('say so by 19 May 2021');
  await one.close();
});

test('whoever goes on leave before an outcome comes to them is not told a day that has gone by', async () => {
  const one = await open();
  await one.on('2021-04-16', 18);
  const id = await answered(one);
  expect(await outcomeAt(one, OFFICER, id)).toContain('say so by 4 May 2021');
  await one.person(OFFICER!).says('away from 17 April to 20 April');
  await one.on('2021-04-19');
  await one.on('2021-04-21');
  expect(await one.sent('escalation.outcome')).toEqual([`${OFFICER}: outcome`]);
  expect(await outcomeAt(one, OFFICER, id)).toContain('say so within 10 working days of this message');
  await one.close();
});
