import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { raised, standing, steps, told } from '../support/escalations.ts';

describe('acknowledging an escalation', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
  });
  afterAll(() => one.close());

  test('tells whoever raised it, and what is due next', async () => {
    const id = await raised(one);
    const message = await told(one, 'samir-haddad');
    expect(await one.person('samir-haddad').pressesIn(message!.message, 'Acknowledge')).toContain('is acknowledged');
    const heard = await told(one, 'jamie-thorpe', 'escalation.changed');
    expect(heard?.text).toContain('Samir Haddad has acknowledged it.');
    expect(heard?.text).toContain('Answer due: 28 April 2021');
    expect(await standing(one, id)).toMatchObject({ state: 'acknowledged', acknowledgedAt: one.now() });
    // The message that asked for it stands corrected, with what can be done now.
    const asked = await told(one, 'samir-haddad');
    expect(asked?.text).toContain('How it stands: Acknowledged');
    expect(asked?.text).not.toContain('[Acknowledge]');
  });

  test('is done once, whoever else presses it', async () => {
    const id = await raised(one);
    await steps(one, one.person('neil-garside'), 'acknowledge', id);
    const late = await steps(one, one.person('samir-haddad'), 'acknowledge', id);
    expect(late).toContain('has moved on meanwhile. How it stands: Acknowledged.');
    // Whoever presses twice did it themselves.
    const again = await steps(one, one.person('neil-garside'), 'acknowledge', id);
    expect(again).toMatch(/You have done that already on escalation SNB-\d+\. How it stands: Acknowledged\./);
  });

  test('is not for whoever leads something else', async () => {
    const id = await raised(one);
    const said = await steps(one, one.person('helen-tranter'), 'acknowledge', id);
    expect(said).toContain('This is not yours to do on escalation');
    expect(said).toContain('Only whoever leads the priority, their support officer');
    expect((await standing(one, id)).state).toBe('raised');
  });
});
