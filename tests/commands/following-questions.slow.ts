import { beforeAll, describe, expect, test } from 'vitest';
import {
  CHAIR,
  type EscalationBoard,
  escalationBoard,
  LEAD,
  MANAGER,
  NEIGHBOUR,
  OFFICER,
  OTHER,
} from '../jobs/escalation-board.ts';
import { countedIds, freshDatabase, type TestDatabase } from '../support/database.ts';

let server: TestDatabase;
let boards = 0;
beforeAll(async () => {
  server = await freshDatabase(countedIds('row'));
  return () => server.drop();
});

/** A board on which those who raised an escalation were asked something. */
async function asked(given: { joinedBy?: string[]; mode?: 'live' | 'pilot' } = {}) {
  boards += 1;
  const { mode = 'live', joinedBy = [] } = given;
  const one = await escalationBoard(server.database, { name: `snb-${boards}`, mode });
  const id = await one.raises({}, joinedBy);
  await one.serve();
  await one.steps(LEAD!, 'ask', id);
  await one.serve();
  return { one, id };
}

const questions = async (one: EscalationBoard) =>
  (await one.sent('escalation.question')).map((line) => line.split(':')[0]);

/** Some people end what they are: officers, chairs, or on the register at all. */
const end = (one: EscalationBoard, keys: (string | undefined)[], rows: ('people' | 'assignments')[]) =>
  one.import((register) => {
    for (const row of rows.flatMap((name) => [...register[name]]))
      if (keys.includes(row.key) || ('holderKey' in row && keys.includes(row.holderKey))) row.endedOn = '2021-04-14';
  });

describe('what those who raised an escalation were asked', () => {
  test('goes to another officer once whoever was asked is away for long, who answers it; the clock stands until then', async () => {
    const { one, id } = await asked();
    await one.person(OFFICER!).says('away from 15 April to 20 May');
    await one.on('2021-04-15');
    expect(await questions(one)).toEqual([OFFICER, OTHER]);
    expect((await one.standing(id)).waitingSince).toEqual(new Date('2021-04-14T08:00:00Z'));
    const message = JSON.stringify(one.platform.calls.findLast(({ to }) => to === `U-${OTHER}`)?.message);
    expect(message).toContain('Samir Haddad asks:');
    expect(message).toContain('officer of Community Safety Partnership 1, in place of whoever raised it');
    await one.person(OTHER!).says('mine');
    await one.serve();
    const page = JSON.stringify(one.platform.calls.findLast(({ to }) => to === `U-${OTHER}`)?.message);
    expect(page).toMatch(/SNB-1 .*a question for you/);
    expect(await one.person(LEAD!).says('escalation SNB-1')).toContain('The question went to Ola Finch as well.');
    await one.steps(OTHER!, 'add', id);
    expect(await one.standing(id)).toMatchObject({ waitingSince: null, waited: 1 });
    await one.close();
  });

  test('waits for somebody who is away for a few days', async () => {
    const { one } = await asked();
    await one.person(OFFICER!).says('away from 15 April to 20 April');
    await one.on('2021-04-15');
    expect(await questions(one)).toEqual([OFFICER]);
    await one.close();
  });

  test.each([
    ['left the register', ['people', 'assignments']],
    ['is no officer any more', ['assignments']],
  ] as ['left the register' | 'is no officer any more', ('people' | 'assignments')[]][])(
    'goes to another officer where whoever was asked %s, once',
    async (_, rows) => {
      const { one, id } = await asked();
      await end(one, [OFFICER], rows);
      await one.serve();
      expect(await questions(one)).toEqual([OFFICER, OTHER]);
      expect((await one.standing(id)).waitingSince).not.toBeNull();
      const before = (await one.log()).length;
      await one.person(LEAD!).says('help');
      await one.serve();
      expect(await one.log()).toHaveLength(before);
      await one.close();
    },
  );

  test('goes on from one to the next while it cannot be delivered, to the programme manager last; then the days count again', async () => {
    const { one, id } = await asked();
    const gone = [OFFICER, OTHER, CHAIR];
    one.platform.answer(({ to }) =>
      one.register.accounts.some(({ personKey, externalId }) => externalId === to && gone.includes(personKey))
        ? { kind: 'refused', reason: 'Their account there is deactivated.', gone: false }
        : undefined,
    );
    await one.steps(LEAD!, 'ask', id);
    for (let times = 0; times < 5; times += 1) await one.serve();
    expect(await questions(one)).toEqual([OFFICER, MANAGER]);
    expect((await one.standing(id)).waitingSince).toBeNull();
    await one.close();
  });

  test('once nobody answered it, the next goes to whoever had it in their place, too', async () => {
    boards += 1;
    const one = await escalationBoard(server.database, { name: `snb-${boards}`, mode: 'live' });
    const id = await one.raises();
    await one.serve();
    const refused = one.register.accounts.filter(({ personKey }) => personKey === OFFICER);
    one.platform.answer(({ to }) =>
      refused.some(({ externalId }) => externalId === to)
        ? { kind: 'refused', reason: 'Their account there is deactivated.', gone: false }
        : undefined,
    );
    await one.steps(LEAD!, 'ask', id);
    for (let times = 0; times < 3; times += 1) await one.serve();
    expect(await questions(one)).toEqual([OTHER]);
    await one.on('2021-04-26');
    await one.serve();
    expect((await one.standing(id)).waitingSince).toBeNull();
    const before = await questions(one);
    await one.steps(LEAD!, 'ask', id);
    await one.serve();
    expect(await questions(one)).toEqual([...before, OTHER]);
    await one.close();
  });

  test('where nobody of theirs is there any more the days count again, and whoever is to answer hears of it', async () => {
    const { one, id } = await asked();
    await one.on('2021-04-16');
    await end(one, [OFFICER, OTHER, CHAIR], ['assignments']);
    await one.serve();
    expect(await questions(one)).toEqual([OFFICER, MANAGER]);
    expect(await one.standing(id)).toMatchObject({ waitingSince: null, waited: 2 });
    expect((await one.sent('escalation.changed')).filter((line) => line.startsWith(LEAD!))).toHaveLength(1);
    expect(await one.person(LEAD!).says('escalation SNB-1')).toContain(
      'Nobody who raised it can be reached now, so the days for an answer are counted again. The question went to Grace Holloway.',
    );
    expect(await one.person(MANAGER!).says('history')).toMatch(
      /counts the days of escalation SNB-1 again.*Told: Grace Holloway \(programme manager, in place of whoever raised it\)/,
    );
    await one.on('2021-04-19');
    expect(await questions(one)).toEqual([OFFICER, MANAGER]);
    await one.close();
  });

  test('reaches somebody who joins it while it waits', async () => {
    const { one, id } = await asked();
    await one.steps(NEIGHBOUR!, 'join', id);
    await one.serve();
    expect(await questions(one)).toEqual([OFFICER, NEIGHBOUR]);
    await one.close();
  });

  test('once the partnership is live, goes to another officer in the place of one who is away', async () => {
    const { one } = await asked({ mode: 'pilot' });
    await one.person(OFFICER!).says('away from 14 April to 20 May');
    await one.serve();
    const manager = one.person(MANAGER!);
    await manager.says('live');
    await manager.presses('Go live');
    await one.serve();
    expect((await questions(one)).slice(-1)).toEqual([OTHER]);
    await one.close();
  });
});
