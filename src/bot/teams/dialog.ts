import { isRealDay } from '../../partnership/day.ts';
import type { Act, AnswerGroup, Dialog, FormState, Input, Rows } from '../../views/dialog.ts';
import type { Message } from '../../views/message.ts';
import { keysIn } from '../../views/several.ts';
import {
  actionSets,
  attachment,
  type Card,
  cardOf,
  type Element,
  fits,
  fitted,
  richText,
  runs,
  unmarked,
} from './card.ts';
import { TEAMS } from './limits.ts';
import { bodyOf } from './message.ts';

/** Inputs come back beside the button's own data under their ids; the prefix tells them apart. */
export const INPUT_ID = 'in.';

const KEPT =
  'What you type on this page is kept when you press a button. Closing this window loses what you typed on this page.';

/** So many of which one is chosen are all in view; more open as a list. */
const IN_VIEW = 10;

const subtle = (text: string): Element => richText(runs(text, { isSubtle: true }), { spacing: 'Small' });
const alert = (text: string): Element => richText(runs(text, { weight: 'Bolder', color: 'Attention' }));
const error = (text: string): Element => richText(runs(`Error: ${text}`, { weight: 'Bolder', color: 'Attention' }));

const inputElement = (input: Input): Element => {
  const common = { id: `${INPUT_ID}${input.path}`, label: `${input.label}${input.optional ? ' (optional)' : ''}` };
  if (input.kind === 'choice' || input.kind === 'choices') {
    const several = input.kind === 'choices';
    const chosen = several ? keysIn(input.value) : [input.value];
    const value = (input.options ?? []).map((option) => option.value).filter((key) => chosen.includes(key));
    const options = input.options ?? [];
    const style = several || options.length <= IN_VIEW ? 'expanded' : 'compact';
    const choices = options.map(({ value, label, hint }) => {
      const title = hint ? `${label}. ${hint}` : label;
      return { title: style === 'expanded' ? unmarked(title) : title, value };
    });
    return {
      ...{ type: 'Input.ChoiceSet', ...common, style, wrap: true, choices },
      ...(several ? { isMultiSelect: true } : {}),
      ...(value.length > 0 ? { value: value.join(',') } : {}),
    };
  }
  // A date that is none would be dropped by the date picker; as text the person sees what they gave.
  if (input.kind === 'date' && (input.value === '' || isRealDay(input.value))) {
    return { type: 'Input.Date', ...common, ...(input.value ? { value: input.value } : {}) };
  }
  return {
    type: 'Input.Text',
    ...common,
    value: input.value,
    // What is too long is said after it was saved, so more can be typed than is taken. An emoji counts as two.
    maxLength: Math.max(TEAMS.inputCharacters, 2 * (input.limit ?? 0), input.value.length),
    ...(input.kind === 'longText' ? { isMultiline: true } : {}),
  };
};

// Not isRequired: the client would then keep the page from being saved. What is missing is said after it was saved.
const inputField = (input: Input): Element => {
  if (input.kind === 'note') return richText(runs(input.label));
  const items = [
    ...(input.error ? [error(input.error)] : []),
    ...(input.hint ? [subtle(input.hint)] : []),
    inputElement(input),
  ];
  return { type: 'Container', items, spacing: 'Medium' };
};

/** A form with the paths of the fields of several that a card shows. */
type OnCard = FormState & { several: string[] };

const onCard = (form: FormState, folded: Set<string>): OnCard => {
  const shown = form.fields.flatMap((field) =>
    field.kind === 'rows'
      ? field.rows.filter((row) => !folded.has(rowId(field, row))).flatMap((row) => row.inputs)
      : [field],
  );
  return { ...form, several: shown.filter(({ kind }) => kind === 'choices').map(({ path }) => path) };
};

/** What every button of a form carries: the draft as it was shown, and what pressing it means. */
const act = (form: OnCard, title: string, act: Act, style?: 'positive'): Element => ({
  type: 'Action.Submit',
  title,
  ...(style ? { style } : {}),
  data: {
    draftId: form.draftId,
    command: form.command,
    partnershipId: form.partnershipId,
    revision: form.revision,
    page: form.page,
    ...(form.several.length > 0 ? { several: form.several } : {}),
    act,
  },
});

const FOLDED =
  'Kept as you typed it. There is no room to show it beside the others: make them shorter and save, and it is shown again.';

const rowId = (field: Rows, row: { id: string }): string => `${field.path}.${row.id}`;

const rowsField = (form: OnCard, field: Rows, folded: Set<string>): Element[] => [
  richText(runs(field.label, { weight: 'Bolder' }), { spacing: 'Medium' }),
  ...(field.error ? [error(field.error)] : []),
  ...(field.hint ? [subtle(field.hint)] : []),
  ...field.rows.map((row) => ({
    type: 'Container',
    style: 'emphasis',
    items: [
      richText(runs(row.label, { weight: 'Bolder' })),
      ...(folded.has(rowId(field, row))
        ? [...row.inputs.flatMap((input) => (input.error ? [error(input.error)] : [])), subtle(FOLDED)]
        : row.inputs.map(inputField)),
      ...(row.removable
        ? actionSets([act(form, `Remove ${startOf(row.label)}`, `remove:${field.path}:${row.id}`)])
        : []),
    ],
  })),
  ...(field.add ? actionSets([act(form, field.add, `add:${field.path}`)]) : []),
];

const startOf = (label: string) => label.charAt(0).toLowerCase() + label.slice(1);

const answersOf = (form: OnCard, group: AnswerGroup, joined: boolean): Element[] => [
  richText(runs(group.title, { weight: 'Bolder', size: 'Medium' }), { spacing: 'Medium', separator: true }),
  ...group.answers.flatMap((answer) => {
    const lines = answer.lines.length > 0 ? answer.lines : ['Not provided'];
    return [
      richText(runs(answer.label, { weight: 'Bolder' })),
      ...(joined ? [lines.join('\n')] : lines).map((line) => richText(runs(line), { spacing: 'None' })),
    ];
  }),
  ...actionSets([act(form, group.change.label, group.change.act)]),
];

const formBody = (form: OnCard, { folded, joined }: Tight): Element[] => {
  const fields = form.fields.flatMap((field) =>
    field.kind === 'rows' ? rowsField(form, field, folded) : [inputField(field)],
  );
  const typing = form.fields.some((field) => field.kind !== 'note');
  return [
    ...form.answers.flatMap((group) => answersOf(form, group, joined)),
    ...fields,
    richText(runs(form.audience), { spacing: 'Medium', separator: true }),
    ...(typing ? [subtle(KEPT)] : []),
    ...actionSets([
      act(form, form.submit.label, form.submit.act, 'positive'),
      ...(form.back ? [act(form, form.back.label, form.back.act)] : []),
    ]),
  ];
};

/** Rows in the order in which they can be left out: those with nothing wrong in them first, and one always stays. */
const foldable = (form: FormState | undefined): string[] => {
  const rows = (form?.fields ?? []).flatMap((field) =>
    field.kind === 'rows'
      ? field.rows.map((row) => ({ id: rowId(field, row), wrong: row.inputs.some((input) => input.error) }))
      : [],
  );
  return [...rows.filter(({ wrong }) => !wrong), ...rows.filter(({ wrong }) => wrong)].map(({ id }) => id).slice(0, -1);
};

/** What a dialog ("task module") is given to show. */
export interface Task {
  title: string;
  width: 'medium';
  height: 'large';
  card: ReturnType<typeof attachment>;
}

const task = (title: string, card: Card): Task => ({
  title,
  width: 'medium',
  height: 'large',
  card: attachment(fitted(card)),
});

/** What is done where a card would be too large: rows left out, and the lines of an answer in one piece. */
interface Tight {
  folded: Set<string>;
  joined: boolean;
}

const cardFor = ({ blocks, form }: Dialog, tight: Tight): Card =>
  cardOf([
    ...(form?.progress ? [subtle(form.progress)] : []),
    ...(form?.alert ? [alert(form.alert)] : []),
    ...bodyOf(blocks),
    ...(form ? formBody(onCard(form, tight.folded), tight) : []),
  ]);

/** A dialog as the card of a Teams dialog: a page of a form, or something to read. */
export function taskOf(dialog: Dialog): Task {
  const tight: Tight = { folded: new Set(), joined: false };
  let card = cardFor(dialog, tight);
  if (!fits(card)) card = cardFor(dialog, { ...tight, joined: true });
  for (const row of foldable(dialog.form)) {
    if (fits(card)) break;
    tight.folded.add(row);
    card = cardFor(dialog, { ...tight, joined: true });
  }
  return task(dialog.title, card);
}

/** A message shown in a dialog: what came of what was pressed there. */
export const messageTask = (message: Message): Task => task('Golden Thread', cardOf(bodyOf(message.blocks)));
