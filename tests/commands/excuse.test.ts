import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board, fillsIn } from '../support/board.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board();
  await snb.on('2021-04-01', 10);
});
afterAll(() => snb.close());
const grace = () => snb.person('grace-holloway');
const prompt = async (key: string) =>
  (await snb.messages()).filter(({ to, about }) => to === key && about.startsWith('report.prompt')).at(-1)!;

async function excuses(words: string, why = 'The lead changes this month') {
  const manager = grace();
  await manager.says(`excuse ${words}`);
  manager.types({ why });
  await manager.does('continue');
  await manager.sends();
  return manager;
}

test('a reason is required', async () => {
  const manager = grace();
  await manager.says('excuse hate crime');
  await manager.does('continue');
  expect(manager.sees()).toContain('Error: Enter why it is excused');
});

test('those concerned are told who, what and why, and the line they were asked in asks nothing more', async () => {
  const manager = await excuses('hate crime');
  expect(manager.sees()).toContain('The report on hate crime is excused.');
  const told = await snb.messages('report.excused');
  expect(told.map(({ to }) => to).sort()).toEqual(['helen-tranter', 'nadia-wren']);
  expect(told[0]!.text).toContain('Grace Holloway, programme manager, excused the report on hate crime');
  expect(told[0]!.text).toContain('Why: The lead changes this month');
  const { text } = await prompt('helen-tranter');
  expect(text).toContain('Hate crime: excused, nothing is due.');
  expect(text).not.toContain('[Report on hate crime]');
});

test('nobody is reminded of it, nor is it on the list of what is late', async () => {
  await snb.on('2021-04-16');
  await snb.on('2021-04-23');
  const asked = (await snb.messages()).filter(
    ({ to, about }) => to === 'helen-tranter' && about.startsWith('report.reminder'),
  );
  expect(asked).toEqual([]);
  for (const { text } of await snb.messages('report.overdue')) expect(text).not.toContain('Hate crime');
  expect(await grace().says('status hate crime')).toContain('Excused');
});

test('it can be taken back: it is asked for again, and who has not heard that it was excused hears neither', async () => {
  const manager = grace();
  await manager.says('status hate crime');
  const said = await manager.presses('Ask again for hate crime');
  expect(said).toContain('asked for again, due on Friday 16 April 2021. That day has passed');
  expect(await snb.messages('report.excused')).toEqual([]);
  expect(await snb.messages('report.unexcused')).toEqual([]);
  expect((await prompt('helen-tranter')).text).toContain('[Report on hate crime]');
  expect(await manager.says('chase hate crime')).toContain('Helen Tranter');
});

test('what arrived a second ago is not excused, whenever the form was opened', async () => {
  const manager = grace();
  await manager.says('excuse asb');
  manager.types({ why: 'Nobody is in post' });
  await manager.does('continue');
  const joan = snb.person('joan-pickersgill');
  await joan.says('report');
  await fillsIn(joan);
  await joan.sends();
  await manager.sends();
  expect(manager.sees()).toContain('The report has arrived');
  expect(manager.sees()).toContain('reference SNB-1. There is nothing to excuse.');
  // What they wrote is not lost with it.
  expect(manager.sees()).toContain('What you wrote is kept, and stands below.');
  expect(manager.sees()).toContain('Reason: Nobody is in post');
  expect(await snb.messages('report.excused')).toEqual([]);
});

test('excusing twice says who did it first', async () => {
  await excuses('prevent', 'Reported to the Home Office instead');
  expect(await grace().says('excuse prevent')).toContain('Grace Holloway excused the report on');
});

test('it is the programme manager’s alone, at the moment of sending too', async () => {
  expect(await snb.person('helen-tranter').says('excuse hate crime')).toContain('not yours to use at present');
});

test('a lead who is away is told, too, for when they are back', async () => {
  await snb.database.transact(snb.partnershipId, (store) =>
    store.record('leaves', {
      ...{ key: 'frances', endedOn: null, personKey: 'frances-adeyemi' },
      ...{ from: '2021-04-01', to: '2021-04-30' },
    }),
  );
  await excuses('reducing reoffending');
  const told = (await snb.messages('report.excused')).filter(({ text }) => text.includes('reducing reoffending'));
  expect(told.map(({ to }) => to).sort()).toEqual(['daniel-ferris', 'frances-adeyemi']);
});
