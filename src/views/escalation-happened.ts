import { formatLongDay } from '../partnership/day.ts';
import { ASKED } from '../partnership/escalation-clock.ts';
import type { Spoken, SpokenEntry } from './escalation.ts';
import { together } from './words.ts';

/** What is quoted with who decided it and what happens next. What came of it before is quoted in its words alone. */
export function isNewestOutcome({ outcome }: Spoken, { step, words }: Pick<SpokenEntry, 'step' | 'words'>): boolean {
  if (step === 'instead') return outcome !== null;
  return ['answer', 'decide', 'return'].includes(step) && outcome?.words === words;
}

/** A step in a sentence. What somebody wrote stands below it. */
export function happened(spoken: Spoken, { step, toState, words, by, partnership, told }: SpokenEntry): string {
  const who = by ?? 'Nobody';
  switch (step) {
    case 'raise':
      return `${who} raised this for ${spoken.partnership}.${goesTo(told)}`;
    case 'join':
      return `${who} has the same and joined it${partnership ? ` for ${partnership}` : ''}.`;
    case 'acknowledge':
      return `${who} has acknowledged it.`;
    case 'take':
      return `${who} has taken it and will answer it.`;
    case 'pass':
      if (!by && words) return `${words} could not be reached, so it is with ${together(told)} now.`;
      if (told.length === 0) return by ? `${who} passed it on.` : 'Who answers for it has changed.';
      return by
        ? `${who} passed it to ${together(told)}.`
        : `It is with ${together(told)} now, as who answers for it has changed.`;
    case 'ask':
      return `${who} asks:`;
    case 'add':
      return `${who} wrote:`;
    case 'answer':
      return `${who} has answered it.${offAgenda(spoken)}`;
    case 'agenda':
      return spoken.meeting
        ? `${who} put it on the agenda of the ${spoken.meeting.body} on ${formatLongDay(spoken.meeting.on)}.${afterNeeded(spoken)}`
        : `${who} put it on the board’s agenda.`;
    case 'decide':
      return isNewestOutcome(spoken, { step: 'decide', words })
        ? `${spoken.outcome?.madeBy} has decided. ${who} recorded it.`
        : `${who} recorded a decision.`;
    case 'return':
      return `${who} returned it with advice.`;
    case 'merge':
      return toState === 'merged'
        ? `${who} joined it with ${spoken.mergedInto ?? 'another'}, which goes on for both.`
        : `${who} joined ${words ?? 'another'} with it. This one goes on for both.`;
    case 'withdraw':
      return toState === 'withdrawn'
        ? `${who} withdrew it.${offAgenda(spoken)}`
        : `${who} does not raise it any more. It goes on for those who joined it.`;
    case 'object':
      return `${who} says that this is not what was asked:`;
    case 'close':
      return by ? `${who} closed it.` : 'It was closed, as nobody said anything more about it.';
    case 'overdue':
      return told.length === 0 ? 'It is overdue.' : `It is overdue, so it has ${came(told)} to ${together(told)}.`;
    case 'off':
      return `The meeting${words ? ` on ${words}` : ''} on whose agenda it was does not take place. It can be put on the agenda of another, or answered.`;
    case 'asked':
      return `The question went to ${words ?? 'others'} as well.`;
    case 'reminded':
      return `This was asked, and nobody has answered it yet. After ${ASKED.unanswered - ASKED.reminded} more working days it goes on without an answer:`;
    case 'unanswered':
      return 'Nobody has answered what was asked, so the days for an answer are counted again. It can still be answered.';
    case 'counted':
      return `Nobody who raised it can be reached now, so the days for an answer are counted again.${words ? ` The question went to ${words}.` : ''}`;
    case 'instead':
      return `${words ?? 'Whoever raised it'} could not be reached, so ${together(told)} ${were(told)} sent the outcome.`;
  }
}

const YOU = 'you';

/** Whoever gets it knows who else does, so that not everybody, or nobody, sees to it. */
function goesTo(told: string[]): string {
  const others = told.filter((name) => name !== YOU);
  if (others.length === 0) return '';
  return told.includes(YOU) ? ` Also told: ${together(others)}.` : ` It goes to ${together(others)}.`;
}

const were = (told: string[]) => (told.length === 1 && told[0] !== YOU ? 'was' : 'were');
const came = (told: string[]) => (told.includes(YOU) ? 'come' : 'gone');

/** It is said where a meeting comes later than it was needed: from then on it is the meeting that is waited for. */
function afterNeeded({ meeting, neededBy }: Spoken): string {
  if (!meeting || !neededBy || meeting.on <= neededBy) return '';
  return ` That is after the day by which it was needed, ${formatLongDay(neededBy)}.`;
}

/** What was settled before the meeting that was to look at it. */
function offAgenda({ state, meeting }: Spoken): string {
  if (!meeting || state === 'on_agenda') return '';
  return ` It was on the agenda of the ${meeting.body} on ${formatLongDay(meeting.on)}, and can be taken off.`;
}

/** What was written, quoted. */
export function quoteOf({ step, toState, words, by }: Pick<SpokenEntry, 'step' | 'toState' | 'words' | 'by'>) {
  // Of these it names another escalation, people, or a day.
  const isName =
    ['instead', 'off', 'asked', 'counted'].includes(step) ||
    (step === 'merge' && toState !== 'merged') ||
    (step === 'pass' && by === null);
  return words && !isName ? `“${words}”` : null;
}
