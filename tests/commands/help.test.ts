import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board({ on: '2021-04-01' });
});
afterAll(() => snb.close());

const LEAVE = ['away from 4 June to 11 June', 'back'];
const READING = ['priorities', 'who hate crime', 'read report hate crime'];
const ESCALATIONS = ['escalations', 'escalation SNB-12'];
const WITHDRAW = ['withdraw hate crime'];

test.each([
  [
    'a lead',
    'helen-tranter',
    [
      'mine',
      'report hate crime',
      'delegate hate crime',
      'snooze until 20 April',
      ...LEAVE,
      ...ESCALATIONS,
      ...READING,
      ...WITHDRAW,
      'help',
    ],
  ],
  [
    'the programme manager',
    'grace-holloway',
    [
      ...['mine', 'report hate crime', ...LEAVE, 'escalations', 'you said we did', 'escalation SNB-12', ...READING],
      ...['status', 'chase hate crime', 'record hate crime', 'excuse hate crime', 'move hate crime', ...WITHDRAW],
      ...['history hate crime', 'digest', 'accounts', 'live', 'pilot', 'pause', 'resume', 'help'],
    ],
  ],
  [
    'a support officer',
    'nadia-wren',
    ['mine', 'report hate crime', 'snooze until 20 April', ...LEAVE, ...ESCALATIONS, ...READING, ...WITHDRAW, 'help'],
  ],
  [
    'a member of the board',
    'edith-carrow',
    ['mine', 'report hate crime', ...LEAVE, ...ESCALATIONS, ...READING, 'help'],
  ],
])('%s sees what they may do and nothing else', async (_, key, usages) => {
  const list = await snb.person(key).says('help');
  const shown = [...list.matchAll(/^- ([^:\n]+): /gm)].map((found) => found[1]);
  expect(shown).toEqual(usages);
});

test('people are told what they are on the register as', async () => {
  const list = await snb.person('helen-tranter').says('help');
  expect(list).toContain('- Lead for Hate crime');
  expect(list).toContain('- Chief Executive, Broxtowe Borough Council');
});
