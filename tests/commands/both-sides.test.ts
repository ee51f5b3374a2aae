import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { fillsStep, raised, standing } from '../support/escalations.ts';

const SETTLES = { words: 'The trust carries the cost', next: 'It begins in July', asAsked: 'yes' };

/** Whom a newest message about one escalation is for. */
async function hear(one: Board, id: string, about: string): Promise<string[]> {
  const { reference } = await standing(one, id);
  const said = (await one.messages(about)).filter(({ text }) => text.includes(reference));
  return [...new Set(said.map(({ to }) => to))].sort();
}

describe('a lead who raises an escalation as well', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
    await one.import((register) => {
      for (const row of register.assignments)
        if (row.subjectKey === 'serious-violence' && row.role === 'lead')
          Object.assign(row, { holderKind: 'person', holderKey: 'jamie-thorpe', holderRole: null });
    });
  });
  afterAll(() => one.close());

  test('is sent the outcome as everybody who raised it is, when they answer it themselves', async () => {
    const id = await raised(one, {}, ['bronwen-pugh']);
    await fillsStep(one, one.person('jamie-thorpe'), ['answer', id], SETTLES);
    expect(await hear(one, id, 'escalation.outcome')).toEqual(['bronwen-pugh', 'jamie-thorpe']);
  });
});
