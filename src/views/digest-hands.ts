import { formatInstant } from '../partnership/contact.ts';
import { type Day, formatLongDay } from '../partnership/day.ts';
import { bodyOwedTo } from '../partnership/owed.ts';
import type { Register, ReportKind } from '../partnership/register.ts';
import type { Period } from '../partnership/returns.ts';
import { personName } from '../partnership/roles.ts';
import { nouns, wordsFor } from './called.ts';
import { actions, type Button, heading, type Message, paragraph } from './message.ts';
import { periodName, together } from './words.ts';

/** Who did something with a digest, when, and why where they said so. By a person's key, or null for the program. */
export interface Deed {
  by: string | null;
  at: Date;
  why?: string;
}

/** Where a digest stands with the programme manager. */
export type DigestState =
  | { kind: 'coming' | 'missed'; on: Day }
  | { kind: 'held'; deed: Deed; on: Day }
  /**
   * Somebody or the program posted it. `reached`: it stands in a channel, is on its way to one, or came nowhere.
   * `without`: the channels where it neither stands nor is to come.
   */
  | { kind: 'posted'; deed: Deed | null; reached: 'shown' | 'coming' | 'nowhere'; without: string[] };

/** "Grace Holloway, 15 April 2021 at 10am". The program itself is nobody. */
export function deedWords(register: Register, { by, at }: Deed): string {
  const name = personName(register, by);
  const when = formatInstant(at, register.partnership.timeZone);
  return name ? `${name}, ${when}` : when;
}

const because = ({ why }: Deed) => (why ? ` The reason given: ${why}` : '');

/** What a preview says above the digest. */
export function stateWords(register: Register, report: ReportKind, state: DigestState): string {
  const whose = `the ${wordsFor(report).reader}’s`;
  switch (state.kind) {
    case 'coming':
      return `Preview: ${whose} channels get it on ${formatLongDay(state.on)}. Only you see this.`;
    case 'missed':
      return `Preview: it was due on ${formatLongDay(state.on)} and was not posted. Nothing posts it by itself any more: post it now. Only you see this.`;
    case 'held':
      return `Preview: held back by ${deedWords(register, state.deed)}, and not posted until it is let go.${because(state.deed)} Only you see this.`;
    case 'posted':
      return `${REACHED[state.reached](whose)}${withoutWords(state.without)} Only you see this copy.`;
  }
}

const REACHED = {
  shown: () => 'This is the digest that was posted, as it stands now.',
  coming: (whose: string) => `This digest is on its way to ${whose} channels.`,
  nowhere: () => 'Not posted: this digest could not be delivered.',
};

function withoutWords(channels: string[]): string {
  if (channels.length === 0) return '';
  const again = 'Once the channel is right, press “Post it again”: it goes there, and nowhere else.';
  return ` It has not reached ${together(channels)}. ${again}`;
}

/**
 * What tells a digest from those above it on the same page: "narratives", and for which period where that is not enough.
 * The first needs no such words.
 */
export function toldApart(register: Register, period: Period, above: Period[]): string {
  const asked = ({ obligationKey }: Period) => register.obligations.find(({ key }) => key === obligationKey);
  const own = asked(period);
  if (!own) return '';
  const isOther = (one: Period) => one.obligationKey !== period.obligationKey;
  const isSameKind = (one: Period) => isOther(one) && asked(one)?.report === own.report;
  return [
    ...(above.some(isOther) ? [above.some(isSameKind) ? bodyOwedTo(register, own) : nouns([own])] : []),
    ...(above.every(isOther) ? [] : [periodName(register, period.obligationKey, period.start)]),
  ].join(', ');
}

/**
 * What can be done with it. `seen` is what the preview showed: what has changed since is shown before it is posted.
 * `apart` tells it from others beside it.
 */
export function handButtons(state: DigestState, period: Period, seen: string, apart: string): Button[] {
  return handsOn(state, period, seen).map((one) => (apart ? { ...one, label: `${one.label}: ${apart}` } : one));
}

function handsOn(state: DigestState, period: Period, seen: string): Button[] {
  const release: Button = {
    label: 'Let it go',
    command: 'let-digest-go',
    input: { period: period.id },
    opens: false,
  };
  if (period.closedAt) return state.kind === 'held' ? [release] : [];
  const input = { period: period.id, issue: String(period.digestIssue), seen };
  const post: Button = { label: 'Post it now', command: 'post-digest', input: { ...input, again: 'no' }, opens: false };
  if (state.kind === 'posted') {
    const again: Button = { ...post, label: 'Post it again', input: { ...input, again: 'there' } };
    const anew: Button = { ...post, label: 'Post it anew', input: { ...input, again: 'yes' } };
    return [...(state.without.length > 0 ? [again] : []), ...(state.reached === 'nowhere' ? [] : [anew])];
  }
  const hold: Button = { label: 'Hold it back', command: 'hold-digest', input: { period: period.id }, opens: true };
  return [post, state.kind === 'held' ? release : hold];
}

/** When a digest that is held back would have gone out. `opens`: when the next period does, where that is near. */
export function heldMessage(register: Register, period: Period, deed: Deed, opens: Day | null): Message {
  const name = periodName(register, period.obligationKey, period.start);
  const now = period.closedAt
    ? 'The next period has opened, and it was not posted.'
    : opens
      ? `The next period opens on ${formatLongDay(opens)}, and it has not been posted.`
      : 'It would have been posted now.';
  return {
    summary: `The digest for ${name} is ${period.closedAt || opens ? 'still ' : ''}held back`,
    blocks: [
      heading('The digest is held back'),
      paragraph(`${now} It is for ${name}, and was held back by ${deedWords(register, deed)}.${because(deed)}`),
      paragraph('Type “digest” to read it and let it go.'),
      actions({
        label: 'Let it go',
        command: 'let-digest-go',
        input: { period: period.id },
        opens: false,
      }),
    ],
  };
}

/** Who was asked to post it finds that it was done already. */
export function postedAlready(register: Register, deed: Deed | null): Message {
  const who = deed ? `: ${deedWords(register, deed)}` : '';
  return {
    summary: 'The digest was posted already',
    blocks: [
      paragraph(`The digest was posted already${who}. Nothing more was posted.`),
      paragraph('Type “digest” to see it as it stands now.'),
    ],
  };
}

/** What posting it came to: where it goes, and when where that is not now. */
export function onItsWay(channels: string[], at: Date | null, timeZone: string): Message {
  const summary = at ? 'The digest is posted in working hours' : 'The digest is being posted';
  const when = at ? ` It goes out on ${formatInstant(at, timeZone)}, in working hours.` : '';
  return {
    summary,
    blocks: [paragraph(`${summary}, in ${together(channels)}.${when} It is kept up to date there until the next one.`)],
  };
}
