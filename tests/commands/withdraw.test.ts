import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board, fillsIn } from '../support/board.ts';

const MARKER = 'Xyzzy-the-victim';
let snb: Board;
beforeAll(async () => {
  snb = await board();
  await snb.on('2021-04-01', 10);
});
afterAll(() => snb.close());
const grace = () => snb.person('grace-holloway');

async function reports(key: string, words: string) {
  const lead = snb.person(key);
  await lead.says(`report ${words}`);
  const [change] = /Change the report on [^\]]+/.exec(lead.sees()) ?? [];
  if (change) {
    await lead.presses(change);
    await lead.does('change:rating');
    lead.types({ reason: MARKER });
    await lead.does('continue');
    await lead.sends();
    return lead;
  }
  await fillsIn(lead, { what: MARKER, next: MARKER, headline: MARKER, needed: 'decide', ask: MARKER });
  await lead.sends();
  return lead;
}

async function withdraws(key: string, words: string) {
  const person = snb.person(key);
  await person.says(`withdraw ${words}`);
  person.types({ why: 'It named somebody' });
  await person.does('continue');
  await person.sends();
  return person;
}

/** Every table in which the words stand, and how often. */
async function found(words: string): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: snb.url });
  await client.connect();
  const { rows: tables } = await client.query(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await client.query(`select count(*)::int as n from ${name} t where t::text like $1`, [
      `%${words}%`,
    ]);
    if (rows[0].n > 0) counts[name] = rows[0].n;
  }
  await client.end();
  return counts;
}

test('what it said is nowhere any more: not in versions, forms, drafts for approval, digests or messages', async () => {
  const officer = snb.person('nadia-wren');
  await officer.says('report hate crime');
  await fillsIn(officer, { what: MARKER, next: MARKER });
  await officer.sends();
  expect((await snb.messages('report.approval'))[0]!.text).toContain(MARKER);
  await reports('helen-tranter', 'hate crime');
  await snb.on('2021-04-19');
  const lead = await reports('helen-tranter', 'hate crime');
  await lead.says('report hate crime');
  await lead.presses('Change the report on hate crime');
  expect(Object.keys(await found(MARKER))).toEqual(['"Delivery"', '"Draft"', '"Proposal"', '"ReturnVersion"']);

  const manager = await withdraws('grace-holloway', 'hate crime');
  expect(manager.sees()).toContain('The report on hate crime was withdrawn.');
  expect(await found(MARKER)).toEqual({});
});

test('a mark is left: in the digest, in the first message, and where it is read', async () => {
  const digests = (await snb.messages()).filter(({ about }) => about.startsWith('digest'));
  expect(digests.at(-1)!.text).toContain('Hate crime. Withdrawn on 19 April 2021 by the programme manager');
  const prompts = (await snb.messages()).filter(
    ({ to, about }) => to === 'helen-tranter' && about.startsWith('report.prompt'),
  );
  expect(prompts.at(-1)!.text).toContain('Withdrawn on 19 April 2021 by the programme manager');
  const versions = await snb.database.read(snb.partnershipId, async (reader) =>
    reader.returns.versions((await reader.returns.byReference('SNB-1'))!.id),
  );
  expect(versions).toHaveLength(2);
  for (const one of versions) {
    expect(one).toMatchObject({ values: {}, withdrawnBy: 'grace-holloway', withdrawnFor: 'It named somebody' });
  }
});

test('whoever sent it is told, with the reason, and so is who prepares it', async () => {
  const told = await snb.messages('report.withdrawn');
  expect(told.map(({ to }) => to).sort()).toEqual(['helen-tranter', 'nadia-wren']);
  expect(told[0]!.text).toContain('Why: It named somebody');
  expect(told[0]!.text).toContain('A new report can be sent');
});

test('a later report can be sent, as the next version', async () => {
  const helen = snb.person('helen-tranter');
  await helen.says('report hate crime');
  await fillsIn(helen);
  await helen.sends();
  expect(helen.sees()).toContain('SNB-1');
  const [version] = await snb.database.read(snb.partnershipId, async (reader) =>
    reader.returns.current([(await reader.returns.byReference('SNB-1'))!.id]),
  );
  expect(version).toMatchObject({ version: 3, withdrawnAt: null });
});

test('whoever sent it may withdraw it; nobody else but the programme manager', async () => {
  await reports('joan-pickersgill', 'asb');
  expect(await snb.person('helen-tranter').says('withdraw asb')).toContain(
    'Only Joan Pickersgill and the programme manager can withdraw',
  );
  const joan = await withdraws('joan-pickersgill', 'asb');
  expect(joan.sees()).toContain('was withdrawn.');
  const prompts = (await snb.messages()).filter(
    ({ to, about }) => to === 'joan-pickersgill' && about.startsWith('report.prompt'),
  );
  expect(prompts.at(-1)!.text).toContain('Withdrawn on 19 April 2021 by whoever sent it');
});

test('a version that arrives while the form is open is not withdrawn unread', async () => {
  const manager = grace();
  await manager.says('withdraw hate crime');
  manager.types({ why: 'Wrong figures' });
  await manager.does('continue');
  await reports('helen-tranter', 'hate crime');
  await manager.sends();
  expect(manager.sees()).toContain('A newer version of the report on hate crime arrived while you were writing.');
  expect(manager.sees()).toContain('Reason: Wrong figures');
});

test('what was never sent cannot be withdrawn', async () => {
  expect(await grace().says('withdraw violence')).toContain('there is nothing to withdraw');
});

test('whoever may send it may withdraw it, too, and the mark says so', async () => {
  await snb.import((register) => {
    register.assignments.push({
      ...register.assignments.find(({ role }) => role === 'support_officer')!,
      ...{ key: 'samir-asb', subjectKind: 'priority', subjectKey: 'antisocial-behaviour', role: 'deputy' },
      ...{ holderKind: 'person', holderKey: 'samir-haddad', holderRole: null },
    });
  });
  await reports('joan-pickersgill', 'asb');
  expect((await withdraws('samir-haddad', 'asb')).sees()).toContain('was withdrawn.');
  expect(await grace().says('status asb')).toContain('Withdrawn on 19 April 2021 by its lead or a deputy');
});

test('a report of an earlier period is withdrawn where it is read, or by its reference', async () => {
  await snb.on('2021-07-01', 10);
  await reports('helen-tranter', 'hate crime');
  const manager = grace();
  await manager.says('read report hate crime');
  await manager.presses('Quarter 4 (January to March 2021)');
  await manager.presses('Withdraw this report');
  expect(manager.sees()).toContain('Reference SNB-1.');
  await manager.says('withdraw snb-1');
  expect(await manager.sends()).toContain('was withdrawn.');
  expect(await manager.says('read report hate crime')).toContain('[Withdraw this report]');
  expect(await manager.presses('Quarter 4 (January to March 2021)')).not.toContain('[Withdraw this report]');
  expect(await snb.person('samir-haddad').says('read report hate crime')).not.toContain('[Withdraw this report]');
});
