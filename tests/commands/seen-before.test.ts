import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { choicesOf, fillsStep, raised, standing, told } from '../support/escalations.ts';
import { fillsInForm } from '../support/filling.ts';

const FORM = {
  title: 'Outreach in hospitals is ending',
  priorities: 'serious-violence',
  areas: 'csp-2',
  situation: 'Workers leave when their funding ends',
  evidence: 'Fewer came back with another injury',
  anythingTried: 'no',
  untried: 'It was announced yesterday',
  why: 'power',
  askKind: 'resources',
  ask: 'Bridging money from July',
  urgency: 'next_meeting',
  sensitive: 'no',
};

let snb: Board;
let outreach: string;
beforeAll(async () => {
  snb = await board({ on: '2021-04-14' });
  outreach = await raised(snb);
});
afterAll(() => snb.close());

test('before it is sent, an officer sees what others raised that looks alike, and joins it from there', async () => {
  const bronwen = snb.person('bronwen-pugh');
  await bronwen.says('escalate');
  await fillsInForm(bronwen, { ...FORM, situation: 'It is the same in the north of the county' });
  expect(bronwen.sees()).toContain('Seen before');
  const field = bronwen.dialog().form?.fields.find(({ path }) => path === 'joins');
  expect(field).toMatchObject({
    options: [
      { value: outreach, label: 'Join SNB-1', hint: 'Hospital outreach ends in June (Serious Violence)' },
      { value: 'none', label: 'None of these: send mine' },
    ],
  });
  bronwen.types({ joins: outreach });
  await bronwen.does('continue');
  expect(await bronwen.sends()).toContain(
    'You have joined escalation SNB-1 for Community Safety Partnership 2. You hear of every step',
  );
  expect((await standing(snb, outreach)).bodyKeys).toEqual(['csp-1', 'csp-2']);
  expect(await snb.messages('escalation.raised')).toHaveLength(2);
});

test('each of them hears of every step, and keeps what happened', async () => {
  await fillsStep(snb, snb.person('samir-haddad'), ['answer', outreach], {
    words: 'There is money until March',
    next: 'The grant is paid in July',
    asAsked: 'yes',
  });
  for (const who of ['jamie-thorpe', 'bronwen-pugh']) {
    expect((await told(snb, who, 'escalation.outcome'))?.text).toContain('There is money until March');
    expect(await snb.person(who).says('escalations')).toMatch(/Raised by you\nSNB-1/);
    const page = await snb.person(who).says('escalation SNB-1');
    expect(page).toContain('Bronwen Pugh has the same and joined it for Community Safety Partnership 2.');
    expect(page).toContain('It is the same in the north of the county');
  }
});

test('what is sensitive is shown by its reference and priority only, and can be joined', async () => {
  const quiet = await raised(snb, { title: 'Outreach hospital matter', sensitive: true, bodyKeys: ['csp-1'] });
  const kwame = snb.person('kwame-asante');
  await kwame.says('escalate');
  await fillsInForm(kwame, { ...FORM, areas: 'csp-3' });
  const field = kwame.dialog().form?.fields.find(({ path }) => path === 'joins');
  expect(field).toMatchObject({
    options: [{ value: quiet, label: 'Join SNB-2', hint: 'Serious Violence. Sensitive' }, { value: 'none' }],
  });
  expect(kwame.sees()).not.toContain('Outreach hospital matter');
  kwame.types({ joins: quiet });
  await kwame.does('continue');
  await kwame.sends();
  expect(await kwame.says('escalations')).toContain('SNB-2 Outreach hospital matter');
});

test('whoever raised it themselves is not shown it, and one that is none of these is sent', async () => {
  const jamie = snb.person('jamie-thorpe');
  await jamie.says('escalate');
  expect(await fillsInForm(jamie, { ...FORM, areas: 'csp-1' })).toContain('Your escalation was sent');
  const bronwen = snb.person('bronwen-pugh');
  await bronwen.says('escalate');
  await fillsInForm(bronwen, FORM);
  bronwen.types({ joins: 'none' });
  await bronwen.does('continue');
  expect(await bronwen.sends()).toContain('Your escalation was sent');
});

test('whoever joins brings all that their form holds: the stricter of both counts, and whoever that concerns is told', async () => {
  const id = await raised(snb, { title: 'Refuge places run out', priorityKeys: ['domestic-abuse'] });
  const bronwen = snb.person('bronwen-pugh');
  await bronwen.says('escalate');
  const { untried: _, ...tried } = FORM;
  await fillsInForm(bronwen, {
    ...{ ...tried, title: 'Refuge places have run out', priorities: 'domestic-abuse,hate-crime', sensitive: 'yes' },
    ...{ anythingTried: 'yes', 'tried.1.what': 'Asked the county', 'tried.1.when': 'May', 'tried.1.result': 'Nothing' },
    ...{ urgency: 'immediate', neededBy: '2021-04-16', elseTold: 'The housing service' },
    link: 'https://files.example/count',
  });
  expect(bronwen.sees()).toContain('Others have raised something like this: look at them first.');
  bronwen.types({ joins: id });
  await bronwen.does('continue');
  expect(await bronwen.sends()).toContain('You have joined');
  expect(await standing(snb, id)).toMatchObject({
    ...{ urgency: 'immediate', neededBy: '2021-04-16', sensitive: true },
    ...{ priorityKeys: ['domestic-abuse', 'hate-crime'], bodyKeys: ['csp-1', 'csp-2'] },
  });
  for (const who of ['jamie-thorpe', 'helen-tranter', 'grace-holloway']) {
    expect((await told(snb, who, 'escalation.added'))?.text).toContain('Immediate.');
    const page = await snb.person(who).says(`escalation ${(await standing(snb, id)).reference}`);
    for (const words of ['Asked the county', 'The housing service', 'https://files.example/count'])
      expect(page).toContain(words);
  }
  // What became sensitive is read by those whom it concerns only.
  const { reference } = await standing(snb, id);
  expect(await snb.person('kwame-asante').says(`escalation ${reference}`)).toContain('It is marked as sensitive');
});

test('what was answered meanwhile is not joined, and nothing is sent in its place', async () => {
  const id = await raised(snb, { title: 'Street lights stay off', priorityKeys: ['hate-crime'] });
  const bronwen = snb.person('bronwen-pugh');
  await bronwen.says('escalate');
  await fillsInForm(bronwen, { ...FORM, title: 'Street lights are off', priorities: 'hate-crime' });
  bronwen.types({ joins: id });
  await bronwen.does('continue');
  const settles = { words: 'They are mended', next: 'Nothing', asAsked: 'yes' };
  await fillsStep(snb, snb.person('helen-tranter'), ['answer', id], settles);
  const { reference } = await standing(snb, id);
  const before = (await snb.messages('escalation.sent')).length;
  expect(await bronwen.sends()).toContain(`Not sent yet. ${reference} was answered meanwhile.`);
  expect(choicesOf(bronwen)).toEqual(['None of these: send mine']);
  expect(await snb.messages('escalation.sent')).toHaveLength(before);
  bronwen.types({ joins: 'none' });
  await bronwen.does('continue');
  expect(await bronwen.sends()).toContain('Your escalation was sent');
});
