import { z } from 'zod';
import { type Day, formatDay, monthsLater } from '../partnership/day.ts';
import { prioritiesInForce, titleOf } from '../partnership/priorities.ts';
import type { Delegation } from '../partnership/register.ts';
import { maySend, programmeManagers, supportOfficersOf } from '../partnership/responsibility.ts';
import { personName } from '../partnership/roles.ts';
import { findPriorities, plain } from '../partnership/search.ts';
import { delegationsInForce } from '../partnership/sending.ts';
import { approvesAny } from '../partnership/subjects.ts';
import { delegationsMessage, letButton, startedMessage } from '../views/delegation.ts';
import { explained } from '../views/explain.ts';
import { date, form, page } from '../views/form.ts';
import { actions, type Message, paragraph, strong } from '../views/message.ts';
import { inSentence, together } from '../views/words.ts';
import { type Context, command, type Opened } from './command.ts';
import { candidatesOf, sentBy, shownDelegation, standingOn, tellOfDelegation } from './delegations.ts';

const input = z.object({
  words: z.string().max(200).optional(),
  priority: z.string().max(200).optional(),
  officer: z.string().max(200).optional(),
});

const MOST_MONTHS = 12;

export const delegateForm = form({
  title: 'Send without approval',
  send: 'Let them send',
  audience: 'OFFICIAL. Your support officer is told, and it is kept who did it and when.',
  about: ({ title, officerName }) =>
    title
      ? [
          paragraph(strong(officerName ?? ''), ` sends the report on ${inSentence(title)} without your approval.`),
          paragraph('You are told each time. You can end it at any time.'),
        ]
      : [],
  pages: {
    until: page({
      title: 'Until when',
      fields: {
        until: date({
          label: 'Last day',
          hint: `At most ${MOST_MONTHS} months from today`,
          missing: 'Enter the last day',
          check: (value, { today, latest }) => (today && latest ? wrongDay(value, today, latest) : undefined),
        }),
      },
    }),
  },
});

function wrongDay(day: Day, today: Day, latest: Day): string | undefined {
  if (day <= today) return 'Last day must be in the future';
  return day > latest ? `Last day must be ${formatDay(latest)} or earlier` : undefined;
}

export const delegate = command({
  name: 'delegate',
  help: 'let your support officer send reports without your approval until a day; alone, see what stands',
  usage: 'delegate hate crime',
  may: (person, register, today) => approvesAny(register, person, today, ['progress_report']),
  input,
  parse: (words) => (words ? { words: words.slice(0, 200) } : {}),
  form: delegateForm,

  async open({ words, priority, officer }, context) {
    if (priority && officer) return openFor(context, priority, officer);
    return words ? openByWords(context, words) : { kind: 'message', message: standingMessage(context) };
  },

  async run(_, { until }, context, { carried }) {
    const { store, register, person, today } = context;
    const { priority = '', officer = '' } = carried;
    const refused = obstacle(context, priority, officer);
    if (refused) return { kind: 'refused', dialog: { title: 'Not done', blocks: refused.blocks } };
    const latest = monthsLater(today, MOST_MONTHS);
    const wrong = wrongDay(until, today, latest);
    if (wrong) return { kind: 'wrong', page: 'until', errors: { until: wrong }, carried: { today, latest } };
    const before = delegationsInForce(register, priority, today).find(
      ({ fromKey, toKey }) => fromKey === person.key && toKey === officer,
    );
    const delegation: Delegation = before
      ? { ...before, to: until }
      : {
          key: `${priority}/${officer}/${context.id()}`,
          endedOn: null,
          priorityKey: priority,
          fromKey: person.key,
          toKey: officer,
          from: today,
          to: until,
        };
    await store.record('delegations', delegation);
    const shown = shownDelegation(context, delegation);
    const message = (key: string) =>
      startedMessage(shown, key === person.key ? 'lead' : key === officer ? 'officer' : 'other', before !== undefined);
    await tellOfDelegation(context, 'delegation.started', delegation, message);
    return { kind: 'page', dialog: { title: 'Done', blocks: message(person.key).blocks } };
  },
});

function standingMessage(context: Context): Message {
  const standing = standingOn(
    context,
    sentBy(context).map(({ priorityKey }) => priorityKey),
  );
  return delegationsMessage(
    standing.map((one) => shownDelegation(context, one)),
    candidatesOf(context),
  );
}

/** "hate crime", or "hate crime to Nadia Wren". */
async function openByWords(context: Context, words: string): Promise<Opened> {
  const { register, today } = context;
  const [, what = words, whom = ''] = /^(.*?)\s+to\s+(.+)$/i.exec(words) ?? [];
  const { exact } = findPriorities(register, what, today);
  if (!exact) {
    const message = standingMessage(context);
    const said = paragraph(`There is no one priority called “${what}”.`);
    return { kind: 'message', message: { ...message, blocks: [said, ...message.blocks] } };
  }
  const refused = notLeading(context, exact.priorityKey);
  if (refused) return { kind: 'message', message: refused };
  const officers = supportOfficersOf(register, 'priority', exact.priorityKey, today);
  if (!whom) {
    const [only] = officers;
    if (only && officers.length === 1) return openFor(context, exact.priorityKey, only.key);
    return { kind: 'message', message: whichOfficer(context, exact.priorityKey) };
  }
  const named = register.people.filter(({ name }) => plain(name) === plain(whom));
  const someone = named.find(({ key }) => officers.some((one) => one.key === key)) ?? named[0];
  if (someone) return openFor(context, exact.priorityKey, someone.key);
  return { kind: 'message', message: whichOfficer(context, exact.priorityKey) };
}

function openFor(context: Context, priority: string, officer: string): Opened {
  const refused = obstacle(context, priority, officer);
  if (refused) return { kind: 'message', message: refused };
  const { register, today } = context;
  const name = personName(register, officer) ?? '';
  const title = titleOf(register, priority, today);
  return {
    kind: 'form',
    subject: `delegation/${priority}/${officer}`,
    carried: { priority, officer, title, officerName: name },
    current: { today, latest: monthsLater(today, MOST_MONTHS) },
    values: {},
  };
}

/** Who does not lead a priority cannot let anybody send about it. */
function notLeading({ register, person, today }: Context, priority: string): Message | null {
  const inForce = prioritiesInForce(register, today).some(({ priorityKey }) => priorityKey === priority);
  if (inForce && maySend(register, person, 'priority', priority, today)) return null;
  const managers = together(programmeManagers(register, today).map(({ name }) => name));
  const ask = managers ? ` If that is not right, ask ${managers}.` : '';
  const subject = inSentence(titleOf(register, priority, today));
  return explained(
    'Not yours to delegate',
    `Only the lead of ${subject}, or a deputy, can let somebody else send its report.${ask}`,
  );
}

/** Why a person cannot let another send about a priority, and what they can do; null where they can. */
function obstacle(context: Context, priority: string, officer: string): Message | null {
  const refused = notLeading(context, priority);
  if (refused) return refused;
  const { register, person, today } = context;
  const subject = inSentence(titleOf(register, priority, today));
  if (officer === person.key || maySend(register, { key: officer }, 'priority', priority, today)) {
    const who = officer === person.key ? 'You send' : `${personName(register, officer)} sends`;
    const message = explained(
      'No delegation needed',
      `${who} the report on ${subject} already, without anybody's approval.`,
    );
    return { ...message, blocks: [...message.blocks, ...whichOfficer(context, priority).blocks] };
  }
  const officers = supportOfficersOf(register, 'priority', priority, today);
  if (officers.some(({ key }) => key === officer)) return null;
  const name = personName(register, officer) ?? 'This person';
  const message = explained('Not a support officer', `${name} is not a support officer for ${subject} today.`);
  return { ...message, blocks: [...message.blocks, ...whichOfficer(context, priority).blocks] };
}

/** The support officers of a priority, to choose from. */
function whichOfficer(context: Context, priority: string): Message {
  const { register, today } = context;
  const title = titleOf(register, priority, today);
  const candidates = candidatesOf(context).filter(({ priorityKey }) => priorityKey === priority);
  if (candidates.length > 0) {
    const words = `You can let a support officer for ${inSentence(title)} send without your approval.`;
    return { summary: 'Which support officer', blocks: [paragraph(words), actions(...candidates.map(letButton))] };
  }
  const managers = together(programmeManagers(register, today).map(({ name }) => name));
  const ask = managers ? ` ${managers} can add one.` : '';
  const none = supportOfficersOf(register, 'priority', priority, today).length === 0;
  const words = none
    ? `${title} has no support officer.${ask}`
    : `Nobody else can be let send on ${inSentence(title)}. Type “delegate” to see what stands.`;
  return explained('Which support officer', words);
}
