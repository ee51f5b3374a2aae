import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board({ on: '2021-04-01' });
});
afterAll(() => snb.close());

const end = (who: string, delegation: string) =>
  snb.person(who).interact({
    kind: 'pressed',
    partnershipId: snb.partnershipId,
    command: 'end-delegation',
    input: { delegation },
  });

test('only who leads the priority ends it, and one that is not there says so', async () => {
  const helen = snb.person('helen-tranter');
  await helen.says('delegate hate crime');
  helen.types({ until: '2021-06-30' });
  await helen.does('continue');
  await helen.sends();
  const { key } = (await snb.database.read(snb.partnershipId, (reader) => reader.register())).delegations[0]!;
  expect(await end('joan-pickersgill', key)).toContain(
    'Only the lead of hate crime, or a deputy, can end it. Helen Tranter set it.',
  );
  expect(await end('nadia-wren', key)).toContain('not yours to use at present');
  expect(await end('helen-tranter', 'no-such')).toContain('not there any more');
  expect(await end('helen-tranter', key)).toContain('Helen Tranter ended the delegation');
  expect(await end('helen-tranter', key)).toContain('The delegation ended on 1 April 2021.');
  expect((await snb.messages('delegation.ended')).map(({ to }) => to).sort()).toEqual(['helen-tranter', 'nadia-wren']);
});
