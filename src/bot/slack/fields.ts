import type { types } from '@slack/bolt';
import { isRealDay } from '../../partnership/day.ts';
import type { Act, Input, Rows } from '../../views/dialog.ts';
import type { Option } from '../../views/form.ts';
import { keysIn } from '../../views/several.ts';
import { actId, errorBlock, fieldBlock, VALUE } from './ids.ts';
import { LIMITS } from './limits.ts';
import { some } from './message.ts';
import { plain, richBlock, richText, shortened } from './text.ts';

/** A field as blocks. Every change in it is sent, so that nothing typed is lost. */
export function renderField(field: Input | Rows, revision: number): types.KnownBlock[] {
  return field.kind === 'rows' ? rows(field, revision) : input(field, revision);
}

function rows(field: Rows, revision: number): types.KnownBlock[] {
  return [
    ...says(field.label, true),
    ...says(field.hint),
    ...error(field, revision),
    ...field.rows
      .flatMap((row) => [
        row.removable
          ? withButton(row.label, `Remove ${lowerFirst(row.label)}`, `remove:${field.path}:${row.id}`)
          : says(row.label, true),
        row.inputs.flatMap((one) => input(one, revision)),
      ])
      .flat(),
    ...(field.add ? [actButtons([{ label: field.add, act: `add:${field.path}` }])] : []),
  ];
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function input(field: Input, revision: number): types.KnownBlock[] {
  if (field.kind === 'note') return says(field.label);
  const hint = field.hint || undefined;
  const short = hint !== undefined && hint.length <= LIMITS.hint;
  return [
    ...error(field, revision),
    ...(field.label.length > LIMITS.label ? says(field.label) : []),
    ...(short ? [] : says(hint)),
    ...notShown(field),
    {
      type: 'input',
      block_id: fieldBlock(field.path, revision),
      label: plain(shortened(field.label, LIMITS.label)),
      ...(short ? { hint: plain(hint) } : {}),
      optional: field.optional,
      dispatch_action: true,
      element: element(field),
    },
  ];
}

function element(field: Input): types.InputBlockElement {
  if (field.kind === 'choice') return choice(field);
  if (field.kind === 'choices') return choices(field);
  if (field.kind === 'date') {
    return { type: 'datepicker', action_id: VALUE, ...(isRealDay(field.value) ? { initial_date: field.value } : {}) };
  }
  return {
    type: 'plain_text_input',
    action_id: VALUE,
    multiline: field.kind === 'longText',
    // The server checks the real limit: what is too long is kept and said, instead of being refused while typing.
    max_length: LIMITS.input,
    ...(canPrefill(field) ? { initial_value: field.value } : {}),
    dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
  };
}

const canPrefill = ({ value }: Input) => value !== '' && [...value].length <= LIMITS.input;

function choice(field: Input): types.RadioButtons | types.StaticSelect {
  const options = (field.options ?? []).map(option);
  const initial = options.find((one) => one.value === field.value);
  const chosen = initial ? { initial_option: initial } : {};
  if (options.length <= LIMITS.radioOptions) return { type: 'radio_buttons', action_id: VALUE, options, ...chosen };
  return { type: 'static_select', action_id: VALUE, ...listed(options), ...chosen };
}

/** More than one list may hold stand in several under one another. Whoever looks for one types a part of its name. */
function listed(options: types.PlainTextOption[]): Pick<types.StaticSelect, 'options' | 'option_groups'> {
  const most = LIMITS.selectOptions;
  if (options.length <= most) return { options };
  const starts = Array.from({ length: Math.ceil(options.length / most) }, (_, index) => index * most);
  return {
    option_groups: starts.map((start) => {
      const some = options.slice(start, start + most);
      return { label: plain(`${start + 1} to ${start + some.length}`), options: some };
    }),
  };
}

function choices(field: Input): types.MultiStaticSelect {
  const options = (field.options ?? []).map(option);
  const keys = keysIn(field.value);
  const initial = options.filter(({ value = '' }) => keys.includes(value));
  // More than are taken stay on screen, with what is said about them.
  const most = field.max !== undefined && initial.length <= field.max ? { max_selected_items: field.max } : {};
  const chosen = initial.length > 0 ? { initial_options: initial } : {};
  return { type: 'multi_static_select', action_id: VALUE, ...listed(options), ...chosen, ...most };
}

function option({ value, label, hint }: Option): types.PlainTextOption {
  return {
    value,
    text: plain(shortened(label, LIMITS.optionText)),
    ...(hint ? { description: plain(shortened(hint, LIMITS.optionDescription)) } : {}),
  };
}

/** What an input cannot hold is shown above it, whole: one bad value would make Slack refuse the whole view. */
function notShown(field: Input): types.KnownBlock[] {
  if (field.kind === 'choice' || field.kind === 'choices') {
    const long = (field.options ?? []).filter(
      ({ label, hint }) => label.length > LIMITS.optionText || (hint?.length ?? 0) > LIMITS.optionDescription,
    );
    return some(richBlock([richText(long.map(({ label, hint }) => (hint ? `${label}: ${hint}` : label)).join('\n'))]));
  }
  const shown = field.kind === 'date' ? isRealDay(field.value) : canPrefill(field);
  return field.value !== '' && !shown ? says(`You entered: ${field.value}`) : [];
}

/** A line of our own words. */
export function says(text: string | undefined, bold = false): types.KnownBlock[] {
  return text ? some(richBlock([richText(text, bold)])) : [];
}

function error({ path, error }: Input | Rows, revision: number): types.KnownBlock[] {
  if (!error) return [];
  return says(`Error: ${error}`, true).map((block) => ({ ...block, block_id: errorBlock(path, revision) }));
}

/** A line with a button beside it. */
export function withButton(text: string, label: string, act: Act): types.KnownBlock[] {
  const { long, button } = actButton(label, act);
  if (text.length > LIMITS.text || text.trim() === '')
    return [...says(text, true), { type: 'actions', elements: [button] }];
  return [...long, { type: 'section', text: plain(text), accessory: button }];
}

export function actButtons(all: { label: string; act: Act }[]): types.KnownBlock {
  return { type: 'actions', elements: all.map(({ label, act }) => actButton(label, act).button) };
}

function actButton(label: string, act: Act): { long: types.KnownBlock[]; button: types.Button } {
  return {
    long: label.length > LIMITS.buttonText ? says(label) : [],
    button: { type: 'button', action_id: actId(act), text: plain(shortened(label, LIMITS.buttonText)) },
  };
}
