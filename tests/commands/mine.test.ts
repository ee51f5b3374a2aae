import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';

let snb: Board;
beforeEach(async () => {
  snb = await board({ on: '2021-03-31' });
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
  expect(text).toContain('Friday 11 June 2021: the Safer Nottinghamshire Board meets at 10:00 in County Hall');
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
