import { actions, type Message, paragraph } from './message.ts';
import { labelled } from './words.ts';

/** Somebody who is in several partnerships is asked which they mean; the answer is remembered. */
export function whichBoardMessage(
  partnerships: { partnershipId: string; name: string }[],
  choose: { command: string; input: Record<string, string> },
): Message {
  return {
    summary: 'Which partnership?',
    blocks: [
      paragraph('You are in more than one partnership. Which do you mean?'),
      actions(
        ...partnerships.map(({ partnershipId, name }) => ({
          label: labelled('', name),
          opens: false,
          partnershipId,
          ...choose,
        })),
      ),
      paragraph('It is remembered for this conversation. Type “switch” to choose again.'),
    ],
  };
}
