import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { chairs, fillsStep, raised } from '../support/escalations.ts';
import { nottinghamshire } from '../support/register.ts';

let snb: Board;
beforeAll(async () => {
  const register = nottinghamshire();
  chairs(register, 'ruby-stanhope', 'csp-1');
  snb = await board({ on: '2021-04-14', register });
});
afterAll(() => snb.close());

const answers = (id: string, words: string) =>
  fillsStep(snb, snb.person('samir-haddad'), ['answer', id], {
    words,
    next: 'The grant is paid in July',
    asAsked: 'yes',
  });
const asks = (who: string, words = '') => snb.person(who).says(`you said, we did ${words}`.trim());

test('where nothing was answered or decided it says so', async () => {
  expect(await asks('jamie-thorpe')).toContain(
    'Nothing that this partnership escalated was answered or decided in this time.',
  );
});

test('what was asked and what came of it, in words for a meeting’s paper', async () => {
  await answers(await raised(snb), 'There is money until March');
  expect(await asks('jamie-thorpe')).toMatchInlineSnapshot(`
    "You said, we did
    Community Safety Partnership 1, 14 April 2020 to 14 April 2021
    SNB-1 Hospital outreach ends in June (Serious Violence)
    - You said: Money from July (resources)
    - We did: “There is money until March” (the answer of Samir Haddad, Director, Nottingham City and Nottinghamshire Violence Reduction Unit, 14 April 2021)
    - What happens next: The grant is paid in July"
  `);
});

test('what somebody joined is theirs, too, and what is open is not there', async () => {
  const shared = await raised(snb, { title: 'Young people travel to fight', raisedBy: 'bronwen-pugh' }, [
    'jamie-thorpe',
  ]);
  await raised(snb, { title: 'Still open' });
  await answers(shared, 'A joint patrol begins');
  const [own, other] = [await asks('jamie-thorpe'), await asks('bronwen-pugh')];
  expect(own).toContain('SNB-2 Young people travel to fight');
  expect(other).toContain('SNB-2 Young people travel to fight');
  expect(own).not.toContain('Still open');
  expect(other).not.toContain('Hospital outreach');
});

test('what is sensitive stands apart, so that the rest can be copied', async () => {
  await answers(await raised(snb, { title: 'A matter for few', sensitive: true }), 'It is seen to');
  expect(await asks('ruby-stanhope')).toMatch(
    /Hospital outreach[\s\S]*Sensitive: not for a paper[\s\S]*A matter for few/,
  );
});

test('the chair of the performance group and the programme manager say which partnership', async () => {
  for (const who of ['neil-garside', 'grace-holloway']) {
    const person = snb.person(who);
    expect(await person.says('You said we did')).toContain('[You said, we did: Community Safety Partnership 1]');
    expect(await person.presses('You said, we did: Community Safety Partnership 1')).toContain(
      'SNB-1 Hospital outreach',
    );
    expect(await asks(who, 'community safety partnership 2')).toContain('Young people travel to fight');
  }
});

test('an officer does not read it of another partnership, and nobody else reads it', async () => {
  expect(await asks('jamie-thorpe', 'community safety partnership 2')).toMatch(/Which partnership\?[^2]*$/);
  expect(await asks('samir-haddad')).not.toContain('You said, we did');
});

test('after a year it has been told', async () => {
  await snb.on('2022-04-20');
  expect(await asks('jamie-thorpe')).toContain('Nothing that this partnership escalated');
});
