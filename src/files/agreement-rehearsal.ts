import { DEEDS, type Deed } from '../partnership/rehearsal.ts';
import { each, type Finding } from './agreement-references.ts';
import { isRecord, valueAt } from './schema-mistakes.ts';

/** What does not go together in the section about rehearsing. */
export function rehearsalMistakes(data: unknown): Finding[] {
  return [...answerMistakes(data), ...narrativeMistakes(data), ...escalationMistakes(data), ...stepMistakes(data)];
}

/** Each step has what it needs, and nothing that has no meaning there. */
function stepMistakes(data: unknown): Finding[] {
  return each(data, 'rehearsal.steps').flatMap(({ path, value: step }) => {
    if (!isRecord(step) || !Object.hasOwn(DEEDS, String(step.does))) return [];
    const does = String(step.does) as Deed;
    const { needs, may }: { needs: readonly string[]; may: readonly string[] } = DEEDS[does];
    const missing = needs.filter((field) => step[field] === undefined);
    const idle = DETAILS.filter((field) => step[field] !== undefined && !needs.includes(field) && !may.includes(field));
    const has = [...needs, ...may].join(', ') || 'nothing more';
    return [
      ...missing.map((field) => ({
        path: [...path, field],
        value: null,
        message: `is missing. Somebody who does “${does}” needs ${needs.join(', ')}.`,
      })),
      ...idle.map((field) => ({
        path: [...path, field],
        value: String(step[field]),
        message: `has no meaning for “${does}”, which has ${has}.`,
      })),
      ...unlisted(data, does, step.priority, path),
      ...unraised(data, step, path),
    ];
  });
}

const DETAILS = [
  ...['priority', 'until', 'to', 'received', 'from', 'why', 'headline'],
  ...['escalation', 'says', 'link', 'next', 'asAsked', 'by', 'meeting', 'into'],
];

/** Somebody escalates what others take steps on, and a meeting on that day is in the file. */
function unraised(data: unknown, step: Record<string, unknown>, path: Finding['path']): Finding[] {
  const { meeting } = step;
  const raises = (one: unknown) => (isRecord(one) && one.does === 'escalate' ? [one.escalation] : []);
  const raised = each(data, 'rehearsal.steps').flatMap(({ value }) => raises(value));
  const meets = each(data, 'meetings.*.date').some(({ value }) => value === meeting);
  return [
    ...['escalation', 'into']
      .filter((field) => step[field] !== undefined && !raised.includes(step[field]))
      .map((field) => ({
        path: [...path, field],
        value: String(step[field]),
        message: 'is escalated in no step. Give the step in which somebody does “escalate”.',
      })),
    ...(meeting === undefined || meets
      ? []
      : [{ path: [...path, 'meeting'], value: String(meeting), message: 'is the day of no meeting in this file.' }]),
  ];
}

/** What is drafted or recorded is a whole report. */
function unlisted(data: unknown, does: Deed, priority: unknown, path: Finding['path']): Finding[] {
  if (does !== 'draft' && does !== 'record') return [];
  const answer = valueAt(data, ['rehearsal', 'answers', String(priority)]);
  if (!isRecord(answer) || answer.nothing !== true) return [];
  const message = `cannot be played: by its answer there is nothing to report on ${String(priority)}.`;
  return [{ path: [...path, 'does'], value: does, message }];
}

/** A rehearsed report is whole, or left to the rehearsal. */
function answerMistakes(data: unknown): Finding[] {
  const needed = ['rating', 'direction', 'achieved', 'next', 'needed'];
  return each(data, 'rehearsal.answers.*').flatMap(({ path, value }) => {
    if (!isRecord(value)) return [];
    const given = needed.filter((field) => value[field] !== undefined);
    const missing = needed.filter((field) => value[field] === undefined);
    const finding = (message: string) => [{ path, value: String(path.at(-1)), message }];
    if (value.nothing === true && given.length > 0) return finding('cannot have nothing to report and a report.');
    if (given.length > 0 && missing.length > 0) return finding(`has a report without ${missing.join(', ')}.`);
    if ((value.rating === 'amber' || value.rating === 'red') && !value.reason)
      return finding('must have a reason for a rating that is not green.');
    if ((value.needed === 'decide' || value.needed === 'discuss') && !value.ask)
      return finding('must have an ask, as it needs the board to decide or discuss something.');
    return [];
  });
}

/** A rehearsed escalation says what was tried or why nothing was, and by when it is needed where it cannot wait. */
function escalationMistakes(data: unknown): Finding[] {
  return each(data, 'rehearsal.escalations.*').flatMap(({ path, value }) => {
    if (!isRecord(value)) return [];
    const finding = (message: string) => [{ path, value: String(path.at(-1)), message }];
    const wasTried = Array.isArray(value.tried) && value.tried.length > 0;
    const cannotWait = value.urgency === 'immediate' || value.urgency === 'before next meeting';
    if (wasTried === (value.untried !== undefined))
      return finding('must have either tried or untried: what was tried locally, or why nothing was.');
    if (cannotWait && value.neededBy === undefined)
      return finding('must have neededBy, as it cannot wait for the next meeting.');
    return [];
  });
}

/** A rehearsed narrative says what has changed, there is nothing to report, or it is left to the rehearsal. */
function narrativeMistakes(data: unknown): Finding[] {
  return each(data, 'rehearsal.narratives.*').flatMap(({ path, value }) => {
    if (!isRecord(value)) return [];
    const says = ['changed', 'headline', 'consider', 'emerging', 'doing'].some((field) => value[field] !== undefined);
    const finding = (message: string) => [{ path, value: String(path.at(-1)), message }];
    if (value.nothing === true && says) return finding('cannot have nothing to report and a narrative.');
    if (says && value.changed === undefined) return finding('has a narrative without changed.');
    return [];
  });
}
