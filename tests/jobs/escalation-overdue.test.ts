import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countedIds, freshDatabase, type TestDatabase } from '../support/database.ts';
import { DEPUTY, type EscalationBoard, escalationBoard, GROUP, LEAD, MANAGER, OFFICER } from './escalation-board.ts';

let server: TestDatabase;
let boards = 0;
beforeAll(async () => {
  server = await freshDatabase(countedIds('row'));
  return () => server.drop();
});

async function open(on?: string): Promise<EscalationBoard> {
  boards += 1;
  return escalationBoard(server.database, { name: `snb-${boards}`, ...(on && { on }) });
}

describe('an escalation that nobody acknowledges', () => {
  let one: EscalationBoard;
  let id: string;
  beforeAll(async () => {
    one = await open();
    id = await one.raises();
    await one.serve();
  });
  afterAll(() => one.close());

  test('goes to the deputy, the chair of the performance group and the programme manager, a working day after each other', async () => {
    const days: Record<string, string[]> = {};
    for (const day of ['2021-04-16', '2021-04-17', '2021-04-19', '2021-04-20', '2021-04-21', '2021-04-22']) {
      const before = (await one.sent('escalation.overdue')).length;
      await one.on(day);
      days[day] = (await one.sent('escalation.overdue')).slice(before);
    }
    expect(days).toEqual({
      '2021-04-16': [],
      '2021-04-17': [],
      '2021-04-19': [`${DEPUTY}: overdue`],
      '2021-04-20': [`${GROUP}: overdue`],
      '2021-04-21': [`${MANAGER}: overdue`],
      '2021-04-22': [],
    });
  });

  test('and those who raised it hear to whom, with the rule and the people on its history', async () => {
    expect((await one.sent('escalation.changed')).filter((line) => line.startsWith(OFFICER!))).toHaveLength(3);
    const read = await one.person(OFFICER!).interact({
      ...{ kind: 'pressed', partnershipId: one.partnershipId, command: 'escalation', input: { escalation: id } },
    });
    expect(read).toContain('It is overdue, so it has gone to Miriam Sadler.');
    const [overdue] = (await one.log()).filter(({ about }) => about === 'escalation.overdue');
    expect(overdue?.because).toContain('then the chair of the performance group');
  });

  test('begins anew with the answer, 10 working days after it was acknowledged', async () => {
    await one.steps(LEAD!, 'acknowledge', id);
    const before = (await one.sent('escalation.overdue')).length;
    // 22 April, and a bank holiday on 3 May: due on 7 May.
    await one.on('2021-05-07');
    expect((await one.sent('escalation.overdue')).slice(before)).toEqual([]);
    await one.on('2021-05-10');
    expect((await one.sent('escalation.overdue')).slice(before)).toEqual([`${DEPUTY}: overdue`]);
    await one.steps(LEAD!, 'answer', id);
    await one.on('2021-05-11');
    await one.on('2021-05-12');
    expect((await one.sent('escalation.overdue')).slice(before)).toEqual([`${DEPUTY}: overdue`]);
  });
});

test('after a stop of a week each has a working day before it goes on to the next', async () => {
  const one = await open();
  await one.raises();
  await one.serve();
  for (const [day, told] of [
    ['2021-04-26', [DEPUTY]],
    ['2021-04-27', [DEPUTY, GROUP]],
    ['2021-04-28', [DEPUTY, GROUP, MANAGER]],
    ['2021-04-29', [DEPUTY, GROUP, MANAGER]],
  ] as const) {
    await one.on(day);
    expect(await one.sent('escalation.overdue')).toEqual(told.map((key) => `${key}: overdue`));
  }
  await one.close();
});

test('nothing is chased for in a pause, and after it each has a working day as before', async () => {
  const one = await open();
  await one.raises();
  await one.serve();
  await one.on('2021-04-15');
  await one.person(MANAGER!).says('pause');
  for (const day of ['2021-04-19', '2021-04-20', '2021-04-22']) await one.on(day);
  await one.person(MANAGER!).says('resume');
  await one.serve();
  expect(await one.sent('escalation.overdue')).toEqual([]);
  for (const [day, told] of [
    ['2021-04-23', [DEPUTY]],
    ['2021-04-26', [DEPUTY, GROUP]],
    ['2021-04-27', [DEPUTY, GROUP, MANAGER]],
  ] as const) {
    await one.on(day);
    expect(await one.sent('escalation.overdue')).toEqual(told.map((key) => `${key}: overdue`));
  }
  await one.close();
});

test('a rung with nobody is passed over: the next is told on its own day', async () => {
  const one = await open();
  // Nobody deputises for hate crime.
  await one.raises({ priorityKeys: ['hate-crime'] });
  await one.serve();
  await one.on('2021-04-19');
  expect(await one.sent('escalation.overdue')).toEqual([]);
  await one.on('2021-04-20');
  expect(await one.sent('escalation.overdue')).toEqual([`${GROUP}: overdue`]);
  await one.close();
});

test('nothing is overdue while it waits for those who raised it', async () => {
  const one = await open();
  const id = await one.raises({ neededBy: '2021-04-20' });
  await one.serve();
  await one.steps(LEAD!, 'ask', id);
  expect((await one.standing(id)).waitingSince).not.toBeNull();
  for (const day of ['2021-04-19', '2021-04-21', '2021-04-23', '2021-05-20']) await one.on(day);
  expect(await one.sent('escalation.overdue')).toEqual([]);
  await one.steps(OFFICER!, 'add', id);
  // It waited for 25 working days, and is needed so much later.
  await one.on('2021-05-26');
  expect(await one.sent('escalation.overdue')).toEqual([]);
  await one.on('2021-05-27');
  expect(await one.sent('escalation.overdue')).toEqual([`${DEPUTY}: overdue`]);
  await one.close();
});

test('one that is needed the next day is chased for once it has passed, and is overdue the working day after it was acknowledged', async () => {
  const one = await open();
  const id = await one.raises({ neededBy: '2021-04-15' });
  await one.on('2021-04-15');
  expect(await one.sent('escalation.overdue')).toEqual([]);
  await one.on('2021-04-16');
  expect(await one.sent('escalation.overdue')).toEqual([`${DEPUTY}: overdue`]);
  await one.steps(LEAD!, 'acknowledge', id);
  await one.serve();
  await one.on('2021-04-19');
  expect(await one.sent('escalation.overdue')).toEqual([`${DEPUTY}: overdue`, `${DEPUTY}: overdue`]);
  await one.close();
});

test('raised at 23:59 on the last day of a quarter it counts from that day, and on a bank holiday from the working day after', async () => {
  const one = await open();
  await one.on('2021-03-31', 23, 59);
  await one.raises();
  await one.on('2021-04-02');
  await one.raises();
  // The working days after Easter: 6 April on.
  await one.on('2021-04-07');
  expect(await one.sent('escalation.overdue')).toEqual([`${DEPUTY}: overdue`]);
  await one.on('2021-04-08');
  expect(await one.sent('escalation.overdue')).toEqual([`${DEPUTY}: overdue`, `${GROUP}: overdue`]);
  await one.on('2021-04-09');
  expect(await one.sent('escalation.overdue')).toEqual([
    ...[`${DEPUTY}: overdue`, `${GROUP}: overdue`],
    ...[`${MANAGER}: overdue`, `${DEPUTY}: overdue`],
  ]);
  await one.close();
});

test('one whose priority has left the agreement, for a partnership that is no more, still comes to somebody', async () => {
  const one = await open();
  const id = await one.raises();
  await one.serve();
  await one.import((register) => {
    const end = <T extends { endedOn: string | null }>(row: T) => Object.assign(row, { endedOn: '2021-04-15' });
    for (const row of register.assignments) if (['serious-violence', 'csp-1'].includes(row.subjectKey)) end(row);
    for (const row of register.agreed) if (row.priorityKey === 'serious-violence') end(row);
    for (const row of register.bodies) if (row.key === 'csp-1') end(row);
    for (const row of register.relations) if (row.fromKey === 'csp-1') end(row);
  });
  await one.on('2021-04-15');
  // Nobody leads its priority. The chair of the performance group that was above it has it already.
  expect(await one.sent('escalation.passed')).toEqual([`${MANAGER}: passed`]);
  for (const day of ['2021-04-19', '2021-04-20', '2021-04-21']) await one.on(day);
  expect(await one.sent('escalation.overdue')).toEqual([`${GROUP}: overdue`, `${MANAGER}: overdue`]);
  await one.steps(GROUP!, 'answer', id);
  expect((await one.standing(id)).state).toBe('answered');
  // Who raised it for that partnership, and is still there, has the right of reply.
  await one.steps(OFFICER!, 'object', id);
  expect((await one.standing(id)).state).toBe('acknowledged');
  await one.close();
});
