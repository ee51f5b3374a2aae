import { BEYOND, CIRCLE } from '../partnership/escalation-steps.ts';
import { together } from './words.ts';

/** Who reads an escalation, as it is said before somebody writes it. */
const READERS: Record<(typeof CIRCLE)[number] | (typeof BEYOND)[number], string> = {
  raiser: 'whoever raises or joins it',
  colleague: 'the officers, chair and vice chair of their partnership',
  lead: 'the leads of its priorities and their deputies',
  support: 'their support officers',
  group: 'the chair, vice chair and secretary of the performance group',
  chair: 'those of the board',
  manager: 'the programme manager',
  officer: 'the officers, chair and vice chair of every partnership',
  board: 'everybody who sits on the board or its performance group, or leads or champions a priority',
};

const inWords = (parts: readonly (keyof typeof READERS)[]) => together(parts.map((part) => READERS[part]));

/** What each choice of how sensitive it is means. */
export const READ_BY = {
  yes: `Sensitive: read by those whom it concerns. They are ${inWords(CIRCLE)}. Others see its reference and priorities.`,
  no: `Not sensitive: also read by ${inWords(BEYOND)}. The board’s digest shows its title.`,
};

/** Who reads what is written about an escalation. */
export const AUDIENCE = `OFFICIAL. Those whom it concerns will see this; unless it is sensitive, also ${inWords(BEYOND)}. Leave out names and details of cases.`;
