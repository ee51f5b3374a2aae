import { formatLongDay } from '../partnership/day.ts';
import type { Owed } from '../partnership/owed.ts';
import type { Register, ReportKind } from '../partnership/register.ts';
import { before, capital, countedReturns, noun, nouns, wordsFor } from './called.ts';
import { actions, type Block, type Button, heading, type Message, paragraph, strong } from './message.ts';
import { type Asked, sentLine } from './prompt.ts';
import { labelled, periodName, together } from './words.ts';

/** The button with which a support officer prepares a report, or goes on with it. */
export function draftButton(one: Asked): Button {
  return {
    label: labelled(before(`Draft the ${noun(one)}`, one), one.title),
    command: wordsFor(one.report).command,
    input: { return: one.owed.id },
    opens: true,
    style: 'primary',
  };
}

const INTRODUCTIONS: Record<ReportKind, string> = {
  progress_report:
    'The lead has been asked for each of these. You can prepare a report: the lead reads it and approves it before it goes to the board. Where a lead lets you send without approval, it goes at once.',
  csp_narrative:
    'The officer has been asked for each narrative. You can prepare it: the officer reads it and approves it before it goes to the performance group.',
};

/** Everything that a support officer may prepare in one message: a line for each, with who was asked for it. */
export function supportMessage(register: Register, supported: Owed[]): Message {
  const first = supported[0];
  const period = first ? periodName(register, first.period.obligationKey, first.period.start) : '';
  const waiting = supported.filter(({ sent, owed }) => !sent && !owed.excusedAt);
  const introduction =
    waiting.length > 0
      ? [...new Set(waiting.map(({ report }) => INTRODUCTIONS[report]))].join(' ')
      : 'Nothing more has to be prepared.';
  return {
    summary:
      waiting.length > 0
        ? `${countedReturns(waiting)} that you support, ${period}`
        : `${capital(nouns(supported))} that you support: sent, ${period}`,
    blocks: [
      heading(`${capital(nouns(supported))} that you support${period ? `, ${period}` : ''}`),
      paragraph(introduction),
      ...supported.flatMap(supportedLine),
    ],
  };
}

/** What is prepared, with its button; or what became of it. */
export function supportedLine(one: Owed): Block[] {
  const { title, owed, sent, others } = one;
  if (sent) return [sentLine(one)];
  if (owed.excusedAt) return [paragraph(strong(title), ': not asked for any more.')];
  const asked = others.length > 0 ? ` Asked for it: ${together(others.map(({ name }) => name))}.` : '';
  return [paragraph(strong(title), `: due ${formatLongDay(owed.dueOn)}.${asked}`), actions(draftButton(one))];
}
