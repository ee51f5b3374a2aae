import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board, fillsIn } from '../support/board.ts';
import { secondManager } from '../support/register.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board({ register: secondManager() });
  await snb.on('2021-04-01');
});
afterAll(() => snb.close());
const grace = () => snb.person('grace-holloway');
const chases = async () => (await snb.messages('report.chased')).map(({ to }) => to);

async function reports(key: string, words: string) {
  const lead = snb.person(key);
  await lead.says(`report ${words}`);
  await fillsIn(lead);
  await lead.sends();
}

test('one report: whoever owes it gets one message about all that they owe', async () => {
  await snb.on('2021-04-12', 10);
  expect(await grace().says('chase domestic abuse')).toContain('Chased: 1 person');
  const [message] = await snb.messages('report.chased');
  expect(message).toMatchObject({ to: 'priya-raman' });
  expect(message!.text).toContain('Grace Holloway asks for 2 reports');
  expect(message!.text).toContain('[Report on Substance Misuse]');
  expect(message!.because).toContain('Grace Holloway, programme manager, asked for what has not arrived');
});

test('once a day at most, whoever chases', async () => {
  expect(await grace().says('chase domestic abuse')).toContain('Priya Raman was chased today already');
  expect(await snb.person('nadia-wren').says('chase substance')).toContain('once a day at most');
  expect(await chases()).toEqual(['priya-raman']);
});

test('two who chase at the same time send one message', async () => {
  await Promise.all([grace().says('chase violence'), snb.person('nadia-wren').says('chase violence')]);
  expect((await chases()).filter((key) => key === 'samir-haddad')).toHaveLength(1);
});

test('never who has sent, nor what is excused', async () => {
  await reports('helen-tranter', 'hate crime');
  expect(await grace().says('chase hate crime')).toContain('the report has arrived, reference SNB-1.');
  const manager = grace();
  await manager.says('excuse prevent');
  manager.types({ why: 'Reported to the Home Office instead' });
  await manager.does('continue');
  await manager.sends();
  expect(await manager.says('chase prevent')).toContain('it is excused.');
  const all = await snb.person('nadia-wren').says('chase all');
  expect(all).not.toContain('Helen Tranter:');
  expect(all).toContain('Chased: 6 people');
  expect(await chases()).not.toContain('helen-tranter');
});

test('it waits for what is being decided about the report this moment', async () => {
  let chased: Promise<string> | undefined;
  let excused = '';
  await snb.database.transact(snb.partnershipId, async (store) => {
    const [period] = await store.periods.open();
    const returns = await store.returns.lockOf(period!.id);
    const { id } = returns.find(({ subjectKey }) => subjectKey === 'reducing-reoffending')!;
    chased = grace().interact({
      kind: 'pressed',
      partnershipId: snb.partnershipId,
      command: 'chase',
      input: { return: id },
    });
    await store.returns.excuse(id, { at: snb.now(), by: 'grace-holloway', why: 'Reported elsewhere' });
    excused = id;
  });
  expect(await chased).toContain('it is excused.');
  await grace().interact({
    kind: 'pressed',
    partnershipId: snb.partnershipId,
    command: 'un-excuse',
    input: { return: excused },
  });
});

test('outside working hours it waits for the next contact time, and says so', async () => {
  await snb.on('2021-04-16', 19);
  const said = await grace().says('chase violence');
  expect(said).toContain('It is outside working hours. They get it at 9am on Monday 19 April 2021.');
  const log = await snb.database.delivery.log(snb.partnershipId);
  const last = log.filter(({ about }) => about === 'report.chased').at(-1)!;
  expect(last.notBefore.toISOString()).toBe('2021-04-19T08:00:00.000Z');
  expect(await grace().says('chase violence')).toContain('was chased for 19 April 2021 already');
});

test('what arrives before it goes out takes it back', async () => {
  await reports('samir-haddad', 'violence');
  const log = await snb.database.delivery.log(snb.partnershipId);
  const last = log.filter(
    ({ posting }) => posting.addressKey === 'samir-haddad' && posting.subject.startsWith('chase/2021-04-19'),
  );
  expect(last.map(({ state }) => state)).toEqual(['suppressed']);
});

test('somebody who left this morning is not chased: whoever is responsible now is', async () => {
  await snb.on('2021-04-20', 10);
  await snb.import((register) => {
    register.holdings = register.holdings.map((one) =>
      one.personKey === 'keith-lomas' ? { ...one, personKey: 'edith-carrow', key: `${one.key}/edith` } : one,
    );
  });
  const said = await grace().says('chase all');
  expect(said).not.toContain('Keith Lomas');
  expect(said).toContain('Edith Carrow');
});

test('somebody who is away is not chased: whoever stands in is, and that is said', async () => {
  await snb.on('2021-04-21', 10);
  await snb.database.transact(snb.partnershipId, (store) =>
    store.record('leaves', {
      ...{ key: 'frances', endedOn: null, personKey: 'frances-adeyemi' },
      ...{ from: '2021-04-21', to: '2021-04-30' },
    }),
  );
  const said = await grace().says('chase reoffending');
  expect(said).toContain('Frances Adeyemi is away: Daniel Ferris is asked instead');
  expect((await chases()).at(-1)).toBe('daniel-ferris');
});

test('it is the programme manager’s alone', async () => {
  expect(await snb.person('helen-tranter').says('chase all')).toContain('not yours to use at present');
});
