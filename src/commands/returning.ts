import { z } from 'zod';
import { isWaiting, type Owed, owedBy, spokenOf } from '../partnership/owed.ts';
import { mayReadAbout } from '../partnership/reading-rights.ts';
import type { Register, ReportKind } from '../partnership/register.ts';
import type { Return, ReturnVersion } from '../partnership/returns.ts';
import { findSubjects } from '../partnership/search.ts';
import { preparedFor, sendsAs } from '../partnership/sending.ts';
import { called, noun, wordsFor } from '../views/called.ts';
import { explained } from '../views/explain.ts';
import type { Raw } from '../views/form.ts';
import { answerBlocks } from '../views/forms/answers.ts';
import { actions, type Block, type Message, paragraph } from '../views/message.ts';
import { promptMessage, reportButton } from '../views/prompt.ts';
import { openButton } from '../views/proposal.ts';
import { supportMessage } from '../views/support.ts';
import { whichReportMessage } from '../views/who.ts';
import { sendingNow } from './before-sending.ts';
import type { Context, Opened, Sent } from './command.ts';
import { nameOf, settledMessage, waitingFor } from './proposals.ts';
import { sendOrPropose, writtenIn } from './proposing.ts';
import { nothingSent } from './read-report.ts';
import { readNewest, readReturn } from './reading.ts';
import { formFor } from './return-forms.ts';
import { NO_SUCH_REPORT, obstacle, type Subject, subjectOf } from './sending.ts';
import { changedSince, reportCarried, startingValues } from './starting.ts';

export const wanted = z.object({
  return: z.string().max(100).optional(),
  /** The draft that a lead changes rather than approves. */
  proposal: z.string().max(100).optional(),
  words: z.string().max(200).optional(),
});

export const parse = (words: string) =>
  words ? { words: words.replace(/^(on|from|for|of)\s+/i, '').slice(0, 200) } : {};

/** Opens the form of a kind of return: of one by its id or by words, or tells what is due. */
export async function openReturn(
  kind: ReportKind,
  { return: id, proposal, words }: z.infer<typeof wanted>,
  context: Context,
): Promise<Opened> {
  if (id) return openOne(kind, context, await context.store.returns.byId(id), proposal);
  return words ? openByWords(kind, context, words) : openWhatIsDue(kind, context);
}

export async function sendReturn(
  values: Record<string, unknown>,
  context: Context,
  { id: draftId, carried, raw }: { id: string; carried: Record<string, string>; raw: Raw },
): Promise<Sent> {
  const subject = await subjectOf(context, await context.store.returns.lock(carried.return ?? ''));
  if (!subject) return { kind: 'refused', dialog: NO_SUCH_REPORT };
  const refused = obstacle(context, subject);
  if (refused) return { kind: 'refused', dialog: refused };
  const version = {
    draftId,
    nil: false,
    values,
    changed: (before: ReturnVersion) => changedSince(context, subject, before, raw),
    opened: Number(carried.version),
    changes: carried.proposal,
  };
  return sendOrPropose(context, subject, version, { raw, carried });
}

async function openOne(kind: ReportKind, context: Context, owed: Return | null, proposalId?: string): Promise<Opened> {
  const subject = await subjectOf(context, owed);
  if (!subject) return { kind: 'page', dialog: NO_SUCH_REPORT };
  // A form belongs to its command: the other kind is opened by its own.
  if (subject.report !== kind) return { kind: 'message', message: openingOf(subject) };
  const waiting = await waitingFor(context, subject.owed.id);
  const changing = waiting && waiting.id === proposalId ? waiting : null;
  // A draft of one's own is not lost by going on with somebody else's.
  const own = `return/${subject.owed.id}`;
  const draftSubject = changing ? `${own}/of/${changing.id}/${changing.revision}` : own;
  const refused = obstacle(context, subject);
  if (refused)
    return {
      kind: 'page',
      dialog: obstacle(context, subject, await ownWords(context, subject, draftSubject)) ?? refused,
    };
  if (proposalId && !changing) return { kind: 'message', message: await notWaiting(context, subject, proposalId) };
  const before = (await context.store.returns.current([subject.owed.id]))[0] ?? null;
  const carried = await reportCarried(context, subject, before);
  const current = await sendingNow(context, subject);
  if (changing) {
    carried.proposal = changing.id;
    carried.revision = String(changing.revision);
    current.draft = `${nameOf(context, changing.preparedBy)} prepared this. Once you send it, it is not to be approved any more.`;
    return { kind: 'form', subject: draftSubject, carried, current, values: changing.raw };
  }
  const values = (await goingOnWith(context, subject)) ?? (await startingValues(context, subject, before));
  return { kind: 'form', subject: draftSubject, carried, current, values };
}

/** What somebody wrote who may not send it now: in the form that they left open, else what they prepared last. */
async function ownWords({ store, person }: Context, subject: Subject, draftSubject: string): Promise<Block[]> {
  const { owed, report } = subject;
  const kept = await store.drafts.open(person.key, wordsFor(report).command, draftSubject);
  if (kept) return answerBlocks(formFor(subject), kept.values, kept.carried);
  const [newest] = await store.proposals.newest([owed.id]);
  return newest?.preparedBy === person.key ? writtenIn(subject, newest) : [];
}

/** What a support officer goes on with: the draft that waits for approval or was sent back. */
async function goingOnWith(context: Context, { owed }: Subject): Promise<Raw | null> {
  const { store, register, person, today } = context;
  if (sendsAs(register, person, owed.subjectKind, owed.subjectKey, today) === 'own') return null;
  const [newest] = await store.proposals.newest([owed.id]);
  const goesOn = newest && !newest.nil && (newest.state === 'waiting' || newest.state === 'sent_back');
  return goesOn ? newest.raw : null;
}

/** Why a draft cannot be changed any more, and what can be done. */
async function notWaiting(context: Context, subject: Subject, proposalId: string): Promise<Message> {
  const proposal = await context.store.proposals.byId(proposalId);
  const own = actions(openButton(`Open the ${noun(subject)}`, { ...subject, returnId: subject.owed.id }));
  const message = proposal
    ? settledMessage(context, subject, proposal)
    : explained('Not there any more', 'This draft is not there any more.');
  const written = proposal?.preparedBy === context.person.key ? writtenIn(subject, proposal) : [];
  const kept = written.length > 0 ? [paragraph('What you wrote is kept:'), ...written] : [];
  return { ...message, blocks: [...message.blocks, ...kept, own] };
}

async function openByWords(kind: ReportKind, context: Context, words: string): Promise<Opened> {
  const { register, store, person, today } = context;
  const { exact, near } = findSubjects(register, words, today, [kind]);
  if (!exact) return { kind: 'message', message: whichReportMessage(kind, words, near) };
  const { subjectKind, subjectKey } = exact;
  const { returns, periods } = await store.owed.open();
  const newest = returns
    .filter((one) => one.subjectKind === subjectKind && one.subjectKey === subjectKey)
    .sort((a, b) => startOf(b) - startOf(a))[0];
  function startOf({ periodId }: Return): number {
    return periods.findIndex(({ id }) => id === periodId);
  }
  const sends = newest && sendsAs(register, person, subjectKind, subjectKey, today) !== null;
  // What they began while it was theirs is kept, and where it can be read.
  const { command } = wordsFor(kind);
  const began = newest && !sends && (await store.drafts.open(person.key, command, `return/${newest.id}`));
  if (newest && (sends || began)) {
    const [sent] = await store.returns.current([newest.id]);
    // It is not owed any more: it is read, and changed from there.
    if (sent && sends) return { kind: 'page', dialog: await readReturn(context, newest.id) };
    return openOne(kind, context, newest);
  }
  if (mayReadAbout(register, person, subjectKind, subjectKey, today)) {
    const dialog = await readNewest(context, exact);
    if (dialog) return { kind: 'page', dialog };
  }
  if (newest) return { kind: 'page', dialog: nothingSent(exact) };
  const lines = [`No ${called(exact)} is asked for at present.`, WHEN];
  return { kind: 'message', message: explained('Nothing is due', ...lines) };
}

const WHEN = 'You get a message when the next period opens, on the first working day after it ends.';

async function openWhatIsDue(kind: ReportKind, context: Context): Promise<Opened> {
  const { register, person, today } = context;
  const rows = await context.store.owed.open();
  const owed = owedBy(register, rows, person, today);
  const ids = preparedFor(register, rows.returns, person, today).filter(
    (id) => !owed.some((one) => one.owed.id === id),
  );
  const supported = spokenOf(register, rows, ids, person.key, today);
  const waiting = [...owed, ...supported].filter(isWaiting);
  const [only, ...others] = waiting;
  if (only?.report === kind && others.length === 0) return openOne(kind, context, only.owed);
  if (owed.length > 0 || supported.length > 0)
    return { kind: 'message', message: dueMessage(register, owed, supported) };
  return { kind: 'message', message: explained('Nothing is due', 'Nothing is due from you at present.', WHEN) };
}

function openingOf(subject: Subject): Message {
  return {
    summary: `Open the ${called(subject)}`,
    blocks: [paragraph(`This is the ${called(subject)}.`), actions(reportButton(subject))],
  };
}

/** What a person owes, and what they prepare for others. */
function dueMessage(register: Register, owed: Owed[], supported: Owed[]): Message {
  if (supported.length === 0) return promptMessage(register, owed);
  const support = supportMessage(register, supported);
  if (owed.length === 0) return support;
  const own = promptMessage(register, owed);
  return { ...own, blocks: [...own.blocks, ...support.blocks] };
}
