import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { fillsStep, raised, standing, told } from '../support/escalations.ts';
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
    expect(page).toContain('Bronwen Pugh has the same and joined it.');
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
