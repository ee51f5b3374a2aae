import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { fillsStep, raised, standing, told, toldAbout } from '../support/escalations.ts';

describe('withdrawing an escalation', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
  });
  afterAll(() => one.close());

  test('tells whoever was to answer it, with the reason', async () => {
    const id = await raised(one);
    const jamie = one.person('jamie-thorpe');
    const said = await fillsStep(one, jamie, ['withdraw-escalation', id], { words: 'The trust pays after all' });
    expect(said).toContain('is withdrawn');
    expect((await toldAbout(one, 'escalation.withdrawn')).sort()).toEqual(['neil-garside', 'samir-haddad']);
    const heard = await told(one, 'samir-haddad', 'escalation.withdrawn');
    expect(heard?.text).toContain('Jamie Thorpe withdrew it.\n“The trust pays after all”');
    expect(heard?.text).not.toContain('[Take it]');
    expect((await standing(one, id)).state).toBe('withdrawn');
  });

  test('on the agenda: the programme manager can take it off', async () => {
    const id = await raised(one, { state: 'on_agenda', meetingKey: 'snb/2021-06-11' });
    const jamie = one.person('jamie-thorpe');
    await fillsStep(one, jamie, ['withdraw-escalation', id], { words: 'The trust pays after all' });
    expect((await told(one, 'grace-holloway', 'escalation.withdrawn'))?.text).toContain(
      'It was on the agenda of the Safer Nottinghamshire Board on Friday 11 June 2021, and can be taken off.',
    );
  });

  test('whoever leaves a sensitive one to others reads it no more', async () => {
    const id = await raised(one, { sensitive: true, title: 'A quiet matter' }, ['bronwen-pugh']);
    const { reference } = await standing(one, id);
    const jamie = one.person('jamie-thorpe');
    expect(await jamie.says(`escalation ${reference}`)).toContain('A quiet matter');
    await fillsStep(one, jamie, ['withdraw-escalation', id], { words: 'The trust pays us' });
    expect(await jamie.says(`escalation ${reference}`)).toContain('only those whom it concerns can read it');
    expect(await one.person('bronwen-pugh').says(`escalation ${reference}`)).toContain('A quiet matter');
  });

  test('that others have joined goes on for them', async () => {
    const id = await raised(one, {}, ['bronwen-pugh', 'kwame-asante']);
    const jamie = one.person('jamie-thorpe');
    const said = await fillsStep(one, jamie, ['withdraw-escalation', id], { words: 'The trust pays us' });
    expect(said).toContain('it goes on for them');
    expect(await standing(one, id)).toMatchObject({ state: 'raised', raisedBy: 'bronwen-pugh', raisedFor: 'csp-2' });
    expect((await told(one, 'bronwen-pugh', 'escalation.changed'))?.text).toContain(
      'Jamie Thorpe does not raise it any more. It goes on for those who joined it.',
    );
    // Who left is sent nothing more.
    const before = (await toldAbout(one, 'escalation.outcome')).length;
    const settles = { words: 'Yes', next: 'Money comes in July', asAsked: 'yes' };
    await fillsStep(one, one.person('samir-haddad'), ['answer', id], settles);
    const heard = (await toldAbout(one, 'escalation.outcome')).slice(before);
    expect(heard.sort()).toEqual(['bronwen-pugh', 'kwame-asante']);
  });
});
