import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  DEPUTY,
  type EscalationBoard,
  escalationBoard,
  GROUP,
  LEAD,
  MANAGER,
  OFFICER,
} from '../jobs/escalation-board.ts';
import { countedIds, freshDatabase, type TestDatabase } from '../support/database.ts';
import { fillsInForm } from '../support/filling.ts';

let server: TestDatabase;
let boards = 0;
beforeAll(async () => {
  server = await freshDatabase(countedIds('row'));
  return () => server.drop();
});

async function open(given: { mode?: 'live' | 'pilot' } = {}): Promise<EscalationBoard> {
  boards += 1;
  return escalationBoard(server.database, { name: `snb-${boards}`, ...given });
}

/** Somebody else leads serious violence from today, or nobody does; the deputy stays where they are wanted. */
const leads = (one: EscalationBoard, by: string | null, deputy = true) =>
  one.import((register) => {
    for (const row of register.assignments) {
      if (row.subjectKey !== 'serious-violence' || (row.role === 'deputy' && deputy)) continue;
      if (by && row.role === 'lead') Object.assign(row, { holderKind: 'person', holderKey: by });
      else row.endedOn = '2021-04-14';
    }
  });

const passed = (one: EscalationBoard) => one.sent('escalation.passed');

/** Until some transaction has to wait for what another holds. */
async function somebodyWaits(): Promise<void> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await client.query(waiting)).rowCount === 0);
  await client.end();
}

/** What stands now in somebody's chat, of the messages about escalations: the newest version of each. */
async function stands(one: EscalationBoard, key: string | undefined): Promise<string[]> {
  const shown = new Map<string, string>();
  for (const { posting, message, state } of await one.log())
    if (posting.addressKey === key && posting.subject.startsWith('escalation/') && state === 'sent')
      shown.set(posting.id, JSON.stringify(message));
  return [...shown.values()];
}

describe('whoever is to answer an open escalation has it before them', () => {
  test('a hand-over: whoever takes over is brought it once, and who had it and may not read on sees that', async () => {
    const one = await open();
    const id = await one.raises();
    await one.serve();
    await leads(one, 'helen-tranter');
    await one.serve();
    expect(await passed(one)).toEqual(['helen-tranter: passed']);
    expect((await stands(one, LEAD)).join()).not.toContain('"command":"answer"');
    expect((await stands(one, LEAD)).join()).toContain('is with others now');
    await one.on('2021-04-15');
    await one.person(OFFICER!).says('help');
    await one.serve();
    expect(await passed(one)).toEqual(['helen-tranter: passed']);
    const read = await one.person('helen-tranter').interact({
      ...{ kind: 'pressed', partnershipId: one.partnershipId, command: 'escalation', input: { escalation: id } },
    });
    expect(read).toContain('It is with Helen Tranter now');
    await one.close();
  });

  test('whoever raised it hears when it changes hands by itself, and reads who has it now', async () => {
    const one = await open();
    const id = await one.raises();
    await one.serve();
    await one.steps(LEAD!, 'take', id);
    await one.serve();
    expect(await one.steps(OFFICER!, 'escalation', id)).toContain('With: Samir Haddad');
    const before = (await one.sent()).length;
    await one.person(LEAD!).says('away from 14 April to 30 April');
    await one.serve();
    expect((await one.sent()).slice(before).sort()).toEqual([`${DEPUTY}: passed`, `${OFFICER}: changed`].sort());
    const read = await one.steps(OFFICER!, 'escalation', id);
    expect(read).toContain('It is with Miriam Sadler now, as who answers for it has changed.');
    expect(read).toMatch(/With: Miriam Sadler/);
    await one.close();
  });

  test('who had a sensitive one sees once that it is with others, and nothing of how it goes on', async () => {
    const one = await open();
    const id = await one.raises({ sensitive: true });
    await one.serve();
    await leads(one, 'helen-tranter');
    await one.serve();
    const theirs = await stands(one, LEAD);
    expect(theirs.join()).toContain('is with others now');
    expect(theirs.join()).not.toMatch(/Hospital outreach|Money from July/);
    const updates = async () => (await one.log()).filter(({ posting }) => posting.addressKey === LEAD).length;
    const before = await updates();
    await one.steps('helen-tranter', 'take', id);
    await one.serve();
    expect(await updates()).toBe(before);
    // Who comes back to it reads on.
    await leads(one, LEAD!);
    await one.serve();
    expect((await stands(one, LEAD)).join()).toContain('Hospital outreach');
    await one.close();
  });

  test('what was on its way to whom it does not concern any more is taken back', async () => {
    const one = await open();
    await one.on('2021-04-14', 20);
    await one.raises();
    await leads(one, 'helen-tranter');
    await one.on('2021-04-15');
    expect(await one.sent()).toEqual([`${GROUP}: raised`, 'helen-tranter: passed', `${OFFICER}: changed`]);
    await one.close();
  });

  test('leave: who stands in is brought it, and nobody hears of it again when the lead is back', async () => {
    const one = await open();
    const id = await one.raises();
    await one.serve();
    await one.steps(LEAD!, 'take', id);
    await one.person(LEAD!).says('away from 15 April to 20 April');
    await one.on('2021-04-15');
    expect(await passed(one)).toEqual([`${DEPUTY}: passed`]);
    expect((await stands(one, DEPUTY)).join()).toContain('"command":"answer"');
    await one.on('2021-04-21');
    expect(await passed(one)).toEqual([`${DEPUTY}: passed`]);
    expect((await one.standing(id)).holderKey).toBe(LEAD);
    await one.close();
  });

  test('a vacancy: the programme manager is brought it; who took it and left holds it no more', async () => {
    const one = await open();
    const id = await one.raises();
    await one.serve();
    await one.steps(LEAD!, 'take', id);
    await leads(one, null, false);
    await one.serve();
    expect((await passed(one)).filter((line) => !line.startsWith(GROUP!))).toEqual([`${MANAGER}: passed`]);
    expect((await one.standing(id)).holderKey).toBe(null);
    await one.close();
  });

  test('where nothing differs nothing is written, whatever anybody does', async () => {
    const one = await open();
    for (let many = 0; many < 5; many += 1) await one.raises();
    await one.serve();
    const before = (await one.log()).length;
    await one.person(LEAD!).says('help');
    await one.person(MANAGER!).says('status');
    await one.on('2021-04-15');
    expect(await one.log()).toHaveLength(before);
    await one.close();
  });
});

describe('a meeting that is called off', () => {
  const DAY = 'snb/2021-06-11';
  const onAgenda = async (one: EscalationBoard) => {
    const id = await one.raises();
    await one.serve();
    await one.steps(GROUP!, 'take', id);
    const lead = one.person(LEAD!);
    await lead.interact({
      ...{ kind: 'pressed', partnershipId: one.partnershipId, command: 'agenda', input: { escalation: id } },
    });
    await fillsInForm(lead, { meeting: DAY });
    await one.serve();
    expect((await one.standing(id)).state).toBe('on_agenda');
    return id;
  };
  const ends = (one: EscalationBoard, on: string) =>
    one.import((register) => {
      for (const row of register.meetings) if (row.key === DAY) row.endedOn = on;
    });

  test('gives back what was on its agenda, and those who raised it and the programme manager hear of it', async () => {
    const one = await open();
    const id = await onAgenda(one);
    const before = (await one.sent()).length;
    await ends(one, '2021-04-14');
    await one.serve();
    expect(await one.standing(id)).toMatchObject({ state: 'with_group', meetingKey: null });
    expect((await one.sent()).slice(before).sort()).toEqual(
      [`${MANAGER}: passed`, `${OFFICER}: changed`, `${GROUP}: passed`].sort(),
    );
    expect((await stands(one, OFFICER)).join()).toContain('on Friday 11 June 2021 on whose agenda it was does not');
    // It is due as what is on no agenda: 10 working days after it was acknowledged.
    await one.on('2021-04-30');
    expect(await one.sent('escalation.overdue')).toEqual([`${DEPUTY}: overdue`]);
    await one.close();
  });

  test('is not one that has taken place', async () => {
    const one = await open();
    const id = await onAgenda(one);
    await one.on('2021-06-14');
    await ends(one, '2021-06-14');
    await one.serve();
    expect((await one.standing(id)).state).toBe('on_agenda');
    await one.close();
  });
});

describe('a pause', () => {
  test('holds everything back; after it each hears once how it stands, and the outcome reaches its raiser', async () => {
    const one = await open();
    const id = await one.raises();
    const later = await one.raises();
    await one.serve();
    await one.person(MANAGER!).says('pause');
    const before = (await one.sent()).length;
    await one.steps(LEAD!, 'acknowledge', id);
    await one.steps(LEAD!, 'take', id);
    await one.steps(LEAD!, 'answer', id);
    await one.steps(LEAD!, 'acknowledge', later);
    await one.steps(LEAD!, 'take', later);
    await one.on('2021-04-16');
    expect((await one.sent()).length).toBe(before);
    await one.person(MANAGER!).says('resume');
    await one.serve();
    expect((await one.sent()).slice(before).sort()).toEqual([
      // What came of the one, and how the other stands.
      `${OFFICER}: changed`,
      `${OFFICER}: outcome`,
    ]);
    await one.close();
  });

  test('a question is kept while it waits, whatever came after it', async () => {
    const one = await open();
    const id = await one.raises();
    await one.serve();
    await one.person(MANAGER!).says('pause');
    await one.steps(LEAD!, 'ask', id);
    await one.steps(LEAD!, 'take', id);
    await one.person(MANAGER!).says('resume');
    await one.serve();
    expect((await one.sent()).filter((line) => line.startsWith(OFFICER!))).toEqual([
      `${OFFICER}: question`,
      `${OFFICER}: changed`,
    ]);
    await one.close();
  });

  test('what was raised and withdrawn in it comes to nobody', async () => {
    const one = await open();
    await one.person(MANAGER!).says('pause');
    const id = await one.raises();
    await one.steps(OFFICER!, 'withdraw-escalation', id);
    await one.person(MANAGER!).says('resume');
    await one.serve();
    expect((await one.sent()).filter((line) => !line.startsWith(OFFICER!))).toEqual([]);
    await one.close();
  });
});

describe('going live', () => {
  test('who is to answer is brought what was raised in pilot, and the outcome reaches who raised it', async () => {
    const one = await open({ mode: 'pilot' });
    const settled = await one.raises();
    await one.raises();
    const asked = await one.raises();
    await one.serve();
    await one.steps(LEAD!, 'answer', settled);
    await one.steps(LEAD!, 'ask', asked);
    await one.serve();
    const before = (await one.sent()).length;
    const manager = one.person(MANAGER!);
    const forecast = await manager.says('live');
    expect(forecast).toContain('to Samir Haddad');
    expect(forecast).toContain('to Jamie Thorpe');
    await manager.presses('Go live');
    await one.serve();
    expect((await one.sent()).slice(before).sort()).toEqual(
      [
        `${OFFICER}: outcome`,
        `${OFFICER}: question`,
        ...[`${GROUP}: raised`, `${GROUP}: raised`, `${LEAD}: raised`, `${LEAD}: raised`],
      ].sort(),
    );
    expect((await one.standing(settled)).state).toBe('answered');
    await one.on('2021-05-05');
    expect((await one.standing(settled)).state).toBe('closed');
    await one.close();
  });

  test('waits for whoever takes a step meanwhile: nobody is brought what is withdrawn by then', async () => {
    const one = await open({ mode: 'pilot' });
    const id = await one.raises();
    // Nothing is due on it within the fortnight that is shown before.
    await one.steps(LEAD!, 'agenda', id);
    await one.serve();
    const before = (await one.sent()).length;
    const manager = one.person(MANAGER!);
    await manager.says('live');
    let goesLive: Promise<string> | undefined;
    await one.database.transact(one.partnershipId, async ({ escalations }) => {
      await escalations.lock(id);
      goesLive ??= manager.presses('Go live');
      await Promise.race([goesLive, somebodyWaits()]);
      await escalations.change(id, { state: 'withdrawn' });
    });
    expect(await goesLive).toContain('Live from now on');
    await one.serve();
    expect((await one.sent()).slice(before)).toEqual([]);
    await one.close();
  });
});
