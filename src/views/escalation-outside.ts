import type { Dialog } from './dialog.ts';
import type { Spoken } from './escalation.ts';
import { type Message, paragraph, strong } from './message.ts';
import { inSentence, together } from './words.ts';

/** What somebody outside its circle sees of a sensitive escalation. */
export function sensitiveDialog({ reference, priorities }: Pick<Spoken, 'reference' | 'priorities'>): Dialog {
  return {
    title: `Escalation ${reference}`,
    blocks: [
      paragraph(
        `This is about ${together(priorities.map(inSentence))}. It is marked as sensitive, so only those whom it concerns can read it.`,
      ),
    ],
  };
}

/** What takes the place of a message about an escalation for somebody who may not read how it goes on. */
export function elsewhereMessage({ reference }: Pick<Spoken, 'reference'>): Message {
  return {
    summary: `Escalation ${reference} is with others now`,
    blocks: [
      paragraph(strong(`Escalation ${reference} `), 'is with others now. How it goes on is not shown here any more.'),
    ],
  };
}
