import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { raised, standing, steps, told, toldAbout } from '../support/escalations.ts';

describe('taking an escalation', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
  });
  afterAll(() => one.close());

  test('tells whoever raised it who will answer, and counts as having acknowledged it', async () => {
    const id = await raised(one);
    const message = await told(one, 'samir-haddad');
    expect(await one.person('samir-haddad').pressesIn(message!.message, 'Take it')).toContain('You have taken');
    expect(await standing(one, id)).toMatchObject({ state: 'with_lead', holderKey: 'samir-haddad' });
    const heard = await told(one, 'jamie-thorpe', 'escalation.changed');
    expect(heard?.text).toContain('Samir Haddad has taken it and will answer it.');
    expect(heard?.text).toContain('With: Samir Haddad');
  });

  test('two at once: one has it, and the other sees who', async () => {
    const id = await raised(one);
    const before = (await toldAbout(one, 'escalation.changed')).length;
    const said = await Promise.all([
      steps(one, one.person('samir-haddad'), 'take', id),
      steps(one, one.person('neil-garside'), 'take', id),
    ]);
    const { holderKey } = await standing(one, id);
    const [winner, other] = holderKey === 'samir-haddad' ? said : said.toReversed();
    const name = holderKey === 'samir-haddad' ? 'Samir Haddad' : 'Neil Garside';
    expect(winner).toContain('You have taken escalation');
    expect(other).toContain(`${name} has taken escalation`);
    expect((await toldAbout(one, 'escalation.changed')).slice(before)).toEqual(['jamie-thorpe']);
  });

  test('is not offered to others once somebody has', async () => {
    const id = await raised(one);
    await steps(one, one.person('samir-haddad'), 'take', id);
    expect((await told(one, 'neil-garside'))?.text).not.toContain('Take it');
    expect(await steps(one, one.person('neil-garside'), 'escalation', id)).not.toContain('Take it');
    expect(await steps(one, one.person('samir-haddad'), 'take', id)).toContain('You have taken');
  });

  test('what somebody took who is away can be taken by another', async () => {
    const id = await raised(one);
    await steps(one, one.person('samir-haddad'), 'take', id);
    await one.database.transact(one.partnershipId, (store) =>
      store.record('leaves', {
        ...{ key: 'away/samir', endedOn: null, personKey: 'samir-haddad', from: '2021-04-14', to: '2021-04-30' },
      }),
    );
    expect(await steps(one, one.person('neil-garside'), 'take', id)).toContain('You have taken');
    expect(await standing(one, id)).toMatchObject({ state: 'with_group', holderKey: 'neil-garside' });
  });
});
