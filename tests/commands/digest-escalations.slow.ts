import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Board, board, fillsIn } from '../support/board.ts';
import { delivered } from '../support/delivered.ts';
import { fillsStep, raised, steps } from '../support/escalations.ts';

let snb: Board;
beforeEach(async () => {
  snb = await board({ on: '2021-04-01' });
  await snb.on('2021-04-01');
});
afterEach(() => snb.close());

const ANSWER = { words: 'There is money until March', next: 'The grant is paid in July', asAsked: 'yes' };
/** The digest as it stands in the first of the board's channels. */
async function posted(): Promise<string> {
  const log = await snb.messages();
  return log.findLast(({ about }) => about.startsWith('digest'))?.text ?? '';
}
const escalationsIn = (digest: string) => /\d+ open escalations?[\s\S]*|Escalations [\s\S]*/.exec(digest)?.[0] ?? '';

test('a board that has no escalations reads nothing of them', async () => {
  await snb.on('2021-04-19');
  expect(await posted()).toContain('11 priorities reported');
  expect(await posted()).not.toMatch(/escalation/i);
});

test('a board reads how many are open by age and partnership, what it is to decide, and what was settled', async () => {
  await snb.on('2021-04-06');
  const [agenda, answered] = [await raised(snb), await raised(snb, { title: 'Knife bins were removed' })];
  await snb.on('2021-04-09');
  await raised(snb, { title: 'Taxi marshals', raisedBy: 'bronwen-pugh' });
  await raised(snb, { title: 'A matter for few', sensitive: true, raisedAt: new Date('2021-02-01T10:00:00Z') });
  await fillsStep(snb, snb.person('samir-haddad'), ['agenda', agenda], { meeting: 'snb/2021-06-11' });
  await fillsStep(snb, snb.person('samir-haddad'), ['answer', answered], ANSWER);
  await snb.on('2021-04-19');
  expect(escalationsIn(await posted())).toMatchInlineSnapshot(`
    "3 open escalations
    - By age: up to 2 weeks: 2
    - By partnership: Community Safety Partnership 1: 1; Community Safety Partnership 2: 1
    - Sensitive: 1

    Escalations that need a decision
    SNB-1 Hospital outreach ends in June – on the agenda of the Safer Nottinghamshire Board on Friday 11 June 2021 [Read all of SNB-1]

    Other open escalations, oldest first
    SNB-3 Taxi marshals – raised on 9 April 2021 [Read all of SNB-3]

    Escalations answered or decided since the last digest
    SNB-2 Knife bins were removed – answered on 9 April 2021 [Read all of SNB-2]

    Sensitive escalations, open or settled since the last digest
    SNB-4 – Serious Violence. Sensitive [Read all of SNB-4]"
  `);
  expect(await posted()).not.toContain('There is money until March');
});

test('a board reads which ask for its decision and are on no agenda, and the oldest of the others', async () => {
  await raised(snb, { title: 'Who pays for taxi marshals', values: { askKind: 'decision', ask: 'Who pays' } });
  for (let many = 1; many <= 6; many += 1) await raised(snb, { title: `Older than ${6 - many}` });
  await snb.on('2021-04-19');
  const digest = escalationsIn(await posted());
  expect(digest).toContain('SNB-1 Who pays for taxi marshals – asks for a decision, and is not on an agenda yet');
  expect(digest).toContain('Other open escalations, oldest first\nSNB-2 Older than 5 – raised on 1 April 2021');
  expect(digest).toContain('And 1 more.');
  expect(digest).not.toContain('Older than 0');
});

test('what is sensitive stands there by its reference and priority only, whatever came of it', async () => {
  const quiet = await raised(snb, { title: 'A matter for few', sensitive: true });
  await raised(snb, { title: 'Another for few', sensitive: true, values: { askKind: 'decision', ask: 'Who pays' } });
  await fillsStep(snb, snb.person('samir-haddad'), ['answer', quiet], ANSWER);
  await snb.on('2021-04-19');
  expect(escalationsIn(await posted())).toMatchInlineSnapshot(`
    "1 open escalation
    - Sensitive: 1

    Sensitive escalations, open or settled since the last digest
    SNB-2 – Serious Violence. Sensitive [Read all of SNB-2]
    SNB-1 – Serious Violence. Sensitive [Read all of SNB-1]"
  `);
  expect(await posted()).not.toMatch(/A matter for few|There is money/);
});

test('a late report brings the digest up to date, and what it says of escalations stays as it was', async () => {
  const id = await raised(snb);
  await snb.on('2021-04-19');
  await delivered(snb);
  const before = escalationsIn(await posted());
  expect(before).toContain('1 open escalation');
  await fillsStep(snb, snb.person('samir-haddad'), ['answer', id], ANSWER);
  await snb.on('2021-04-21');
  const joan = snb.person('joan-pickersgill');
  await joan.says('report asb');
  await fillsIn(joan);
  await joan.sends();
  expect(await posted()).toContain('Brought up to date on 21 April 2021');
  expect(escalationsIn(await posted())).toBe(before);
});

test('posted anew it says how they stand now, and the next digest only what was settled after the one before', async () => {
  const first = await raised(snb);
  await fillsStep(snb, snb.person('samir-haddad'), ['answer', first], ANSWER);
  const second = await raised(snb, { title: 'Knife bins were removed' });
  await snb.on('2021-04-19');
  expect(escalationsIn(await posted())).toContain('SNB-1 Hospital outreach ends in June – answered on 1 April 2021');
  await fillsStep(snb, snb.person('samir-haddad'), ['answer', second], ANSWER);
  const grace = snb.person('grace-holloway');
  await grace.says('digest');
  await grace.presses('Post it anew');
  expect(escalationsIn(await posted())).toContain('SNB-2 Knife bins were removed – answered');
  await snb.on('2021-07-01');
  await snb.on('2021-07-16');
  expect(await posted()).toContain('Quarter 1');
  expect(await posted()).not.toContain('SNB-1');
});

test('an escalation that moved since the preview is shown before the digest is posted', async () => {
  const id = await raised(snb);
  const grace = snb.person('grace-holloway');
  await grace.says('digest');
  await steps(snb, snb.person('samir-haddad'), 'acknowledge', id);
  expect(await grace.presses('Post it now')).toContain('Not posted yet: something has changed since you looked');
});

test('one that is still on its way when a report comes is made anew, with how escalations stand then', async () => {
  const id = await raised(snb);
  await snb.on('2021-04-19');
  await fillsStep(snb, snb.person('samir-haddad'), ['answer', id], ANSWER);
  const joan = snb.person('joan-pickersgill');
  await joan.says('report asb');
  await fillsIn(joan);
  await joan.sends();
  expect(escalationsIn(await posted())).toContain('SNB-1 Hospital outreach ends in June – answered on 19 April 2021');
});
