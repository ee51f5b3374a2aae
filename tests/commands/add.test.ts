import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { chairs, fillsStep, raised, standing, steps, told, toldAbout } from '../support/escalations.ts';
import { fillsInForm } from '../support/filling.ts';
import { nottinghamshire } from '../support/register.ts';

describe('what is added to an escalation', () => {
  let one: Board;
  beforeAll(async () => {
    const register = nottinghamshire();
    chairs(register, 'ruby-stanhope', 'csp-1');
    chairs(register, 'carmen-ortega', 'csp-2');
    one = await board({ on: '2021-04-14', register });
  });
  afterAll(() => one.close());

  test('by who raised it goes to whoever answers, and the clock goes on', async () => {
    const monday = new Date('2021-04-12T09:00:00Z');
    const id = await raised(one, { state: 'acknowledged', acknowledgedAt: monday, waitingSince: monday });
    const link = 'https://files.csp1.example/outreach.pdf';
    const said = await fillsStep(one, one.person('jamie-thorpe'), ['add', id], { words: 'Six leave in June', link });
    expect(said).toContain('Answer sent');
    expect(said).toContain('goes to whoever answers it');
    const heard = await told(one, 'samir-haddad', 'escalation.added');
    expect(heard?.text).toContain('Jamie Thorpe wrote:\n“Six leave in June”');
    expect(heard?.text).toContain(link);
    // Two working days were spent waiting, and are not counted.
    expect(await standing(one, id)).toMatchObject({ waitingSince: null, waited: 2 });
    expect(heard?.text).toContain('Answer due: 28 April 2021');
  });

  test('is called an answer, with the question in view, by whoever speaks for those who were asked, until one of them gave it', async () => {
    const id = await raised(one, {}, ['bronwen-pugh']);
    const [jamie, bronwen, samir] = ['jamie-thorpe', 'bronwen-pugh', 'samir-haddad'].map(one.person);
    await fillsStep(one, samir!, ['ask', id], { words: 'How many workers leave?' });
    for (const key of ['jamie-thorpe', 'bronwen-pugh']) {
      const asked = (await told(one, key, 'escalation.question'))!;
      expect(asked.text).toContain('[Answer the question]');
      expect(asked.text).not.toContain('[Add to it]');
    }
    expect(await steps(one, one.person('ruby-stanhope'), 'escalation', id)).toContain('[Answer the question]');
    expect(await steps(one, samir!, 'escalation', id)).toContain('[Add to it]');
    expect(await steps(one, samir!, 'add', id)).toMatch(/^Add to it/);
    const form = await steps(one, jamie!, 'add', id);
    expect(form).toMatch(/^Answer the question/);
    expect(form).toContain('Samir Haddad asks: “How many workers leave?”');
    expect(await fillsInForm(jamie!, { words: 'Six of eight' })).toContain('Answer sent');
    expect((await told(one, 'bronwen-pugh', 'escalation.added'))?.text).toContain('[Add to it]');
    // Nothing is asked any more, and the form that somebody left says so, too.
    expect(await steps(one, bronwen!, 'add', id)).toMatch(/^Add to it/);
    expect(await fillsInForm(bronwen!, { words: 'Two with us' })).toMatch(/^Added/);
  });

  test('by the chair of the partnership that raised it goes to whoever answers; the chair of another adds nothing', async () => {
    const id = await raised(one);
    const said = await fillsStep(one, one.person('ruby-stanhope'), ['add', id], { words: 'We wrote to the trust' });
    expect(said).toContain('goes to whoever answers it');
    expect((await told(one, 'samir-haddad', 'escalation.added'))?.text).toContain('Ruby Stanhope wrote:');
    const other = await steps(one, one.person('carmen-ortega'), 'add', id);
    expect(other).toContain('This is not yours to do on escalation');
  });

  test('by the other side goes to everybody who raised it', async () => {
    const id = await raised(one, {}, ['bronwen-pugh']);
    const before = (await toldAbout(one, 'escalation.added')).length;
    await fillsStep(one, one.person('samir-haddad'), ['add', id], { words: 'The trust meets on Friday' });
    const heard = (await toldAbout(one, 'escalation.added')).slice(before);
    expect(heard.sort()).toEqual(['bronwen-pugh', 'jamie-thorpe']);
  });

  test.each(['files.example/outreach.pdf', 'javascript:alert(1)', 'https://'])(
    'a link is an address that a browser opens safely: not %s',
    async (link) => {
      const id = await raised(one);
      const said = await fillsStep(one, one.person('jamie-thorpe'), ['add', id], { words: 'See this', link });
      expect(said).toContain('must start with https://');
    },
  );

  test('a form that was open when somebody else wrote shows that once, and keeps its words', async () => {
    const id = await raised(one);
    const [jamie, samir] = [one.person('jamie-thorpe'), one.person('samir-haddad')];
    await steps(one, samir, 'ask', id);
    samir.types({ words: 'How many workers leave?' });
    await samir.does('continue');
    await fillsStep(one, jamie, ['add', id], { words: 'Six of eight leave in June' });
    const shown = await samir.sends();
    expect(shown).toContain('Since you opened this:');
    expect(shown).toContain('Jamie Thorpe wrote: “Six of eight leave in June”');
    expect(shown).toContain('How many workers leave?');
    expect((await standing(one, id)).waitingSince).toBeNull();
    expect(await samir.sends()).toContain('goes to those who raised it');
    expect((await standing(one, id)).waitingSince).not.toBeNull();
  });

  test('a form that somebody comes back to shows what was said since they began it, the newest of it where it is much', async () => {
    const id = await raised(one);
    const [jamie, samir] = [one.person('jamie-thorpe'), one.person('samir-haddad')];
    await steps(one, samir, 'ask', id);
    samir.types({ words: 'How many workers leave?' });
    await samir.does('continue');
    for (let words = 1; words <= 7; words += 1)
      await fillsStep(one, jamie, ['add', id], { words: `${words} leave\nof eight${'\n'.repeat(200)}` });
    expect(await steps(one, samir, 'ask', id)).toContain('How many workers leave?');
    const shown = await samir.sends();
    expect(shown).toContain('Not sent yet. Something was said since you opened this');
    expect(shown).toMatch(/Type “escalation SNB-\d+” to read all of it\./);
    expect(shown).toContain('Jamie Thorpe wrote: “7 leave');
    expect(shown).not.toContain('2 leave');
    expect(samir.dialog().blocks.length).toBeLessThan(20);
    expect(await samir.sends()).toContain('goes to those who raised it');
  });

  test('is not taken once it was settled, and the words are shown back', async () => {
    const id = await raised(one);
    const jamie = one.person('jamie-thorpe');
    await steps(one, jamie, 'add', id);
    jamie.types({ words: 'One more thing' });
    await jamie.does('continue');
    const settles = { words: 'The trust carries the cost', next: 'It begins in July', asAsked: 'yes' };
    await fillsStep(one, one.person('samir-haddad'), ['answer', id], settles);
    const shown = await jamie.sends();
    expect(shown).toContain('has moved on meanwhile. How it stands: Answered.');
    expect(shown).toContain('One more thing');
  });

  test('whoever lost their part while the form was open is told so, and has their words back', async () => {
    const id = await raised(one);
    const samir = one.person('samir-haddad');
    await steps(one, samir, 'add', id);
    samir.types({ words: 'The trust meets on Friday' });
    await samir.does('continue');
    await one.import((register) => {
      for (const assignment of register.assignments)
        if (assignment.subjectKey === 'serious-violence' && assignment.role === 'lead') {
          assignment.holderKind = 'person';
          assignment.holderKey = 'helen-tranter';
        }
    });
    const shown = await samir.sends();
    expect(shown).toContain('not yours to read any more');
    expect(shown).toContain('The trust meets on Friday');
    await one.import(() => {});
  });
});
