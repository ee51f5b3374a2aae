import { expect } from 'vitest';
import { slotted, undrawn } from '../../src/rehearsal/page/drawable.ts';
import type { Drawn, Node } from '../../src/rehearsal/stand-in.ts';

/** Holds that the rehearsal page draws all of it: nothing is of a kind that it has no picture of, no control is left out. */
export function expectDrawn(drawn: Drawn, nodes: Node[]): void {
  expect(undrawn(drawn)).toEqual([]);
  if (drawn.platform === 'slack') return;
  const { slots } = slotted(drawn.cards, nodes);
  const controls = nodes.flatMap((node) => (node.kind === 'button' || node.kind === 'input' ? [node.id] : []));
  const placed = slots.flatMap((slot) => (slot.kind === 'input' ? [slot.input] : slot.buttons.map(({ id }) => id)));
  expect(placed.toSorted()).toEqual(controls.toSorted());
}
