import { chaseSubject, isResumed, promptSubject, reminderSubject } from './openings.ts';

/** A message as far as it tells who was asked for what. */
interface Said {
  addressKey: string;
  subject: string;
  data: Record<string, unknown>;
}

/** The returns that a message speaks of. */
export function returnsIn({ data }: Pick<Said, 'data'>): string[] {
  return idsIn(data.returns);
}

/** Whether a message speaks of a return to somebody so that they send or prepare it. */
export function remindsOf(said: Said, personKey: string, returnId: string): boolean {
  const { subject } = said;
  const asks = [promptSubject({ end: '' }), reminderSubject({ end: '' }), chaseSubject('')];
  return (
    said.addressKey === personKey &&
    (isResumed(subject) || asks.some((start) => subject.startsWith(start))) &&
    returnsIn(said).includes(returnId)
  );
}

/** Whether a message asks somebody for a return: they do not only prepare it. */
export function asksFor(said: Said, personKey: string, returnId: string): boolean {
  return remindsOf(said, personKey, returnId) && !idsIn(said.data.prepared).includes(returnId);
}

/** What a message speaks of, kept with it: `prepared` of it is not asked for, but prepared. */
export function speaksOf(all: { owed: { id: string }; asked: boolean }[]): { returns: string[]; prepared?: string[] } {
  const prepared = all.filter(({ asked }) => !asked).map(({ owed }) => owed.id);
  return { returns: all.map(({ owed }) => owed.id), ...(prepared.length > 0 && { prepared }) };
}

function idsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** The codes of messages that ask for a report. A code stands for those that begin with it and a dot. */
const ASKING = [
  'report.prompt',
  'report.reminder',
  'report.handed-over',
  'report.chased',
  'leave.cover',
  'mode.resumed',
];
/** Of these, what only tells somebody that others are asked. */
const TELLING = ['report.prompt.support'];

/** The codes of messages that tell somebody what was done to a report of theirs. */
const NEWS = ['report.moved', 'report.excused', 'report.unexcused', 'report.withdrawn'];

/** Whether messages of a code, and events of that kind, tell what was done to a report. */
export function isNews(about: string): boolean {
  return isOneOf(NEWS, about);
}

/** Whether messages of a code ask for a report, or tell somebody that others are asked for it. */
export function isAboutAsking(about: string): boolean {
  return isOneOf(ASKING, about);
}

/** Whether messages of a code ask for a report. */
export function isAsking(about: string): boolean {
  return isOneOf(ASKING, about) && !isOneOf(TELLING, about);
}

/** Whether a code is one of these, or begins with one and a dot. */
export function isOneOf(codes: string[], about: string): boolean {
  return codes.some((code) => about === code || about.startsWith(`${code}.`));
}
