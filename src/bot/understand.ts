import type { Command, Context } from '../commands/command.ts';
import { editDistance, findPriorities, plain } from '../partnership/search.ts';
import type { Button } from '../views/message.ts';
import { whoButton } from '../views/who.ts';

/** What somebody's words mean here. */
export type Understood =
  | { kind: 'command'; command: Command; input: Record<string, string> }
  | { kind: 'unknown'; typed: string; suggestions: Button[] };

type Typist = Pick<Context, 'register' | 'person' | 'today'>;

/**
 * The command that words begin with, in any case; nothing typed asks for help. Words that begin with none get the
 * nearest commands and priorities as suggestions.
 */
export function understand(text: string, commands: Command[], who: Typist): Understood {
  const typed = text
    .replace(/^[\s/!]+/, '')
    .trim()
    .replace(/\s+/g, ' ');
  const typable = commands.filter((one) => one.parse);
  const named = [...typable]
    .sort((a, b) => b.name.length - a.name.length)
    .find(({ name }) => nameIn(typed, name) !== undefined || (typed === '' && name === 'help'));
  if (named) {
    const words = typed.slice(nameIn(typed, named.name)?.length ?? 0).trim();
    return { kind: 'command', command: named, input: inputOf(named, words) };
  }
  const usable = typable.filter((one) => one.may(who.person, who.register, who.today));
  return {
    kind: 'unknown',
    typed: shortened(typed),
    suggestions: [...nearest(typed, usable), ...priorities(typed, who)],
  };
}

/** The name of a command as it was typed: "you said, we did" is `you-said-we-did`. */
function nameIn(typed: string, name: string): string | undefined {
  return new RegExp(`^${name.replaceAll('-', '[ ,-]+')}(?![\\p{Letter}\\p{Number}])`, 'iu').exec(typed)?.[0];
}

function inputOf(command: Command, words: string): Record<string, string> {
  return command.parse?.(words) as Record<string, string>;
}

function nearest(typed: string, usable: Command[]): Button[] {
  const [first = '', ...rest] = typed.split(' ');
  const word = plain(first);
  return usable
    .map((command) => ({ command, slips: editDistance(word, command.name) }))
    .filter(({ slips }) => slips <= Math.max(1, Math.floor(word.length / 3)))
    .sort((a, b) => a.slips - b.slips || (a.command.name < b.command.name ? -1 : 1))
    .slice(0, 2)
    .map(({ command }) => ({
      label: shortened([command.name, ...rest].join(' ')),
      command: command.name,
      input: inputOf(command, rest.join(' ')),
      opens: command.form !== undefined,
    }));
}

function priorities(typed: string, { register, today }: Typist): Button[] {
  const { exact, near } = findPriorities(register, typed, today);
  return (exact ? [exact] : near.slice(0, 3)).map(({ title }) => whoButton(title));
}

/** Enough of what was typed to recognise it. */
function shortened(typed: string): string {
  const characters = [...typed];
  return characters.length <= 60 ? typed : `${characters.slice(0, 60).join('')}…`;
}
