import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actions, heading, type Message, paragraph } from '../../../src/views/message.ts';
import { dialog, field, told } from './forms.ts';
import { buttonCalled, direct, LEAD, OTHER, TEAM, type Workplace, wordsOf, workplace } from './workplace.ts';

let place: Workplace;
beforeEach(async () => {
  place = await workplace();
});
afterEach(() => place.close());

const page = (words: string, opens = false): Message => ({
  summary: words,
  blocks: [heading(words), actions({ label: 'Press', command: 'press', input: { a: '1' }, opens, partnershipId: 'p' })],
});
const to = (accountId: string) => ({ kind: 'home' as const, connection: TEAM, accountId });
const publish = (message: Message) => place.edge.port.post(TEAM, to(LEAD), message, 'd1', false);
const shown = (who = LEAD) => wordsOf(place.slack.screen(who).home?.nodes ?? []);
const press = () =>
  place.slack.act(LEAD, {
    kind: 'pressAtHome',
    button: buttonCalled(place.slack.screen(LEAD).home!.nodes, 'Press'),
  });

describe('the Home tab', () => {
  it('is heard when it is opened, once, and not for the Messages tab', async () => {
    await place.slack.act(LEAD, { kind: 'openHome' });
    expect(place.heard).toEqual([
      {
        kind: 'home',
        actor: { platform: 'slack', connection: TEAM, accountId: LEAD, hasHome: true },
        place: { kind: 'direct' },
      },
    ]);
    expect(place.slack.screen(LEAD).home).toBeUndefined();
  });

  it('shows an answer to somebody who has nothing there', async () => {
    place.answer(async () => told('This account is not on the register'));
    await place.slack.act(OTHER, { kind: 'openHome' });
    expect(shown(OTHER)).toEqual(['This account is not on the register']);
    expect(direct(place.slack.screen(OTHER))).toEqual([]);
  });

  it('is told of again by Slack where the program did not get to it', async () => {
    let tries = 0;
    place.answer(async () => {
      tries += 1;
      if (tries === 1) throw new Error('The database is away');
      return told('There after all');
    });
    await place.slack.act(LEAD, { kind: 'openHome' });
    expect(tries).toBe(2);
    expect(shown()).toEqual(['There after all']);
  });

  it('is published and brought up to date in place, and writes to nobody', async () => {
    const sent = await publish(page('One report is due'));
    expect(sent).toMatchObject({ kind: 'sent' });
    expect(shown()).toEqual(['One report is due', 'Press']);
    expect(shown(OTHER)).toEqual([]);
    if (sent.kind !== 'sent') throw new Error('Not sent');
    expect(await place.edge.port.update(TEAM, sent, page('Nothing is due'))).toEqual(sent);
    expect(shown()).toEqual(['Nothing is due', 'Press']);
    expect(direct(place.slack.screen(LEAD))).toEqual([]);
    await place.edge.port.remove(TEAM, sent);
    expect(shown()).toEqual(['There is nothing here yet']);
  });

  it('takes more blocks than a message does', async () => {
    const blocks = Array.from({ length: 90 }, (_, index) => paragraph(`Line ${index + 1}`));
    expect(await publish({ summary: 'Much', blocks })).toMatchObject({ kind: 'sent' });
    expect(shown()).toHaveLength(90);
  });

  it('says in words why it cannot be shown', async () => {
    place.slack.fail({ call: 'views.publish', status: 200, code: 'not_enabled' });
    expect(await publish(page('One report is due'))).toMatchObject({
      kind: 'refused',
      reason: 'The Home tab is not switched on in the settings of the Slack app.',
    });
  });
});

describe('a button on the Home tab', () => {
  it('carries what it was given, and opens a form', async () => {
    await publish(page('One report is due', true));
    place.answer(async () => ({ kind: 'dialog', dialog: dialog([field('what', 'What')]) }));
    await press();
    expect(place.heard.at(-1)).toMatchObject({
      kind: 'pressed',
      partnershipId: 'p',
      command: 'press',
      input: { a: '1' },
      place: { kind: 'direct' },
    });
    expect(wordsOf(place.slack.screen(LEAD).dialog!.nodes)).toContain('What (optional)');
  });

  it('shows what it answers over the tab, not in the conversation', async () => {
    await publish(page('One report is due'));
    place.answer(async () => told('Eleven priorities'));
    await press();
    expect(wordsOf(place.slack.screen(LEAD).dialog!.nodes)).toContain('Eleven priorities');
    expect(direct(place.slack.screen(LEAD))).toEqual([]);
  });
});
