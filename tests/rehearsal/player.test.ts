import { expect, test } from 'vitest';
import { player } from '../../src/rehearsal/player.ts';
import type { StandIn } from '../../src/rehearsal/stand-in.ts';

test('somebody who leaves a form that stands over another has nothing open', async () => {
  const open = ['All of SNB-15', 'Sent'];
  const client: Pick<StandIn, 'screen' | 'act'> = {
    screen: () => ({ conversations: [], ...(open.length > 0 && { dialog: { title: open.at(-1)!, nodes: [] } }) }),
    act: async () => void open.pop(),
  };
  const joan = player(client as StandIn, 'joan-pickersgill');
  await joan.closes();
  expect(joan.dialog()).toBe('All of SNB-15');
  open.push('Sent');
  await joan.leaves();
  expect(joan.dialog()).toBeUndefined();
});
