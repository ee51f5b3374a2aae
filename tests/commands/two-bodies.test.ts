import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board, fillsIn } from '../support/board.ts';
import { nottinghamshire } from '../support/register.ts';

/** Two bodies ask for a report on the same priority: nobody takes one for the other. */
let snb: Board;
beforeAll(async () => {
  const register = nottinghamshire();
  const [asked] = register.obligations.filter(({ report }) => report === 'progress_report');
  register.obligations.push({ ...asked!, key: 'second', owedToKey: 'performance-group' });
  snb = await board({ register });
  await snb.on('2021-04-01', 10);
});
afterAll(() => snb.close());
const buttons = (text: string) => text.match(/\[[^\]]+\]/g) ?? [];

test('in one message, every button says for whom it is, also where the title is long', async () => {
  for (const { text } of await snb.messages('report.prompt')) {
    expect(new Set(buttons(text)).size).toBe(buttons(text).length);
    for (const label of buttons(text)) expect(label.length).toBeLessThanOrEqual(77);
  }
  const [helens] = (await snb.messages('report.prompt')).filter(({ to }) => to === 'helen-tranter');
  expect(helens!.text).toContain('[Report on hate crime (Safer Nottinghamshire Board)]');
  expect(helens!.text).toMatch(/\[Report on hate crime \(.*Performance.*\)\]/);
});

test('and so does the form, and what is sent', async () => {
  const helen = snb.person('helen-tranter');
  const [prompt] = (await snb.messages('report.prompt')).filter(({ to }) => to === 'helen-tranter');
  await helen.pressesIn(prompt!.message, 'Report on hate crime (Safer Nottinghamshire Board)');
  expect(helen.sees()).toContain('Hate crime (Safer Nottinghamshire Board), Quarter 4');
  await fillsIn(helen);
  await helen.sends();
  expect(helen.sees()).toContain('hate crime (Safer Nottinghamshire Board)');
});
