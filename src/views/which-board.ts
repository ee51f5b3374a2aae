import { actions, type Block, line, type Message, paragraph, strong } from './message.ts';
import { labelled } from './words.ts';

/** The command of the button that asks again which partnership is meant. It is carried out where people are identified. */
export const SWITCH_BOARD = 'switch-partnership';

/** Says which partnership a page is about, to somebody who has such a page in another one, too. */
export function boardBlock(name: string): Block {
  const button = { label: 'Switch board', command: SWITCH_BOARD, input: {}, opens: false };
  return { type: 'item', text: line('This page is about the ', strong(name)), button };
}

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
