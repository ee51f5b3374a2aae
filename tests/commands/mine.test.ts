import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Board, board, fillsIn } from '../support/board.ts';

let snb: Board;
beforeEach(async () => {
  snb = await board({ on: '2021-03-31' });
  // The first thing that a new database is asked takes longest.
  await snb.person('edith-carrow').says('help');
});
afterEach(() => snb.close());

/** What stands for somebody, as it is wanted now. */
async function stands(key: string): Promise<string> {
  const account = snb.register.accounts.find(({ personKey }) => personKey === key)!;
  return (await snb.messages('mine')).filter(({ to }) => to === account.key).at(-1)?.text ?? '';
}
const asks = (key: string) => snb.person(key).says('mine');

test('before anything is due it says so plainly, and tells what comes next', async () => {
  expect(await asks('helen-tranter')).toBe('');
  const text = await stands('helen-tranter');
  expect(text).toContain('Nothing is due from you');
  expect(text).toContain('Thursday 1 April 2021: you are asked about Quarter 4 (January to March 2021)');
  expect(text).not.toContain('programme manager');
});

test('it is wanted anew only where it changed', async () => {
  await asks('helen-tranter');
  const written = async () => (await snb.messages('mine')).length;
  const before = await written();
  await snb.person('joan-pickersgill').says('priorities');
  expect(await written()).toBe(before);
  await snb.on('2021-04-01');
  await snb.person('joan-pickersgill').says('priorities');
  expect(await stands('helen-tranter')).toContain('1 report due from you');
});

test('whoever leads nothing sees no buttons to report, and a board member sees the digest and the meeting', async () => {
  await snb.on('2021-04-01');
  await asks('edith-carrow');
  const text = await stands('edith-carrow');
  expect(text).toContain('Nothing is due from you');
  expect(text).toContain('Monday 19 April 2021: the Safer Nottinghamshire Board gets its digest');
  expect(text).toContain('Friday 11 June 2021: the Safer Nottinghamshire Board meets at 10am in County Hall');
  expect(text).not.toContain('you are asked');
});

test('a support officer sees what is to be prepared', async () => {
  await snb.on('2021-04-01');
  await asks('nadia-wren');
  const text = await stands('nadia-wren');
  expect(text).toContain('To prepare');
  expect(text).toContain('Hate crime: due Friday 16 April 2021.');
});

test('a programme manager sees how many are late', async () => {
  await snb.on('2021-04-01');
  await snb.on('2021-04-20');
  await asks('grace-holloway');
  expect(await stands('grace-holloway')).toContain('11 reports late');
});

test('what a support officer prepared waits with the lead, to be read before it is approved', async () => {
  await snb.on('2021-04-01');
  await asks('helen-tranter');
  await asks('nadia-wren');
  const nadia = snb.person('nadia-wren');
  const page = async (key: string) => {
    const account = snb.register.accounts.find(({ personKey }) => personKey === key)!;
    return (await snb.messages('mine')).filter(({ to }) => to === account.key).at(-1)!.message;
  };
  await nadia.pressesIn(await page('nadia-wren'), 'Report on hate crime');
  await fillsIn(nadia);
  await nadia.sends();
  expect(await stands('nadia-wren')).toContain('It was sent for approval.');
  expect(await stands('helen-tranter')).toContain('Nadia Wren prepared it, and it waits for your approval.');
  const helen = snb.person('helen-tranter');
  await helen.pressesIn(await page('helen-tranter'), 'Read the draft on hate crime');
  await helen.sends();
  expect(await stands('helen-tranter')).toContain('Nothing is due from you');
  expect(await stands('helen-tranter')).toContain('Hate crime: sent, reference SNB-1');
  expect(await stands('nadia-wren')).not.toContain('To prepare');
});

test('leave and delegations that stand are there, with their last day', async () => {
  await asks('helen-tranter');
  await snb.database.transact(snb.partnershipId, async (store) => {
    await store.record('leaves', {
      key: 'l1',
      personKey: 'helen-tranter',
      from: '2021-05-03',
      to: '2021-05-14',
      endedOn: null,
    });
    await store.record('delegations', {
      key: 'd1',
      priorityKey: 'hate-crime',
      fromKey: 'helen-tranter',
      toKey: 'nadia-wren',
      from: '2021-03-01',
      to: '2021-06-30',
      endedOn: null,
    });
  });
  await snb.on('2021-03-31');
  await asks('nadia-wren');
  const text = await stands('helen-tranter');
  expect(text).toContain('You are away from 3 May 2021 to 14 May 2021.');
  expect(text).toContain('Nadia Wren sends the report on hate crime for you until 30 June 2021.');
  expect(await stands('nadia-wren')).toContain(
    'You send the report on hate crime for Helen Tranter until 30 June 2021.',
  );
});

test('somebody who owes more than one page holds still sees all of it, in one piece', async () => {
  await snb.import((register) => {
    for (const one of register.assignments) {
      if (one.role === 'lead' && one.subjectKind === 'priority') {
        Object.assign(one, { holderKind: 'person', holderKey: 'helen-tranter', holderRole: null });
      }
    }
  });
  await snb.on('2021-04-01');
  await asks('helen-tranter');
  const written = (await snb.messages('mine')).filter(({ text }) => text.includes('11 reports due from you'));
  expect(written).toHaveLength(1);
  expect(written[0]!.text.match(/due Friday 16 April 2021/g)).toHaveLength(11);
});
