import type { Day } from '../partnership/day.ts';
import type { AgreementPriority, Register, ReportKind } from '../partnership/register.ts';
import { deputiesOf, leadsOf, supportOfficersOf } from '../partnership/responsibility.ts';
import { sinceWords } from '../partnership/roles.ts';
import { before, type Called, capital, noun, wordsFor } from './called.ts';
import { actions, type Button, heading, line, type Message, paragraph, type Span } from './message.ts';
import { counted, inSentence, labelled, leadWords, NO_LEAD, together } from './words.ts';

interface Fact {
  label: string;
  value: Span[];
}

/** Who leads a priority, since when, who works beside them, and how to reach them. */
export function whoMessage(register: Register, priority: AgreementPriority, day: Day): Message {
  const key = priority.priorityKey;
  const facts: Fact[] = [];
  const add = (label: string, ...value: (string | Span)[]) => facts.push({ label, value: line(...value) });

  const leads = leadsOf(register, key, day);
  if (leads.length === 0) add('Lead', NO_LEAD);
  for (const lead of leads) {
    const since = sinceWords(lead.assignment);
    add('Lead', since ? `${leadWords(register, lead)}, ${since}` : leadWords(register, lead));
    if (lead.person?.email) add('Email', lead.person.email);
  }
  const beside = [
    ['Deputy', deputiesOf(register, 'priority', key, day)],
    ['Support officer', supportOfficersOf(register, 'priority', key, day)],
  ] as const;
  for (const [label, people] of beside) if (people.length > 0) add(label, together(people.map(({ name }) => name)));

  const aliases = (register.priorities.find((one) => one.key === key)?.aliases ?? []).filter(
    (alias) => alias !== priority.title,
  );
  if (aliases.length > 0) add('Also called', together(aliases));
  return {
    summary: `Who leads on ${inSentence(priority.title)}`,
    blocks: [heading(priority.title), { type: 'facts', facts }],
  };
}

/** The button that asks who leads a priority. */
export function whoButton(title: string): Button {
  return { label: labelled('Who leads on', title), command: 'who', input: { words: title }, opens: false };
}

/** Several priorities may be meant: which? */
export function whichMessage(words: string, near: AgreementPriority[]): Message {
  return {
    summary: `${counted(near.length, 'priority', 'priorities')} found`,
    blocks: [
      paragraph(`“${words}” could be ${near.length === 1 ? 'this one' : 'one of these'}:`),
      actions(...near.slice(0, 5).map(({ title }) => whoButton(title))),
    ],
  };
}

export function noSuchPriorityMessage(words: string, titles: string[]): Message {
  return {
    summary: 'No priority found',
    blocks: [
      paragraph(words ? `No priority is called “${words}”. The priorities are:` : 'Say which priority. They are:'),
      { type: 'list', items: titles.map((title) => line(title)) },
    ],
  };
}

/** Which priority's report is to be read? */
export function whichReadingMessage(words: string, near: Called[]): Message {
  const buttons = near.slice(0, 5).map(
    (one): Button => ({
      label: labelled('Read', one.title, noun(one)),
      command: 'read-report',
      input: { words: one.title },
      opens: true,
    }),
  );
  return { summary: 'Which one?', blocks: [paragraph(`“${words}” could be one of these:`), actions(...buttons)] };
}

const NONE_CALLED: Record<ReportKind, [summary: string, words: (words: string) => string]> = {
  progress_report: [
    'No priority found',
    (words) => `No priority is called “${words}”. Type “priorities” to see them all.`,
  ],
  csp_narrative: [
    'No partnership found',
    (words) => `No community safety partnership is called “${words}”. Type “narrative” to see what is due from you.`,
  ],
};

/** A report on which priority, a narrative from which partnership? Only buttons for those that may be meant. */
export function whichReportMessage(kind: ReportKind, words: string, near: Called[]): Message {
  if (near.length === 0) {
    const [summary, none] = NONE_CALLED[kind];
    return { summary, blocks: [paragraph(none(words))] };
  }
  const buttons = near.slice(0, 5).map(
    (one): Button => ({
      label: labelled(before(capital(noun(one)), one), one.title),
      command: wordsFor(kind).command,
      input: { words: one.title },
      opens: true,
    }),
  );
  return { summary: 'Which one?', blocks: [paragraph(`“${words}” could be one of these:`), actions(...buttons)] };
}
