import {
  array,
  bool,
  type Check,
  integer,
  isObject,
  type Json,
  object,
  oneOf,
  type Problems,
  say,
  string,
  typed,
} from './check.ts';

const of = (type: string) => oneOf(type);

export const id = string(1, 255);

export function plain(min: number, max: number): Check {
  return object({ type: of('plain_text'), text: string(min, max), 'emoji?': bool });
}

export function text(min: number, max: number): Check {
  return typed(
    {
      plain_text: plain(min, max),
      mrkdwn: object({ type: of('mrkdwn'), text: string(min, max), 'verbatim?': bool }),
    },
    'must be plain_text or mrkdwn, not',
  );
}

const confirm = object({
  title: plain(1, 100),
  text: text(1, 300),
  confirm: plain(1, 30),
  deny: plain(1, 30),
  'style?': oneOf('primary', 'danger'),
});

const button = object({
  type: of('button'),
  text: plain(1, 75),
  'action_id?': id,
  'value?': string(1, 2_000),
  'url?': string(1, 3_000),
  'style?': oneOf('primary', 'danger'),
  'confirm?': confirm,
  'accessibility_label?': string(1, 75),
});

const option = object({ text: plain(1, 75), value: string(1, 150), 'description?': plain(1, 75) });

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** An initial option has to be exactly one of those offered; values are told apart. */
function chosen(element: Json, at: string, problems: Problems): void {
  const { options: own, option_groups: groups } = element;
  if ((own === undefined) === (groups === undefined)) say(problems, 'provide one of options and option_groups', at);
  const options = optionsOf(element);
  const values = options.map(({ value }) => value);
  if (new Set(values).size !== values.length) say(problems, 'option values must be unique', `${at}/options`);
  if (element.initial_option !== undefined && !options.some((one) => same(one, element.initial_option))) {
    say(problems, 'initial_option must match one of the options', `${at}/initial_option`);
  }
  const { initial_options: initial, max_selected_items: most } = element;
  if (!Array.isArray(initial)) return;
  if (!initial.every((one) => options.some((option) => same(one, option)))) {
    say(problems, 'initial_options must match the options', `${at}/initial_options`);
  }
  if (typeof most === 'number' && initial.length > most) {
    say(problems, `no more than ${most} items allowed`, `${at}/initial_options`);
  }
}

/** All that can be chosen, in groups or not. */
export function optionsOf({ options, option_groups: groups }: Json): Json[] {
  const lists = Array.isArray(groups) ? groups.filter(isObject).map((group) => group.options) : [options];
  return lists.flatMap((list) => (Array.isArray(list) ? list.filter(isObject) : []));
}

const listed = {
  'options?': array(1, 100, option),
  'option_groups?': array(1, 100, object({ label: plain(1, 75), options: array(1, 100, option) })),
};

const radioButtons = object(
  {
    type: of('radio_buttons'),
    'action_id?': id,
    options: array(1, 10, option),
    'initial_option?': option,
    'confirm?': confirm,
    'focus_on_load?': bool,
  },
  chosen,
);

const staticSelect = object(
  {
    type: of('static_select'),
    'action_id?': id,
    ...listed,
    'initial_option?': option,
    'placeholder?': plain(1, 150),
    'confirm?': confirm,
    'focus_on_load?': bool,
  },
  chosen,
);

const multiStaticSelect = object(
  {
    type: of('multi_static_select'),
    'action_id?': id,
    ...listed,
    'initial_options?': array(1, 100, option),
    'max_selected_items?': integer(1, 100),
    'placeholder?': plain(1, 150),
    'confirm?': confirm,
    'focus_on_load?': bool,
  },
  chosen,
);

/** One bad date makes Slack refuse everything it stands in. */
const day: Check = (value, at, problems) => {
  const real =
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(value) &&
    !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) &&
    new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
  if (!real) say(problems, 'must be a date in the format YYYY-MM-DD', at);
};

const datepicker = object({
  type: of('datepicker'),
  'action_id?': id,
  'initial_date?': day,
  'placeholder?': plain(1, 150),
  'confirm?': confirm,
  'focus_on_load?': bool,
});

const plainTextInput = object(
  {
    type: of('plain_text_input'),
    'action_id?': id,
    'initial_value?': string(0, 3_000),
    'multiline?': bool,
    'min_length?': integer(0, 3_000),
    'max_length?': integer(1, 3_000),
    'placeholder?': plain(1, 150),
    'focus_on_load?': bool,
    'dispatch_action_config?': object({
      'trigger_actions_on?': array(1, 2, oneOf('on_enter_pressed', 'on_character_entered')),
    }),
  },
  (element, at, problems) => {
    const { initial_value: initial, max_length: max } = element;
    if (typeof initial === 'string' && typeof max === 'number' && [...initial].length > max) {
      say(problems, `must be less than ${max + 1} characters`, `${at}/initial_value`);
    }
  },
);

const controls = { radio_buttons: radioButtons, static_select: staticSelect, datepicker };

export const element = typed({ button, ...controls });
// A menu of several stands beside a text or in an input, never among buttons.
const several = { multi_static_select: multiStaticSelect };
export const sectionAccessory = typed({ button, ...controls, ...several });
export const inputElement = typed({ plain_text_input: plainTextInput, ...controls, ...several });
