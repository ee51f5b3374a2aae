import { formatDay, formatLongDay } from '../partnership/day.ts';
import type { ReturnVersion } from '../partnership/returns.ts';
import { delegationTo, sendsAs } from '../partnership/sending.ts';
import type { Proposal } from '../store/store.ts';
import { noun, wordsFor } from '../views/called.ts';
import { periodName } from '../views/words.ts';
import type { Context } from './command.ts';
import { approvers, nameOf, waitingFor } from './proposals.ts';
import { authorName, type Subject } from './sending.ts';

/** What a form about a return carries: what it says at its top, and what must still be known when it is sent. */
export function carriedBy(context: Context, { owed, period, report, title }: Subject, before: ReturnVersion | null) {
  const correcting =
    before &&
    `This changes the ${noun({ report })} that ${authorName(context, before.authorKey)} sent, reference ${owed.reference}.`;
  return {
    return: owed.id,
    version: String(owed.version),
    kind: report,
    title,
    period: periodName(context.register, period.obligationKey, period.start),
    due: `Due ${formatLongDay(owed.dueOn)}.`,
    ...(correcting ? { correcting } : {}),
  };
}

/** What becomes of a form about a return when it is sent now, as it says at its top and on its button. */
export async function sendingNow(context: Context, subject: Subject): Promise<Record<string, string>> {
  const { register, person, today } = context;
  const { owed } = subject;
  const { subjectKind, subjectKey } = owed;
  const sends = sendsAs(register, person, subjectKind, subjectKey, today) ?? 'own';
  const waiting = await waitingFor(context, owed.id);
  if (sends === 'own') {
    const draft = waiting
      ? `${nameOf(context, waiting.preparedBy)} sent you a draft of this to approve. Once you send your own, it is not to be approved any more.`
      : '';
    return { sends, send: '', approval: '', draft };
  }
  const [newest] = await context.store.proposals.newest([owed.id]);
  const draft = newest ? draftWords(context, newest) : '';
  const delegation = delegationTo(register, person, subjectKind, subjectKey, today);
  if (delegation) {
    const approval = `${nameOf(context, delegation.fromKey)} lets you send it without approval until ${formatDay(delegation.to)}.`;
    return { sends, send: '', approval, draft };
  }
  const whoApproves = approvers(context, subject, person.key).map(({ name }) => name);
  const [only] = whoApproves;
  const label = `Send to ${only}`;
  const fits = whoApproves.length === 1 && [...label].length <= LONGEST_SEND;
  const approval = `${eitherOf(whoApproves)} reads it and approves it before it goes to the ${wordsFor(subject.report).reader}.`;
  return { sends, send: fits ? label : 'Send for approval', approval, draft };
}

/** What one platform shows of the button that sends a dialog. */
const LONGEST_SEND = 24;

/** "Samir Haddad or Miriam Sadler". */
function eitherOf(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** What became of the draft before, as far as whoever goes on with it has to know. */
function draftWords(context: Context, { state, answeredBy, preparedBy, word }: Proposal): string {
  if (state === 'sent_back') return `${nameOf(context, answeredBy)} sent it back: “${word ?? ''}”`;
  if (state !== 'waiting') return '';
  const whose = preparedBy === context.person.key ? 'your draft' : `the draft of ${nameOf(context, preparedBy)}`;
  return `This is ${whose}, which waits for approval. Sending it again takes its place.`;
}
