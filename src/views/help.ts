import type { Mode } from '../partnership/register.ts';
import { actions, type Block, type Button, heading, line, list, type Message, paragraph, strong } from './message.ts';
import { modeBlock } from './mode.ts';

/** What can be typed, and what it does. */
export interface Typed {
  usage: string;
  help: string;
}

/** What this person may do here, and nothing else. `mode` is for the programme manager: who is messaged at present. */
export function helpMessage(
  partnership: string,
  roles: string[],
  commands: Typed[],
  mode: Mode | null = null,
): Message {
  return {
    summary: 'What you can do here',
    blocks: [
      heading('What you can do here'),
      paragraph(
        roles.length > 0
          ? `You are on the register of the ${partnership} as:`
          : `You are on the register of the ${partnership}.`,
      ),
      ...(roles.length > 0 ? [list(...roles.map((role) => line(role)))] : []),
      ...(mode ? [modeBlock(mode)] : []),
      ...typedBlocks(commands),
    ],
  };
}

/** What was typed means nothing here: what may have been meant, and what can be typed. */
export function notUnderstoodMessage(typed: string, suggestions: Button[], commands: Typed[]): Message {
  return {
    summary: 'Not understood',
    blocks: [
      paragraph(`There is no command “${typed}”.${suggestions.length > 0 ? ' Did you mean this?' : ''}`),
      ...(suggestions.length > 0 ? [actions(...suggestions)] : []),
      ...typedBlocks(commands),
    ],
  };
}

function typedBlocks(commands: Typed[]): Block[] {
  return [paragraph('You can type:'), list(...commands.map(({ usage, help }) => line(strong(usage), `: ${help}`)))];
}
