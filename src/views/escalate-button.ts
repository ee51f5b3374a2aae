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

/** What somebody reads who said that something needs countywide consideration, with the way to escalate it. */
export function escalateBlocks(one: Asked): Block[] {
  return [
    paragraph(`You said that something ${ofIt(one)} needs countywide consideration.`),
    actions({
      label: labelled('Escalate for', one.title),
      command: ESCALATE,
      input: { return: one.owed.id },
      opens: true,
      style: 'primary',
    }),
  ];
}
