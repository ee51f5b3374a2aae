import { formatInstant, localDay } from '../partnership/contact.ts';
import { formatDay, formatLongDay } from '../partnership/day.ts';
import { reportKindOf } from '../partnership/obligations.ts';
import { isWaiting } from '../partnership/owed.ts';
import { prioritiesByGrouping } from '../partnership/priorities.ts';
import { type Progress, STATES, type State } from '../partnership/progress.ts';
import type { Register } from '../partnership/register.ts';
import type { Period } from '../partnership/returns.ts';
import { personName } from '../partnership/roles.ts';
import { capital, countedReturns, nouns } from './called.ts';
import { readButton } from './digest.ts';
import {
  chaseButton,
  excuseButton,
  historyButton,
  moveButton,
  recordButton,
  statusButton,
  unExcuseButton,
  withdrawButton,
} from './managing.ts';
import {
  actions,
  type Block,
  type Button,
  heading,
  line,
  type Message,
  paragraph,
  type Span,
  strong,
} from './message.ts';
import { withdrawnWords } from './withdrawn.ts';
import { inSentence, NO_LEAD, periodName, together } from './words.ts';

/** One period with how far each of its reports has come. */
export interface PeriodStatus {
  period: Period;
  reports: Progress[];
}

const COUNTED: Record<State, string> = {
  sent: 'sent',
  excused: 'excused',
  approval: 'waiting for approval',
  returned: 'sent back',
  started: 'started',
  waiting: 'not started',
};

/** Where everything stands, for the programme manager: the counts first, then each priority by theme. */
export function statusMessage(register: Register, all: PeriodStatus[], today: string): Message {
  const waiting = all.flatMap(({ reports }) => reports.filter(({ one }) => isWaiting(one)));
  const blocks = all.flatMap((one): Block[] => [
    heading(headingOf(register, one.period, all)),
    paragraph(strong(countsOf(one.reports))),
    ...byTheme(register, one.reports, today),
  ]);
  const buttons: Button[] = [];
  if (waiting.length > 0) {
    buttons.push({ label: 'Chase everybody who owes', command: 'chase', input: { words: 'all' }, opens: false });
    for (const { period } of all) {
      const name = periodName(register, period.obligationKey, period.start);
      const report = reportKindOf(register, period.obligationKey);
      buttons.push({
        label: all.length > 1 ? `Move the date of all ${nouns([{ report }])} for ${name}` : 'Move the date of all',
        command: 'move',
        input: { period: period.id },
        opens: true,
      });
    }
  }
  buttons.push({ label: 'History', command: 'history', input: {}, opens: false });
  return {
    summary: `Status: ${waiting.length > 0 ? `${countedReturns(waiting.map(({ one }) => one))} still to come` : 'nothing more is due'}`,
    blocks: [...blocks, { type: 'divider' }, actions(...buttons)],
  };
}

/** "Quarter 4 (January to March 2021)"; where several kinds are asked for, of which it is: "Narratives, Quarter 4 (...)". */
function headingOf(register: Register, { obligationKey, start }: Period, all: PeriodStatus[]): string {
  const name = periodName(register, obligationKey, start);
  const kinds = new Set(all.map(({ period }) => reportKindOf(register, period.obligationKey)));
  return kinds.size > 1 ? `${capital(nouns([{ report: reportKindOf(register, obligationKey) }]))}, ${name}` : name;
}

/** "11 reports: 3 sent (1 late), 1 excused, 7 not started. 2 of those still to come are late. 1 has no lead". */
function countsOf(reports: Progress[]): string {
  const states = STATES.map((state) => [state, reports.filter((one) => one.state === state)] as const);
  const words = states
    .filter(([, those]) => those.length > 0)
    .map(([state, those]) => {
      const late = state === 'sent' ? those.filter((one) => one.late).length : 0;
      return `${those.length} ${COUNTED[state]}${late > 0 ? ` (${late} late)` : ''}`;
    });
  const late = reports.filter((one) => one.late && one.state !== 'sent').length;
  const unled = reports.filter(({ led }) => !led).length;
  const more = [
    ...(late > 0 ? [`${late} still to come ${late === 1 ? 'is' : 'are'} late`] : []),
    ...(unled > 0 ? [`${unled} ${unled === 1 ? 'has' : 'have'} no lead`] : []),
  ];
  return [`${countedReturns(reports.map(({ one }) => one))}: ${words.join(', ')}`, ...more].join('. ');
}

function byTheme(register: Register, reports: Progress[], today: string): Block[] {
  const groups = prioritiesByGrouping(register, today).map(({ grouping, priorities }) => ({
    name: grouping?.name ?? 'Other priorities',
    reports: priorities.flatMap(({ priorityKey }) =>
      reports.filter(({ one }) => one.owed.subjectKind === 'priority' && one.owed.subjectKey === priorityKey),
    ),
  }));
  const listed = new Set(groups.flatMap((group) => group.reports));
  const others = reports.filter((one) => !listed.has(one));
  const isAboutBodies = others.every(({ one }) => one.owed.subjectKind === 'body');
  return [...groups, { name: isAboutBodies ? 'Partnerships' : 'Other priorities', reports: others }]
    .filter((group) => group.reports.length > 0)
    .flatMap((group) => [heading(group.name), ...group.reports.flatMap((one) => statusLine(register, one))]);
}

function statusLine(register: Register, progress: Progress): Block[] {
  const { one, led } = progress;
  const words = [`: ${stateWords(register, progress)}`, ...(led ? [] : [NO_LEAD])];
  if (!isWaiting(one))
    return [{ type: 'item', text: line(strong(one.title), words.join('. ')), button: statusButton(one) }];
  return [
    paragraph(strong(one.title), [...words, asked(progress)].filter(Boolean).join('. ')),
    actions(chaseButton(one), statusButton(one)),
  ];
}

function asked({ one }: Progress): string {
  return one.others.length > 0 ? `Asked: ${together(one.others.map(({ name }) => name))}` : 'Nobody can be asked';
}

/** "Started, late since 16 April 2021". */
function stateWords(register: Register, { one, state, returnedTo, late }: Progress): string {
  const { timeZone } = register.partnership;
  const { owed, sent, withdrawn } = one;
  if (sent) {
    const on = formatDay(sent.receivedOn ?? localDay(sent.sentAt, timeZone));
    return `${sent.recordedBy ? 'Received' : 'Sent'}${late ? ' late' : ''} on ${on}${sent.nil ? ', nothing to report' : ''}`;
  }
  if (state === 'excused') return 'Excused';
  const officer = personName(register, returnedTo);
  const begun: Partial<Record<State, string>> = {
    approval: 'Waiting for approval',
    returned: officer ? `Sent back to ${officer}` : 'Sent back',
    started: 'Started',
    waiting: 'Not started',
  };
  const due = late ? `late, was due ${formatDay(owed.dueOn)}` : `due ${formatDay(owed.dueOn)}`;
  return `${begun[state]}, ${due}${withdrawn ? `. ${withdrawnWords(register, withdrawn)}` : ''}`;
}

/** Everything about one report that the programme manager can see and do. */
export function oneStatusMessage(register: Register, progress: Progress, isOpen: boolean): Message {
  const { one, led } = progress;
  const { owed, title, sent, period } = one;
  const { timeZone } = register.partnership;
  const nameOf = (key: string | null) => personName(register, key) ?? key ?? '';
  const facts: { label: string; value: Span[] }[] = [];
  const add = (label: string, value: string) => facts.push({ label, value: line(value) });
  add('Status', stateWords(register, progress));
  add('Due', `${formatLongDay(owed.dueOn)}${owed.dueVersion > 1 ? ' (moved)' : ''}`);
  if (!led) add('Lead', NO_LEAD);
  if (isWaiting(one)) add('Asked', together(one.others.map(({ name }) => name)));
  if (sent) add('From', nameOf(sent.authorKey));
  if (sent?.recordedBy) add('Recorded by', nameOf(sent.recordedBy));
  if (owed.reference) add('Reference', owed.reference);
  if (owed.excusedAt && !sent) {
    add('Excused', `${formatInstant(owed.excusedAt, timeZone)} by ${nameOf(owed.excusedBy)}: ${owed.excuse}`);
  }
  const waiting = [chaseButton(one), recordButton(one), excuseButton(one), moveButton(one)];
  const buttons = [
    ...(sent ? [readButton(one), withdrawButton(one)] : []),
    ...(isOpen && isWaiting(one) ? waiting : []),
    ...(isOpen && !isWaiting(one) ? [sent ? recordButton(one) : unExcuseButton(one)] : []),
    historyButton(one),
  ];
  return {
    summary: `Status of ${inSentence(title)}`,
    blocks: [
      heading(title),
      paragraph(periodName(register, period.obligationKey, period.start)),
      { type: 'facts', facts },
      actions(...buttons),
    ],
  };
}
