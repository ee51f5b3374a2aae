import type { Command } from '../commands/command.ts';
import type { Interaction, Quoted } from './platform.ts';

type Begun = Extract<Interaction, { kind: 'begun' }>;

const ON_MESSAGE = '.message';

/** Names a way in to a command wherever a platform is told what the app offers: `escalate`, `escalate.message`. */
export const wayIn = (command: string, onMessage: boolean): string => `${command}${onMessage ? ON_MESSAGE : ''}`;

/** The command that a way in leads to, and whether it begins on a message. */
export function commandOf(way: string): { command: string; onMessage: boolean } {
  const onMessage = way.endsWith(ON_MESSAGE);
  return { command: onMessage ? way.slice(0, -ON_MESSAGE.length) : way, onMessage };
}

/**
 * What a command is given that was begun so, and what the person has to know of it. Null where it cannot be begun so.
 * The command's own schema says how much it takes: of a text that is longer, the beginning.
 */
export function begin(command: Command, on: Quoted | undefined): { input: unknown; note: string } | null {
  if (!(on ? command.onMessage : command.shortcut)) return null;
  const given = on && { ...(on.text ? { text: on.text } : {}), ...(on.link ? { link: on.link } : {}) };
  const parsed = command.input.safeParse(given ?? {});
  if (parsed.success) return { input: parsed.data, note: on ? noteOf(on) : '' };
  if (!on) return null;
  const taken = { ...on };
  for (const issue of parsed.error.issues) {
    if (issue.code !== 'too_big') return null;
    if (issue.path[0] === 'link') delete taken.link;
    else Object.assign(taken, { text: startOf(on.text, Number(issue.maximum)), isCut: true });
  }
  const isShorter = taken.text.length < on.text.length || taken.link !== on.link;
  return isShorter ? begin(command, taken) : null;
}

/** As much of a text as that many characters hold, and never half of one. */
function startOf(text: string, most: number): string {
  const start = text.slice(0, most);
  return /[\uD800-\uDBFF]$/.test(start) ? start.slice(0, -1) : start;
}

function noteOf({ text, link, hasFiles, isCut }: Quoted): string {
  return [
    text === '' && 'The message has no words to take: write them here yourself.',
    isCut && 'The message is longer than fits here: its beginning is taken.',
    hasFiles && 'The message has files. They are not taken: put a link to them here.',
    !link && 'There is no link to the message: say here where it is.',
  ]
    .filter(Boolean)
    .join(' ');
}

/** How much of a message a button can carry: the tighter platform gives it 2,000 characters for everything. */
const CARRIED_TEXT = 1_200;
const CARRIED_LINK = 400;

/** What somebody began, as the input of a button that goes on with it. */
export function carrying({ command, on }: Begun): Record<string, string> {
  if (!on) return { begun: command };
  let text = startOf(on.text, CARRIED_TEXT);
  while (JSON.stringify(text).length > CARRIED_TEXT) text = startOf(text, text.length - 50);
  const link = on.link && on.link.length <= CARRIED_LINK ? on.link : undefined;
  const isCut = on.isCut || text !== on.text;
  return {
    begun: command,
    text,
    ...(link ? { link } : {}),
    ...(on.hasFiles ? { hasFiles: 'yes' } : {}),
    ...(isCut ? { isCut: 'yes' } : {}),
  };
}

/** What `carrying` made an input of. Undefined for another. */
export function begunWith({ begun, text, link, hasFiles, isCut }: Record<string, string>) {
  if (begun === undefined) return undefined;
  const on: Quoted | undefined =
    text === undefined
      ? undefined
      : { text, ...(link ? { link } : {}), hasFiles: hasFiles === 'yes', isCut: isCut === 'yes' };
  return { kind: 'begun' as const, command: begun, ...(on ? { on } : {}) };
}
