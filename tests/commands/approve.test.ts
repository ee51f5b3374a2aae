import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../src/views/message.ts';
import { type Board, board, fillsIn } from '../support/board.ts';
import { nottinghamshire } from '../support/register.ts';

let snb: Board;
let asked: Message;
function onABoard(day = '2021-04-01', hour = 10) {
  beforeAll(async () => {
    snb = await board();
    await snb.on('2021-04-01');
    if (day !== '2021-04-01' || hour !== 9) await snb.on(day, hour);
  });
  afterAll(() => snb.close());
}
const newest = async (about: string, to?: string) =>
  (await snb.messages()).filter((one) => one.about.startsWith(about) && (!to || one.to === to)).at(-1)!;
const supportTo = async (key: string) => (await newest('report.prompt.support', key)).message;
const drafts = async (officer: string, title: string, answers: Partial<Record<string, string>> = {}) => {
  const who = snb.person(officer);
  await who.pressesIn(await supportTo(officer), `Draft the report on ${title}`);
  await fillsIn(who, answers);
  return who;
};
const versionsOf = (reference: string) =>
  snb.database.read(snb.partnershipId, async (reader) =>
    reader.returns.versions((await reader.returns.byReference(reference))!.id),
  );
const events = () =>
  snb.database.read(snb.partnershipId, async (reader) =>
    (await reader.events.newest(50)).filter(({ subject }) => subject.startsWith('return/')),
  );

describe('what a support officer prepares', () => {
  onABoard();

  test('an officer is told about everything that they support in one message, with buttons', async () => {
    const { text, because } = await newest('report.prompt.support', 'leila-farrow');
    expect(text).toContain('Domestic abuse: due Friday 16 April 2021. Asked for it: Priya Raman.');
    expect(text).toContain('[Draft the report on domestic abuse]');
    expect(text).toContain('[Draft the report on Substance Misuse]');
    expect(because).toContain('Leila Farrow is support officer for');
  });

  test('goes to the lead, with all of it, and not to the board', async () => {
    const nadia = await drafts('nadia-wren', 'hate crime', { what: 'Opened 12 centres' });
    expect(nadia.sees()).toContain('Helen Tranter reads it and approves it before it goes to the board.');
    expect(nadia.sees()).toContain('[Send to Helen Tranter]');
    await nadia.sends();
    expect(nadia.sees()).toContain('The report on hate crime: sent for approval');
    expect(nadia.sees()).toContain('Helen Tranter can approve it, change it or send it back.');
    const asked = await newest('report.approval', 'helen-tranter');
    expect(asked.text).toContain('Nadia Wren prepared it for Quarter 4');
    expect(asked.text).toContain('Opened 12 centres');
    expect(asked.text).toContain('[Approve and send] [Change it] [Send back]');
    expect(asked.message.summary).not.toContain('Opened 12');
    expect((await snb.messages('report.sent')).length).toBe(0);
    expect(await snb.person('grace-holloway').says('digest')).toContain('0 of 11 priorities reported');
  });

  test('is sent with one tap, and says who prepared and who approved it', async () => {
    const helen = snb.person('helen-tranter');
    asked = (await newest('report.approval', 'helen-tranter')).message;
    await helen.pressesIn(asked, 'Approve and send');
    // What has not gone out yet does not ask for what was done.
    expect(await snb.messages('report.approval')).toEqual([]);
    expect(helen.sees()).toContain('Your reference is SNB-1');
    expect(helen.sees()).toContain('Prepared by Nadia Wren, approved by you.');
    const [version] = await versionsOf('SNB-1');
    expect(version).toMatchObject({
      authorKey: 'helen-tranter',
      approvedBy: 'helen-tranter',
      preparedBy: 'nadia-wren',
    });
    expect((await newest('report.sent.told', 'nadia-wren')).text).toContain(
      'Helen Tranter approved and sent the report on hate crime',
    );
    expect((await newest('report.prompt', 'helen-tranter')).text).toContain('Hate crime: Sent, reference SNB-1');
    expect((await newest('report.prompt.support', 'nadia-wren')).text).toContain('Hate crime: Sent, reference SNB-1');
    expect((await events()).map(({ what, by }) => [what, by])).toEqual([
      ['report.sent', 'helen-tranter'],
      ['report.proposed', 'nadia-wren'],
    ]);
  });

  test('approving it again sends nothing, and says so', async () => {
    const helen = snb.person('helen-tranter');
    expect(await helen.pressesIn(asked, 'Approve and send')).toContain('Approved by Helen Tranter and sent');
    expect(await helen.pressesIn(asked, 'Send back')).toContain('Approved by Helen Tranter and sent');
    expect(await helen.pressesIn(asked, 'Change it')).toContain('[Open the report on hate crime]');
    expect(await versionsOf('SNB-1')).toHaveLength(1);
  });

  test('a version that changed meanwhile is not approved: the new one is shown, and can be', async () => {
    const daniel = await drafts('daniel-ferris', 'reducing reoffending', { what: 'First words' });
    await daniel.sends();
    const first = await newest('report.approval', 'frances-adeyemi');
    await daniel.says('report');
    expect(daniel.sees()).toContain('This is your draft, which waits for approval. Sending it again takes its place.');
    expect(daniel.sees()).toContain('First words');
    await daniel.does('change:achieved');
    daniel.types({ 'achieved.1.what': 'Second words' });
    await daniel.does('continue');
    await daniel.sends();

    const frances = snb.person('frances-adeyemi');
    await frances.pressesIn(first.message, 'Approve and send');
    expect(frances.sees()).toContain('Daniel Ferris changed it since. Nothing was sent.');
    expect(frances.sees()).toContain('Second words');
    expect(await snb.messages('report.sent')).toHaveLength(1);
    await frances.presses('Approve and send');
    expect(frances.sees()).toContain('Your reference is SNB-2');
    const [version] = await versionsOf('SNB-2');
    expect(version!.values).toMatchObject({ achieved: [{ what: 'Second words' }] });
  });

  test('nothing to report is proposed and approved alike', async () => {
    const rosa = snb.person('rosa-kelham');
    await rosa.says('report');
    const id = rosa.dialog().form!.draftId;
    const draft = await snb.database.read(snb.partnershipId, (reader) => reader.drafts.byId(id));
    await rosa.interact({
      kind: 'pressed',
      partnershipId: snb.partnershipId,
      command: 'nothing-to-report',
      input: { return: draft!.carried.return },
    });
    expect(rosa.sees()).toContain('[Send to Alan Whitcombe]');
    await rosa.sends();
    const asked = await newest('report.approval', 'alan-whitcombe');
    expect(asked.text).toContain('To approve: “nothing to report” on Serious and Acquisitive Crime');
    const alan = snb.person('alan-whitcombe');
    await alan.pressesIn(asked.message, 'Approve and send');
    expect((await versionsOf('SNB-3'))[0]).toMatchObject({ nil: true, preparedBy: 'rosa-kelham' });
  });

  test('a lead who sends their own report overtakes the draft, and the officer is told', async () => {
    const colin = await drafts('colin-birtles', 'Antisocial Behaviour');
    await colin.sends();
    const asked = await newest('report.approval', 'joan-pickersgill');
    const joan = snb.person('joan-pickersgill');
    await joan.says('report');
    expect(joan.sees()).toContain('Colin Birtles sent you a draft of this to approve.');
    await fillsIn(joan, { what: 'My own words' });
    await joan.sends();
    expect((await newest('report.overtaken', 'colin-birtles')).text).toContain('Joan Pickersgill sent a report');
    expect(await joan.pressesIn(asked.message, 'Approve and send')).toContain('Joan Pickersgill sent a report instead');
    expect((await versionsOf('SNB-4'))[0]).toMatchObject({ preparedBy: null, approvedBy: null });
  });

  test('a lead changes it in the form, which is theirs then and says who prepared it', async () => {
    const leila = await drafts('leila-farrow', 'domestic abuse', { what: 'Leila’s words' });
    await leila.sends();
    const priya = snb.person('priya-raman');
    await priya.pressesIn((await newest('report.approval', 'priya-raman')).message, 'Change it');
    expect(priya.sees()).toContain('Leila Farrow prepared this.');
    expect(priya.sees()).toContain('Leila’s words');
    await priya.does('change:achieved');
    priya.types({ 'achieved.1.what': 'Priya’s words' });
    await priya.does('continue');
    await priya.sends();
    expect(priya.sees()).toContain('Prepared by Leila Farrow, changed and sent by you.');
    expect((await versionsOf('SNB-5'))[0]).toMatchObject({ preparedBy: 'leila-farrow', approvedBy: null });
    expect((await newest('report.overtaken', 'leila-farrow')).text).toContain('Priya Raman changed what you prepared');
  });
});

describe('who may approve', () => {
  onABoard();

  test('an officer may not, nor may somebody else', async () => {
    const nadia = await drafts('nadia-wren', 'hate crime');
    await nadia.sends();
    const { message } = await newest('report.approval', 'helen-tranter');
    expect(await nadia.pressesIn(message, 'Approve and send')).toContain('not yours to use at present');
    expect(await snb.person('joan-pickersgill').pressesIn(message, 'Approve and send')).toContain(
      'Only Helen Tranter can send the report on hate crime today.',
    );
    expect(await snb.messages('report.sent')).toEqual([]);
  });

  test('a lead who left meanwhile may not, and who came may', async () => {
    const { message } = await newest('report.approval', 'helen-tranter');
    await snb.import((register) => {
      const holding = register.holdings.find(({ personKey }) => personKey === 'helen-tranter')!;
      holding.personKey = 'keith-lomas';
    });
    expect(await snb.person('helen-tranter').pressesIn(message, 'Approve and send')).toContain('not yours to use');
    const keith = snb.person('keith-lomas');
    await keith.pressesIn(message, 'Approve and send');
    expect(keith.sees()).toContain('Prepared by Nadia Wren, approved by you.');
  });

  test('an officer who left the role while writing is told who can send it, and keeps the words', async () => {
    const rosa = await drafts('rosa-kelham', 'Serious and Acquisitive Crime', { what: 'Before I left' });
    await snb.import((register) => {
      register.assignments = register.assignments.filter(({ holderKey }) => holderKey !== 'rosa-kelham');
    });
    await rosa.sends();
    expect(rosa.sees()).toContain('Only Alan Whitcombe can send the report');
    expect(rosa.sees()).toContain('Before I left');
  });

  test('after the period has closed nothing is approved', async () => {
    const daniel = await drafts('daniel-ferris', 'reducing reoffending');
    await daniel.sends();
    const { message } = await newest('report.approval', 'frances-adeyemi');
    await snb.on('2021-07-01');
    expect(await snb.person('frances-adeyemi').pressesIn(message, 'Approve and send')).toContain(
      'Not sent: the period closed on 1 July 2021, before it was approved.',
    );
  });
});

describe('with two leads and two officers', () => {
  beforeAll(async () => {
    const register = nottinghamshire();
    const support = register.assignments.find(({ holderKey }) => holderKey === 'nadia-wren')!;
    register.assignments.push({ ...support, key: `${support.key}/2`, holderKey: 'rosa-kelham' });
    const lead = register.assignments.find(
      ({ role, subjectKey }) => role === 'lead' && subjectKey === support.subjectKey,
    )!;
    register.assignments.push({ ...lead, key: `${lead.key}/2`, holderKind: 'person', holderKey: 'keith-lomas' });
    snb = await board({ register });
    await snb.on('2021-04-01');
  });
  afterAll(() => snb.close());

  test('the newest draft stands, the other officer is told, and any lead approves', async () => {
    const nadia = await drafts('nadia-wren', 'hate crime', { what: 'From Nadia' });
    expect(nadia.sees()).toContain('[Send for approval]');
    expect(nadia.sees()).toContain('Helen Tranter or Keith Lomas reads it');
    await nadia.sends();
    const rosa = snb.person('rosa-kelham');
    await rosa.pressesIn(await supportTo('rosa-kelham'), 'Draft the report on hate crime');
    expect(rosa.sees()).toContain('This is the draft of Nadia Wren, which waits for approval.');
    await rosa.does('change:achieved');
    rosa.types({ 'achieved.1.what': 'From Rosa' });
    await rosa.does('continue');
    await rosa.sends();
    expect(rosa.sees()).toContain('It takes the place of the draft that Nadia Wren sent for approval.');
    expect((await newest('report.overtaken', 'nadia-wren')).text).toContain('Rosa Kelham sent another draft');
    for (const lead of ['helen-tranter', 'keith-lomas'])
      expect((await newest('report.approval', lead)).text).toContain('From Rosa');

    const keith = snb.person('keith-lomas');
    await keith.pressesIn((await newest('report.approval', 'keith-lomas')).message, 'Approve and send');
    expect(keith.sees()).toContain('Prepared by Rosa Kelham, approved by you.');
    const { message } = (await newest('report.sent', 'keith-lomas'))!;
    expect(message.summary).toContain('reference SNB-1');
  });
});
