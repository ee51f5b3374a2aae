import { describe, expect, it } from 'vitest';
import { readBlocks } from '../../../src/rehearsal/slack/read.ts';
import { messageProblems, metadataProblems, viewProblems } from '../../../src/rehearsal/slack/validate.ts';

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
const header = (text: string) => ({ type: 'header', text: plain(text) });
const rich = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});
const button = (more: object = {}) => ({ type: 'button', action_id: 'a', text: plain('Open'), value: '{}', ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const input = (element: object, more: object = {}) => ({
  type: 'input',
  block_id: 'rating',
  label: plain('Rating'),
  element: { action_id: 'value', ...element },
  ...more,
});
const options = ['green', 'red'].map((value) => ({ value, text: plain(value) }));
const modal = (blocks: object[], more: object = {}) => ({
  type: 'modal',
  title: plain('Report'),
  submit: plain('Send'),
  blocks,
  ...more,
});

describe('a message that Slack would refuse', () => {
  it.each<[string, object[], string, RegExp]>([
    [
      'has more than 50 blocks',
      Array.from({ length: 51 }, () => ({ type: 'divider' })),
      'invalid_blocks',
      /no more than 50/,
    ],
    ['has a long heading', [header('x'.repeat(151))], 'invalid_blocks', /less than 151.*\/blocks\/0\/text\/text/],
    ['has an empty text', [rich('')], 'invalid_blocks', /more than 0 characters/],
    ['has a text over 3,000 characters', [rich('x'.repeat(3_001))], 'invalid_blocks', /less than 3001/],
    ['has a long button label', [actions(button({ text: plain('x'.repeat(76)) }))], 'invalid_blocks', /less than 76/],
    ['has a long button value', [actions(button({ value: 'x'.repeat(2_001) }))], 'invalid_blocks', /less than 2001/],
    ['has two buttons of one id', [actions(button(), button())], 'invalid_blocks', /already exists/],
    ['has no buttons among its actions', [actions()], 'invalid_blocks', /no fewer than 1/],
    [
      'has 26 buttons in one block',
      [actions(...Array.from({ length: 26 }, (_, i) => button({ action_id: `${i}` })))],
      'invalid_blocks',
      /no more than 25/,
    ],
    [
      'has two blocks of one id',
      [
        { ...rich('a'), block_id: 'x' },
        { ...rich('b'), block_id: 'x' },
      ],
      'invalid_blocks',
      /already exists/,
    ],
    ['has a block that does not exist', [{ type: 'paragraph', text: 'x' }], 'invalid_blocks', /unsupported type/],
    [
      'has a field that does not exist',
      [{ ...rich('a'), colour: 'red' }],
      'invalid_blocks',
      /additional property: colour/,
    ],
    ['has an input', [input({ type: 'plain_text_input' })], 'invalid_blocks', /unsupported type: input/],
    ['is too long altogether', Array.from({ length: 5 }, () => rich('x'.repeat(2_900))), 'msg_blocks_too_long', /^$/],
  ])('%s', (_, blocks, error, says) => {
    const refused = messageProblems(blocks);
    expect(refused?.error).toBe(error);
    expect(refused?.messages.join('\n')).toMatch(says);
  });

  it('has metadata that is not flat', () => {
    expect(metadataProblems({ event_type: 'x', event_payload: { delivery: 'd1' } })).toEqual([]);
    expect(metadataProblems({ event_type: 'x', event_payload: { delivery: { id: 'd1' } } })).toHaveLength(1);
  });
});

const several = (more: object) => input({ type: 'multi_static_select', options, ...more });

describe('a modal that Slack would refuse', () => {
  it.each<[string, object, RegExp]>([
    ['has a long title', modal([rich('a')], { title: plain('x'.repeat(25)) }), /less than 25.*\/view\/title/],
    ['has a long button', modal([rich('a')], { submit: plain('x'.repeat(25)) }), /less than 25.*\/view\/submit/],
    ['has an input and no button', modal([input({ type: 'plain_text_input' })], { submit: undefined }), /submit/],
    ['carries too much', modal([rich('a')], { private_metadata: 'x'.repeat(3_001) }), /less than 3001/],
    ['has more than 100 blocks', modal(Array.from({ length: 101 }, () => rich('a'))), /no more than 100/],
    ['has no blocks', modal([]), /no fewer than 1/],
    [
      'has a date that does not exist',
      modal([input({ type: 'datepicker', initial_date: '2021-06-31' })]),
      /must be a date/,
    ],
    [
      'has 11 radio buttons',
      modal([
        input({
          type: 'radio_buttons',
          options: Array.from({ length: 11 }, (_, i) => ({ value: `${i}`, text: plain('x') })),
        }),
      ]),
      /no more than 10/,
    ],
    [
      'offers a choice that is not among the options',
      modal([input({ type: 'static_select', options, initial_option: { value: 'blue', text: plain('blue') } })]),
      /initial_option/,
    ],
    [
      'has several chosen that are not among the options',
      modal([several({ initial_options: [{ value: 'blue', text: plain('blue') }] })]),
      /initial_options must match/,
    ],
    ['has more chosen than can be', modal([several({ initial_options: options, max_selected_items: 1 })]), /no more/],
    ['lets nobody choose any of several', modal([several({ max_selected_items: 0 })]), /from 1 to 100/],
    ['has several to choose from, and none', modal([several({ options: [] })]), /no fewer than 1/],
    ['has an empty list of those chosen', modal([several({ initial_options: [] })]), /no fewer than 1/],
    [
      'has a menu of several among buttons',
      modal([{ type: 'actions', elements: [{ type: 'multi_static_select', options }] }]),
      /unsupported type: multi_static_select/,
    ],
    [
      'holds more than its input takes',
      modal([input({ type: 'plain_text_input', max_length: 10, initial_value: 'x'.repeat(11) })]),
      /less than 11/,
    ],
    [
      'has a long hint',
      modal([input({ type: 'plain_text_input' }, { hint: plain('x'.repeat(2_001)) })]),
      /less than 2001/,
    ],
  ])('%s', (_, view, says) => {
    expect(viewProblems(view)?.error).toBe('invalid_arguments');
    expect(viewProblems(view)?.messages.join('\n')).toMatch(says);
  });

  it('is too large altogether', () => {
    const blocks = Array.from({ length: 90 }, () => rich('x'.repeat(2_900)));
    expect(viewProblems(modal(blocks))?.error).toBe('view_too_large');
  });

  it('is not one that holds what it may', () => {
    const blocks = [
      rich('x'.repeat(3_000)),
      input({ type: 'radio_buttons', options, initial_option: options[0] }, { block_id: 'a', dispatch_action: true }),
      input({ type: 'datepicker', initial_date: '2021-06-30' }, { block_id: 'b' }),
      several({ initial_options: options, max_selected_items: options.length }),
    ];
    expect(viewProblems(modal(blocks))).toBeUndefined();
  });
});

describe('the client', () => {
  it('shows no text that would be interpreted, and nothing that it does not know', () => {
    const markup = { type: 'section', text: { type: 'mrkdwn', text: '*bold*' } };
    expect(() => readBlocks([markup])).toThrow('interpreted');
    expect(() => readBlocks([{ type: 'header', text: { type: 'plain_text', text: ':x:' } }])).toThrow('interpreted');
    expect(() => readBlocks([{ type: 'video' }])).toThrow('cannot be shown');
    const mention = {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'user', user_id: 'U1' }] }],
    };
    expect(() => readBlocks([mention])).toThrow('cannot be shown');
  });
});
