import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { choicesOf, fillsStep, raised, standing, steps, told } from '../support/escalations.ts';

describe('passing an escalation on', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
  });
  afterAll(() => one.close());

  test('to the performance group', async () => {
    const id = await raised(one);
    await steps(one, one.person('samir-haddad'), 'take', id);
    const said = await fillsStep(one, one.person('samir-haddad'), ['pass-on', id], {
      ...{ to: 'group', words: 'It is about money' },
    });
    expect(said).toContain('is passed on');
    const passed = await told(one, 'neil-garside', 'escalation.passed');
    expect(passed?.text).toContain('Samir Haddad passed it to you.\n“It is about money”');
    expect((await told(one, 'jamie-thorpe', 'escalation.changed'))?.text).toContain('passed it to Neil Garside');
    expect(await standing(one, id)).toMatchObject({ state: 'with_group', holderKey: null, withPriority: null });
  });

  test('to whoever leads another priority, which it then concerns', async () => {
    const id = await raised(one);
    await fillsStep(one, one.person('neil-garside'), ['pass-on', id], {
      ...{ to: 'lead/hate-crime', words: 'Most of those who were hurt were targeted' },
    });
    const passed = await told(one, 'helen-tranter', 'escalation.passed');
    expect(passed?.text).toContain('You get this as lead for Hate crime.');
    expect(await standing(one, id)).toMatchObject({
      ...{ state: 'with_lead', withPriority: 'hate-crime', priorityKeys: ['serious-violence', 'hate-crime'] },
    });
  });

  test('to where it is already is not offered', async () => {
    const id = await raised(one, { state: 'with_group' });
    const samir = one.person('samir-haddad');
    await steps(one, samir, 'pass-on', id);
    expect(choicesOf(samir)).toContain('Lead for Serious Violence');
    expect(choicesOf(samir)).not.toContain('Safer Nottinghamshire Board Performance Group');
  });
});
