import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Answer, Interaction } from '../../../src/bot/platform.ts';
import type { Dialog } from '../../../src/views/dialog.ts';
import { actions, line, list, paragraph } from '../../../src/views/message.ts';
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
    ['Reason for the rating', 'More people\nreport'],
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

test('an answer for one person is not shown in the channel, which says only that', async () => {
  const { lead, standIn } = await tenant(() => says('Hate crime is led by the Chief Officer'));
  await lead.commands('who hate crime', 'Community Safety Board');
  expect(lead.reads('Community Safety Board')).toBe(
    '@Golden Thread who hate crime\n\nI have answered you in our chat.',
  );
  expect(lead.reads()).toBe('Hate crime is led by the Chief Officer');
  const inChannel = standIn.calls.filter(({ call }) => call.includes(encodeURIComponent(CHANNEL)));
  expect(JSON.stringify(inChannel)).not.toContain('Chief Officer');
});

test('an answer for one person who cannot be reached says in the channel what to do, and not the answer', async () => {
  const { lead, standIn } = await tenant(() => says('Hate crime is led by the Chief Officer'));
  await standIn.app(LEAD, 'missing');
  await lead.commands('who hate crime', 'Community Safety Board');
  expect(lead.reads('Community Safety Board')).toMatch(/Add this app for yourself in Teams, then ask again\.$/);
  expect(JSON.stringify(standIn.calls)).not.toContain('Chief Officer');
});

test('a form cannot open from what is typed, so a button that opens it is shown', async () => {
  const opener = { label: 'Start report', command: 'report', input: { id: 'r7' }, opens: true, partnershipId: 'p1' };
  const { lead, heard } = await tenant(() => ({ kind: 'dialog', dialog: { ...report(), opener } }));
  await lead.commands('report hate crime');
  expect(lead.dialog()).toBeUndefined();
  await lead.presses('Start report');
  expect(lead.dialog()).toContain('Rating');
  expect(heard[1]).toMatchObject({ kind: 'pressed', command: 'report', input: { id: 'r7' }, partnershipId: 'p1' });
});

test('a form asked for in a channel is offered in the personal chat', async () => {
  const { lead } = await tenant(() => ({ kind: 'dialog', dialog: report() }));
  await lead.commands('report hate crime', 'Community Safety Board');
  expect(lead.reads('Community Safety Board')).toMatch(/I have answered you in our chat\.$/);
  await lead.presses('Open Progress report');
  expect(lead.dialog()).toContain('Rating');
});

test('a button of a channel’s message opens a dialog for the one who pressed it, and says where it was pressed', async () => {
  const { lead, heard, edge, tenantId } = await tenant(() => ({ kind: 'dialog', dialog: report() }));
  const button = { label: 'Open hate crime', command: 'read', input: {}, opens: true, partnershipId: 'p1' };
  const to = { kind: 'channel', connection: tenantId, channelId: CHANNEL } as const;
  await edge.port.post(tenantId, to, message(actions(button)), 'd', false);
  await lead.presses('Open hate crime');
  expect(lead.dialog()).toContain('Progress report');
  expect(heard).toMatchObject([{ kind: 'pressed', command: 'read', place: { kind: 'channel', channelId: CHANNEL } }]);
});

test('a button that opens something, where there is only something to say, shows that', async () => {
  const { lead } = await tenant(opens(says('This report was already sent')));
  await lead.commands('report');
  await lead.presses('Start report');
  expect(lead.dialog()).toBe('Golden Thread\nThis report was already sent');
  await lead.closes();
  expect(lead.dialog()).toBeUndefined();
});

test('what was typed comes back with the error at its field', async () => {
  const typed = '**bold** <b>not</b> [x](http://y) @everyone';
  const { lead } = await tenant((interaction) => {
    if (interaction.kind !== 'filled') return opens({ kind: 'dialog', dialog: report() })(interaction);
    const form = report().form!;
    const fields = form.fields.map((field) => ({
      ...field,
      value: interaction.values[field.path] ?? '',
      ...(field.path === 'rating' ? { error: 'Select rating' } : {}),
    })) as typeof form.fields;
    return { kind: 'dialog', dialog: report({ fields, alert: 'There is a problem' }) };
  });
  await lead.commands('report');
  await lead.presses('Start report');
  await lead.fills([['Reason for the rating', typed]]);
  await lead.presses('Save and continue');
  expect(lead.inputs()).toMatchObject([
    { label: 'Rating', error: 'Select rating', hint: 'How it is going', value: '' },
    { label: 'Reason for the rating (optional)', value: typed },
  ]);
  expect(lead.dialog()).toContain('There is a problem');
});

test('a dialog that the bot could not answer stays open with what was typed, and can be sent again', async () => {
  let failures = 1;
  const { lead, logged } = await tenant((interaction) => {
    if (interaction.kind !== 'filled') return opens({ kind: 'dialog', dialog: report() })(interaction);
    if (failures-- > 0) throw new Error('The database is away');
    return says('Sent');
  });
  await lead.commands('report');
  await lead.presses('Start report');
  await lead.fills([['Reason for the rating', 'Long thought about']]);
  await lead.presses('Save and continue');
  expect(lead.standIn.screen(LEAD).notice).toBeDefined();
  expect(lead.inputs()[1]).toMatchObject({ value: 'Long thought about' });
  expect(logged.join()).not.toContain('Long thought about');
  await lead.presses('Save and continue');
  expect(lead.dialog()).toContain('Sent');
});

test('nothing is sent while somebody types, and closing loses it, as the dialog says', async () => {
  const { lead, heard } = await tenant(opens({ kind: 'dialog', dialog: report() }));
  await lead.commands('report');
  await lead.presses('Start report');
  const before = heard.length;
  await lead.fills([['Reason for the rating', 'Half a thought']]);
  expect(heard).toHaveLength(before);
  expect(lead.dialog()).toContain('Closing this window loses what you typed on this page.');
  await lead.closes();
  await lead.presses('Start report');
  expect(lead.inputs()[1]).toMatchObject({ value: '' });
});

test('rows are added and removed by buttons that carry the page as it was typed', async () => {
  const fields: NonNullable<Dialog['form']>['fields'] = [
    {
      path: 'achieved',
      kind: 'rows',
      label: 'What was achieved',
      rows: ['a1', 'b2'].map((id, index) => ({
        id,
        label: `Achievement ${index + 1}`,
        removable: true,
        inputs: [
          {
            path: `achieved.${id}.what`,
            kind: 'longText',
            label: `Achievement ${index + 1}`,
            optional: false,
            value: '',
          },
        ],
      })),
      add: 'Add another achievement',
    },
  ];
  const { lead, heard } = await tenant(opens({ kind: 'dialog', dialog: report({ page: 'achieved', fields }) }));
  await lead.commands('report');
  await lead.presses('Start report');
  await lead.fills([['Achievement 2', 'A second refuge opened']]);
  await lead.presses('Add another achievement');
  await lead.presses('Remove achievement 1');
  expect(heard.slice(-2)).toMatchObject([
    {
      act: 'add:achieved',
      page: 'achieved',
      values: { 'achieved.a1.what': '', 'achieved.b2.what': 'A second refuge opened' },
    },
    { act: 'remove:achieved:a1' },
  ]);
});

test('answers are checked before they are sent, with a way back to each', async () => {
  const { lead, heard } = await tenant(
    opens({
      kind: 'dialog',
      dialog: report({
        page: 'check',
        fields: [],
        answers: [
          {
            title: 'Rating',
            answers: [
              { label: 'Rating', lines: ['Green: on track'] },
              { label: 'Reason', lines: [] },
            ],
            change: { label: 'Change rating', act: 'change:rating' },
          },
        ],
        back: { label: 'Back', act: 'back' },
        submit: { label: 'Send report to the Board', act: 'send' },
      }),
    }),
  );
  await lead.commands('report');
  await lead.presses('Start report');
  expect(lead.dialog()).toContain('Rating\nGreen: on track\nReason\nNot provided\n[Change rating]');
  for (const button of ['Change rating', 'Back', 'Send report to the Board']) await lead.presses(button);
  expect(heard.slice(-3)).toMatchObject([{ act: 'change:rating' }, { act: 'back' }, { act: 'send' }]);
});

test('adding the app is answered with one short line, and remembered', async () => {
  const { lead, standIn, memory } = await tenant();
  await standIn.app(LEAD, 'missing');
  await standIn.app(LEAD, 'installed');
  expect(lead.reads()).toBe('Golden Thread is ready. Send “help” to see what you can do.');
  expect([...memory.values()]).toEqual([standIn.url, `a:${LEAD}`]);
});

test('a long answer goes on in further parts', async () => {
  const items = Array.from({ length: 60 }, (_, n) => line(`${n} ${'x'.repeat(1_000)}`));
  const { lead } = await tenant(() => ({ kind: 'message', private: true, message: message(list(...items)) }));
  await lead.commands('priorities');
  const parts = lead.messages().filter(({ from }) => from === 'bot');
  expect(parts.length).toBeGreaterThan(1);
  expect(lead.reads()).toContain(`Part ${parts.length} of ${parts.length}`);
  for (const [item] of items) expect(lead.reads()).toContain(item?.type === 'text' ? item.text : '');
});

test('an answer that Teams wants slower is sent all the same', async () => {
  const { lead, standIn } = await tenant();
  standIn.fail({ call: '/activities', status: 429, code: 'TooManyRequests', retryAfter: 0.01 });
  await lead.commands('priorities');
  expect(lead.reads()).toBe('priorities\n\nHello');
});

test('a button of a form we no longer know says so', async () => {
  const { standIn, lead, heard, appId, tenantId } = await tenant();
  await lead.commands('help');
  heard.length = 0;
  const response = await standIn.send({
    type: 'invoke',
    name: 'task/submit',
    channelId: 'msteams',
    serviceUrl: standIn.url,
    from: { id: `29:${LEAD}`, aadObjectId: LEAD },
    recipient: { id: `28:${appId}` },
    conversation: { id: `a:${LEAD}`, conversationType: 'personal', tenantId },
    value: { data: { something: 'else' } },
  });
  expect(await response.json()).toMatchObject({ task: { type: 'continue' } });
  expect(heard).toEqual([]);
});

test('an answer that takes a while comes alone: nothing is sent meanwhile that could be refused in its place', async () => {
  const { lead, standIn } = await tenant(async () => {
    // As long as the library waits before it says that somebody is typing, and a little longer.
    await sleep(1_200);
    return says('Hello');
  });
  await lead.commands('who hate crime');
  expect(standIn.calls.filter(({ call }) => call.startsWith('POST')).map(({ body }) => body)).toMatchObject([
    { type: 'message' },
  ]);
  expect(lead.reads()).toBe('who hate crime\n\nHello');
});
