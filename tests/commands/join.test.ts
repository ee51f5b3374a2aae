import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { alsoOfficer, raised, standing, steps, told } from '../support/escalations.ts';

describe('joining an escalation', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
  });
  afterAll(() => one.close());

  test('for one’s own partnership: it then concerns that one, too, and both are told what comes of it', async () => {
    const id = await raised(one);
    const bronwen = one.person('bronwen-pugh');
    expect(await steps(one, bronwen, 'escalation', id)).toContain('[Join this one]');
    expect(await bronwen.presses('Join this one')).toContain('for Community Safety Partnership 2');
    expect((await standing(one, id)).bodyKeys).toEqual(['csp-1', 'csp-2']);
    expect((await told(one, 'bronwen-pugh', 'escalation.joined'))?.text).toContain('You hear of every step');
    // Whoever answers it and whoever raised it know who has the same.
    for (const who of ['samir-haddad', 'jamie-thorpe'])
      expect((await told(one, who, 'escalation.added'))?.text).toContain('Bronwen Pugh has the same and joined it');
    await steps(one, one.person('samir-haddad'), 'take', id);
    expect((await told(one, 'bronwen-pugh', 'escalation.changed'))?.text).toContain('Samir Haddad has taken it');
  });

  test('is done once, and not by whoever raised it', async () => {
    const id = await raised(one, {}, ['bronwen-pugh']);
    for (const who of ['bronwen-pugh', 'jamie-thorpe'])
      expect(await steps(one, one.person(who), 'join', id)).toContain('How it stands: Raised.');
  });

  test('what is settled cannot be joined any more', async () => {
    const id = await raised(one, { state: 'withdrawn' });
    expect(await steps(one, one.person('bronwen-pugh'), 'join', id)).toContain('How it stands: Withdrawn.');
  });

  test('an officer of two partnerships says for which', async () => {
    await one.import((register) => alsoOfficer(register, 'bronwen-pugh', 'csp-3'));
    const id = await raised(one);
    const bronwen = one.person('bronwen-pugh');
    expect(await steps(one, bronwen, 'join', id)).toContain('Choose for which of your partnerships');
    expect(await bronwen.presses('Community Safety Partnership 3')).toContain('for Community Safety Partnership 3');
    expect((await standing(one, id)).bodyKeys).toEqual(['csp-1', 'csp-3']);
  });
});
