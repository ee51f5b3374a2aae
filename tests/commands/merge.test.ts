import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { fillsStep, raised, standing, steps, told } from '../support/escalations.ts';

describe('joining two escalations', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
  });
  afterAll(() => one.close());

  test('those who raised one hear what comes of the other from then on', async () => {
    const into = await raised(one, { raisedBy: 'bronwen-pugh', title: 'Outreach workers', neededBy: '2021-06-30' });
    const id = await raised(one, { neededBy: '2021-06-01', acknowledgedAt: one.now(), state: 'acknowledged' });
    const said = await fillsStep(one, one.person('samir-haddad'), ['merge', id], { into });
    expect(said).toContain('goes on for both');
    expect(await standing(one, id)).toMatchObject({ state: 'merged', mergedInto: into });
    // What one of them needs by a day, both do.
    expect(await standing(one, into)).toMatchObject({ neededBy: '2021-06-01', acknowledgedAt: one.now() });
    const { reference } = await standing(one, into);
    expect((await told(one, 'jamie-thorpe', 'escalation.changed'))?.text).toContain(
      `Samir Haddad joined it with ${reference}, which goes on for both.`,
    );
    expect((await told(one, 'bronwen-pugh', 'escalation.changed'))?.text).toContain('This one goes on for both.');
    const settles = { words: 'Yes', next: 'Money comes in July', asAsked: 'yes' };
    await fillsStep(one, one.person('samir-haddad'), ['answer', into], settles);
    expect((await told(one, 'jamie-thorpe', 'escalation.outcome'))?.text).toContain(`Escalation ${reference}`);
  });

  test('only with one on the same priority that is open', async () => {
    const id = await raised(one, { priorityKeys: ['hate-crime'] });
    await raised(one, { priorityKeys: ['prevent'] });
    await raised(one, { priorityKeys: ['hate-crime'], state: 'answered' });
    const said = await steps(one, one.person('helen-tranter'), 'merge', id);
    expect(said).toContain('No other open escalation that you can read is on its priorities.');
  });

  test('two into each other at once: one goes on, and whoever raised either is with it', async () => {
    const both = [
      await raised(one, { priorityKeys: ['domestic-abuse'] }),
      await raised(one, { priorityKeys: ['domestic-abuse'], raisedBy: 'bronwen-pugh' }),
    ];
    const players = [one.person('rosa-kelham'), one.person('neil-garside')];
    const lead = (await one.messages('escalation.raised')).at(-2)!.to;
    players[0] = one.person(lead);
    for (const [index, who] of players.entries()) {
      await steps(one, who, 'merge', both[index]!);
      who.types({ into: both[1 - index]! });
      await who.does('continue');
    }
    await Promise.all(players.map((who) => who.sends()));
    const states = await Promise.all(both.map(async (id) => (await standing(one, id)).state));
    expect(states.sort()).toEqual(['merged', 'raised']);
  });

  test('the one that goes on is as urgent, as sensitive and as wide as either, and whoever that concerns is told', async () => {
    const into = await raised(one, { raisedBy: 'bronwen-pugh', title: 'Outreach workers' });
    const id = await raised(one, {
      ...{ urgency: 'immediate', neededBy: '2021-04-15', sensitive: true },
      priorityKeys: ['serious-violence', 'hate-crime'],
    });
    await fillsStep(one, one.person('samir-haddad'), ['merge', id], { into });
    expect(await standing(one, into)).toMatchObject({
      ...{ urgency: 'immediate', neededBy: '2021-04-15', sensitive: true },
      priorityKeys: ['serious-violence', 'hate-crime'],
    });
    const { reference } = await standing(one, into);
    for (const who of ['helen-tranter', 'grace-holloway'])
      expect((await told(one, who, 'escalation.changed'))?.text).toContain(`Escalation ${reference}\nImmediate.`);
  });
});
