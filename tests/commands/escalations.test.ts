import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { chairs, fillsStep, raised, steps } from '../support/escalations.ts';
import { nottinghamshire } from '../support/register.ts';

describe('who sees which escalations', () => {
  let snb: Board;
  let outreach: string;
  beforeAll(async () => {
    const register = nottinghamshire();
    chairs(register, 'ruby-stanhope', 'csp-1');
    snb = await board({ on: '2021-04-14', register });
  });
  afterAll(() => snb.close());

  test('while there are none it says so plainly, and an officer can raise one from there', async () => {
    expect(await snb.person('jamie-thorpe').says('escalations')).toMatchInlineSnapshot(`
      "No open escalations
      You and your partnership have raised nothing that is open, and no other escalation is.
      [Escalate an issue]"
    `);
    expect(await snb.person('edith-carrow').says('escalations')).toMatchInlineSnapshot(`
      "No open escalations
      No escalation is open."
    `);
  });

  test('whoever raised one finds it with how it stands, and opens it from there', async () => {
    outreach = await raised(snb);
    const jamie = snb.person('jamie-thorpe');
    expect(await jamie.says('escalations')).toMatchInlineSnapshot(`
      "Raised by you
      SNB-1 Hospital outreach ends in June – Raised. Acknowledgement due on Friday 16 April 2021. Raised for Community Safety Partnership 1 on 14 April 2021 [Read all of SNB-1]
      [Escalate an issue]"
    `);
    expect(await jamie.presses('Read all of SNB-1')).toContain('Jamie Thorpe raised this');
  });

  test('whoever is to answer it finds it under what they are to answer, the oldest first', async () => {
    await snb.on('2021-04-15');
    await raised(snb, { title: 'Knife bins were removed', raisedBy: 'bronwen-pugh' });
    for (const who of ['samir-haddad', 'neil-garside']) {
      const seen = await snb.person(who).says('escalations');
      expect(seen).toMatch(/For you to answer[\s\S]*SNB-1 Hospital outreach[\s\S]*SNB-2 Knife bins/);
      expect(seen).not.toContain('Others that are open');
    }
  });

  test('the chair of a partnership finds what its officer raised', async () => {
    const seen = await snb.person('ruby-stanhope').says('escalations');
    expect(seen).toMatch(/Raised by others for Community Safety Partnership 1\n.*SNB-1/);
    expect(seen).toMatch(/Others that are open\n.*SNB-2/);
  });

  test('the board reads all that are open, and what is sensitive by its reference and priority only', async () => {
    await raised(snb, { title: 'A matter for few', sensitive: true, priorityKeys: ['hate-crime'] });
    for (const who of ['gordon-mabbutt', 'bronwen-pugh']) {
      const seen = await snb.person(who).says('escalations');
      expect(seen).toContain('SNB-3 – hate crime. Sensitive');
      expect(seen).not.toContain('Read all of SNB-3');
      expect(seen).not.toContain('A matter for few');
    }
    expect(await snb.person('edith-carrow').says('escalations')).toContain('SNB-3 A matter for few');
  });

  test('what is late says so, what waits for its raiser says so, and what is with the group stands apart', async () => {
    await steps(snb, snb.person('samir-haddad'), 'acknowledge', outreach);
    await snb.on('2021-05-04');
    const seen = await snb.person('samir-haddad').says('escalations');
    expect(seen).toContain(
      'SNB-1 Hospital outreach ends in June – Acknowledged. Answer was due on Thursday 29 April 2021',
    );
  });

  test('what has come to something stays with those who raised it until it is closed', async () => {
    await fillsStep(snb, snb.person('samir-haddad'), ['answer', outreach], {
      words: 'There is money until March',
      next: 'The grant is paid in July',
      asAsked: 'yes',
    });
    expect(await snb.person('jamie-thorpe').says('escalations')).toMatch(/Raised by you[\s\S]*SNB-1 .* – Answered/);
    expect(await snb.person('gordon-mabbutt').says('escalations')).not.toContain('SNB-1');
  });
});

test('of more than fit the oldest stand in the list, and it says how many more there are', async () => {
  const many = await board({ on: '2021-04-14' });
  await raised(many, { title: 'The oldest' });
  await many.on('2021-04-15');
  for (let index = 0; index < 41; index += 1) await raised(many, { title: 'A later matter' });
  const seen = await many.person('neil-garside').says('escalations');
  expect(seen).toMatch(/^For you to answer\nSNB-1 The oldest/);
  expect(seen.match(/A later matter/g)).toHaveLength(39);
  expect(seen).toContain('And 2 more.');
  await many.close();
});
