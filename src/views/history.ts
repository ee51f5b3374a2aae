import { formatInstant } from '../partnership/contact.ts';
import { type Day, formatDay, isRealDay } from '../partnership/day.ts';
import type { Step, Told } from '../partnership/escalation.ts';
import type { Register } from '../partnership/register.ts';
import { personName } from '../partnership/roles.ts';
import { type Called, noun, wordsFor } from './called.ts';
import { actions, heading, line, list, type Message, paragraph, type Span, strong } from './message.ts';
import { overriddenWords } from './safe-writing.ts';
import { inSentence, together } from './words.ts';

/** Something that happened: who did it (a person's key, or null for the program), when, to what, and the rest of it. */
export interface Happened extends Pick<Called, 'report'> {
  at: Date;
  by: string | null;
  what: string;
  /** What it was about, as it reads in a sentence: "hate crime". Empty where it is about no report. */
  about: string;
  detail: Record<string, unknown>;
}

/** What it was about in a sentence: by itself, and after "the report". */
interface About {
  about: string;
  noun: string;
  on: string;
}

type Words = (of: About, detail: Record<string, unknown>, register: Register) => string;

const day = (value: unknown) =>
  typeof value === 'string' && isRealDay(value) ? formatDay(value as Day) : String(value);
const people = (value: unknown, { people }: Register) =>
  together(
    [value]
      .flat()
      .flatMap((key) => (typeof key === 'string' ? (people.find((one) => one.key === key)?.name ?? key) : [])),
  );
const late = ({ late }: Record<string, unknown>) => (late ? ', late' : '');
const received = ({ from, receivedOn, nil }: Record<string, unknown>, register: Register, noun: string) =>
  from
    ? `recorded ${nil ? '“nothing to report”' : `the ${noun}`} of ${people(from, register)}, received on ${day(receivedOn)},`
    : null;

/** Who had a part in what was sent, beside whoever sent it. */
function parts({ preparedBy, approvedBy, delegation }: Record<string, unknown>, register: Register): string {
  const lead = register.delegations.find(({ key }) => key === delegation)?.fromKey;
  return [
    preparedBy ? `, prepared by ${people(preparedBy, register)}${approvedBy ? '' : ' and changed'}` : '',
    lead ? `, as ${people(lead, register)} lets them send it without approval` : '',
  ].join('');
}
const sent = ({ approvedBy }: Record<string, unknown>, done: string) => (approvedBy ? `approved and ${done}` : done);
const draftOf = ({ preparedBy }: Record<string, unknown>, register: Register) =>
  preparedBy ? `the draft of ${people(preparedBy, register)}` : 'a draft';

/** Who was told of an escalation, and why it was they. */
function toldWords({ told }: Record<string, unknown>, register: Register): string {
  const all = Array.isArray(told) ? (told as Told[]) : [];
  const words = all.map(({ personKey, because }) => `${people(personKey, register)} (${because})`);
  return words.length > 0 ? `. Told: ${together(words)}` : '';
}

/** What each kind of event says. Who did it stands before, and why after it. */
const WORDS: Record<string, Words> & Record<`escalation.${Step}`, Words> = {
  'report.sent': ({ noun, on }, detail, register) =>
    `${received(detail, register, noun) ?? sent(detail, detail.nil ? 'sent “nothing to report”' : `sent the ${noun}`)} ${on}${late(detail)}${parts(detail, register)}`,
  'report.corrected': ({ noun, on }, detail, register) =>
    `${received(detail, register, noun) ?? sent(detail, `corrected the ${noun}`)} ${on}, version ${detail.version}${late(detail)}${parts(detail, register)}`,
  'report.proposed': ({ on }) => `sent a draft ${on} for approval`,
  'report.sent-back': ({ on }, detail, register) => `sent back ${draftOf(detail, register)} ${on}`,
  'report.overtaken': ({ on }, detail, register) => `took the place of ${draftOf(detail, register)} ${on}`,
  'report.lapsed': ({ on }, detail, register) =>
    `took ${draftOf(detail, register)} ${on} out of approval, as its period closed before anybody answered`,
  'report.chased': ({ about }, { people: keys }, register) => `chased ${people(keys, register)} about ${about}`,
  'report.excused': ({ noun, on }) => `excused the ${noun} ${on}`,
  'report.unexcused': ({ noun, on }) => `asked again for the ${noun} ${on}`,
  'report.moved': ({ noun, on }, { from, to }) => `moved the date of the ${noun} ${on} from ${day(from)} to ${day(to)}`,
  'report.escalated': ({ noun, on }, { reference }) =>
    `escalated what the ${noun} ${on} says needs countywide consideration, as ${reference}`,
  'report.withdrawn': ({ noun, on }) => `withdrew the ${noun} ${on}`,
  'safe-writing.overridden': ({ about }, detail) =>
    `sent something${about ? ` on ${about}` : ''} that was asked about first: ${overriddenWords(detail)}`,
  'escalation.raise': ({ about }, detail, register) => `raised escalation ${about}${toldWords(detail, register)}`,
  'escalation.join': ({ about }) => `joined escalation ${about}`,
  'escalation.acknowledge': ({ about }) => `acknowledged escalation ${about}`,
  'escalation.take': ({ about }) => `took escalation ${about}, to answer it`,
  'escalation.pass': ({ about }, detail, register) => `passed escalation ${about} on${toldWords(detail, register)}`,
  'escalation.ask': ({ about }) => `asked something about escalation ${about}`,
  'escalation.add': ({ about }) => `wrote something about escalation ${about}`,
  'escalation.answer': ({ about }) => `answered escalation ${about}`,
  'escalation.agenda': ({ about }) => `put escalation ${about} on the board’s agenda`,
  'escalation.decide': ({ about }) => `recorded the decision on escalation ${about}`,
  'escalation.return': ({ about }) => `returned escalation ${about} with advice`,
  'escalation.merge': ({ about }, { state }) =>
    state === 'merged'
      ? `joined escalation ${about} with another, which goes on`
      : `joined another with escalation ${about}`,
  'escalation.withdraw': ({ about }, { state }) =>
    state === 'withdrawn' ? `withdrew escalation ${about}` : `does not raise escalation ${about} any more`,
  'escalation.object': ({ about }) => `said that what came of escalation ${about} is not what was asked`,
  'escalation.close': ({ about }) => `closed escalation ${about}`,
  'escalation.overdue': ({ about }, detail, register) =>
    `passed escalation ${about} on, as it is overdue${toldWords(detail, register)}`,
  'escalation.instead': ({ about }, detail, register) =>
    `sent what came of escalation ${about} to others, as whoever raised it could not be reached${toldWords(detail, register)}`,
  'escalation.off': ({ about }) => `took escalation ${about} off the agenda of a meeting that does not take place`,
  'escalation.asked': ({ about }, detail, register) =>
    `sent what was asked about escalation ${about} to others as well${toldWords(detail, register)}`,
  'escalation.reminded': ({ about }, detail, register) =>
    `asked once more what was asked about escalation ${about}${toldWords(detail, register)}`,
  'escalation.unanswered': ({ about }, detail, register) =>
    `counts the days of escalation ${about} again, as nobody has answered what was asked${toldWords(detail, register)}`,
  'escalation.counted': ({ about }, detail, register) =>
    `counts the days of escalation ${about} again, as nobody who raised it can be reached${toldWords(detail, register)}`,
  'digest.posted': ({ about }) => `posted the digest for ${about}`,
  'digest.held': ({ about }) => `held back the digest for ${about}`,
  'digest.let-go': ({ about }) => `let the digest for ${about} go`,
  'leave.recorded': ({ about }, { from, to }) => `recorded that ${about} is away from ${day(from)} to ${day(to)}`,
  'leave.cancelled': ({ about }, { from, to }) => `cancelled the leave of ${about} from ${day(from)} to ${day(to)}`,
  'leave.ended': ({ about }) => `recorded that ${about} is back`,
  'reminder.snoozed': (_, { until }) => `asked to be reminded on ${day(until)}`,
  'delegation.started': ({ noun, on }, { officer, lead, to }, register) =>
    `recorded that ${people(officer, register)} sends the ${noun} ${on} for ${people(lead, register)} without approval until ${day(to)}`,
  'delegation.ended': ({ noun, on }, { officer }, register) =>
    `ended that ${people(officer, register)} sends the ${noun} ${on} without approval`,
  'account.linked': (_, { person }, register) =>
    `linked an account of ${people(person, register)} by its verified email`,
  'account.refused': () => 'refused an account: it is nobody here',
  'account.reopened': () => 'took back that an account was refused',
  'account.confirmed': (_, { person }, register) => `confirmed an account of ${people(person, register)}`,
  'mode.live': () => 'went live',
  'mode.pilot': () => 'went back to pilot',
  'mode.paused': () => 'paused everything',
  'mode.resumed': () => 'resumed',
};

/** Who did what, when and why, newest first; `older`: where the rest begins. */
export function historyMessage(
  register: Register,
  title: string | null,
  events: Happened[],
  older: { before: string; return?: string; words?: string } | null,
): Message {
  const name = title ? `History of ${inSentence(title)}` : 'History';
  if (events.length === 0) return { summary: name, blocks: [heading(name), paragraph('Nothing has happened yet.')] };
  const next = { label: 'Show older', command: 'history', input: { ...older } as Record<string, string>, opens: false };
  return {
    summary: name,
    blocks: [
      heading(name),
      list(...events.map((event) => eventLine(register, event))),
      ...(older ? [actions(next)] : []),
    ],
  };
}

function eventLine(register: Register, { at, by, what, about, report, detail }: Happened): Span[] {
  const who = by === null ? 'Golden Thread' : (personName(register, by) ?? by);
  const of = { about, noun: noun({ report }), on: `${wordsFor(report).of} ${about}` };
  const done = WORDS[what]?.(of, detail, register) ?? `${plainly(what)}${about ? `: ${about}` : ''}`;
  const why = typeof detail.why === 'string' ? `. Why: ${detail.why}` : '';
  return line(`${formatInstant(at, register.partnership.timeZone)}: `, strong(who), ` ${done}${why}`);
}

/** A kind of event that has no words of its own: "mode.live" is "mode live". */
function plainly(what: string): string {
  return what.replaceAll(/[._-]/g, ' ');
}
