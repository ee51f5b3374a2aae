import { ofIt } from './called.ts';
import { actions, type Block, type Button, paragraph } from './message.ts';
import type { Asked } from './prompt.ts';
import { labelled } from './words.ts';

/** The command that opens an escalation with what a narrative says already in it. */
export const ESCALATE = 'escalate';

export const escalateButton = (): Button => ({
  label: 'Escalate an issue',
  command: ESCALATE,
  input: {},
  opens: true,
});

/** That something needs countywide consideration, for whoever may escalate it, with the way to do so. */
export function escalateBlocks(says: 'You said' | 'It says', one: Asked): Block[] {
  return [
    paragraph(`${says} that something ${ofIt(one)} needs countywide consideration.`),
    actions({
      label: labelled('Escalate for', one.title),
      command: ESCALATE,
      input: { return: one.owed.id },
      opens: true,
      style: 'primary',
    }),
  ];
}
