import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board, fillsIn, type Member } from '../support/board.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board();
  await snb.on('2021-04-01');
  await snb.on('2021-04-20', 10);
});
afterAll(() => snb.close());
const grace = () => snb.person('grace-holloway');

async function records(words: string, received: Record<string, string>): Promise<Member> {
  const manager = grace();
  await manager.says(`record ${words}`);
  manager.types(received);
  await manager.does('continue');
  await fillsIn(manager);
  await manager.sends();
  return manager;
}

test('a report that came by email before the due date is not late, whenever it is recorded', async () => {
  const manager = await records('hate crime', { from: 'helen-tranter', receivedOn: '2021-04-15' });
  expect(manager.sees()).toContain('Report on hate crime recorded');
  expect(manager.sees()).toContain('Received from Helen Tranter on Thursday 15 April 2021.');
  expect(manager.sees()).not.toContain('marked as sent late');
  const [version] = await snb.database.read(snb.partnershipId, async (reader) =>
    reader.returns.versions((await reader.returns.byReference('SNB-1'))!.id),
  );
  expect(version).toMatchObject({
    ...{ authorKey: 'helen-tranter', recordedBy: 'grace-holloway', receivedOn: '2021-04-15', late: false },
    values: { rating: 'green', headline: 'Opened 12 reporting centres' },
  });
  expect(version!.values).not.toHaveProperty('receivedOn');
});

test('both are told, with the reference; who prepares it is told by whom it was recorded', async () => {
  const [author] = await snb.messages('report.recorded');
  expect(author).toMatchObject({ to: 'helen-tranter' });
  expect(author!.text).toContain(
    'Grace Holloway, programme manager, recorded the report that was received from you on 15 April 2021',
  );
  expect(author!.text).toContain('SNB-1');
  expect((await snb.messages('report.sent')).map(({ to }) => to)).toEqual(['grace-holloway']);
  const told = await snb.messages('report.sent.told');
  expect(told.map(({ to }) => to)).toEqual(['nadia-wren']);
  expect(told[0]!.text).toContain('Grace Holloway recorded the report on hate crime');
});

test('late goes by the day on which it was received', async () => {
  const manager = await records('asb', { from: 'joan-pickersgill', receivedOn: '2021-04-19' });
  expect(manager.sees()).toContain('marked as sent late');
});

test('somebody else is named; somebody of the register is recognised', async () => {
  const manager = grace();
  await manager.says('record violence');
  manager.types({ from: 'other', receivedOn: '2021-04-19' });
  await manager.does('continue');
  expect(manager.sees()).toContain('Error: Enter from whom it was received');
  manager.types({ name: 'Chris Ashworth' });
  await manager.does('continue');
  await fillsIn(manager);
  await manager.sends();
  expect(manager.sees()).toContain('Received from Chris Ashworth');
});

test('not in the future, and not before the period ended', async () => {
  const manager = await records('prevent', { from: 'other', name: 'Chris Ashworth', receivedOn: '2021-04-21' });
  expect(manager.sees()).toContain('Error: Received on must be today, Tuesday 20 April 2021, or earlier');
  manager.types({ receivedOn: '2021-03-30' });
  await manager.does('continue');
  await manager.sends();
  expect(manager.sees()).toContain(
    'Error: Received on must be Wednesday 31 March 2021, when the period ended, or later',
  );
});

test('that there is nothing to report is recorded, and nothing more is asked', async () => {
  const manager = grace();
  await manager.says('record modern slavery');
  manager.types({ received: 'nothing', from: 'other', name: 'Chris Ashworth', receivedOn: '2021-04-15' });
  const answers = await manager.does('continue');
  expect(answers).toContain('What was received: Nothing to report');
  expect(answers).not.toMatch(/Rating|Add money/);
  await manager.sends();
  expect(manager.sees()).toContain('Nothing to report on modern slavery: recorded');
  expect(await manager.says('status modern slavery')).toContain('Received on 15 April 2021, nothing to report');
});

test('it is the programme manager’s alone', async () => {
  expect(await snb.person('helen-tranter').says('record hate crime')).toContain('not yours to use at present');
});
