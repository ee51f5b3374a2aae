import { type Message, paragraph } from './message.ts';
import { together } from './words.ts';

/** Somebody who is not on the register is told whom to ask. */
export function unknownPersonMessage(
  partnership: string | null,
  ask: { name: string; email: string | null }[],
): Message {
  const whom = ask.map(({ name, email }) => (email ? `${name} (${email})` : name));
  const manager =
    whom.length > 0 ? `the programme manager, ${together(whom)},` : 'the programme manager of your partnership';
  return {
    summary: 'You are not on the register yet',
    blocks: [
      paragraph(
        partnership
          ? `This account is not on the register of the ${partnership} yet.`
          : 'This account is not on the register of a partnership yet.',
      ),
      paragraph(`Ask ${manager} to add you. Nothing you typed here was kept.`),
    ],
  };
}
