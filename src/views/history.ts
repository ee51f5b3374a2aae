import { formatInstant } from '../partnership/contact.ts';
import { type Day, formatDay, isRealDay } from '../partnership/day.ts';
import type { Register } from '../partnership/register.ts';
import { actions, heading, line, list, type Message, paragraph, type Span, strong } from './message.ts';
import { overriddenWords } from './safe-writing.ts';
import { inSentence, together } from './words.ts';

/** Something that happened: who did it (a person's key, or null for the program), when, to what, and the rest of it. */
export interface Happened {
  at: Date;
  by: string | null;
  what: string;
  /** What it was about, as it reads in a sentence: "hate crime". Empty where it is about no report. */
  about: string;
  detail: Record<string, unknown>;
}

type Words = (about: string, detail: Record<string, unknown>, register: Register) => string;

const day = (value: unknown) =>
  typeof value === 'string' && isRealDay(value) ? formatDay(value as Day) : String(value);
const people = (value: unknown, { people }: Register) =>
  together(
    [value]
      .flat()
      .flatMap((key) => (typeof key === 'string' ? (people.find((one) => one.key === key)?.name ?? key) : [])),
  );
const late = ({ late }: Record<string, unknown>) => (late ? ', late' : '');
const received = ({ from, receivedOn, nil }: Record<string, unknown>, register: Register) =>
  from
    ? `recorded ${nil ? '“nothing to report”' : 'the report'} of ${people(from, register)}, received on ${day(receivedOn)},`
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

/** What each kind of event says. Who did it stands before, and why after it. */
const WORDS: Record<string, Words> = {
  'report.sent': (about, detail, register) =>
    `${received(detail, register) ?? sent(detail, detail.nil ? 'sent “nothing to report”' : 'sent the report')} on ${about}${late(detail)}${parts(detail, register)}`,
  'report.corrected': (about, detail, register) =>
    `${received(detail, register) ?? sent(detail, 'corrected the report')} on ${about}, version ${detail.version}${late(detail)}${parts(detail, register)}`,
  'report.proposed': (about) => `sent a draft on ${about} for approval`,
  'report.sent-back': (about, detail, register) => `sent back ${draftOf(detail, register)} on ${about}`,
  'report.overtaken': (about, detail, register) => `took the place of ${draftOf(detail, register)} on ${about}`,
  'report.lapsed': (about, detail, register) =>
    `took ${draftOf(detail, register)} on ${about} out of approval, as its period closed before anybody answered`,
  'report.chased': (about, { people: keys }, register) => `chased ${people(keys, register)} about ${about}`,
  'report.excused': (about) => `excused the report on ${about}`,
  'report.unexcused': (about) => `asked again for the report on ${about}`,
  'report.moved': (about, { from, to }) => `moved the date of the report on ${about} from ${day(from)} to ${day(to)}`,
  'report.withdrawn': (about) => `withdrew the report on ${about}`,
  'safe-writing.overridden': (about, detail) =>
    `sent something${about ? ` on ${about}` : ''} that was asked about first: ${overriddenWords(detail)}`,
  'digest.posted': (about) => `posted the digest for ${about}`,
  'digest.held': (about) => `held back the digest for ${about}`,
  'digest.let-go': (about) => `let the digest for ${about} go`,
  'leave.recorded': (about, { from, to }) => `recorded that ${about} is away from ${day(from)} to ${day(to)}`,
  'leave.cancelled': (about, { from, to }) => `cancelled the leave of ${about} from ${day(from)} to ${day(to)}`,
  'leave.ended': (about) => `recorded that ${about} is back`,
  'reminder.snoozed': (_, { until }) => `asked to be reminded on ${day(until)}`,
  'delegation.started': (about, { officer, lead, to }, register) =>
    `recorded that ${people(officer, register)} sends the report on ${about} for ${people(lead, register)} without approval until ${day(to)}`,
  'delegation.ended': (about, { officer }, register) =>
    `ended that ${people(officer, register)} sends the report on ${about} without approval`,
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
  older: { before: string; return?: string } | null,
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

function eventLine(register: Register, { at, by, what, about, detail }: Happened): Span[] {
  const who = by === null ? 'Golden Thread' : (register.people.find(({ key }) => key === by)?.name ?? by);
  const done = WORDS[what]?.(about, detail, register) ?? `${plainly(what)}${about ? `: ${about}` : ''}`;
  const why = typeof detail.why === 'string' ? `. Why: ${detail.why}` : '';
  return line(`${formatInstant(at, register.partnership.timeZone)}: `, strong(who), ` ${done}${why}`);
}

/** A kind of event that has no words of its own: "mode.live" is "mode live". */
function plainly(what: string): string {
  return what.replaceAll(/[._-]/g, ' ');
}
