import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board, fillsIn, type Member } from '../support/board.ts';
import { secondManager } from '../support/register.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board({ register: secondManager() });
  await snb.on('2021-04-01', 10);
});
afterAll(() => snb.close());
const grace = () => snb.person('grace-holloway');
const dueOf = async (key: string) =>
  snb.database.read(snb.partnershipId, async (reader) => {
    const [period] = await reader.periods.open();
    return (await reader.returns.ofPeriod(period!.id)).find(({ subjectKey }) => subjectKey === key);
  });

async function fills(manager: Member, dueOn: string, why = 'The lead is in court') {
  manager.types({ dueOn, why });
  await manager.does('continue');
  await manager.sends();
}

test('a weekend, a bank holiday, the past and the next opening are refused with a day that will do', async () => {
  const manager = grace();
  await manager.says('move hate crime');
  await fills(manager, '2021-04-05');
  expect(manager.sees()).toContain(
    'Error: Monday 5 April 2021 is not a working day. The nearest is Tuesday 6 April 2021',
  );
  await fills(manager, '2021-03-30');
  expect(manager.sees()).toContain('Error: The due date must be today, Thursday 1 April 2021, or later');
  await fills(manager, '2021-07-01');
  expect(manager.sees()).toContain('The due date must be Wednesday 30 June 2021 or earlier');
  await fills(manager, '2021-04-16');
  expect(manager.sees()).toContain('Error: It is due on Friday 16 April 2021 already');
});

test('a day after the digest is warned about, and has to be confirmed', async () => {
  const manager = grace();
  await manager.says('move hate crime');
  await manager.does('change:move');
  await fills(manager, '2021-04-23');
  expect(manager.sees()).toContain('Before you move it: The digest goes out on Monday 19 April 2021, without it.');
  expect(manager.sees()).toContain('Error: Select that you move it all the same, or enter another date');
  manager.types({ sure: 'yes' });
  await manager.does('continue');
  await manager.sends();
  expect(manager.sees()).toContain('1 report now due on Friday 23 April 2021.');
  expect(await dueOf('hate-crime')).toMatchObject({ dueOn: '2021-04-23', dueVersion: 2 });
});

test('those concerned are told who, when and why, and the prompt has the new date', async () => {
  const told = await snb.messages('report.moved');
  expect(told.map(({ to }) => to).sort()).toEqual(['helen-tranter', 'nadia-wren']);
  expect(told[0]!.text).toContain('Now due on Friday 23 April 2021');
  expect(told[0]!.text).toContain('Why: The lead is in court');
  const prompts = (await snb.messages()).filter(
    ({ to, about }) => to === 'helen-tranter' && about.startsWith('report.prompt'),
  );
  expect(prompts.at(-1)!.text).toContain('Hate crime: due Friday 23 April 2021.');
});

test('two who move one date: the second sees the first’s move and has to confirm', async () => {
  const [first, second] = [grace(), snb.person('nadia-wren')];
  await first.says('move violence');
  await second.says('move violence');
  await fills(first, '2021-04-14', 'The inspection is on the 15th');
  expect(first.sees()).toContain('1 report now due on Wednesday 14 April 2021.');
  await fills(second, '2021-04-15', 'Samir asked');
  expect(second.sees()).toContain(
    'Grace Holloway moved it to Wednesday 14 April 2021 while you were writing: “The inspection is on the 15th”.',
  );
  expect(await dueOf('serious-violence')).toMatchObject({ dueOn: '2021-04-14', dueVersion: 2 });
  second.types({ sure: 'yes' });
  await second.does('continue');
  await second.sends();
  expect(await dueOf('serious-violence')).toMatchObject({ dueOn: '2021-04-15', dueVersion: 3 });
});

test('what was sent or excused has no date to move', async () => {
  const joan = snb.person('joan-pickersgill');
  await joan.says('report');
  await fillsIn(joan);
  await joan.sends();
  expect(await grace().says('move asb')).toContain('reference SNB-1.');
});

test('all that is still to come: the digest follows, and each person hears once', async () => {
  const manager = grace();
  await manager.says('move all');
  expect(manager.sees()).toContain('All 10 reports still to come');
  await fills(manager, '2021-04-30', 'The board meets later');
  expect(manager.sees()).toContain('10 reports now due on Friday 30 April 2021.');
  const told = (await snb.messages('report.moved')).filter(({ text }) => text.includes('30 April 2021'));
  expect(told.filter(({ to }) => to === 'priya-raman')).toHaveLength(1);
  expect(told.find(({ to }) => to === 'priya-raman')!.text).toContain('have a new date');
  await snb.on('2021-04-19');
  expect(await snb.messages('digest')).toEqual([]);
  await snb.on('2021-05-04');
  expect(await snb.messages('digest')).toHaveLength(2);
});

test('it is the programme manager’s alone', async () => {
  expect(await snb.person('helen-tranter').says('move hate crime')).toContain('not yours to use at present');
});
