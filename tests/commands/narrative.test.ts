import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Register } from '../../src/partnership/register.ts';
import { type Board, board } from '../support/board.ts';
import { delivered } from '../support/delivered.ts';
import { alsoOfficer, fillsStep } from '../support/escalations.ts';
import { fillsInForm } from '../support/filling.ts';
import { narrates } from '../support/narratives.ts';
import { narrating } from '../support/register.ts';

const ONE = 'Community Safety Partnership 1';
const OPENED = '2021-04-01';

/** Only what is asked of the partnerships: what asks ten leads besides takes as many times as long. */
function onlyNarratives(): Register {
  const register = narrating();
  register.obligations = register.obligations.filter(({ report }) => report === 'csp_narrative');
  return register;
}

function assign(register: Register, bodyKey: string, role: 'deputy' | 'support_officer' | 'chair', holderKey: string) {
  const officer = register.assignments.find((one) => one.role === 'csp_officer' && one.subjectKey === bodyKey)!;
  register.assignments.push({ ...officer, key: `${bodyKey}/${role}`, role, holderKind: 'person', holderKey });
}

let snb: Board;
const opening = async (register: Register = onlyNarratives()) => {
  snb = await board({ register });
  await snb.on(OPENED);
};
afterEach(() => snb.close());

describe('an officer of a community safety partnership', () => {
  beforeEach(() => opening());

  test('is asked for the narrative when the quarter has ended, and nobody else is', async () => {
    const prompts = await snb.messages('report.prompt');
    expect(prompts.map(({ to }) => to).sort()).toEqual(['bronwen-pugh', 'jamie-thorpe', 'kwame-asante']);
    const { text } = prompts.find(({ to }) => to === 'jamie-thorpe')!;
    expect(text).toContain('Your narratives for Quarter 4 (January to March 2021)');
    expect(text).toContain('The Safer Nottinghamshire Board Performance Group asks for 1 narrative from you.');
    expect(text).toContain(`[Narrative from ${ONE}]`);
    expect(text).toContain(`[Nothing to report from ${ONE}]`);
  });

  test('opens the one that is due by the word alone, and by the name of the partnership', async () => {
    expect(await snb.person('jamie-thorpe').says('narrative')).toContain('What has changed locally');
    expect(await snb.person('jamie-thorpe').says('narrative csp 1')).toContain(`${ONE}, Quarter 4`);
    expect(await snb.person('jamie-thorpe').says('narrative nowhere')).toContain(
      'No community safety partnership is called “nowhere”',
    );
  });

  test('sends a short one with three answers: the headline is offered from what has changed', async () => {
    const jamie = snb.person('jamie-thorpe');
    await jamie.says('narrative');
    expect(await narrates(jamie, { changed: 'Nuisance rose on the high street' })).toContain('Check your answers');
    expect(jamie.sees()).toContain('Nuisance rose on the high street');
    expect(jamie.sees()).toContain('Add emerging risks and issues');
    const sent = await jamie.sends();
    expect(sent).toContain(`Narrative from ${ONE} sent`);
    expect(sent).toContain('Your reference is SNB-1');
    expect(sent).toContain('Performance Group will see it in its digest on Monday 19 April 2021');
    const prompt = (await snb.messages('report.prompt')).findLast(({ to }) => to === 'jamie-thorpe');
    expect(prompt?.text).toContain(`${ONE}: Sent, reference SNB-1`);
  });

  test('says what needs countywide consideration in a line, where something does', async () => {
    const jamie = snb.person('jamie-thorpe');
    await jamie.says('narrative');
    expect(await narrates(jamie, { countywide: 'yes' })).toContain('Enter what needs countywide consideration');
    jamie.types({ consider: 'Knife carrying crosses into the next district' });
    await jamie.does('continue');
    expect(await jamie.sends()).toContain(`Narrative from ${ONE} sent`);
    // The escalation starts with what the narrative says.
    const escalation = await jamie.presses(`Escalate for ${ONE}`);
    expect(escalation).toContain('Knife carrying crosses into the next district');
    jamie.types({ priorities: 'serious-violence' });
    expect(await jamie.does('continue')).toContain('More nuisance on the high street');
  });

  test('says in two taps that there is nothing to report', async () => {
    const jamie = snb.person('jamie-thorpe');
    const [prompt] = (await snb.messages('report.prompt')).filter(({ to }) => to === 'jamie-thorpe');
    const form = await jamie.pressesIn(prompt!.message, `Nothing to report from ${ONE}`);
    expect(form).toContain('The performance group will see that there is nothing to report');
    expect(await jamie.sends()).toContain(`Nothing to report from ${ONE}: sent`);
  });

  test('corrects it before the next period opens, and what changed is said', async () => {
    const jamie = snb.person('jamie-thorpe');
    await jamie.says('narrative');
    await narrates(jamie);
    await jamie.sends();
    await jamie.says('narrative csp 1');
    await jamie.presses(`Change the narrative from ${ONE}`);
    await jamie.does('change:county');
    jamie.types({ inShort: 'Nuisance fell again in May' });
    await jamie.does('continue');
    const sent = await jamie.sends();
    expect(sent).toContain(`Narrative from ${ONE} corrected`);
    expect(sent).toContain('This is version 2. What changed: headline.');
  });

  test('is on the programme manager’s list of what is late while theirs has not arrived', async () => {
    const kwame = snb.person('kwame-asante');
    await kwame.says('narrative');
    await narrates(kwame);
    await kwame.sends();
    await snb.on('2021-04-23');
    const [overdue] = await snb.messages('report.overdue');
    expect(overdue?.to).toBe('grace-holloway');
    expect(overdue?.text).toContain('Late: 2 narratives');
    expect(overdue?.text).not.toContain('Partnership 3');
  });

  test('puts reminders off, and sees what is due and what comes next on their own page', async () => {
    await delivered(snb);
    const kwame = snb.person('kwame-asante');
    await kwame.says('mine');
    expect((await snb.messages('mine')).at(-1)?.text).toContain('1 narrative due from you');
    await snb.on('2021-04-06');
    expect(await kwame.says('snooze until 20 April')).toContain('You will be reminded on Tuesday 20 April 2021');
    for (const day of ['2021-04-09', '2021-04-16', '2021-04-20']) await snb.on(day);
    expect((await snb.messages('report.reminder.snoozed')).map(({ to }) => to)).toEqual(['kwame-asante']);
  });
});

describe('who reads a narrative', () => {
  test('the performance group, the board, the programme manager, and the partnership’s own officers and chair', async () => {
    const register = onlyNarratives();
    assign(register, 'csp-1', 'chair', 'colin-birtles');
    await opening(register);
    const jamie = snb.person('jamie-thorpe');
    await jamie.says('narrative');
    await narrates(jamie, { changed: 'Nuisance rose on the high street' });
    await jamie.sends();
    const found = await snb.database.read(snb.partnershipId, (reader) => reader.periods.open());
    const all = await snb.database.read(snb.partnershipId, (reader) => reader.returns.ofPeriod(found[0]!.id));
    const { id } = all.find(({ subjectKey }) => subjectKey === 'csp-1')!;
    const reads = async (key: string) => {
      const reader = snb.person(key);
      const input = { return: id };
      return reader.interact({ kind: 'pressed', partnershipId: snb.partnershipId, command: 'read-report', input });
    };
    for (const key of ['neil-garside', 'edith-carrow', 'grace-holloway', 'jamie-thorpe', 'colin-birtles'])
      expect(await reads(key)).toContain('Nuisance rose on the high street');
    const refused = await reads('kwame-asante');
    expect(refused).toContain('Not yours to read');
    expect(refused).toContain('ask Grace Holloway');
    expect(refused).not.toContain('Nuisance');
    expect(await snb.person('kwame-asante').says('narrative csp 1')).not.toContain('Nuisance');
    expect(await snb.person('neil-garside').says('read report csp 1')).toContain('Nuisance rose on the high street');
  });

  test('an officer does not read the reports of the leads with it', async () => {
    await opening(narrating());
    const answer = await snb.person('jamie-thorpe').says('read report hate crime');
    expect(answer).toContain('Only those to whom it goes, and those who write it, can read the report on hate crime.');
  });
});

test('the digest goes to the performance group’s channel: what needs the county first, never who is late', async () => {
  await opening();
  const jamie = snb.person('jamie-thorpe');
  await jamie.says('narrative');
  await narrates(jamie, { countywide: 'yes', consider: 'Knife carrying crosses into the next district' });
  await jamie.does('change:emerging');
  await jamie.does('add:emerging');
  jamie.types({ 'emerging.1.what': 'Drug dealing moves into empty shops' });
  await jamie.does('continue');
  await jamie.sends();
  await snb.on('2021-04-19');
  const [digest, ...others] = await snb.messages('digest');
  expect(others).toEqual([]);
  expect(snb.register.channels.find(({ key }) => key === digest?.to)?.bodyKey).toBe('performance-group');
  expect(digest?.text).toContain('Narratives to the Safer Nottinghamshire Board Performance Group');
  expect(digest?.text).toContain('1 of 3 partnerships reported: 1 for countywide consideration');
  expect(digest?.text).toContain(`${ONE}: Knife carrying crosses into the next district`);
  expect(digest?.text).toContain(`${ONE} – 1 emerging risk or issue. More nuisance on the high street`);
  expect(digest?.text).toContain('Not reported yet');
  expect(digest?.text).not.toContain('Bronwen Pugh');
});

test('whoever is officer of two partnerships escalates for the one whose narrative asks for it', async () => {
  const register = onlyNarratives();
  alsoOfficer(register, 'jamie-thorpe', 'csp-2');
  await opening(register);
  const jamie = snb.person('jamie-thorpe');
  await jamie.says('narrative csp 2');
  await narrates(jamie, {
    changed: 'Vans park at the lakes',
    countywide: 'yes',
    consider: 'Fly-tipping from elsewhere',
  });
  await jamie.sends();
  const form = await jamie.presses('Escalate for Community Safety Partnership 2');
  expect(form).toContain('For Community Safety Partnership 2.');
  expect(form).not.toContain('For which partnership');
  await fillsInForm(jamie, {
    ...{ priorities: 'serious-violence', evidence: 'Twelve calls in May', anythingTried: 'no', untried: 'It is new' },
    ...{ why: 'power', askKind: 'resources', ask: 'Cameras', urgency: 'next_meeting', sensitive: 'no' },
  });
  const [raised] = await snb.database.read(snb.partnershipId, (reader) => reader.escalations.in(['raised']));
  expect(raised).toMatchObject({ raisedFor: 'csp-2', bodyKeys: ['csp-2'], title: 'Fly-tipping from elsewhere' });
});

test('what was escalated from a narrative is not offered again when it is corrected, unless it says something else', async () => {
  await opening();
  const jamie = snb.person('jamie-thorpe');
  const ESCALATE = `Escalate for ${ONE}`;
  const sends = async (consider: string) => {
    if ((await jamie.says('narrative csp 1')).includes('Change the narrative')) {
      await jamie.presses(`Change the narrative from ${ONE}`);
      await jamie.does('change:county');
      jamie.types({ consider, inShort: `About ${consider}` });
      await jamie.does('continue');
    } else await narrates(jamie, { countywide: 'yes', consider });
    return jamie.sends();
  };
  const escalates = async () => {
    await jamie.presses(ESCALATE);
    return fillsInForm(jamie, {
      ...{ priorities: 'serious-violence', evidence: 'Twelve calls in May', anythingTried: 'no', untried: 'It is new' },
      ...{ why: 'power', askKind: 'resources', ask: 'Cameras', urgency: 'next_meeting', sensitive: 'no' },
    });
  };
  await sends('Fly-tipping from elsewhere');
  const [first] = await snb.messages('report.sent');
  expect(await escalates()).toContain('Your reference is SNB-2');
  const corrected = await sends('Fly-tipping from elsewhere');
  expect(corrected).toContain(`What needs countywide consideration from ${ONE} was escalated already, as SNB-2.`);
  expect(corrected).toContain('[Read all of SNB-2]');
  expect(corrected).not.toContain(ESCALATE);
  // The message about the first version keeps its button, which says the same.
  expect(await jamie.pressesIn(first!.message, ESCALATE)).toContain('This was escalated already, as SNB-2.');
  expect(await snb.person('grace-holloway').says('history csp 1')).toContain('countywide consideration, as SNB-2');

  expect(await sends('Knife carrying crosses the border')).toContain(`[${ESCALATE}]`);
  // Withdrawn, it can be escalated again.
  const [raised] = await snb.database.read(snb.partnershipId, (reader) => reader.escalations.in(['raised']));
  await fillsStep(snb, jamie, ['withdraw-escalation', raised!.id], { why: 'It stopped', words: 'It stopped' });
  expect(await sends('Fly-tipping from elsewhere')).toContain(`[${ESCALATE}]`);
});

describe('what needs countywide consideration, where an officer does not send it', () => {
  const asks = { countywide: 'yes', consider: 'Fly-tipping from elsewhere' };
  const ESCALATE = `Escalate for ${ONE}`;

  test('the deputy who sends it escalates it', async () => {
    const register = onlyNarratives();
    assign(register, 'csp-1', 'deputy', 'colin-birtles');
    await opening(register);
    const colin = snb.person('colin-birtles');
    await colin.says('narrative csp 1');
    await narrates(colin, asks);
    await colin.sends();
    expect(await colin.presses(ESCALATE)).toContain(`For ${ONE}.`);
    // Its officer hears that it was sent, and has nothing to do.
    const [told] = await snb.messages('report.sent.told');
    expect([told?.to, told?.text]).toEqual(['jamie-thorpe', expect.stringContaining('You do not need to do anything')]);
  });

  test('where the programme manager sends it, its chair is brought the button', async () => {
    const register = onlyNarratives();
    assign(register, 'csp-1', 'chair', 'colin-birtles');
    await opening(register);
    await snb.person('jamie-thorpe').says('away until 30 April');
    const grace = snb.person('grace-holloway');
    await grace.says('narrative csp 1');
    await narrates(grace, asks);
    const sent = await grace.sends();
    expect(sent).not.toContain('[Escalate');
    expect(sent).toContain(
      `Something from ${ONE} needs countywide consideration. Colin Birtles can escalate it, and has a button for that.`,
    );
    const told = (await snb.messages('report.sent.told')).find(({ to }) => to === 'colin-birtles');
    expect(told?.text).toContain(`It says that something from ${ONE} needs countywide consideration.`);
    expect(told?.text).not.toContain('You do not need to do anything');
    expect(await snb.person('colin-birtles').pressesIn(told!.message, ESCALATE)).toContain(`For ${ONE}.`);
  });

  test('where nobody is there to escalate it, its sender reads so', async () => {
    const register = onlyNarratives();
    await opening(register);
    await snb.import((wanted) => {
      wanted.assignments = wanted.assignments.filter(
        ({ role, subjectKey }) => role !== 'csp_officer' || subjectKey !== 'csp-1',
      );
    });
    const grace = snb.person('grace-holloway');
    await grace.says('narrative csp 1');
    await narrates(grace, asks);
    expect(await grace.sends()).toContain(`${ONE} has no officer and no chair at present who can escalate it.`);
  });

  test('where it was received elsewhere and is recorded, its officer has the button with that', async () => {
    await opening();
    const grace = snb.person('grace-holloway');
    await grace.says('record csp 1');
    grace.types({ received: 'report', from: 'jamie-thorpe', receivedOn: '2021-04-01' });
    await grace.does('continue');
    await narrates(grace, asks);
    expect(await grace.sends()).not.toContain('[Escalate');
    const [recorded] = await snb.messages('report.recorded');
    expect(recorded?.text).not.toContain('You do not need to do anything');
    expect(await snb.person('jamie-thorpe').pressesIn(recorded!.message, ESCALATE)).toContain(`For ${ONE}.`);
    expect((await snb.messages('report.sent.told')).map(({ to }) => to)).not.toContain('jamie-thorpe');
  });
});

test('an officer who also leads a priority is told once when they are asked next', async () => {
  const register = narrating();
  const officer = register.assignments.find(
    ({ role, subjectKey }) => role === 'csp_officer' && subjectKey === 'csp-1',
  )!;
  Object.assign(officer, { holderKind: 'person', holderKey: 'helen-tranter' });
  snb = await board({ register });
  await snb.person('helen-tranter').says('mine');
  const page = (await snb.messages('mine')).at(-1)?.text ?? '';
  expect(page.match(/you are asked about Quarter 4/g)).toHaveLength(1);
});

test('the programme manager tells the buttons of two digests apart by what they say', async () => {
  await opening(narrating());
  const labels = (await snb.person('grace-holloway').says('digest')).match(/\[(Post it now|Hold it back)[^\]]*\]/g);
  expect(labels).toEqual([
    '[Post it now]',
    '[Hold it back]',
    '[Post it now: narratives]',
    '[Hold it back: narratives]',
  ]);
});

test('somebody who owes a report and a narrative has one message for both', async () => {
  const register = narrating();
  const officer = register.assignments.find(
    ({ role, subjectKey }) => role === 'csp_officer' && subjectKey === 'csp-1',
  )!;
  Object.assign(officer, { holderKind: 'person', holderKey: 'helen-tranter' });
  await opening(register);
  const prompts = (await snb.messages()).filter(({ to, about }) => to === 'helen-tranter' && about === 'report.prompt');
  expect(prompts).toHaveLength(1);
  expect(prompts[0]?.message.summary).toBe('1 report and 1 narrative due, Quarter 4 (January to March 2021)');
  expect(prompts[0]?.text).toContain('[Report on hate crime]');
  expect(prompts[0]?.text).toContain(`[Narrative from ${ONE}]`);
  expect(await snb.person('helen-tranter').says('narrative')).toContain('[Report on hate crime]');
});

describe('around the officer', () => {
  test('a support officer prepares it, and the officer approves it', async () => {
    const register = onlyNarratives();
    assign(register, 'csp-1', 'support_officer', 'colin-birtles');
    await opening(register);
    const colin = snb.person('colin-birtles');
    await colin.says('narrative csp 1');
    await narrates(colin, { changed: 'Nuisance rose on the high street' });
    expect(await colin.sends()).toContain('It goes to the performance group once it is approved');
    await snb.on('2021-04-06');
    const [asked] = await snb.messages('report.approval');
    expect(asked?.to).toBe('jamie-thorpe');
    expect(asked?.text).toContain('Nuisance rose on the high street');
    const approved = await snb.person('jamie-thorpe').pressesIn(asked!.message, 'Approve and send');
    expect(approved).toContain('Approved and sent');
  });

  test('while the officer is away the deputy is asked, else the programme manager', async () => {
    const register = onlyNarratives();
    assign(register, 'csp-1', 'deputy', 'colin-birtles');
    await opening(register);
    expect(await snb.person('jamie-thorpe').says('away until 30 April')).toContain('Colin Birtles');
    expect(await snb.person('bronwen-pugh').says('away until 30 April')).toContain('Grace Holloway');
    await snb.on('2021-04-06');
    const cover = await snb.messages('leave.cover');
    expect(cover.map(({ to }) => to).sort()).toEqual(['colin-birtles', 'grace-holloway']);
    expect(await snb.person('colin-birtles').says('narrative')).toContain('What has changed locally');
  });
});

describe('the programme manager', () => {
  beforeEach(() => opening(narrating()));

  test('sees the narratives beside the reports, chases, excuses and records them by the partnership’s name', async () => {
    const grace = snb.person('grace-holloway');
    const status = await grace.says('status');
    expect(status).toContain('Narratives, Quarter 4 (January to March 2021)');
    expect(status).toContain('3 narratives: 3 not started');
    expect(status.indexOf('11 reports: 11 not started')).toBeLessThan(status.indexOf('3 narratives: 3 not started'));
    expect(status).toContain('11 reports: 11 not started');
    expect(await grace.says('chase csp 1')).toContain(`Jamie Thorpe: ${ONE}`);
    expect((await snb.messages('report.chased'))[0]?.text).toContain('Grace Holloway asks for 1 narrative');

    expect(await grace.says('excuse csp 2')).toMatch(/^Excuse a narrative\n/);
    grace.types({ why: 'The partnership merges' });
    await grace.does('continue');
    expect(await grace.sends()).toContain('The narrative from Community Safety Partnership 2 is excused.');

    expect(await grace.says('record csp 3')).toContain('A narrative');
    grace.types({ received: 'report', from: 'kwame-asante', receivedOn: '2021-04-01' });
    await grace.does('continue');
    await narrates(grace, { changed: 'Came by email' });
    expect(await grace.sends()).toContain('Narrative from Community Safety Partnership 3 recorded');
    expect((await snb.messages('report.recorded'))[0]?.text).toContain('Your narrative from');

    const history = await grace.says('history csp 3');
    expect(history).toContain('recorded the narrative of Kwame Asante');
  });

  test('moves the date of one, and of all narratives apart from the reports', async () => {
    const grace = snb.person('grace-holloway');
    const which = await grace.says('move all');
    expect(which).toContain('[Reports for Quarter 4 (January to March 2021)]');
    await grace.presses('Narratives for Quarter 4 (January to March 2021)');
    expect(grace.sees()).toContain('All 3 narratives still to come');
    grace.types({ dueOn: '2021-04-22', why: 'The group meets later' });
    await grace.does('continue');
    let sent = await grace.sends();
    if (sent.includes('Move it all the same?')) {
      grace.types({ sure: 'yes' });
      await grace.does('continue');
      sent = await grace.sends();
    }
    expect(sent).toContain('3 narratives now due on Thursday 22 April 2021.');
  });

  test('withdraws one, and what it said is gone', async () => {
    const jamie = snb.person('jamie-thorpe');
    await jamie.says('narrative');
    await narrates(jamie, { changed: 'Nuisance rose on the high street' });
    await jamie.sends();
    const grace = snb.person('grace-holloway');
    await grace.says('withdraw csp 1');
    grace.types({ why: 'It named a street' });
    await grace.does('continue');
    expect(await grace.sends()).toContain(`The narrative from ${ONE} was withdrawn.`);
    expect(await grace.says('read report csp 1')).not.toContain('Nuisance');
  });
});
