import { expect, test } from 'vitest';
import type { Answer, Interaction } from '../../../src/bot/platform.ts';
import type { Dialog } from '../../../src/views/dialog.ts';
import { actions, paragraph } from '../../../src/views/message.ts';
import { CHANNEL, LEAD, message, says, tenant } from './tenant.ts';

const report = (over: Partial<NonNullable<Dialog['form']>> = {}): Dialog => ({
  title: 'Progress report',
  blocks: [paragraph('Hate crime')],
  form: {
    command: 'report',
    partnershipId: 'p1',
    draftId: 'd1',
    revision: 3,
    page: 'rating',
    progress: 'Page 1 of 4',
    fields: [
      {
        path: 'rating',
        kind: 'choice',
        label: 'Rating',
        hint: 'How it is going',
        optional: false,
        value: '',
        options: [
          { value: 'green', label: 'Green: on track' },
          { value: 'red', label: 'Red: off track' },
        ],
      },
      { path: 'reason', kind: 'longText', label: 'Reason for the rating', optional: true, value: '', limit: 300 },
    ],
    answers: [],
    audience: 'OFFICIAL. The Board will see this.',
    submit: { label: 'Save and continue', act: 'continue' },
    ...over,
  },
});
const opens = (answer: Answer) => (interaction: Interaction) =>
  interaction.kind === 'said'
    ? ({
        kind: 'message',
        private: true,
        message: message(
          actions({ label: 'Start report', command: 'report', input: { id: 'r1' }, opens: true, partnershipId: 'p1' }),
        ),
      } as const)
    : answer;

test('what is typed in the personal chat is heard, from whom and where, and answered there', async () => {
  const { lead, heard, tenantId } = await tenant();
  await lead.commands('who hate crime');
  expect(heard).toEqual([
    {
      kind: 'said',
      text: 'who hate crime',
      actor: { platform: 'teams', connection: tenantId, accountId: LEAD },
      place: { kind: 'direct' },
    },
  ]);
  expect(lead.reads()).toBe('who hate crime\n\nHello');
});

test('a form opens from a button, is filled and sent, and says what came of it', async () => {
  const { lead, heard } = await tenant((interaction) =>
    interaction.kind === 'filled' ? says('Sent') : opens({ kind: 'dialog', dialog: report() })(interaction),
  );
  await lead.commands('report');
  await lead.presses('Start report');
  expect(lead.dialog()).toContain('Page 1 of 4');
  await lead.fills([
    ['Rating', 'Green: on track'],
    ['Reason for the rating (optional)', 'More people\nreport'],
  ]);
  await lead.presses('Save and continue');
  expect(heard.slice(1)).toMatchObject([
    { kind: 'pressed', partnershipId: 'p1', command: 'report', input: { id: 'r1' }, place: { kind: 'direct' } },
    {
      kind: 'filled',
      partnershipId: 'p1',
      command: 'report',
      draftId: 'd1',
      revision: 3,
      page: 'rating',
      act: 'continue',
      values: { rating: 'green', reason: 'More people\nreport' },
      order: '',
    },
  ]);
  expect(lead.dialog()).toBe('Golden Thread\nSent');
});

test('in a channel the bot hears what mentions it, without the mention, and answers everybody', async () => {
  const { lead, heard } = await tenant(() => ({ ...says('Eleven priorities'), private: false }) as Answer);
  await lead.commands('priorities', 'Community Safety Board');
  expect(heard).toMatchObject([{ kind: 'said', text: 'priorities', place: { kind: 'channel', channelId: CHANNEL } }]);
  expect(lead.reads('Community Safety Board')).toContain('Eleven priorities');
});
