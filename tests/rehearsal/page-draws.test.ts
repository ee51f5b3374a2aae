import { describe, expect, it } from 'vitest';
import { renderDialog } from '../../src/bot/slack/dialog.ts';
import { renderMessage } from '../../src/bot/slack/message.ts';
import { taskOf } from '../../src/bot/teams/dialog.ts';
import { activityOf } from '../../src/bot/teams/message.ts';
import { type Json, SLOT, slotted, undrawn } from '../../src/rehearsal/page/drawable.ts';
import { readBlocks } from '../../src/rehearsal/slack/read.ts';
import { readCard, readMessage } from '../../src/rehearsal/teams/read.ts';
import type { Dialog } from '../../src/views/dialog.ts';
import type { Message } from '../../src/views/message.ts';
import { expectDrawn } from '../support/drawn.ts';

/** Every kind of block that a message can have, with words in it that a platform might read as markup. */
const TYPED = '<b>*Amara*</b> :smile: <!channel> [x](https://example.org) {{DATE(2021-03-31)}}';
const button = { command: 'help', input: {}, opens: false };
const message: Message = {
  summary: TYPED,
  blocks: [
    { type: 'heading', text: TYPED },
    { type: 'paragraph', text: [{ type: 'text', text: TYPED }] },
    { type: 'status', word: 'Amber', tone: 'warning' },
    { type: 'facts', facts: [{ label: TYPED, value: [{ type: 'strong', text: TYPED }] }] },
    { type: 'divider' },
    { type: 'list', items: [[{ type: 'link', text: TYPED, url: 'https://example.org/' }]] },
    { type: 'item', text: [{ type: 'text', text: TYPED }], button: { ...button, label: 'Beside' } },
    {
      type: 'actions',
      buttons: [
        { ...button, label: 'One', style: 'primary' },
        { ...button, label: 'Two' },
      ],
    },
  ],
};
const common = { hint: 'A hint', optional: false, value: '' };
const dialog: Dialog = {
  title: 'Report',
  blocks: message.blocks,
  form: {
    ...{ draftId: 'd', command: 'report', partnershipId: 'p', revision: 1, page: 'one', answers: [] },
    ...{ progress: 'Page 1 of 4', audience: 'The board sees this.' },
    fields: [
      { ...common, kind: 'text', path: 'a', label: 'A line', error: 'Enter a line' },
      { ...common, kind: 'longText', path: 'b', label: 'Lines' },
      { ...common, kind: 'date', path: 'c', label: 'A day' },
      { ...common, kind: 'choice', path: 'd', label: 'One of', options: [{ value: 'x', label: 'X' }] },
      { ...common, kind: 'choices', path: 'f', label: 'Several of', options: [{ value: 'y', label: 'Y' }] },
      {
        ...{ kind: 'rows', path: 'e', label: 'Actions', hint: '', add: 'Add another' },
        rows: [
          {
            ...{ id: '1', label: 'Action 1', removable: true },
            inputs: [{ ...common, kind: 'text', path: 'e.1.what', label: 'What' }],
          },
        ],
      },
    ],
    submit: { label: 'Save and continue', act: 'next' },
    back: { label: 'Back', act: 'back' },
  } as unknown as NonNullable<Dialog['form']>,
};
const filled = { value: () => '', error: () => undefined };

describe('what the page draws', () => {
  it('is all of a message, on both platforms', () => {
    const { blocks } = renderMessage(message);
    expectDrawn({ platform: 'slack', blocks: blocks as never }, readBlocks(blocks as never));
    const activity = activityOf(message) as unknown as { attachments: { content: Json }[] };
    const cards = activity.attachments.map(({ content }) => content);
    expectDrawn({ platform: 'teams', cards }, readMessage(activity as never).nodes);
  });

  it('is all of a dialog, on both platforms', () => {
    const { blocks } = renderDialog(dialog);
    expectDrawn({ platform: 'slack', blocks: blocks as never }, readBlocks(blocks as never, filled));
    const card = taskOf(dialog).card.content as unknown as Json;
    expectDrawn({ platform: 'teams', cards: [card] }, readCard(card).nodes);
  });

  it('leaves nothing of a field to the renderer, whose labels nobody would hear', () => {
    const card = taskOf(dialog).card.content as unknown as Json;
    const { cards, slots } = slotted([card], readCard(card).nodes);
    const left = JSON.stringify(cards);
    expect(left).not.toMatch(/"Input\.|"ActionSet"|"Action\.Submit"|A hint|Enter a line/);
    expect(left.split(SLOT)).toHaveLength(slots.length + 1);
  });
});

describe('what the page cannot draw', () => {
  it('is named, on Slack', () => {
    const blocks = [
      { type: 'video', block_id: '1' },
      { type: 'section', block_id: '2', accessory: { type: 'overflow' } },
      { type: 'input', block_id: '3', element: { type: 'file_input' } },
      { type: 'rich_text', block_id: '4', elements: [{ type: 'rich_text_section', elements: [{ type: 'color' }] }] },
    ];
    expect(undrawn({ platform: 'slack', blocks })).toEqual([
      'a block of type video',
      'an element of type overflow',
      'an element of type file_input',
      'an element of type color',
    ]);
  });

  it('is named, on Teams, wherever it stands in a card', () => {
    const column = { type: 'Column', items: [{ type: 'Media' }] };
    const body = [{ type: 'Table' }, { type: 'Container', items: [{ type: 'ColumnSet', columns: [column] }] }];
    const card = { type: 'AdaptiveCard', body, actions: [{ type: 'Action.ShowCard', title: 'More' }] };
    expect(undrawn({ platform: 'teams', cards: [card] })).toEqual([
      'an element of type Table',
      'an element of type Media',
      'an element of type Action.ShowCard',
    ]);
  });
});
