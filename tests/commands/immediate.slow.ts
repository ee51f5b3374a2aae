import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Mode } from '../../src/partnership/register.ts';
import { plainText } from '../../src/views/plain.ts';
import {
  DEPUTY,
  type EscalationBoard,
  escalationBoard,
  GROUP,
  LEAD,
  MANAGER,
  OFFICER,
} from '../jobs/escalation-board.ts';
import { type Board, board } from '../support/board.ts';
import { countedIds, freshDatabase, type TestDatabase } from '../support/database.ts';
import { fillsStep, raised, standing, steps, told } from '../support/escalations.ts';
import { fillsInForm } from '../support/filling.ts';

/** Who chairs the board. */
const CHAIR = 'edith-carrow';

describe('what is immediate, to those who are told of it at once', () => {
  let one: Board;
  let before: number;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
  });
  beforeEach(async () => {
    before = (await one.messages('escalation.changed')).length;
  });
  afterAll(() => one.close());

  const hear = async () => (await one.messages('escalation.changed')).slice(before).map(({ to }) => to);

  test('says so where it is announced, and who else was told', async () => {
    const id = await raised(one, { urgency: 'immediate' });
    const theirs = await told(one, 'samir-haddad', 'escalation.raised');
    expect(theirs?.message.summary).toMatch(/^Immediate: escalation SNB-\d+ on Serious Violence was raised$/);
    const others = (await one.messages('escalation.raised'))
      .map(({ to }) => one.register.people.find(({ key }) => key === to)!.name)
      .filter((name) => name !== 'Samir Haddad');
    expect(others).toHaveLength(3);
    for (const name of others) expect(theirs?.text).toMatch(new RegExp(`Also told: .*${name}`));
    expect(theirs?.text).not.toMatch(/Also told: .*(Samir|you)/);
    const page = await steps(one, one.person('grace-holloway'), 'escalation', id);
    expect(page).toContain('It goes to Samir Haddad, ');
  });

  test('once one of them has taken it, the others hear who', async () => {
    const id = await raised(one, { urgency: 'immediate' });
    await steps(one, one.person('samir-haddad'), 'take', id);
    expect((await hear()).sort()).toEqual(['grace-holloway', 'jamie-thorpe', 'neil-garside', CHAIR].sort());
    expect((await told(one, 'neil-garside', 'escalation.changed'))?.text).toContain(
      'Samir Haddad has taken it and will answer it.',
    );
  });

  test('and what is not immediate is between whoever took it and who raised it', async () => {
    const id = await raised(one);
    await steps(one, one.person('samir-haddad'), 'take', id);
    expect(await hear()).toEqual(['jamie-thorpe']);
  });

  test('once it is withdrawn, each of them hears that, also when one of them has taken it', async () => {
    const id = await raised(one, { urgency: 'immediate' });
    await steps(one, one.person('samir-haddad'), 'take', id);
    await fillsStep(one, one.person('jamie-thorpe'), ['withdraw-escalation', id], { words: 'They are safe' });
    const heard = (await one.messages('escalation.withdrawn')).map(({ to }) => to);
    expect(heard.sort()).toEqual(['samir-haddad', 'grace-holloway', 'neil-garside', CHAIR].sort());
  });

  test('once it is passed on, whoever had taken it and the others hear to whom', async () => {
    const id = await raised(one, { urgency: 'immediate' });
    await steps(one, one.person('samir-haddad'), 'take', id);
    before = (await one.messages('escalation.changed')).length;
    const grace = one.person('grace-holloway');
    await fillsStep(one, grace, ['pass-on', id], { to: 'group', words: 'He is in court' });
    expect((await one.messages('escalation.passed')).at(-1)?.to).toBe('neil-garside');
    expect((await hear()).sort()).toEqual(['jamie-thorpe', 'samir-haddad', CHAIR].sort());
    expect((await told(one, 'samir-haddad', 'escalation.changed'))?.text).toContain(
      'Grace Holloway passed it to Neil Garside.',
    );
  });

  test('once it goes on together with another, each of them hears which goes on, once', async () => {
    const into = await raised(one, { raisedBy: 'bronwen-pugh', title: 'Outreach workers' });
    const id = await raised(one, { urgency: 'immediate' });
    await fillsStep(one, one.person('samir-haddad'), ['merge', id], { into });
    const woken = ['grace-holloway', 'neil-garside', CHAIR];
    expect((await hear()).filter((key) => woken.includes(key)).sort()).toEqual(woken.sort());
    const { reference } = await standing(one, id);
    expect((await told(one, CHAIR, 'escalation.changed'))?.text).toContain(`joined ${reference} with it.`);
  });

  test('whoever is not a part of it any more hears nothing', async () => {
    const id = await raised(one, { urgency: 'immediate', sensitive: true });
    await one.import((register) => {
      for (const row of register.assignments)
        if (row.role === 'programme_manager') Object.assign(row, { holderKind: 'person', holderKey: 'helen-tranter' });
    });
    await steps(one, one.person('samir-haddad'), 'take', id);
    expect(await hear()).not.toContain('grace-holloway');
    await one.import(() => {});
  });
});

describe('whoever had taken an escalation', () => {
  test('hears, however urgent it is, that it is with somebody else now', async () => {
    const one = await board({ on: '2021-04-14' });
    const id = await raised(one);
    const samir = one.person('samir-haddad');
    await steps(one, samir, 'take', id);
    await samir.says('away from 15 April to 20 April');
    await one.on('2021-04-15');
    await steps(one, one.person('neil-garside'), 'take', id);
    expect((await told(one, 'samir-haddad', 'escalation.changed'))?.text).toContain('Neil Garside has taken it');
    await one.close();
  });
});

describe('what an officer is told of who was told', () => {
  test.each([
    ['pilot', 'Only Grace Holloway, the programme manager, is told'],
    ['paused', 'Nobody has been told yet'],
  ] as [Mode, string][])('in a %s partnership is true', async (mode, heading) => {
    const one = await board({ on: '2021-04-14' });
    await one.database.transact(one.partnershipId, (store) => store.setMode(mode));
    const jamie = one.person('jamie-thorpe');
    await jamie.says('escalate');
    const sent = await fillsInForm(jamie, {
      ...{ title: 'No bed for tonight', priorities: 'serious-violence', areas: 'csp-1', sensitive: 'no' },
      ...{
        situation: 'The refuge is full',
        evidence: 'They rang us',
        anythingTried: 'yes',
        why: 'power',
        askKind: 'resources',
      },
      ...{ 'tried.1.what': 'Rang the others', 'tried.1.when': 'Today', 'tried.1.result': 'They are full' },
      ...{ ask: 'Money for tonight', urgency: 'immediate', neededBy: '2021-04-15' },
    });
    expect(sent).toContain(heading);
    expect(sent).toContain('It is for:');
    expect(sent).toMatch(/Ring (them|the others) now/);
    expect(sent).not.toContain('Who was told');
    await one.close();
  });
});

describe('whoever is to answer an escalation and cannot be reached', () => {
  let server: TestDatabase;
  let boards = 0;
  beforeAll(async () => {
    server = await freshDatabase(countedIds('row'));
    return () => server.drop();
  });

  /** A board on which the lead's account is refused. */
  async function open(mode: Mode = 'live'): Promise<EscalationBoard> {
    boards += 1;
    const one = await escalationBoard(server.database, { name: `snb-${boards}`, mode });
    const account = one.register.accounts.find(({ personKey }) => personKey === (mode === 'live' ? LEAD : MANAGER));
    one.platform.answer(({ to }) =>
      to === account?.externalId
        ? { kind: 'refused', reason: 'Their account there is deactivated.', gone: false }
        : undefined,
    );
    return one;
  }
  const serve = async (one: EscalationBoard) => {
    for (let times = 0; times < 3; times += 1) await one.serve();
  };
  const failures = async (one: EscalationBoard) =>
    (await one.log()).filter(({ about, state }) => about === 'delivery.failed' && state === 'sent');

  test('immediate, on a Saturday night: the deputy has it at once, and the programme manager and who raised it know', async () => {
    const one = await open();
    await one.on('2021-04-17', 20);
    await one.raises({ urgency: 'immediate' });
    await serve(one);
    expect(await one.sent('escalation.passed')).toEqual([`${DEPUTY}: passed`]);
    const [failure, ...more] = await failures(one);
    expect(more).toEqual([]);
    expect(failure?.posting.addressKey).toBe(MANAGER);
    expect(plainText(failure!.message)).toContain('1 immediate message could not be delivered');
    expect(plainText(failure!.message)).toContain('Ring them now.');
    const passed = (await one.log()).find(({ about }) => about === 'escalation.passed');
    expect(plainText(passed!.message)).toContain('Samir Haddad could not be reached, so it is with you now.');
    expect(await one.sent('escalation.changed')).toEqual([`${OFFICER}: changed`]);
    await one.close();
  });

  test('whoever has it in their place finds it among what is theirs to answer', async () => {
    const one = await open();
    await one.raises();
    await serve(one);
    expect(await one.person(DEPUTY!).says('escalations')).toMatch(/^For you to answer\nSNB-1 /);
    await one.person(DEPUTY!).says('mine');
    await serve(one);
    const page = (await one.log()).findLast(({ about, posting }) => about === 'mine' && posting.addressKind === 'home');
    expect(plainText(page!.message)).toContain('1 escalation waits for you');
    await one.close();
  });

  test('has it again, and is told again, once they have taken a step', async () => {
    const one = await open();
    const id = await one.raises();
    await serve(one);
    one.platform.answer(() => undefined);
    await one.steps(LEAD!, 'acknowledge', id);
    expect(await one.person(LEAD!).says('escalations')).toMatch(/^For you to answer\nSNB-1 /);
    await one.steps(OFFICER!, 'add', id);
    await serve(one);
    expect(await one.sent('escalation.added')).toContain(`${LEAD}: added`);
    await one.close();
  });

  test('not immediate: others have it in their place, and the programme manager hears in working hours', async () => {
    const one = await open();
    const id = await one.raises();
    await serve(one);
    expect(await one.sent()).toEqual(expect.arrayContaining([`${GROUP}: raised`, `${DEPUTY}: passed`]));
    expect(await failures(one)).toHaveLength(1);
    // What comes after it goes to those who have it.
    await one.steps(OFFICER!, 'add', id);
    await serve(one);
    expect(await one.sent('escalation.added')).toEqual([`${DEPUTY}: added`, `${GROUP}: added`]);
    expect(await failures(one)).toHaveLength(1);
    await one.close();
  });

  test('in a pilot nothing was sent to them, so nothing goes to others; live, they are asked themselves', async () => {
    const one = await open('pilot');
    await one.raises();
    await serve(one);
    expect((await one.log()).some(({ about }) => about === 'escalation.passed')).toBe(false);
    one.platform.answer(() => undefined);
    const manager = one.person(MANAGER!);
    await manager.says('live');
    await manager.presses('Go live');
    await serve(one);
    expect((await one.sent('escalation.raised')).sort()).toEqual([`${GROUP}: raised`, `${LEAD}: raised`].sort());
    expect(await one.sent('escalation.passed')).toEqual([]);
    await one.close();
  });
});
