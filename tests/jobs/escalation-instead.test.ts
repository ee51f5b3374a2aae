import { beforeAll, expect, test } from 'vitest';
import { countedIds, freshDatabase, type TestDatabase } from '../support/database.ts';
import {
  CHAIR,
  type EscalationBoard,
  escalationBoard,
  LEAD,
  MANAGER,
  NEIGHBOUR,
  OFFICER,
  OTHER,
} from './escalation-board.ts';

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

/** The platform does not know these accounts any more. */
function deactivated(one: EscalationBoard, ...keys: (string | undefined)[]) {
  const accounts = one.register.accounts.filter(({ personKey }) => keys.includes(personKey));
  one.platform.answer(({ to }) =>
    accounts.some(({ externalId }) => externalId === to)
      ? { kind: 'refused', reason: 'Their account there is deactivated.', gone: false }
      : undefined,
  );
}

async function answered(one: EscalationBoard, joinedBy: string[] = []): Promise<string> {
  const id = await one.raises({}, joinedBy);
  await one.serve();
  await one.steps(LEAD!, 'answer', id);
  return id;
}

const outcomes = (one: EscalationBoard) => one.sent('escalation.outcome');
const isSent = async (one: EscalationBoard, id: string) =>
  (
    await one.person(LEAD!).interact({
      ...{ kind: 'pressed', partnershipId: one.partnershipId, command: 'escalation', input: { escalation: id } },
    })
  ).includes('outcome sent');

test('a raiser whose account is deactivated: another officer of their partnership is sent the outcome, and it is recorded', async () => {
  const one = await open();
  const id = await one.raises();
  await one.serve();
  deactivated(one, OFFICER);
  await one.steps(LEAD!, 'answer', id);
  await one.serve();
  expect(await isSent(one, id)).toBe(false);
  await one.serve();
  expect(await outcomes(one)).toEqual([`${OTHER}: outcome`]);
  expect(await isSent(one, id)).toBe(true);
  const read = await one.person(LEAD!).interact({
    ...{ kind: 'pressed', partnershipId: one.partnershipId, command: 'escalation', input: { escalation: id } },
  });
  expect(read).toContain('Jamie Thorpe could not be reached, so Ola Finch was sent the outcome.');
  const message = one.platform.calls.findLast(({ to }) => to === `U-${OTHER}`)?.message;
  expect(JSON.stringify(message)).toContain('Both hospitals share the cost');
  expect(JSON.stringify(message)).toContain('in place of Jamie Thorpe, who could not be reached');
  // Once.
  await one.on('2021-04-15');
  expect(await outcomes(one)).toEqual([`${OTHER}: outcome`]);
  await one.close();
});

test('where the other officer cannot be reached either it is the chair, and then the programme manager', async () => {
  const one = await open();
  const id = await one.raises();
  await one.serve();
  deactivated(one, OFFICER, OTHER, CHAIR);
  await one.steps(LEAD!, 'answer', id);
  for (let times = 0; times < 5; times += 1) await one.serve();
  expect(await outcomes(one)).toEqual([`${MANAGER}: outcome`]);
  expect(await isSent(one, id)).toBe(true);
  await one.close();
});

test('it is found again after a crash', async () => {
  const one = await open();
  const id = await one.raises();
  await one.serve();
  deactivated(one, OFFICER);
  await one.steps(LEAD!, 'answer', id);
  await one.serve();
  await one.restart();
  await one.serve();
  expect(await outcomes(one)).toEqual([`${OTHER}: outcome`]);
  await one.close();
});

test('a raiser who has left the register', async () => {
  const one = await open();
  const id = await one.raises();
  await one.serve();
  await one.import((register) => {
    for (const row of [...register.people, ...register.assignments])
      if (row.key === OFFICER || ('holderKey' in row && row.holderKey === OFFICER)) row.endedOn = '2021-04-14';
  });
  await one.steps(LEAD!, 'answer', id);
  await one.serve();
  expect(await outcomes(one)).toEqual([`${OTHER}: outcome`]);
  expect(await isSent(one, id)).toBe(true);
  await one.close();
});

test('an outcome on its way to a raiser who moves to another partnership goes to an officer in their place', async () => {
  const one = await open();
  const id = await one.raises();
  await one.on('2021-04-14', 20);
  await one.steps(LEAD!, 'answer', id);
  await one.import((register) => {
    const officer = register.assignments.find(
      ({ holderKey, subjectKey }) => holderKey === OFFICER && subjectKey === 'csp-1',
    )!;
    register.assignments.push({ ...officer, key: 'csp-3/moved', subjectKey: 'csp-3' });
    officer.endedOn = '2021-04-14';
  });
  await one.serve();
  await one.on('2021-04-15');
  expect(await outcomes(one)).toEqual([`${OTHER}: outcome`]);
  // Nor to whoever stands in, once they are no officer of theirs.
  const later = await one.raises({ raisedBy: NEIGHBOUR! });
  await one.on('2021-04-15', 20);
  await one.steps(LEAD!, 'answer', later);
  await one.import((register) => {
    const officer = register.assignments.find(({ holderKey }) => holderKey === NEIGHBOUR)!;
    register.assignments.push(
      { ...officer, key: 'csp-2/other', holderKey: OTHER! },
      { ...officer, key: 'csp-3/neighbour', subjectKey: 'csp-3' },
    );
    officer.endedOn = '2021-04-15';
  });
  await one.serve();
  await one.import((register) => {
    register.assignments.find(({ key }) => key === 'csp-2/other')!.endedOn = '2021-04-15';
  });
  await one.serve();
  await one.on('2021-04-16');
  expect((await outcomes(one)).slice(1)).toEqual([`${MANAGER}: outcome`]);
  await one.close();
});

test.each([
  ['5 working days waits for them', '21 April', [], [`${OFFICER}: outcome`]],
  ['6 is answered for', '22 April', [`${OTHER}: outcome`], [`${OTHER}: outcome`, `${OFFICER}: outcome`]],
])('a raiser who is away for %s', async (_, until, at, later) => {
  const one = await open();
  const id = await one.raises();
  await one.serve();
  await one.person(OFFICER!).says(`away from 15 April to ${until}`);
  await one.on('2021-04-15');
  await one.steps(LEAD!, 'answer', id);
  await one.serve();
  expect(await outcomes(one)).toEqual(at);
  for (const day of ['2021-04-19', '2021-04-23', '2021-04-26']) await one.on(day);
  expect((await outcomes(one)).sort()).toEqual(later.sort());
  await one.close();
});

test('each who joined counts: one officer may stand in for two of them, and nobody closes it before all have it', async () => {
  const one = await open();
  await one.import((register) => {
    const officer = register.assignments.find(({ holderKey }) => holderKey === NEIGHBOUR)!;
    register.assignments.push({ ...officer, key: 'csp-2/moved', subjectKey: 'csp-1' });
    officer.endedOn = '2021-04-14';
  });
  const id = await one.raises({}, [NEIGHBOUR!]);
  await one.serve();
  deactivated(one, OFFICER, NEIGHBOUR);
  await one.steps(LEAD!, 'answer', id);
  await one.serve();
  expect(await one.steps(MANAGER!, 'close', id)).toContain('has been sent the outcome yet');
  for (let times = 0; times < 3; times += 1) await one.serve();
  expect(await outcomes(one)).toEqual([`${OTHER}: outcome`]);
  expect(await isSent(one, id)).toBe(true);
  const entries = await one.database.read(one.partnershipId, (reader) => reader.escalations.entries(id));
  expect(entries.filter(({ step }) => step === 'instead').map(({ words }) => words)).toEqual([
    'Bronwen Pugh',
    'Jamie Thorpe',
  ]);
  await one.close();
});

test('another officer who has it anyway is sent no second one', async () => {
  const one = await open();
  const id = await one.raises({}, [OTHER!]);
  await one.serve();
  deactivated(one, OFFICER);
  await one.steps(LEAD!, 'answer', id);
  for (let times = 0; times < 3; times += 1) await one.serve();
  expect(await outcomes(one)).toEqual([`${OTHER}: outcome`]);
  expect(await isSent(one, id)).toBe(true);
  await one.close();
});

test('an answer reaches everybody who raised it', async () => {
  const one = await open();
  const id = await answered(one, [OTHER!, NEIGHBOUR!]);
  expect(await isSent(one, id)).toBe(false);
  await one.serve();
  expect((await outcomes(one)).sort()).toEqual([OFFICER, OTHER, NEIGHBOUR].map((key) => `${key}: outcome`).sort());
  expect(await isSent(one, id)).toBe(true);
  await one.close();
});
