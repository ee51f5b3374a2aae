import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { fillsStep, raised, steps } from '../support/escalations.ts';

/** Where people meet escalations beside their messages: their own page, the status of everything, and the history. */
let snb: Board;
let outreach: string;
beforeAll(async () => {
  snb = await board({ on: '2021-04-14' });
  for (const who of ['jamie-thorpe', 'samir-haddad', 'grace-holloway', 'edith-carrow'])
    await snb.person(who).says('mine');
  outreach = await raised(snb);
});
afterAll(() => snb.close());

/** What stands for somebody on their own page, as it is wanted now. */
async function page(key: string): Promise<string> {
  const account = snb.register.accounts.find(({ personKey }) => personKey === key)!;
  return (await snb.messages('mine')).filter(({ to }) => to === account.key).at(-1)?.text ?? '';
}
/** The clock ticks, and every page is brought up to date. */
const follows = () => snb.on(snb.now().toISOString().slice(0, 10));
const presses = (who: string, command: string) => steps(snb, snb.person(who), command, outreach);

test('an officer may escalate from their own page, and nobody else may', async () => {
  expect(await page('jamie-thorpe')).toContain('[Escalate an issue] [See escalations]');
  expect(await page('samir-haddad')).not.toContain('Escalate an issue');
  expect(await page('edith-carrow')).not.toMatch(/escalation/i);
});

test('what waits for somebody stands on their page with its next step, and follows what happens', async () => {
  await follows();
  expect(await page('samir-haddad')).toMatch(
    /^1 escalation waits for you\nSNB-1 Hospital outreach ends in June: to be acknowledged by Friday 16 April 2021 \[Acknowledge SNB-1\]/,
  );
  await presses('samir-haddad', 'acknowledge');
  expect(await page('samir-haddad')).toContain('to be answered by Wednesday 28 April 2021 [Answer SNB-1]');
  expect(await page('jamie-thorpe')).toContain('Nothing is due from you');
});

test('a question waits for whoever raised it, and nothing waits for the lead meanwhile', async () => {
  await fillsStep(snb, snb.person('samir-haddad'), ['ask', outreach], { words: 'How many did they meet?' });
  expect(await page('jamie-thorpe')).toContain('a question for you, and it waits until you answer [Read all of SNB-1]');
  expect(await page('samir-haddad')).toContain('Nothing is due from you');
  await fillsStep(snb, snb.person('jamie-thorpe'), ['add', outreach], { words: 'Forty since January' });
  expect(await page('jamie-thorpe')).toContain('Nothing is due from you');
  expect(await page('samir-haddad')).toContain('[Answer SNB-1]');
});

test('what is overdue says so the day after, where it waits and to the programme manager', async () => {
  await snb.on('2021-05-04');
  expect(await page('samir-haddad')).toContain('to be answered, was due on Wednesday 28 April 2021');
  expect(await page('grace-holloway')).toContain('1 escalation overdue');
  expect(await snb.person('grace-holloway').says('status')).toContain(
    'Escalations: 1 open, 1 of them overdue [See escalations]',
  );
});

test('an outcome is there to be read until it is closed', async () => {
  await fillsStep(snb, snb.person('samir-haddad'), ['answer', outreach], {
    ...{ words: 'There is money until March', next: 'The grant is paid in July', asAsked: 'yes' },
  });
  expect(await page('jamie-thorpe')).toContain('there is an outcome to read [Read all of SNB-1]');
  expect(await page('samir-haddad')).toContain('Nothing is due from you');
  expect(await snb.person('grace-holloway').says('status')).not.toContain('Escalations:');
});

test('a decision that was made at a meeting waits for the programme manager the day after', async () => {
  const knives = await raised(snb, { title: 'Knife bins were removed' });
  await fillsStep(snb, snb.person('samir-haddad'), ['agenda', knives], { meeting: 'snb/2021-06-11' });
  await snb.on('2021-06-11');
  expect(await page('grace-holloway')).not.toContain('Record the decision');
  await snb.on('2021-06-12');
  expect(await page('grace-holloway')).toContain(
    'SNB-2 Knife bins were removed: its meeting is over, and the decision is to be recorded [Record the decision on SNB-2]',
  );
});

test('the history tells each step in words, by its reference, with who was told and why', async () => {
  const seen = await snb.person('grace-holloway').says('history serious violence');
  const lines = seen.split('\n').filter((line) => line.includes('SNB-1'));
  expect(lines.map((line) => line.slice(line.indexOf(': ') + 2))).toMatchInlineSnapshot(`
    [
      "Samir Haddad answered escalation SNB-1",
      "Golden Thread passed escalation SNB-1 on, as it is overdue. Told: Miriam Sadler (deputy for Serious Violence) and Jamie Thorpe (whoever raised it)",
      "Jamie Thorpe wrote something about escalation SNB-1",
      "Samir Haddad asked something about escalation SNB-1",
      "Samir Haddad acknowledged escalation SNB-1",
      "Jamie Thorpe raised escalation SNB-1. Told: Samir Haddad (lead for Serious Violence) and Neil Garside (chair of Safer Nottinghamshire Board Performance Group)",
    ]
  `);
  expect(seen).not.toMatch(/Hospital outreach|Forty since January|There is money/);
});

test('more than fit stand on the page as a number, with the way to all of them', async () => {
  for (let index = 0; index < 8; index += 1) await raised(snb, { title: `Matter ${index + 1}` });
  await follows();
  const seen = await page('samir-haddad');
  expect(seen).toMatch(/^8 escalations wait for you/);
  expect(seen.match(/\[Acknowledge SNB-/g)).toHaveLength(5);
  expect(seen).toContain('And 3 more.');
  expect(seen).toContain('[See escalations]');
});
