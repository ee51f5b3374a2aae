import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board, fillsIn, type Member } from '../support/board.ts';
import { delivered } from '../support/delivered.ts';

/** What becomes of a draft that waits for approval when something else happens first. Nothing that was written is lost. */
let snb: Board;
const onABoard = () => {
  beforeAll(async () => {
    snb = await board();
    await snb.on('2021-04-01', 10);
  });
  afterAll(() => snb.close());
};
const newest = async (about: string, to: string) =>
  (await snb.messages()).filter((one) => one.about.startsWith(about) && one.to === to).at(-1)!;
async function prepares(officer: string, title: string, what = 'Opened 12 centres'): Promise<Member> {
  const who = snb.person(officer);
  await who.pressesIn((await newest('report.prompt.support', officer)).message, `Draft the report on ${title}`);
  await fillsIn(who, { what });
  await who.sends();
  return who;
}
const asked = (lead: string) => newest('report.approval', lead);
const kept = (officer: string) => newest('report.proposed', officer);
const grace = () => snb.person('grace-holloway');
async function does(words: string, values: Record<string, string>) {
  const manager = grace();
  await manager.says(words);
  manager.types(values);
  await manager.does('continue');
  return manager.sends();
}

describe('while it waits', () => {
  onABoard();
  beforeAll(() => prepares('nadia-wren', 'hate crime'));

  test('the date moves: both sides read the new one', async () => {
    await does('move hate crime', { dueOn: '2021-04-14', why: 'The inspection is on the 15th' });
    expect((await asked('helen-tranter')).text).toContain('It is due on Wednesday 14 April 2021.');
    expect((await kept('nadia-wren')).text).toContain('It is due on Wednesday 14 April 2021.');
  });

  test('the report is excused: both sides read that nothing is due, and it can be approved all the same', async () => {
    await does('excuse hate crime', { why: 'The post is vacant' });
    const { text } = await asked('helen-tranter');
    expect(text).toContain('Grace Holloway has excused the report, so nothing is due.');
    expect(text).toContain('[Approve and send]');
    expect((await kept('nadia-wren')).text).toContain('Grace Holloway has excused the report, so nothing is due.');
  });

  test('asked for again, it waits as it did', async () => {
    const manager = grace();
    await manager.says('status hate crime');
    await manager.presses('Ask again for hate crime');
    expect((await asked('helen-tranter')).text).toContain('It is due on Wednesday 14 April 2021.');
    expect((await kept('nadia-wren')).text).not.toContain('excused');
  });

  test('the programme manager records a report: the officer hears, and reads what they wrote', async () => {
    const manager = grace();
    await manager.says('record hate crime');
    manager.types({ from: 'helen-tranter', receivedOn: '2021-04-01' });
    await manager.does('continue');
    await fillsIn(manager, { what: 'From the email' });
    await manager.sends();
    const told = await newest('report.overtaken', 'nadia-wren');
    expect(told.text).toContain('Grace Holloway recorded a report on hate crime that came another way');
    const nadia = snb.person('nadia-wren');
    expect(await nadia.pressesIn(told.message, 'Read what you prepared on hate crime')).toContain('Opened 12 centres');
    const helen = snb.person('helen-tranter');
    expect(await helen.pressesIn(told.message, 'Read what you prepared on hate crime')).not.toContain('Opened 12');
  });

  test('the period closes: nothing was sent, both sides read why, and the officer what they wrote', async () => {
    await prepares('colin-birtles', 'Antisocial Behaviour', 'Words of Colin');
    const { message } = await asked('joan-pickersgill');
    await snb.on('2021-07-01', 10);
    const told = await newest('report.lapsed', 'colin-birtles');
    expect(told.text).toContain('The period closed on 1 July 2021, before it was approved');
    expect(told.text).toContain('If the board should still have it, send it to Grace Holloway.');
    const colin = snb.person('colin-birtles');
    expect(await colin.pressesIn(told.message, 'Read what you prepared on Antisocial Behaviour')).toContain(
      'Words of Colin',
    );
    expect(await snb.person('joan-pickersgill').pressesIn(message, 'Approve and send')).toContain(
      'Not sent: the period closed on 1 July 2021, before it was approved.',
    );
    expect(await snb.messages('report.approval')).toEqual([]);
  });

  test('what a lead approves shows the rating of last time, and what says the same as then', async () => {
    await prepares('nadia-wren', 'hate crime', 'from the email.');
    const { text } = await asked('helen-tranter');
    expect(text).toContain('Last time: Green');
    expect(text).toContain('from the email. (unchanged since Quarter 4)');
  });
});

describe('when whoever approves it is away', () => {
  onABoard();

  test('with no deputy: the officer reads who is away, and the programme manager what can be done', async () => {
    await snb.person('frances-adeyemi').says('away from 2 April 2021 to 30 April 2021');
    await snb.on('2021-04-06', 10);
    const daniel = await prepares('daniel-ferris', 'reducing reoffending');
    expect(daniel.sees()).toContain('Frances Adeyemi, who is away until 30 April 2021');
    expect(daniel.sees()).toContain('Grace Holloway can name a deputy, or move the date.');
    const told = await newest('report.approval.nobody', 'grace-holloway');
    expect(told.text).toContain('Name a deputy in the agreement file and import it.');
    expect(told.text).toContain('[Move the date of reducing reoffending] [Record reducing reoffending report]');
    expect(await snb.messages('report.approval.nobody')).toHaveLength(1);
  });

  test('a deputy who is named then is asked to approve it, and does', async () => {
    await snb.import((register) => {
      const lead = register.assignments.find(
        ({ role, subjectKey }) => role === 'lead' && subjectKey === 'reducing-reoffending',
      )!;
      register.assignments.push({
        ...lead,
        ...{ key: 'deputy', role: 'deputy', holderKind: 'person', holderKey: 'keith-lomas', holderRole: null },
      });
    });
    await snb.on('2021-04-06', 11);
    const keith = snb.person('keith-lomas');
    await keith.pressesIn((await asked('keith-lomas')).message, 'Approve and send');
    expect(keith.sees()).toContain('Prepared by Daniel Ferris, approved by you.');
  });

  test('who goes on leave while a draft waits: the officer and the programme manager hear, once', async () => {
    await prepares('nadia-wren', 'hate crime');
    await snb.person('helen-tranter').says('away from 12 April 2021 to 16 April 2021');
    await snb.on('2021-04-12', 10);
    await snb.on('2021-04-13', 10);
    for (const key of ['grace-holloway', 'nadia-wren']) {
      const told = (await snb.messages('report.approval.nobody')).filter(({ to }) => to === key);
      expect(told.filter(({ text }) => text.includes('hate crime'))).toHaveLength(1);
    }
    expect((await kept('nadia-wren')).text).toContain('Helen Tranter, who is away until 16 April 2021');
  });
});

describe('whoever has done their part is not reminded or chased of it', () => {
  onABoard();
  const reminders = async (to: string) =>
    (await snb.messages()).filter(
      (one) => one.to === to && /^(report\.(reminder|chased|handed-over)|leave\.cover)/.test(one.about),
    );

  test('the lead is reminded of the draft that waits one tap away', async () => {
    await prepares('nadia-wren', 'hate crime', 'Words of Nadia');
    await delivered(snb);
    await snb.on('2021-04-09');
    await delivered(snb);
    const [{ text, message }] = (await reminders('helen-tranter')) as [Awaited<ReturnType<typeof reminders>>[number]];
    expect(text).toContain('Nadia Wren prepared it: read and approve it.');
    expect(text).toContain('[Read the draft on hate crime] [Report on hate crime]');
    const helen = snb.person('helen-tranter');
    await helen.pressesIn(message, 'Read the draft on hate crime');
    expect(helen.dialog().form?.command).toBe('report');
  });

  test('with the lead away and no deputy, its officer has nothing more to do, and the programme manager reads so', async () => {
    await snb.person('frances-adeyemi').says('away from 12 April 2021 to 14 May 2021');
    await snb.on('2021-04-12');
    await delivered(snb);
    await prepares('daniel-ferris', 'reducing reoffending');
    const before = (await reminders('daniel-ferris')).length;
    for (const day of ['2021-04-13', '2021-04-16', '2021-04-20']) {
      await snb.on(day, 10);
      await delivered(snb);
    }
    expect(await grace().says('chase reoffending')).toContain(
      'Reducing reoffending: what Daniel Ferris prepared waits for approval',
    );
    expect(await reminders('daniel-ferris')).toHaveLength(before);
  });

  test('nor is the officer reminded that it is late; the lists of the programme manager say that it waits', async () => {
    expect(await reminders('nadia-wren')).toEqual([]);
    await snb.on('2021-04-23', 10);
    expect((await newest('report.overdue', 'grace-holloway')).text).toContain(
      'Hate crime: due 16 April 2021, prepared and waits for approval',
    );
    await snb.person('helen-tranter').says('snooze until 28 April 2021');
    const chased = await grace().says('chase hate crime');
    expect(chased).toContain('which waits for their approval');
    expect(chased).toContain('They had asked to be reminded on 28 April 2021');
  });

  test('after a pause its officer is not asked for it; once they lead it themselves they are, and can send it', async () => {
    await grace().says('pause');
    await does('move reducing reoffending', { dueOn: '2021-05-05', why: 'The lead is away' });
    await snb.on('2021-04-26', 10);
    await grace().says('resume');
    await delivered(snb);
    const speaking = (await snb.messages('mode.resumed')).filter(({ to }) => to === 'daniel-ferris');
    expect(speaking.map(({ text }) => text).join()).not.toContain('Draft the report on reducing reoffending');

    await snb.import(({ assignments }) => {
      const lead = assignments.find((one) => one.subjectKey === 'reducing-reoffending' && one.role === 'lead')!;
      Object.assign(lead, { holderKind: 'person', holderKey: 'daniel-ferris' });
    });
    await snb.on('2021-04-27', 10);
    const { text } = await newest('report.reminder.before', 'daniel-ferris');
    expect(text).toContain('You prepared a draft of it, and can now send it yourself.');
    expect(text).toContain('[Report on reducing reoffending]');
  });
});
