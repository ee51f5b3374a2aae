import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/bot/platform.ts';
import type { ShownDialog } from '../../../src/rehearsal/stand-in.ts';
import type { Dialog } from '../../../src/views/dialog.ts';
import { heading } from '../../../src/views/message.ts';
import { button, dialog, field, formProgram, message, told } from './forms.ts';
import { buttonCalled, direct, directId, inputCalled, LEAD, type Workplace, wordsOf, workplace } from './workplace.ts';

let place: Workplace;
beforeEach(async () => {
  place = await workplace();
});
afterEach(async () => {
  await place.close();
});

const screen = () => place.slack.screen(LEAD);
const open = (): ShownDialog => {
  const shown = screen().dialog;
  if (!shown) throw new Error('No dialog is open');
  return shown;
};
const inputOf = (label: string) => inputCalled(open().nodes, label);
const type = (label: string, text: string) =>
  place.slack.act(LEAD, { kind: 'type', values: { [inputOf(label).id]: text } });
const press = (label: string) =>
  place.slack.act(LEAD, { kind: 'pressInDialog', button: buttonCalled(open().nodes, label) });
const submit = () => place.slack.act(LEAD, { kind: 'submit' });

async function openForm() {
  await place.slack.act(LEAD, { kind: 'say', conversation: directId(screen()), text: 'report' });
  await pressLast('Report');
}

async function pressLast(label: string) {
  const prompt = direct(screen()).at(-1)!;
  await place.slack.act(LEAD, { kind: 'press', message: prompt.id, button: buttonCalled(prompt.nodes, label) });
}

/** A form of two pages: rows on the first, a headline on the second. */
function report() {
  const rows = [{ id: 'r1' }];
  let page = 'achieved';
  const draw = (values: Record<string, string>): Dialog => {
    if (page === 'headline') {
      return dialog([field('headline', 'Headline', { optional: false, value: values.headline ?? 'Two hubs' })], {
        page,
        back: { label: 'Back', act: 'back' },
      });
    }
    const shown = rows.map(({ id }, index) => ({
      id,
      label: `Achievement ${index + 1}`,
      removable: rows.length > 1,
      inputs: [field(`achieved.${id}.what`, 'What', { value: values[`achieved.${id}.what`] ?? '' })],
    }));
    const group = { path: 'achieved', kind: 'rows' as const, label: 'Achievements', rows: shown };
    return dialog([{ ...group, add: 'Add another achievement' }], { page });
  };
  const program = formProgram(draw, ({ act }): Answer | undefined => {
    if (act === 'add:achieved') rows.push({ id: `r${rows.length + 1}` });
    if (act.startsWith('remove:achieved:')) {
      rows.splice(
        rows.findIndex(({ id }) => act.endsWith(`:${id}`)),
        1,
      );
    }
    if (act === 'continue' && page === 'headline') return told('Sent');
    if (act === 'continue') page = 'headline';
    if (act === 'back') page = 'achieved';
    return undefined;
  });
  place.answer(program.handle);
  return program;
}

const achievements = () => open().nodes.filter((node) => node.kind === 'input');

describe('rows', () => {
  it('are added and removed, and what is typed in the others stays', async () => {
    const { values } = report();
    await openForm();
    await type('What (optional)', 'First');
    await press('Add another achievement');
    const second = achievements()[1]!;
    await place.slack.act(LEAD, { kind: 'type', values: { [second.id]: 'Second' } });
    await press('Add another achievement');
    await press('Remove achievement 1');
    expect(achievements().map((node) => node.kind === 'input' && node.value)).toEqual(['Second', '']);
    expect(values).toEqual({
      'achieved.r1.what': 'First',
      'achieved.r2.what': 'Second',
      'achieved.r3.what': '',
    });
  });

  it('keep what was typed while the answer was on its way', async () => {
    report();
    await openForm();
    const { id } = inputOf('What (optional)');
    const adding = press('Add another achievement');
    await place.slack.act(LEAD, { kind: 'type', values: { [id]: 'Typed meanwhile' } });
    await adding;
    expect(achievements().map((node) => node.kind === 'input' && node.value)).toEqual(['Typed meanwhile', '']);
  });

  it('are shown even when somebody else has changed the view meanwhile', async () => {
    report();
    await openForm();
    place.slack.fail({ call: 'views.update', status: 200, code: 'hash_conflict' });
    await type('What (optional)', 'First');
    await press('Add another achievement');
    expect(achievements()).toHaveLength(2);
    expect(inputOf('What (optional)').value).toBe('First');
  });

  it('are added once for each press, however quick', async () => {
    report();
    await openForm();
    const add = buttonCalled(open().nodes, 'Add another achievement');
    await Promise.all([1, 2, 3].map(() => place.slack.act(LEAD, { kind: 'pressInDialog', button: add })));
    expect(achievements()).toHaveLength(4);
  });
});

describe('pages', () => {
  it('go on and back with what was typed', async () => {
    const { values } = report();
    await openForm();
    await type('What (optional)', 'First');
    await submit();
    await type('Headline', 'Hubs open');
    await press('Back');
    expect(inputOf('What (optional)').value).toBe('First');
    await submit();
    expect(inputOf('Headline').value).toBe('Hubs open');
    await submit();
    expect(wordsOf(open().nodes)).toEqual(['Sent']);
    expect(values.headline).toBe('Hubs open');
  });

  it('send what the program filled in, even where Slack reports the field as empty', async () => {
    const { values } = report();
    await openForm();
    await submit();
    expect(inputOf('Headline').value).toBe('Two hubs');
    await submit();
    expect(values.headline).toBe('Two hubs');
  });

  it('send nothing where the person emptied what the program filled in', async () => {
    const { values } = report();
    await openForm();
    await submit();
    await type('Headline', '');
    expect(values.headline).toBe('');
    await submit();
    expect(inputOf('Headline').error).toBe('Please complete this required field.');
  });
});

describe('several that are chosen', () => {
  const options = ['ashfield', 'gedling', 'mansfield'].map((value) => ({ value, label: value.toUpperCase() }));
  const areas = (values: Record<string, string>) =>
    field('areas', 'Areas', { kind: 'choices', options, value: values.areas ?? 'gedling,mansfield' });
  /** The field is there from the second page on, so it is an update that fills it in. */
  function twoPages() {
    let page = 'one';
    const program = formProgram(
      (values) => dialog(page === 'one' ? [field('what', 'What')] : [areas(values)], { page }),
      () => {
        page = 'two';
        return undefined;
      },
    );
    place.answer(program.handle);
    return program;
  }

  it('are kept with every change', async () => {
    const { values } = twoPages();
    await openForm();
    await submit();
    await type('Areas (optional)', 'mansfield,ashfield');
    expect(values.areas).toBe('mansfield,ashfield');
    expect(inputOf('Areas (optional)').value).toBe('mansfield,ashfield');
  });

  it('are what the program filled in, even where Slack reports that none is', async () => {
    const { values } = twoPages();
    await openForm();
    await submit();
    expect(inputOf('Areas (optional)').value).toBe('gedling,mansfield');
    await submit();
    expect(values.areas).toBe('gedling,mansfield');
  });

  it('are none once the person took away what the program filled in', async () => {
    const { values } = twoPages();
    await openForm();
    await submit();
    await type('Areas (optional)', '');
    expect(values.areas).toBe('');
    await submit();
    expect(values.areas).toBe('');
  });
});

describe('errors', () => {
  it('are written above the fields where Slack cannot mark all of them', async () => {
    const program = formProgram(
      ({ what = '' }) => dialog([field('what', 'Headline', { value: what })]),
      () => ({
        kind: 'dialog',
        dialog: dialog([field('what', 'Headline', { error: 'Enter a headline', value: 'as typed' })], {
          alert: 'Not sent yet.',
        }),
      }),
    );
    place.answer(program.handle);
    await openForm();
    await type('Headline (optional)', 'as typed');
    await submit();
    expect(wordsOf(open().nodes)).toEqual([
      'Not sent yet.',
      'Error: Enter a headline',
      'Headline (optional)',
      'OFFICIAL. The Board will see this.',
    ]);
    expect(inputOf('Headline (optional)').value).toBe('as typed');
  });

  it('of the program leave the form open, with what was typed', async () => {
    report();
    await openForm();
    await type('What (optional)', 'First');
    place.answer(() => Promise.reject(new Error('away')));
    await submit();
    expect(screen().notice).toBe('We had some trouble connecting. Try again?');
    expect(inputOf('What (optional)').value).toBe('First');
  });
});

describe('a form that Slack does not show', () => {
  it('is offered again, and nothing is lost', async () => {
    const { values } = report();
    place.slack.fail({ call: 'views.open', status: 200, code: 'expired_trigger_id' });
    await openForm();
    expect(screen().dialog).toBeUndefined();
    expect(direct(screen()).at(-1)!.summary).toBe('The form did not open. Everything you have entered is saved.');
    await pressLast('Open Report');
    expect(place.heard.at(-1)).toMatchObject({
      kind: 'filled',
      act: 'change:achieved',
      values: {},
      draftId: 'draft-1',
    });
    await type('What (optional)', 'First');
    expect(values).toEqual({ 'achieved.r1.what': 'First' });
  });

  it('is offered again when an update fails', async () => {
    report();
    await openForm();
    place.slack.fail({ call: 'views.update', status: 503, code: 'service_unavailable' });
    await press('Add another achievement');
    expect(wordsOf(direct(screen()).at(-1)!.nodes)).toContain('Open Report');
  });

  it('is offered as a button where words asked for it', async () => {
    const opener = button('Open report', true);
    place.answer(async (interaction) => {
      const form = dialog([field('what', 'What')]);
      return { kind: 'dialog', dialog: interaction.kind === 'said' ? { ...form, opener } : form };
    });
    await place.slack.act(LEAD, { kind: 'say', conversation: directId(screen()), text: 'report' });
    await pressLast('Open report');
    expect(open().title).toBe('Report');
  });

  it('opens at once from a slash command', async () => {
    place.answer(async () => ({ kind: 'dialog', dialog: dialog([field('what', 'What')]) }));
    await place.slack.act(LEAD, { kind: 'command', conversation: directId(screen()), text: 'report' });
    expect(open().title).toBe('Report');
  });
});

describe('a late answer', () => {
  it('is waited for in a view of its own, and shown there', async () => {
    let finish = () => {};
    const late = new Promise<void>((resolve) => (finish = resolve));
    place.answer(async (interaction) => {
      if (interaction.kind === 'said')
        return { kind: 'message', private: true, message: message('Due', button('Report', true)) };
      await late;
      return { kind: 'dialog', dialog: dialog([field('what', 'What')]) };
    });
    const opening = openForm();
    await expect.poll(() => screen().dialog?.nodes, { timeout: 3_000 }).toBeDefined();
    expect(wordsOf(open().nodes)).toEqual(['Opening. This takes a moment.']);
    finish();
    await opening;
    expect(wordsOf(open().nodes)).toContain('What (optional)');
  });
});

describe('something to read', () => {
  it('opens what its buttons lead to on top, and closing leads back', async () => {
    const list: Dialog = {
      title: 'Digest',
      blocks: [heading('Priorities'), ...message('', button('Read it', true)).blocks],
    };
    place.answer(async (interaction) => {
      if (interaction.kind === 'said')
        return { kind: 'message', private: true, message: message('Digest', button('Report', true)) };
      const last = place.heard.filter(({ kind }) => kind === 'pressed').length > 1;
      return { kind: 'dialog', dialog: last ? { title: 'Hate crime', blocks: [heading('Green')] } : list };
    });
    await openForm();
    await press('Read it');
    expect(open()).toMatchObject({ title: 'Hate crime' });
    await place.slack.act(LEAD, { kind: 'close' });
    expect(open()).toMatchObject({ title: 'Digest' });
  });
});
