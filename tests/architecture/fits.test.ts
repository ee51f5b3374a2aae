import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { renderDialog } from '../../src/bot/slack/dialog.ts';
import { renderMessage } from '../../src/bot/slack/message.ts';
import { messageTask, taskOf } from '../../src/bot/teams/dialog.ts';
import { activitiesOf } from '../../src/bot/teams/message.ts';
import { commands } from '../../src/commands/index.ts';
import { owedByPerson } from '../../src/partnership/owed.ts';
import { prioritiesInForce } from '../../src/partnership/priorities.ts';
import type { Register } from '../../src/partnership/register.ts';
import type { Period, Return, ReturnVersion } from '../../src/partnership/returns.ts';
import { readBlocks } from '../../src/rehearsal/slack/read.ts';
import { messageProblems, viewProblems } from '../../src/rehearsal/slack/validate.ts';
import { readCard, readMessage } from '../../src/rehearsal/teams/read.ts';
import { checkMessage, type Json, MOST_BYTES, messageBytes, taskIn } from '../../src/rehearsal/teams/validate.ts';
import * as confirmation from '../../src/views/confirmation.ts';
import type { Dialog } from '../../src/views/dialog.ts';
import { digestMessage } from '../../src/views/digest.ts';
import * as explain from '../../src/views/explain.ts';
import type { Field, Form, Raw } from '../../src/views/form.ts';
import { checkPage } from '../../src/views/forms/check.ts';
import { CHECK } from '../../src/views/forms/raw.ts';
import { dialogFor } from '../../src/views/forms/show.ts';
import { handedOverMessage } from '../../src/views/handed-over.ts';
import * as help from '../../src/views/help.ts';
import { inPartnership, type Message } from '../../src/views/message.ts';
import { parts } from '../../src/views/parts.ts';
import { priorityListMessage } from '../../src/views/priority-list.ts';
import { promptMessage } from '../../src/views/prompt.ts';
import { reminderMessage } from '../../src/views/reminder.ts';
import { reportPage } from '../../src/views/report-page.ts';
import { unknownPersonMessage } from '../../src/views/unknown-person.ts';
import * as who from '../../src/views/who.ts';
import { nottinghamshire } from '../support/register.ts';

const PARTNERSHIP = '0a1b2c3d-0000-4000-8000-000000000001';
/** As long as an agreement file lets a name be. Quotes and line ends are what grows most on the way. */
const LONG = 'Young people “at risk” of "offending" \\ and/or criminal exploitation 👩‍👩‍👧‍👦 '
  .repeat(9)
  .slice(0, 499)
  .concat('.');
const FILLINGS: [string, (limit: number) => string][] = [
  ['letters', (limit) => 'x'.repeat(limit)],
  [
    'words',
    (limit) =>
      'word and another '
        .repeat(limit)
        .slice(0, limit - 1)
        .concat('.'),
  ],
  [
    'quotes and line ends',
    (limit) =>
      '"\\\n'
        .repeat(limit)
        .slice(0, limit - 1)
        .concat('.'),
  ],
  ['emoji', (limit) => '😀'.repeat(limit)],
];

function fitsMessage(message: Message): void {
  const whole = inPartnership(message, PARTNERSHIP);
  for (const part of parts(whole)) {
    const { blocks } = renderMessage(part);
    expect(messageProblems(blocks)).toBeUndefined();
    expect(() => readBlocks(blocks as never)).not.toThrow();
  }
  for (const activity of activitiesOf(whole)) {
    expect(() => checkMessage(activity)).not.toThrow();
    expect(messageBytes(activity)).toBeLessThanOrEqual(MOST_BYTES);
    expect(() => readMessage(activity as Json)).not.toThrow();
  }
}

function fitsDialog(dialog: Dialog): void {
  expect(viewProblems(renderDialog(dialog))).toBeUndefined();
  const task = taskIn({ task: { type: 'continue', value: taskOf(dialog) } });
  expect(() => readCard((task as { card: Json }).card)).not.toThrow();
}

describe.each(commands.flatMap((one) => (one.form ? [[one.name, one.form as Form] as const] : [])))(
  'the form of %s',
  (name, form) => {
    const carried = {
      return: PARTNERSHIP,
      version: '99',
      title: LONG,
      period: `Quarter 4 (January to March 2021) ${LONG}`,
      due: 'Due Friday 16 April 2021. Last time: Amber: some concerns.',
      previousRating: 'green',
      correcting: `This changes the report that ${LONG} sent, reference SNB-999999.`,
    };
    const pages = [...Object.keys(form.pages), CHECK];

    test.each(
      FILLINGS.flatMap(([words, of]) => [
        [`to its limits with ${words}`, (field: Field) => of(field.limit ?? 20)] as const,
        [`with 3,000 characters of ${words} in every field`, () => of(3_000)] as const,
      ]),
    )('filled %s, fits both platforms on every page, with every error', (_, fill) => {
      const values = filled(form, fill);
      for (const page of pages) {
        const draft = { id: PARTNERSHIP, partnershipId: PARTNERSHIP, revision: 99, values, carried };
        const errors = checkPage(form, page, values, carried);
        fitsDialog(dialogFor(form, name, draft, { page, errors }));
        fitsDialog(dialogFor(form, name, draft, { page, errors, alert: 'Not confirmed yet. Send again' }));
      }
    });
  },
);

/** Every field of every page, and as many rows as there may be. */
function filled(form: Form, fill: (field: Field) => string): Raw {
  const one = (field: Field) => {
    if (field.kind === 'choice') return field.options?.at(-1)?.value ?? '';
    return field.kind === 'date' ? '2021-06-30' : fill(field);
  };
  const fields = Object.values(form.pages).flatMap((page) => Object.entries<Field>(page.fields));
  return Object.fromEntries(
    fields.map(([name, field]) => {
      if (field.kind !== 'rows') return [name, one(field)];
      const cells = Object.entries(field.fields ?? {}).map(([inner, cell]) => [inner, one(cell)]);
      const row = (index: number) => ({
        ...Object.fromEntries(cells),
        id: `0a1b2c3d-0000-4000-8000-00000000000${index}`,
      });
      return [name, Array.from({ length: field.max ?? 1 }, (_, index) => row(index))];
    }),
  );
}

/** The example with every name as long as it may be, and every priority led by one person. */
function longRegister(): Register {
  const register = nottinghamshire();
  register.partnership.name = LONG;
  for (const list of [register.bodies, register.people, register.groupings] as { name: string }[][])
    for (const row of list) row.name = LONG;
  for (const post of register.posts) Object.assign(post, { title: LONG, organisation: LONG });
  for (const priority of register.agreed) priority.title = LONG;
  for (const priority of register.priorities) Object.assign(priority, { name: LONG, aliases: Array(20).fill(LONG) });
  for (const agreement of register.agreements) agreement.title = LONG;
  for (const assignment of register.assignments) {
    if (assignment.role === 'lead') assignment.holderKey = 'director-of-public-health';
    assignment.since = LONG;
  }
  return register;
}

const DAY = '2021-04-16';
const register = longRegister();
const obligation = register.obligations.find(({ report }) => report === 'progress_report')!;
const period: Period = {
  id: 'p',
  obligationKey: obligation.key,
  start: '2021-01-01',
  end: '2021-03-31',
  dueOn: DAY,
  openedAt: new Date('2021-04-01T08:00:00Z'),
  closedAt: null,
};
const agreed = prioritiesInForce(register, DAY);
const returns = agreed.map(
  ({ priorityKey }, index): Return => ({
    id: `0a1b2c3d-0000-4000-8000-0000000001${String(index).padStart(2, '0')}`,
    periodId: period.id,
    subjectKind: 'priority',
    subjectKey: priorityKey,
    dueOn: DAY,
    dueVersion: 1,
    version: 1,
    reference: 'SNB-999999',
  }),
);
const report = commands.find(({ name }) => name === 'report')!.form as Form;
const full = filled(report, (field) => FILLINGS[2]![1](field.limit ?? 20));
const current = returns.map(
  ({ id }): ReturnVersion => ({
    id: `${id}/v`,
    returnId: id,
    version: 99,
    nil: false,
    values: { ...full, rating: 'red', needed: 'decide', budget: 999_999_999_999, spent: 1, forecast: 1 },
    changed: Array(20).fill(LONG),
    authorKey: 'priya-raman',
    sentAt: new Date('2021-04-06T09:00:00Z'),
    late: true,
    draftId: 'd',
  }),
);
const before = { ...current[0]!, values: { ...current[0]!.values, rating: 'green' } };
const previous = new Map(returns.map(({ subjectKey }) => [subjectKey, before]));
const [[, owed] = ['', []]] = owedByPerson(register, { periods: [period], returns, current: [] }, DAY);
const sending: confirmation.Sending = {
  title: LONG,
  period: LONG,
  reference: 'SNB-999999',
  version: 99,
  nil: false,
  late: true,
  changed: Array(20).fill(LONG),
  body: LONG,
  digestOn: DAY,
  isRead: true,
  told: Array(20).fill(LONG),
  corrects: LONG,
};
const typed = commands.map(({ usage = '', help }) => ({ usage, help }));

/** Every function of src/views that makes a message or a page, called with the longest of everything. */
const MESSAGES: Record<string, () => Message[]> = {
  confirmationMessage: () => [confirmation.confirmationMessage(sending)],
  toldMessage: () => [confirmation.toldMessage(sending, LONG)],
  digestMessage: () => [
    digestMessage(register, { obligation, period, returns, current, previous }, DAY),
    digestMessage(register, { obligation, period, returns, current: [], previous: new Map() }, DAY),
  ],
  explained: () => [explain.explained(LONG, LONG, LONG)],
  handedOverMessage: () => [handedOverMessage(owed)],
  helpMessage: () => [help.helpMessage(LONG, Array(20).fill(LONG), typed)],
  notUnderstoodMessage: () => [
    help.notUnderstoodMessage(LONG, [who.whoButton(LONG), who.whoButton(LONG), who.whoButton(LONG)], typed),
  ],
  inPartnership: () => [],
  priorityListMessage: () => [priorityListMessage(register, DAY)],
  promptMessage: () => [
    promptMessage(register, owed),
    promptMessage(
      register,
      owed.map((one, index) => ({ ...one, sent: current[index]!, others: register.people.slice(0, 3) })),
    ),
    promptMessage(
      register,
      owed.map((one) => ({ ...one, others: register.people.slice(0, 3) })),
    ),
  ],
  reminderMessage: () => [reminderMessage(register, owed, DAY), reminderMessage(register, owed, '2021-05-01')],
  unknownPersonMessage: () => [unknownPersonMessage(LONG, register.people.slice(0, 3))],
  whoMessage: () => agreed.map((one) => who.whoMessage(register, one, DAY)),
  whichMessage: () => [who.whichMessage(LONG, agreed)],
  noSuchPriorityMessage: () => [
    who.noSuchPriorityMessage(
      LONG,
      agreed.map(({ title }) => title),
    ),
  ],
  whichReportMessage: () => [who.whichReportMessage(LONG, agreed), who.whichReportMessage(LONG, [])],
};

const DIALOGS: Record<string, () => Dialog[]> = {
  confirmationDialog: () => [confirmation.confirmationDialog(sending)],
  explanation: () => [explain.explanation('This period is closed', LONG, LONG)],
  reportPage: () =>
    current.map((version, index) =>
      reportPage({
        title: LONG,
        period: LONG,
        owed: returns[index]!,
        version,
        before,
        author: LONG,
        timeZone: 'Europe/London',
      }),
    ),
  // Every form is held to the platforms above.
  dialogFor: () => [],
};

test('nothing that makes a message or a page is forgotten here', () => {
  expect(makersOf('Message')).toEqual(Object.keys(MESSAGES).sort());
  expect(makersOf('Dialog')).toEqual(Object.keys(DIALOGS).sort());
  expect(owed).toHaveLength(11);
});

test.each(Object.entries(MESSAGES))('%s, with the longest of everything, fits both platforms in parts', (_, make) => {
  for (const message of make()) {
    fitsMessage(message);
    // In a dialog it is one piece.
    const task = taskIn({ task: { type: 'continue', value: messageTask(message) } });
    expect(() => readCard((task as { card: Json }).card)).not.toThrow();
  }
});

test.each(Object.entries(DIALOGS))('%s, with the longest of everything, fits both platforms', (_, make) => {
  for (const dialog of make()) fitsDialog(dialog);
});

/** The exported functions of src/views that say they return this. */
function makersOf(type: 'Message' | 'Dialog'): string[] {
  const views = fileURLToPath(new URL('../../src/views/', import.meta.url));
  const files = fs.readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const found: string[] = [];
  for (const file of files) {
    const source = ts.createSourceFile(file, fs.readFileSync(path.join(views, file), 'utf8'), ts.ScriptTarget.Latest);
    source.forEachChild((node) => {
      if (!ts.isFunctionDeclaration(node) || !node.name || node.type?.getText(source) !== type) return;
      if (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) found.push(node.name.text);
    });
  }
  return found.sort();
}
