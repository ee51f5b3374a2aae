import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { chairs, fillsStep, raised, standing, steps, told } from '../support/escalations.ts';
import { nottinghamshire } from '../support/register.ts';

const SETTLES = { words: 'The trust carries the cost', next: 'It begins in July', asAsked: 'yes' };

/** Whom a newest message about one escalation is for. */
async function hear(one: Board, id: string, about: string): Promise<string[]> {
  const { reference } = await standing(one, id);
  const said = (await one.messages(about)).filter(({ text }) => text.includes(reference));
  return [...new Set(said.map(({ to }) => to))].sort();
}

describe('a lead who raises an escalation as well', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
    await one.import((register) => {
      for (const row of register.assignments)
        if (row.subjectKey === 'serious-violence' && row.role === 'lead')
          Object.assign(row, { holderKind: 'person', holderKey: 'jamie-thorpe', holderRole: null });
    });
  });
  afterAll(() => one.close());

  test('is sent the outcome as everybody who raised it is, when they answer it themselves', async () => {
    const id = await raised(one, {}, ['bronwen-pugh']);
    await fillsStep(one, one.person('jamie-thorpe'), ['answer', id], SETTLES);
    expect(await hear(one, id, 'escalation.outcome')).toEqual(['bronwen-pugh', 'jamie-thorpe']);
  });

  test('is not the one who answers it: their deputy is told, and what is added reaches them', async () => {
    const id = await raised(one, { urgency: 'information' });
    expect(await hear(one, id, 'escalation.raised')).toContain('miriam-sadler');
    await fillsStep(one, one.person('jamie-thorpe'), ['add', id], { words: 'Six leave in June' });
    expect(await hear(one, id, 'escalation.added')).toContain('miriam-sadler');
  });

  test('does not end their own question to the other who raised it; whoever asked hears the answer', async () => {
    const id = await raised(one, {}, ['bronwen-pugh']);
    await fillsStep(one, one.person('jamie-thorpe'), ['ask', id], { words: 'How many leave with you?' });
    await fillsStep(one, one.person('jamie-thorpe'), ['add', id], { words: 'Six leave with us' });
    expect((await standing(one, id)).waitingSince).not.toBeNull();
    expect(await hear(one, id, 'escalation.added')).toContain('bronwen-pugh');
    await fillsStep(one, one.person('bronwen-pugh'), ['add', id], { words: 'Two leave with us' });
    expect((await standing(one, id)).waitingSince).toBeNull();
    expect(await hear(one, id, 'escalation.added')).toContain('jamie-thorpe');
  });

  test('has nobody to ask about what only they raised', async () => {
    const id = await raised(one);
    expect(await steps(one, one.person('jamie-thorpe'), 'ask', id)).toContain(
      'You raised this escalation yourself, and nobody else did.',
    );
  });

  test('the programme manager who asked hears the answer', async () => {
    const id = await raised(one);
    await fillsStep(one, one.person('grace-holloway'), ['ask', id], { words: 'Since when?' });
    await fillsStep(one, one.person('jamie-thorpe'), ['add', id], { words: 'Since March' });
    expect(await hear(one, id, 'escalation.added')).toContain('grace-holloway');
  });

  test('those who were woken for an immediate one hear what came of it', async () => {
    const id = await raised(one, { urgency: 'immediate' });
    const woken = await hear(one, id, 'escalation.raised');
    await fillsStep(one, one.person('neil-garside'), ['answer', id], SETTLES);
    const know = await hear(one, id, 'escalation.changed');
    expect(woken).toContain('grace-holloway');
    expect(know).toEqual(expect.arrayContaining(woken.filter((key) => key !== 'neil-garside')));
  });
});

test('the chair of a partnership who leads a priority, too, answers for whoever raised it where they are asked in their place', async () => {
  const register = nottinghamshire();
  chairs(register, 'ruby-stanhope', 'csp-1');
  for (const row of register.assignments)
    if (row.subjectKey === 'hate-crime' && row.role === 'lead')
      Object.assign(row, { holderKind: 'person', holderKey: 'ruby-stanhope', holderRole: null });
  const one = await board({ on: '2021-04-14', register });
  await one.person('jamie-thorpe').says('away from 14 April to 10 May');
  const id = await raised(one, { priorityKeys: ['serious-violence', 'hate-crime'] });
  const chair = one.person('ruby-stanhope');
  await fillsStep(one, chair, ['add', id], { words: 'It begins in June' });
  expect(chair.sees()).toContain('goes to those who raised it');
  await fillsStep(one, one.person('samir-haddad'), ['ask', id], { words: 'How many leave?' });
  expect((await told(one, 'ruby-stanhope', 'escalation.question'))?.text).toContain('[Answer the question]');
  expect(await fillsStep(one, chair, ['add', id], { words: 'Six leave' })).toContain('goes to whoever answers it');
  expect((await standing(one, id)).waitingSince).toBeNull();
  expect((await told(one, 'samir-haddad', 'escalation.added'))?.text).toContain('“Six leave”');
  await one.close();
});

describe('somebody who raised an escalation and is no officer any more', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
  });
  afterAll(() => one.close());

  test('hears nothing more of it, another officer does and has their part in it', async () => {
    const id = await raised(one, { sensitive: true }, ['bronwen-pugh']);
    await one.import((register) => {
      for (const row of register.assignments)
        if (row.subjectKey === 'csp-1' && row.role === 'csp_officer')
          Object.assign(row, { holderKind: 'person', holderKey: 'kwame-asante', holderRole: null });
    });
    await steps(one, one.person('samir-haddad'), 'acknowledge', id);
    expect(await hear(one, id, 'escalation.changed')).toEqual(['bronwen-pugh', 'kwame-asante']);
    await fillsStep(one, one.person('samir-haddad'), ['ask', id], { words: 'How many leave?' });
    expect(await hear(one, id, 'escalation.question')).toEqual(['bronwen-pugh', 'kwame-asante']);
    await fillsStep(one, one.person('kwame-asante'), ['add', id], { words: 'Six leave in June' });
    expect((await standing(one, id)).waitingSince).toBeNull();
    expect(await hear(one, id, 'escalation.added')).toEqual(['bronwen-pugh', 'neil-garside', 'samir-haddad']);
    // It goes on for those who come after one of them, until they withdraw it as well.
    await fillsStep(one, one.person('bronwen-pugh'), ['withdraw-escalation', id], { words: 'It was solved' });
    expect((await standing(one, id)).state).toBe('acknowledged');
    await fillsStep(one, one.person('kwame-asante'), ['withdraw-escalation', id], { words: 'It was solved' });
    expect((await standing(one, id)).state).toBe('withdrawn');
  });

  test('where nobody can be reached, a question does not stop the clock', async () => {
    const id = await raised(one, { raisedBy: 'bronwen-pugh' });
    await one.person('bronwen-pugh').says('away from 14 April to 20 May');
    const said = await fillsStep(one, one.person('samir-haddad'), ['ask', id], { words: 'How many leave?' });
    expect(said).toContain('the days for an answer go on');
    expect((await standing(one, id)).waitingSince).toBeNull();
    expect(await hear(one, id, 'escalation.question')).toContain('grace-holloway');
  });

  test('leaves the right of reply to the officer who comes after them', async () => {
    const id = await raised(one, { raisedBy: 'bronwen-pugh' });
    await fillsStep(one, one.person('samir-haddad'), ['answer', id], { ...SETTLES, asAsked: 'no' });
    expect(await steps(one, one.person('kwame-asante'), 'object', id)).toContain('This is not yours to do');
    await one.import((register) => {
      for (const row of register.assignments)
        if (row.subjectKey === 'csp-2' && row.role === 'csp_officer')
          Object.assign(row, { holderKind: 'person', holderKey: 'kwame-asante', holderRole: null });
    });
    expect(await fillsStep(one, one.person('kwame-asante'), ['object', id], { words: 'Two leave' })).toContain(
      'is open again',
    );
    expect((await standing(one, id)).state).toBe('acknowledged');
  });
});
