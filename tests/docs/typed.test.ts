import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { type Board, board } from '../support/board.ts';
import { narrating } from '../support/register.ts';
import { fenced, guide, inlineCode } from './guides.ts';

const NAMES = commands.filter((one) => one.parse).map(({ name }) => name.replaceAll('-', ' '));

/** What a guide tells its readers to type, each once. */
function toType(name: string): string[] {
  const text = guide(name);
  const said = [...inlineCode(text), ...fenced(text, 'text').map((one) => one.trim())];
  const isTyped = (words: string) => NAMES.some((one) => words === one || words.startsWith(`${one} `));
  return [...new Set(said.filter((words) => isTyped(words) && !words.includes('\n')))];
}

/** Each guide beside somebody whom it is for, and what it says that others may type. */
const READERS: [guide: string, reader: string, others: string[]][] = [
  ['lead', 'helen-tranter', []],
  ['support-officer', 'nadia-wren', ['delegate']],
  ['board-member', 'edith-carrow', []],
  ['quarter', 'grace-holloway', ['snooze until 20 April', 'delegate hate crime']],
  // Last, as the programme manager stands in for an officer who says that they are away.
  ['csp-officer', 'jamie-thorpe', []],
];

let snb: Board;
beforeAll(async () => {
  snb = await board({ on: '2021-03-31', register: narrating() });
  await snb.on('2021-04-01');
});
afterAll(() => snb.close());

describe.each(READERS)('what the guide “%s” tells its reader to type', (name, key, others) => {
  it.each(toType(name))('is understood, and theirs to type: %s', async (words) => {
    const answer = await snb.person(key).says(words);
    expect(answer).not.toMatch(/There is no command|No priority (or partnership )?is called/);
    expect(answer.includes('is not yours to use')).toBe(others.includes(words));
  });
});
